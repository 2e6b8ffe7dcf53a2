//! Integration responses. (*x-amazon-apigateway-integration.responses object*; recorded.)

use gatewright_definition::{
    Integration as Extension, IntegrationResponse as Written, Text, is_open,
};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{ContentHandling, Integration, IntegrationResponse, Method};

use super::{Certainty, content_type_refusal, mapping, templates, word};
use crate::context::{Context, Step};
use crate::diagnostics::integrations::{
    INTEGRATION_RESPONSE_STATUS_INVALID, INTEGRATION_RESPONSE_UNDECLARED,
    INTEGRATION_RESPONSES_SAME_STATUS, SELECTION_PATTERN_INVALID,
};
use crate::methods::MethodPlace;
use crate::outcome::MethodPart;
use crate::refusal::Refusal;
use crate::responses::StatusCode;

/// The key of the response that is taken when no pattern matches; it has no selection pattern.
const DEFAULT: &str = "default";

/// Sets the responses of `integration`.
pub(super) fn build<'d>(
    cx: &mut Context<'_, 'd>,
    extension: &Extension<'d>,
    place: &MethodPlace,
    method: &Method,
    certainty: Certainty,
    integration: &mut Integration,
) {
    for response in extension.responses.iter().flatten() {
        let written = response.status_code.as_ref();
        let Some((code, status_code)) =
            written.and_then(|code| Some((code, StatusCode::parse(code)?)))
        else {
            let is_unknown = written.is_some_and(Text::has_unknown);
            if !is_unknown && !is_open(response.at) {
                cx.report(Step::Methods, status_invalid(response));
            }
            continue;
        };
        let response_parameters = mapping::response_parameters(cx, response);
        if let Some(refusal) = refusal(cx, response, method, certainty) {
            let prefix = format!(
                "Unable to put integration response on '{}' for resource at path '{}': ",
                place.verb, place.path
            );
            cx.report(Step::Methods, refusal.behind(&prefix));
            continue;
        }
        // A proxy's answers do not pass through its integration responses.
        let matters = !integration.integration_type.is_proxy() && certainty == Certainty::All;
        if matters && !method.method_responses.contains_key(code.value.as_ref()) {
            cx.report(Step::Methods, undeclared(response, code));
        }
        let stored = IntegrationResponse {
            status_code: code.as_str().to_owned(),
            selection_pattern: (response.pattern.value != DEFAULT)
                .then(|| response.pattern.as_str().to_owned()),
            response_parameters,
            response_templates: templates(cx, &response.response_templates),
            content_handling: word(cx, response.content_handling.as_ref(), ContentHandling::parse),
        };
        cx.record_method(place, MethodPart::IntegrationResponse(status_code), response.at);
        if integration.integration_responses.insert(code.as_str().to_owned(), stored).is_some() {
            cx.report(Step::Methods, same_status(response, code));
        }
    }
}

/// What PutIntegrationResponse says: the first thing that it does not like.
fn refusal(
    cx: &mut Context<'_, '_>,
    response: &Written<'_>,
    method: &Method,
    certainty: Certainty,
) -> Option<Refusal> {
    mapping::response_refusal(response, &method.method_responses, certainty)
        .or_else(|| content_type_refusal(&response.response_templates))
        .or_else(|| {
            let is_pattern = response.pattern.value == DEFAULT
                || response.pattern.has_unknown()
                || cx.patterns.is_valid(response.pattern.value.as_ref());
            (!is_pattern).then(|| Refusal {
                metadata: &SELECTION_PATTERN_INVALID,
                core: "Invalid regex pattern specified".to_owned(),
                at: response.pattern.at.location(),
                label: "not a regular expression".to_owned(),
                help: "write a regular expression of Java, or `default`".to_owned(),
            })
        })
}

fn status_invalid(response: &Written<'_>) -> Diagnostic {
    let at = response.status_code.as_ref().map_or(response.pattern.at, |code| code.at);
    let message = match &response.status_code {
        Some(code) => format!("`{}` is no status code", code.value),
        None => "an integration response without `statusCode`".to_owned(),
    };
    Diagnostic::new(&INTEGRATION_RESPONSE_STATUS_INVALID, message, at.location())
        .label("it belongs to a response of the operation by its status code")
        .help("write the status code of one of the operation's responses as `statusCode`")
}

/// Imports take such a response: samples of the guide and exports of the service have it.
fn undeclared(response: &Written<'_>, code: &str) -> Diagnostic {
    Diagnostic::new(
        &INTEGRATION_RESPONSE_UNDECLARED,
        format!("the operation declares no response `{code}`"),
        response.pattern.at.location(),
    )
    .label("no method response takes this up")
    .help(format!("add `{code}` to the operation's `responses`"))
}

fn same_status(response: &Written<'_>, code: &str) -> Diagnostic {
    Diagnostic::new(
        &INTEGRATION_RESPONSES_SAME_STATUS,
        format!("a second integration response for `{code}` takes the place of the first"),
        response.pattern.at.location(),
    )
    .label("integration responses are stored by status code")
    .help("join the patterns with `|`, or give one of them another status code")
}
