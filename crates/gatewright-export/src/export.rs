//! GetExport: an API to the text of a definition.

use std::collections::HashMap;
use std::fmt;

use gatewright_model::{Api, Authorizer};

use crate::documentation::Documentation;
use crate::models::Models;
use crate::writer::Writer;
use crate::{ExportOptions, ExportType, Loss, head, losses, models, paths, security, settings};

/// The answer of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The definition.
    pub text: String,
    /// The media type of the answer (recorded for JSON; that YAML has the same is derived).
    pub content_type: &'static str,
    /// The name that the answer gives to the file: type, version, ending (recorded for JSON).
    pub file_name: String,
    /// What the definition does not hold of the API, in a fixed order.
    pub losses: Vec<Loss>,
}

/// Why there is no export.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportError {
    /// A body has models, and none is JSON: the service refuses the whole export. (*Amazon API
    /// Gateway important notes*.)
    NonJsonModels {
        /// The models concerned, by name.
        models: Vec<String>,
    },
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NonJsonModels { models } => write!(
                f,
                "only models of type application/json can be exported, and these are not: {}",
                models.join(", ")
            ),
        }
    }
}

impl std::error::Error for ExportError {}

/// What all parts of an export share.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    pub(crate) options: &'a ExportOptions,
    pub(crate) documentation: Documentation<'a>,
    pub(crate) authorizers: HashMap<&'a str, &'a Authorizer>,
    /// The names of the request validators by identifier.
    pub(crate) validators: HashMap<&'a str, &'a str>,
    pub(crate) models: Models<'a>,
}

impl Context<'_> {
    pub(crate) fn is_swagger(&self) -> bool {
        self.options.export_type == ExportType::Swagger
    }
}

/// Exports an API as GetExport does.
pub fn export(api: &Api, options: &ExportOptions) -> Result<Export, ExportError> {
    let models = Models::used(api, options.export_type)?;
    let documentation = match options.stage.documentation {
        Some(_) => Documentation::of(api),
        None => Documentation::default(),
    };
    let cx = Context {
        api,
        options,
        documentation,
        authorizers: api.authorizers.iter().map(|it| (&*it.id, it)).collect(),
        validators: api.request_validators.iter().map(|it| (&*it.id, &*it.name)).collect(),
        models,
    };
    let mut writer = Writer::new(options.format, 256 + api.resources.len() * 1024);
    document(&cx, &mut writer);
    Ok(Export {
        text: writer.finish(),
        content_type: "application/octet-stream",
        file_name: format!(
            "{}_{}.{}",
            options.export_type.as_str(),
            head::version(&cx),
            options.format.ending()
        ),
        losses: losses::of(&cx),
    })
}

/// The document, in the order of the members of the library's class.
fn document(cx: &Context<'_>, writer: &mut Writer) {
    let export_type = cx.options.export_type;
    if export_type == ExportType::Swagger {
        writer.start_marker();
    }
    writer.open_object();
    match export_type {
        ExportType::Swagger => {
            writer.string_member("swagger", "2.0");
            head::info(cx, writer);
            head::host(cx, writer);
            paths::write(cx, writer);
            security::write(cx, writer, "securityDefinitions");
            models::write(cx, writer, "definitions");
        }
        ExportType::Oas30 => {
            writer.string_member("openapi", "3.0.1");
            head::info(cx, writer);
            head::servers(cx, writer);
            head::tags(cx, writer);
            paths::write(cx, writer);
            writer.key("components");
            writer.open_object();
            models::write(cx, writer, "schemas");
            security::write(cx, writer, "securitySchemes");
            writer.close_object();
        }
    }
    settings::write(cx, writer);
    writer.close_object();
}
