//! Request models. (*Data models for REST APIs*; recorded for references.)

use gatewright_definition::{MediaType, Operation, Schema, Version};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::Method;
use gatewright_source::Node;

use crate::context::{Context, Step};
use crate::diagnostics::models::{REQUEST_MODEL_UNKNOWN, REQUEST_SCHEMA_UNSUPPORTED};
use crate::methods::MethodPlace;
use crate::models::Models;
use crate::payloads::{Resolved, check_content_type, dropped, model};
use crate::refusal::Refusal;

/// Sets `requestModels` of `method`. Returns what PutMethod says against it.
pub(crate) fn build<'d>(
    cx: &mut Context<'_, 'd>,
    models: &mut Models,
    operation: &Operation<'d>,
    place: &MethodPlace,
    method: &mut Method,
) -> Option<Refusal> {
    let body = operation.request_body.as_ref()?;
    let mut refusal = None;
    let mut is_unsupported = false;
    let mut found = Vec::with_capacity(body.content.len());
    for media_type in &body.content {
        let Some(schema) = &media_type.schema else { continue };
        match model(cx, models, schema) {
            Resolved::Model(name) => {
                check_content_type(cx, media_type);
                found.push((media_type.name.as_str().to_owned(), name));
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
            Resolved::Refused | Resolved::Unknown => {}
        }
    }
    method.request_models = found.into_iter().collect();
    refusal
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

fn unsupported(version: Version, at: Node<'_>, place: &MethodPlace) -> Diagnostic {
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
