//! Method responses. (*Set up a method response in API Gateway*; recorded.)

use std::fmt;

use gatewright_definition::{Operation, Response, Version, is_open};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{IntegrationType, Method, MethodResponse};
use gatewright_source::Node;

use crate::context::{Context, Step};
use crate::diagnostics::methods::{
    RESPONSE_DEFAULT_UNSUPPORTED, RESPONSE_STATUS_INVALID, RESPONSES_MISSING,
};
use crate::diagnostics::models::{RESPONSE_MODEL_FORMAT_INVALID, RESPONSE_SCHEMA_UNSUPPORTED};
use crate::methods::{MethodPlace, empty_response};
use crate::models::Models;
use crate::outcome::MethodPart;
use crate::payloads::{Resolved, check_content_type, dropped, model};

/// Sets `methodResponses` of `method`.
pub(crate) fn build<'d>(
    cx: &mut Context<'_, 'd>,
    models: &mut Models,
    operation: &Operation<'d>,
    place: &MethodPlace,
    method: &mut Method,
) {
    let Some(responses) = &operation.responses else {
        let is_there = operation.at.get("responses").is_some_and(Node::is_unknown);
        if !is_there && !may_be_proxy(operation) {
            cx.report(Step::Methods, missing(operation, place));
        }
        return;
    };
    for response in responses {
        let code: &str = &response.status;
        if code == "default" {
            cx.report(Step::Methods, default_unsupported(response, place));
            continue;
        }
        if response.status.has_unknown() {
            continue;
        }
        let Some(status_code) = StatusCode::parse(code) else {
            cx.report(Step::Methods, status_invalid(response));
            continue;
        };
        let mut stored = empty_response(code);
        let header = |name: &str| (["method.response.header.", name].concat(), false);
        stored.response_parameters = response.headers.iter().map(|it| header(&it.name)).collect();
        response_models(cx, models, place, response, &mut stored);
        cx.record_method(place, MethodPart::Response(status_code), response.at);
        method.method_responses.insert(code.to_owned(), stored);
    }
}

/// Sets the models of a response.
fn response_models<'d>(
    cx: &mut Context<'_, 'd>,
    models: &mut Models,
    place: &MethodPlace,
    response: &Response<'d>,
    stored: &mut MethodResponse,
) {
    let code: &str = &response.status;
    let mut found = Vec::with_capacity(response.content.len());
    for media_type in &response.content {
        let Some(schema) = &media_type.schema else { continue };
        match model(cx, models, schema) {
            Resolved::Model(name) => {
                check_content_type(cx, media_type);
                found.push((media_type.name.as_str().to_owned(), name));
            }
            Resolved::Missing(warning) => {
                // Users quote this warning twice for one response, and then the other once.
                cx.report(Step::Methods, warning.clone());
                cx.report(Step::Methods, warning);
                cx.report(
                    Step::Methods,
                    Diagnostic::new(
                        &RESPONSE_MODEL_FORMAT_INVALID,
                        format!(
                            "Invalid format for model {} for method {}",
                            media_type.name.value, place.verb
                        ),
                        schema.at().location(),
                    )
                    .label("the response has no model")
                    .help("refer to a schema that becomes a model"),
                );
            }
            Resolved::Refused | Resolved::Unknown => {}
            Resolved::Unsupported(at, class) => {
                let diagnostic = match cx.definition.version {
                    Version::OpenApi30 => Diagnostic::new(
                        &RESPONSE_SCHEMA_UNSUPPORTED,
                        format!(
                            "Unsupported model type '{class}' in {code} response to method \
                             '{}'. Ignoring.",
                            place.words()
                        ),
                        at.location(),
                    )
                    .label("this schema becomes no model")
                    .help("give the schema a name under `components.schemas`, and refer to it"),
                    Version::Swagger20 => dropped(at),
                };
                cx.report(Step::Methods, diagnostic);
            }
        }
    }
    stored.response_models = found.into_iter().collect();
}

/// Whether the integration is a proxy, as far as that is known.
fn may_be_proxy(operation: &Operation<'_>) -> bool {
    let Some(integration) = &operation.integration else { return false };
    let Some(written) = &integration.integration_type else { return is_open(integration.at) };
    let kind = IntegrationType::parse(written);
    written.has_unknown() || kind.is_some_and(IntegrationType::is_proxy)
}

/// `[1-5]\d\d`, the service's pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusCode(u16);

impl StatusCode {
    pub(crate) fn parse(code: &str) -> Option<Self> {
        let bytes = code.as_bytes();
        let fits = bytes.len() == 3
            && (b'1'..=b'5').contains(&bytes[0])
            && bytes[1..].iter().all(u8::is_ascii_digit);
        if fits { code.parse().ok().map(Self) } else { None }
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether the text is a status code.
pub(crate) fn is_status_code(code: &str) -> bool {
    StatusCode::parse(code).is_some()
}

fn missing(operation: &Operation<'_>, place: &MethodPlace) -> Diagnostic {
    Diagnostic::new(
        &RESPONSES_MISSING,
        format!("No responses specified for '{}'", place.words()),
        operation.key.location(),
    )
    .label("this operation has no `responses`")
    .help("list the status codes that the operation answers with")
}

fn default_unsupported(response: &Response<'_>, place: &MethodPlace) -> Diagnostic {
    Diagnostic::new(
        &RESPONSE_DEFAULT_UNSUPPORTED,
        format!(
            "API Gateway does not support Swagger's 'default' method response (found on '{}')",
            place.words()
        ),
        response.status.at.location(),
    )
    .label("this response is left out")
    .help("name the status codes instead")
}

fn status_invalid(response: &Response<'_>) -> Diagnostic {
    Diagnostic::new(
        &RESPONSE_STATUS_INVALID,
        format!("`{}` is no status code", response.status.value),
        response.status.at.location(),
    )
    .label("API Gateway has no ranges, only the codes 100 to 599")
    .help("name each status code")
}
