//! What the schema of a body or response comes to. (*Data models for REST APIs*; recorded for
//! references.)

use gatewright_definition::{MediaType, Schema, Version, is_open};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::is_model_name;
use gatewright_schema::{Target, class_name};
use gatewright_source::Node;

use crate::context::{Context, Step};
use crate::diagnostics::methods::CONTENT_TYPE_INVALID;
use crate::diagnostics::models::{
    MODEL_REFERENCE_IGNORED, MODEL_REFERENCE_INVALID, RESPONSE_SCHEMA_DROPPED,
};
use crate::models::Models;

/// Reports a key that is no media type; `$default` stands for all of a request.
pub(crate) fn check_content_type(cx: &mut Context<'_, '_>, media_type: &MediaType<'_>) {
    let name = &media_type.name;
    if name.contains('/') || name.value == "$default" || name.has_unknown() {
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
    /// Nobody knows.
    Unknown,
}

/// The model for a schema, made when the schema has no name.
pub(crate) fn model<'d>(
    cx: &mut Context<'_, 'd>,
    models: &mut Models,
    schema: &Schema<'d>,
) -> Resolved<'d> {
    match schema {
        Schema::Reference(reference) if reference.has_unknown() => Resolved::Unknown,
        Schema::Reference(reference) => {
            let target = match reference.at.as_str() {
                Some(text) => Target::read(text, cx.dialect()),
                None => Target::Foreign,
            };
            match target {
                Target::Model(name) if models.has(&name) => Resolved::Model(name.into_owned()),
                Target::Model(name) if models.may_have(&name) => Resolved::Unknown,
                Target::Model(name) if is_model_name(&name) => {
                    Resolved::Missing(not_found(&name, reference.at))
                }
                Target::Canonical => {
                    let name = reference.rsplit('/').next().unwrap_or_default();
                    if models.has(name) {
                        Resolved::Model(name.to_owned())
                    } else if models.may_have(name) {
                        Resolved::Unknown
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
                if may_become_model(*node) {
                    return Resolved::Unknown;
                }
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

/// Whether nobody knows what decides about it.
fn may_become_model(node: Node<'_>) -> bool {
    const DECISIVE: [&str; 9] = [
        "$ref",
        "additionalProperties",
        "allOf",
        "anyOf",
        "enum",
        "items",
        "oneOf",
        "properties",
        "type",
    ];
    is_open(node) || DECISIVE.iter().filter_map(|key| node.get(key)).any(is_in_doubt)
}

/// Whether a value that counts by what it is may be another.
fn is_in_doubt(value: Node<'_>) -> bool {
    value.has_unknown() || value.items().next().is_some_and(Node::has_unknown)
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

/// A Swagger 2.0 schema that becomes no model. Whether the service says so is not known.
pub(crate) fn dropped(at: Node<'_>) -> Diagnostic {
    Diagnostic::new(&RESPONSE_SCHEMA_DROPPED, "this schema becomes no model", at.location())
        .label("only objects, lists and references do")
        .help("give the schema a name under `definitions`, and refer to it")
}
