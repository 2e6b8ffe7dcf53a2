//! The arguments of `gatewright convert`.

use std::path::{Path, PathBuf};

use gatewright_convert::{ConvertOptions, Form};
use gatewright_export::{
    DocumentationVersion, ExportOptions, ExportType, Extension, Extensions, Format, Stage,
};
use gatewright_import::ImportOptions;

use super::export::{DEFAULT_REGION, DefinitionFormat, Type, extension, instant, stage};
use super::{LossFormat, ServiceArgs, TemplateArgs};

/// Write a definition in the other version of OpenAPI
///
/// Imports the definition and exports the API, as the service would; then puts back what an API does
/// not hold and the target can carry: texts, tags, examples, types of parameters, schemas that
/// nothing uses, addresses, security schemes, extensions of other vendors. What is lost nonetheless
/// is said on the standard error, with its place.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright convert old.json --to oas30             Swagger 2.0 to OpenAPI 3.0
  gatewright convert old.json --to oas30 -o new.yaml as YAML, to a file
  gatewright convert api.yaml --to swagger --extensions none
                                                     without what is only for
                                                     API Gateway
  gatewright convert api.yaml --to oas30 --as-service
                                                     import and export alone

Extensions, separated by commas: integrations, authorizers, apigateway (all that
can be imported again), documentation, postman, or none. `gatewright export
--help` says what each adds.

Paths, parameters, responses and schemas stay in the order of the definition,
and the members of each object get the order that the service gives them. An
import gives names to schemas that have none, and the result has these. In
Swagger 2.0, `nullable`, `example`, `writeOnly` and `deprecated` of OpenAPI 3.0
become `x-nullable` and so on, and come back from there.

With --losses json, the standard error has an object on a line for each loss:
  reason   a word; of a finding of the import, its id
  text     what is left out
  pointer  where it stands in the definition (RFC 6901)
  line, column

Exit codes:
  0  converted, whatever is left out
  1  the service refuses the definition; nothing is written
  2  a file could not be read or written, or FILE is no definition")]
pub(crate) struct ConvertArgs {
    /// The definition; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The kind of definition to write
    #[arg(long, value_enum, value_name = "TYPE")]
    to: Type,

    /// What to add to OpenAPI
    #[arg(long, value_name = "WORDS", value_delimiter = ',', value_parser = chosen)]
    #[arg(default_value = "apigateway")]
    extensions: Vec<Option<Extension>>,

    /// The form of the result [default: as the name of the output file says, or as FILE has it]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<DefinitionFormat>,

    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// How to say what is left out
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) losses: LossFormat,

    /// Put nothing back: the service's own form, with the address of a stage
    #[arg(long)]
    as_service: bool,

    /// The stage of the address [default: prod]
    #[arg(long, value_name = "NAME", requires = "as_service", value_parser = stage)]
    stage: Option<String>,

    /// When the stage was deployed, which is the version of an API without one
    #[arg(long, value_name = "INSTANT", requires = "as_service", value_parser = instant)]
    deployed: Option<String>,

    /// The documentation version that the stage shows; without it, an export has no texts
    #[arg(long, value_name = "VERSION", requires = "as_service")]
    documentation_version: Option<String>,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,

    #[command(flatten)]
    pub(crate) service: ServiceArgs,
}

fn chosen(word: &str) -> Result<Option<Extension>, String> {
    if word == "none" { Ok(None) } else { extension(word).map(Some) }
}

/// The form that the name of a file asks for.
fn format_of_name(path: &Path) -> Option<Format> {
    if super::is_called_yaml(path) {
        return Some(Format::Yaml);
    }
    path.extension()?.eq_ignore_ascii_case("json").then_some(Format::Json)
}

impl ConvertArgs {
    /// The same for the library. `written` is the form of the definition.
    pub(crate) fn options(&self, import: ImportOptions, written: Format) -> ConvertOptions {
        let by_name = self.output.as_deref().and_then(format_of_name);
        let documentation =
            self.documentation_version.as_ref().map(|version| DocumentationVersion {
                version: version.clone(),
                created_date: Some(import.created_date.clone()),
            });
        ConvertOptions {
            export: ExportOptions {
                export_type: ExportType::from(self.to),
                extensions: self.extensions.iter().flatten().copied().collect::<Extensions>(),
                format: self.format.map(Format::from).or(by_name).unwrap_or(written),
                stage: Stage {
                    name: self.stage.clone().unwrap_or_else(|| "prod".to_owned()),
                    region: self.service.region().unwrap_or(DEFAULT_REGION).to_owned(),
                    deployed: self.deployed.clone(),
                    documentation,
                    domain: None,
                },
            },
            form: if self.as_service { Form::AsService } else { Form::Complete },
            import,
        }
    }
}
