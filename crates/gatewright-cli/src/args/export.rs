//! The arguments of `gatewright export`.

use std::path::PathBuf;

use clap::ValueEnum;
use gatewright_export::{
    DocumentationVersion, Domain, ExportOptions, ExportType, Extension, Extensions, Format, Stage,
};

use super::{LossFormat, ServiceArgs, TemplateArgs};

/// The region of an address when none is given.
pub(super) const DEFAULT_REGION: &str = "us-east-1";

/// Write an API as GetExport does: as Swagger 2.0 or OpenAPI 3.0
///
/// The definition is that of the service to the letter, as far as its exports are known: members,
/// their order, the form of JSON and YAML. What the definition does not hold of the API is said on
/// the standard error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright export api.json                 OpenAPI 3.0, without extensions
  gatewright export api.json --extensions apigateway -o api.yaml
                                             all that can be imported again
  gatewright export api.yaml --type swagger  of a definition: imported first
  gatewright export api.json --stage v1 --region eu-west-1
                                             with the address of that stage

API is what `gatewright import` or `put` wrote, as JSON or YAML; or a definition
or an export, which is imported first.

Extensions, separated by commas:
  integrations   the integration of each method
  authorizers    the authorizer of each security scheme
  documentation  the documentation parts, if the stage shows a version of them
  apigateway     all of these, request validators, gateway responses, binary
                 media types and the other settings
  postman        nothing: all exports for Postman that were found are plain,
                 though the service announces more

Not known for certain, and derived from what the import reads: the settings
`api-key-source`, `minimum-compression-size` and, in Swagger 2.0,
`endpoint-configuration`; authorizers that no method uses, which are written.

With --losses json, the standard error has an object on a line for each loss:
  reason  a word
  text    the same as a sentence
  entity  the thing of the API
  member  the member of it, under the service's name; null for all of it

Exit codes:
  0  exported, whatever is left out
  1  the service refuses the definition, or the export; nothing is written
  2  a file could not be read or written, or API is neither")]
pub(crate) struct ExportArgs {
    /// The API; `-` is the standard input
    #[arg(value_name = "API")]
    pub(crate) existing: PathBuf,

    /// Write to this file instead of the standard output; in a folder, to one called as the
    /// service calls it, such as `oas30_1.0.json`
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) export: GetExportArgs,

    /// How to say what is left out
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) losses: LossFormat,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,

    #[command(flatten)]
    pub(crate) service: ServiceArgs,
}

/// The parameters of an export, under the service's names, and what the service knows of the stage.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The export")]
pub(crate) struct GetExportArgs {
    /// The kind of definition: `exportType`
    #[arg(long = "type", value_enum, value_name = "TYPE", default_value = "oas30")]
    export_type: Type,

    /// What to add to OpenAPI: the parameter `extensions`
    #[arg(long, value_name = "WORDS", value_delimiter = ',', value_parser = extension)]
    extensions: Vec<Extension>,

    /// The form of the definition: `Accept` [default: json, or yaml if the output file is called so]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<DefinitionFormat>,

    /// The stage that is exported
    #[arg(long, value_name = "NAME", default_value = "prod", value_parser = stage)]
    stage: String,

    /// The custom domain that leads to the stage, with the path that does if there is one
    #[arg(long, value_name = "NAME[/PATH]", value_parser = domain)]
    domain: Option<Domain>,

    /// When the stage was deployed, which is the version of an API without one
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    deployed: Option<String>,

    /// The documentation version that the stage shows; without it, an export has no texts
    #[arg(long, value_name = "VERSION")]
    documentation_version: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Type {
    /// OpenAPI 3.0
    Oas30,
    /// Swagger 2.0
    Swagger,
}

/// The form of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DefinitionFormat {
    Json,
    Yaml,
}

impl From<Type> for ExportType {
    fn from(chosen: Type) -> Self {
        match chosen {
            Type::Oas30 => Self::Oas30,
            Type::Swagger => Self::Swagger,
        }
    }
}

impl From<DefinitionFormat> for Format {
    fn from(chosen: DefinitionFormat) -> Self {
        match chosen {
            DefinitionFormat::Json => Self::Json,
            DefinitionFormat::Yaml => Self::Yaml,
        }
    }
}

pub(super) fn extension(word: &str) -> Result<Extension, String> {
    Extension::parse(word).ok_or_else(|| {
        let known: Vec<&str> = Extension::ALL.iter().map(|known| known.as_str()).collect();
        format!("the words are {}", known.join(", "))
    })
}

/// Important notes of the guide: letters, digits, hyphens and underscores, 128 at most.
pub(super) fn stage(text: &str) -> Result<String, &'static str> {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !text.is_empty() && text.len() <= 128 && text.bytes().all(legal) {
        Ok(text.to_owned())
    } else {
        Err("a stage has up to 128 letters, digits, hyphens and underscores")
    }
}

fn domain(text: &str) -> Result<Domain, &'static str> {
    let (name, path) = text.split_once('/').unwrap_or((text, ""));
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    if name.is_empty() || !name.bytes().all(legal) || text.ends_with('/') {
        return Err("write it as `api.example.com` or `api.example.com/path`");
    }
    Ok(Domain { name: name.to_owned(), base_path: path.to_owned() })
}

pub(super) fn instant(text: &str) -> Result<String, &'static str> {
    let form = b"0000-00-00T00:00:00Z";
    let fits = |(byte, form): (u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        mark => byte == *mark,
    };
    if text.len() == form.len() && text.bytes().zip(form).all(fits) {
        Ok(text.to_owned())
    } else {
        Err("write it as 2025-05-06T18:20:26Z")
    }
}

impl ExportArgs {
    /// The same for the library. `created_date` is the time of what is made now.
    pub(crate) fn options(&self, created_date: &str) -> ExportOptions {
        let export = &self.export;
        let by_name = self.output.as_deref().is_some_and(super::is_called_yaml);
        let default = if by_name { DefinitionFormat::Yaml } else { DefinitionFormat::Json };
        ExportOptions {
            export_type: export.export_type.into(),
            extensions: export.extensions.iter().copied().collect::<Extensions>(),
            format: export.format.unwrap_or(default).into(),
            stage: Stage {
                name: export.stage.clone(),
                region: self.service.region().unwrap_or(DEFAULT_REGION).to_owned(),
                deployed: export.deployed.clone(),
                documentation: export.documentation_version.as_ref().map(|version| {
                    DocumentationVersion {
                        version: version.clone(),
                        created_date: Some(created_date.to_owned()),
                    }
                }),
                domain: export.domain.clone(),
            },
        }
    }
}
