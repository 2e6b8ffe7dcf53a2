//! What the files get from outside in which definitions stand: values, and where they may read others.

use std::path::PathBuf;

use gatewright_template::Parameters;
use serde_json::Value;

use crate::exit::Stop;
use crate::folder::Folder;
use crate::parameters::{self, Form};
use crate::walk::Input;

/// Under which these are told, whatever they stand among.
const HEADING: &str = "Templates";

/// What templates get from outside.
#[derive(Debug, Default, Clone, clap::Args)]
pub(crate) struct TemplateArgs {
    /// Of a file with several APIs the one of that name: a logical ID, an address of Terraform
    #[arg(long, help_heading = HEADING, value_name = "NAME")]
    pub(crate) api: Option<String>,

    /// Values of parameters of CloudFormation or SAM, as `aws cloudformation deploy` takes them
    #[arg(long, help_heading = HEADING, value_name = "KEY=VALUE", num_args = 1.., value_parser = overrides)]
    parameter_overrides: Vec<Override>,

    /// Values of parameters from a file; may be repeated
    ///
    /// JSON or YAML: a list of `ParameterKey` and `ParameterValue`, a list of `KEY=VALUE`, a mapping,
    /// or one in `Parameters`.
    #[arg(long, help_heading = HEADING, value_name = "FILE")]
    parameters_file: Vec<PathBuf>,

    /// The value of a variable of Terraform or of a template text; may be repeated
    #[arg(long, help_heading = HEADING, value_name = "NAME=VALUE", value_parser = variable)]
    var: Vec<(String, String)>,

    /// Values of variables from a file, as Terraform takes them; may be repeated
    #[arg(long, help_heading = HEADING, value_name = "FILE")]
    var_file: Vec<PathBuf>,

    /// Read files that a template names only below this folder [default: the repository]
    ///
    /// Without a repository, that is the folder of gatewright.yaml, or else that of the template.
    #[arg(long, help_heading = HEADING, value_name = "FOLDER")]
    root: Option<PathBuf>,
}

/// What one argument of `--parameter-overrides` says.
#[derive(Debug, Clone)]
enum Override {
    Values(Vec<(String, String)>),
    File(PathBuf),
}

impl TemplateArgs {
    /// The values of parameters and variables; the command line outranks files.
    pub(crate) fn parameters(&self) -> Result<Parameters, String> {
        let mut all = Parameters::new();
        let of_overrides = self.parameter_overrides.iter().filter_map(|it| match it {
            Override::File(path) => Some(path),
            Override::Values(_) => None,
        });
        for path in self.parameters_file.iter().chain(of_overrides) {
            all.extend(parameters::read(path, Form::Parameters)?);
        }
        for path in &self.var_file {
            all.extend(parameters::read(path, Form::Variables)?);
        }
        let of_overrides = self.parameter_overrides.iter().filter_map(|it| match it {
            Override::Values(values) => Some(values),
            Override::File(_) => None,
        });
        for (name, text) in of_overrides.flatten() {
            all.insert(name.clone(), Value::String(text.clone()));
        }
        for (name, text) in &self.var {
            all.insert(name.clone(), parameters::of_variable(text));
        }
        Ok(all)
    }

    /// Where a file may read others.
    pub(crate) fn folder(&self, input: &Input) -> Result<Folder, Stop> {
        self.root.as_deref().map_or_else(|| Ok(Folder::around(input.path())), Folder::named)
    }
}

/// Reads what follows `--parameter-overrides`.
fn overrides(text: &str) -> Result<Override, String> {
    if let Some(path) = text.strip_prefix("file://") {
        return Ok(Override::File(path.into()));
    }
    parameters::pairs(text)
        .map(Override::Values)
        .ok_or_else(|| "write `KEY=VALUE`; files come before this option, or after `--`".to_owned())
}

fn variable(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').unwrap_or_default();
    match name.trim() {
        "" => Err("write `NAME=VALUE`"),
        name => Ok((name.to_owned(), value.to_owned())),
    }
}
