//! The parameters of an import, and what it knows of its caller, which many commands take.

use clap::ValueEnum;
use gatewright_diagnostics::FailOnWarnings;
use gatewright_import::{BasepathMode, DocumentationMode};
use gatewright_model::EndpointType;
use gatewright_project::Asked;

/// The parameters of an import, under the service's names, and what it knows of its caller.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The import")]
pub(crate) struct ServiceArgs {
    /// Refuse a definition with warnings: the parameter `failonwarnings`
    #[arg(long)]
    fail_on_warnings: bool,

    /// What to leave out: the parameter `ignore`
    #[arg(long, value_enum, value_name = "WHAT")]
    ignore: Option<Ignore>,

    #[command(flatten)]
    parameters: ParameterArgs,
}

/// Those of them that each command has under these names.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The import")]
pub(crate) struct ParameterArgs {
    /// What becomes of the base path: the parameter `basepath` [default: ignore]
    #[arg(long, value_enum, value_name = "MODE")]
    basepath: Option<Basepath>,

    /// The type of the endpoint: the parameter `endpointConfigurationTypes`
    #[arg(long, value_enum, value_name = "TYPE", ignore_case = true)]
    endpoint_type: Option<Endpoint>,

    /// The value of ${AWS::AccountId}
    #[arg(long, value_name = "DIGITS", value_parser = account)]
    account_id: Option<String>,

    /// The value of ${AWS::Region}
    #[arg(long, value_name = "NAME", value_parser = name)]
    region: Option<String>,

    /// The value of ${AWS::Partition}
    #[arg(long, value_name = "NAME", value_parser = name)]
    partition: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Basepath {
    Ignore,
    Prepend,
    Split,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Ignore {
    Documentation,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "UPPER")]
enum Endpoint {
    Edge,
    Regional,
    Private,
}

fn account(text: &str) -> Result<String, &'static str> {
    let legal = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if legal { Ok(text.to_owned()) } else { Err("an account has twelve digits") }
}

fn name(text: &str) -> Result<String, &'static str> {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let legal = !text.is_empty() && text.bytes().all(legal);
    if legal { Ok(text.to_owned()) } else { Err("it has lower-case letters, digits and hyphens") }
}

impl ServiceArgs {
    /// The same for whoever knows the settings of files.
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            fail_on_warnings: self.fail_on_warnings.then_some(FailOnWarnings::Yes),
            documentation: self.ignore.map(|Ignore::Documentation| DocumentationMode::Ignore),
            ..self.parameters.asked()
        }
    }

    /// The region of the caller.
    pub(crate) fn region(&self) -> Option<&str> {
        self.parameters.region.as_deref()
    }

    /// How a definition is imported that stands for an API which exists: it was accepted then, with
    /// its warnings and its documentation.
    pub(crate) fn asked_of_existing(&self) -> Asked {
        Asked {
            fail_on_warnings: Some(FailOnWarnings::No),
            documentation: Some(DocumentationMode::Import),
            ..self.parameters.asked()
        }
    }
}

impl ParameterArgs {
    /// The same for whoever knows the settings of files.
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            basepath: self.basepath.map(BasepathMode::from),
            endpoint_type: self.endpoint_type.map(EndpointType::from),
            account_id: self.account_id.clone(),
            partition: self.partition.clone(),
            region: self.region.clone(),
            ..Asked::default()
        }
    }
}

impl From<Basepath> for BasepathMode {
    fn from(basepath: Basepath) -> Self {
        match basepath {
            Basepath::Ignore => Self::Ignore,
            Basepath::Prepend => Self::Prepend,
            Basepath::Split => Self::Split,
        }
    }
}

impl From<Endpoint> for EndpointType {
    fn from(endpoint: Endpoint) -> Self {
        match endpoint {
            Endpoint::Edge => Self::Edge,
            Endpoint::Regional => Self::Regional,
            Endpoint::Private => Self::Private,
        }
    }
}
