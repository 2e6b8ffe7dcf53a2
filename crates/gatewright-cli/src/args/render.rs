//! The arguments of `gatewright render`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{ServiceArgs, TemplateArgs};

/// Write the definition of a template as the service would get it
///
/// Evaluates a template of CloudFormation or SAM, a configuration or plan of Terraform, or a text
/// with placeholders, as far as that can be done without a deployment. What nobody knows before one
/// stays as `${Name}`; how many such values there are is said on the standard error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright render template.yaml               the only API of a template
  gatewright render template.yaml --api PetsApi -o pets.yaml
                                                one of several, to a file
  gatewright render template.yaml --parameter-overrides Stage=prod \\
    --region eu-west-1                          with values
  gatewright render main.tf --var name=pets     a body of Terraform
  terraform show -json plan.out | gatewright render -
                                                that of a plan

What a template says beside the definition (names, policies, endpoints) goes
another way, and is not in it; what SAM's transform writes into it is.

Exit codes:
  0  written, whatever is not known yet
  1  the definition is not there: a file that it is in cannot be read, or what
     it is made of is wrong; nothing is written
  2  a file could not be read or written, or has no API or several")]
pub(crate) struct RenderArgs {
    /// The template; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The form of the result [default: as the name of the output file says, or as FILE has it]
    #[arg(long, value_enum)]
    format: Option<RenderFormat>,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,

    #[command(flatten)]
    pub(crate) service: ServiceArgs,
}

/// The form of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RenderFormat {
    Json,
    Yaml,
}

impl RenderArgs {
    /// The form of the result; `written` is that of the template.
    pub(crate) fn format(&self, written: RenderFormat) -> RenderFormat {
        let of_name = |path: &Path| {
            if super::is_called_yaml(path) {
                return Some(RenderFormat::Yaml);
            }
            path.extension()?.eq_ignore_ascii_case("json").then_some(RenderFormat::Json)
        };
        self.format.or_else(|| self.output.as_deref().and_then(of_name)).unwrap_or(written)
    }
}
