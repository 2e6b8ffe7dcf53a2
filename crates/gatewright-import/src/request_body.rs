//! Request models. (*Data models for REST APIs*; recorded for references.)

use gatewright_definition::{MediaType, Operation, Schema, Version};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{Method, is_model_name};
use gatewright_source::Node;

use crate::context::{Context, Step};
use crate::diagnostics::methods::CONTENT_TYPE_INVALID;
use crate::diagnostics::models::{
    MODEL_REFERENCE_IGNORED, MODEL_REFERENCE_INVALID, REQUEST_MODEL_UNKNOWN,
    REQUEST_SCHEMA_UNSUPPORTED, RESPONSE_SCHEMA_DROPPED,
};
use crate::methods::Place;
use crate::models::Models;
use crate::schema::{Target, class_name};
use crate::security::Refusal;

/// Sets `requestModels` of `method`. Returns what PutMethod says against it.
pub(crate) fn build<'d>(
    cx: &mut Context<'_, 'd>,
    models: &mut Models,
    operation: &Operation<'d>,
    place: &Place,
    method: &mut Method,
) -> Option<Refusal> {
    let body = operation.request_body.as_ref()?;
    let mut refusal = None;
    let mut is_unsupported = false;
    for media_type in &body.content {
        let Some(schema) = &media_type.schema else { continue };
        match model(cx, models, schema) {
            Resolved::Model(name) => {
                check_content_type(cx, media_type);
                method.request_models.insert(media_type.name.to_string(), name);
            }
            Resolved::Missing(warning) => {
                refusal.get_or_insert_with(|| unknown(media_type));
                cx.report(Step::Methods, warning);
            }
            Resolved::Unsupported(at, _) => {
                // The message speaks of the whole content, so that it comes once.
                if !std::mem::replace(&mut is_unsupported, true) {
                    cx.report(Step::Methods, unsupported(cx.definition.version, at, place));
                }
            }
            Resolved::Refused => {}
        }
    }
    refusal
}

/// Reports a key that is no media type; `$default` stands for all of a request.
pub(crate) fn check_content_type(cx: &mut Context<'_, '_>, media_type: &MediaType<'_>) {
    let name = &media_type.name;
    if name.contains('/') || name.value == "$default" {
        return;
    }
    cx.report(
        Step::Methods,
        Diagnostic::new(
            &CONTENT_TYPE_INVALID,
            format!("`{}` is no media type", name.value),
            name.at.location(),
        )
        .label("a media type has a slash")
        .help("write a media type such as `application/json`"),
    );
}

/// What a schema of a body or response comes to.
pub(crate) enum Resolved<'d> {
    /// A model.
    Model(String),
    /// A reference that leads to no model, with the service's warning.
    Missing(Diagnostic),
    /// A schema of a class that becomes no model, with the name of the class.
    Unsupported(Node<'d>, &'static str),
    /// A schema without a name that is refused itself; that has been said.
    Refused,
}

/// The model for a schema, made when the schema has no name.
pub(crate) fn model<'d>(
    cx: &mut Context<'_, 'd>,
    models: &mut Models,
    schema: &Schema<'d>,
) -> Resolved<'d> {
    match schema {
        Schema::Reference(reference) => {
            let target = match reference.at.as_str() {
                Some(text) => Target::read(text, cx.definition.version),
                None => Target::Foreign,
            };
            match target {
                Target::Model(name) if models.has(&name) => Resolved::Model(name.into_owned()),
                Target::Model(name) if is_model_name(&name) => {
                    Resolved::Missing(not_found(&name, reference.at))
                }
                Target::Canonical => {
                    let name = reference.rsplit('/').next().unwrap_or_default();
                    if models.has(name) {
                        Resolved::Model(name.to_owned())
                    } else {
                        Resolved::Missing(not_found(name, reference.at))
                    }
                }
                Target::Model(_) | Target::Foreign => {
                    Resolved::Missing(invalid(reference, reference.at))
                }
            }
        }
        Schema::Inline(node) => {
            if !becomes_model(*node, cx.definition.version) {
                return Resolved::Unsupported(*node, class_name(*node));
            }
            match models.inline(cx, *node) {
                Some(name) => Resolved::Model(name),
                None => Resolved::Refused,
            }
        }
    }
}

/// Objects and lists become models; single values, maps and compositions do not.
fn becomes_model(node: Node<'_>, version: Version) -> bool {
    match version {
        Version::OpenApi30 => matches!(class_name(node), "ObjectSchema" | "ArraySchema"),
        Version::Swagger20 => {
            let kind = node.get("type").and_then(Node::text);
            match kind {
                Some(kind) => matches!(kind, "object" | "array"),
                None => ["properties", "items", "allOf", "additionalProperties"]
                    .iter()
                    .any(|key| node.get(key).is_some()),
            }
        }
    }
}

fn not_found(name: &str, at: Node<'_>) -> Diagnostic {
    Diagnostic::new(
        &MODEL_REFERENCE_IGNORED,
        format!("Reference to model '{name}' not found. Ignoring."),
        at.location(),
    )
    .label("there is no model of that name")
    .help("define the schema, or mend the one that was refused")
}

fn invalid(reference: &str, at: Node<'_>) -> Diagnostic {
    Diagnostic::new(
        &MODEL_REFERENCE_INVALID,
        format!("Unknown or invalid reference specified by '{reference}'. Ignoring."),
        at.location(),
    )
    .label("not the name of a model of this document")
    .help("refer to a schema of this document whose name has letters and digits only")
}

fn unknown(media_type: &MediaType<'_>) -> Refusal {
    let at = media_type.schema.as_ref().map_or(media_type.name.at, Schema::at);
    Refusal {
        metadata: &REQUEST_MODEL_UNKNOWN,
        core: "Invalid model identifier specified: null".to_owned(),
        at: at.location(),
        label: "the body has no model".to_owned(),
        help: "refer to a schema that becomes a model".to_owned(),
    }
}

fn unsupported(version: Version, at: Node<'_>, place: &Place) -> Diagnostic {
    match version {
        Version::OpenApi30 => Diagnostic::new(
            &REQUEST_SCHEMA_UNSUPPORTED,
            format!(
                "Unsupported model type 'Content' in request schema for '{}'. Ignoring.",
                place.words()
            ),
            at.location(),
        )
        .label("this schema becomes no model")
        .help("give the schema a name under `components.schemas`, and refer to it"),
        Version::Swagger20 => dropped(at),
    }
}

/// A Swagger 2.0 schema that becomes no model. Whether the service says so is not known.
pub(crate) fn dropped(at: Node<'_>) -> Diagnostic {
    Diagnostic::new(&RESPONSE_SCHEMA_DROPPED, "this schema becomes no model", at.location())
        .label("only objects, lists and references do")
        .help("give the schema a name under `definitions`, and refer to it")
}
