//! Mapping expressions of requests and responses. (*Parameter mapping source reference for REST
//! APIs*; messages as quoted by users.)

use gatewright_definition::{Integration as Extension, IntegrationResponse};
use gatewright_diagnostics::{Diagnostic, Location};
use gatewright_model::{Map, Mapping, MethodResponse, ParameterName};
use gatewright_source::{Node, Scalar};

use super::Certainty;
use crate::context::{Context, Step};
use crate::diagnostics::integrations::{
    REQUEST_MAPPING_INVALID, REQUEST_PARAMETER_NOT_A_STRING, RESPONSE_MAPPING_INVALID,
    RESPONSE_PARAMETER_NOT_A_STRING,
};
use crate::methods::MethodPlace;
use crate::refusal::{Refusal, mapping_errors};

/// The request mappings whose source is a text. Recorded: others are left out with a warning.
pub(super) fn request_parameters(
    cx: &mut Context<'_, '_>,
    extension: &Extension<'_>,
    place: &MethodPlace,
) -> Map<String, String> {
    let mut parameters = Vec::with_capacity(extension.request_parameters.len());
    for (key, source) in &extension.request_parameters {
        if let Some(text) = source.as_str() {
            parameters.push((key.as_str().to_owned(), text.to_owned()));
            continue;
        }
        if source.is_null() || source.is_unknown() {
            continue;
        }
        cx.report(
            Step::Methods,
            Diagnostic::new(
                &REQUEST_PARAMETER_NOT_A_STRING,
                format!(
                    "Invalid format for 'requestParameters'. Expected type string for property \
                     '{}' of resource '{}' and method '{}' but got '{}'",
                    key.value,
                    place.path,
                    place.verb,
                    printed(*source)
                ),
                source.location(),
            )
            .label("this mapping is left out")
            .help(quoted_help(*source)),
        );
    }
    parameters.into_iter().collect()
}

/// What to write in the place of a value that is no string.
fn quoted_help(source: Node<'_>) -> String {
    if source.text().is_some() {
        format!("write `\"'{}'\"` if the text itself is meant", printed(source))
    } else {
        "write a mapping expression; the import does not resolve a template's functions".to_owned()
    }
}

/// A value as the service's messages print it.
fn printed(node: Node<'_>) -> String {
    match node.scalar() {
        Some(Scalar::Bool(value)) => value.to_string(),
        Some(_) => node.as_text().unwrap_or_default().into_owned(),
        None => node.to_json().to_string(),
    }
}

/// Response mappings whose source is a text. What the service does with others is not known.
pub(super) fn response_parameters(
    cx: &mut Context<'_, '_>,
    response: &IntegrationResponse<'_>,
) -> Map<String, String> {
    let mut parameters = Vec::with_capacity(response.response_parameters.len());
    for (key, source) in &response.response_parameters {
        if let Some(text) = source.as_str() {
            parameters.push((key.as_str().to_owned(), text.to_owned()));
        } else if !source.is_null() && !source.is_unknown() {
            cx.report(
                Step::Methods,
                Diagnostic::new(
                    &RESPONSE_PARAMETER_NOT_A_STRING,
                    format!("the value of `{}` is no string", key.value),
                    source.location(),
                )
                .label("this mapping is left out")
                .help(quoted_help(*source)),
            );
        }
    }
    parameters.into_iter().collect()
}

/// The faults of a set of mappings, for one message.
#[derive(Default)]
struct Faults {
    errors: Vec<String>,
    first: Option<(Location, String, String)>,
}

impl Faults {
    fn add(&mut self, error: String, at: Node<'_>, label: &str, help: String) {
        self.errors.push(error);
        self.first.get_or_insert_with(|| (at.location(), label.to_owned(), help));
    }

    fn refusal(self, metadata: &'static gatewright_diagnostics::Metadata) -> Option<Refusal> {
        let (at, label, help) = self.first?;
        Some(Refusal { metadata, core: mapping_errors(&self.errors), at, label, help })
    }
}

/// What PutIntegration says against the request mappings of a method with these parameters.
pub(super) fn request_refusal(
    extension: &Extension<'_>,
    parameters: &Map<String, bool>,
    certainty: Certainty,
) -> Option<Refusal> {
    let mut faults = Faults::default();
    for (key, source) in &extension.request_parameters {
        let Some(text) = source.as_str() else { continue };
        match ParameterName::parse(key, "integration.request.") {
            _ if key.has_unknown() => {}
            None => faults.add(
                format!("Invalid mapping expression specified: {}", key.value),
                key.at,
                "not a parameter of an integration request",
                "write `integration.request.{path, querystring or header}.{name}`".to_owned(),
            ),
            Some(parameter) if !ParameterName::is_valid(parameter.name) => faults.add(
                "Parameter name should match the following regular expression: \
                 ^[a-zA-Z0-9:._$-]+$"
                    .to_owned(),
                key.at,
                "the name has other characters",
                "call it by letters, digits and `:._$-` only".to_owned(),
            ),
            Some(_) => {}
        }
        match Mapping::parse_request(text) {
            _ if source.has_unknown() => {}
            None => faults.add(
                format!("Invalid mapping expression specified: {text}"),
                *source,
                "neither a parameter of the method nor a quoted text",
                unquoted_help(text),
            ),
            Some(Mapping::MethodParameter(place, name)) => {
                // But for words such as `multivalueheader` it is written like the parameter's key.
                let is_declared = certainty == Certainty::Part
                    || parameters.contains_key(text)
                    || parameters
                        .contains_key(&format!("method.request.{}.{name}", place.as_str()));
                if !is_declared {
                    faults.add(
                        format!("Invalid mapping expression parameter specified: {text}"),
                        *source,
                        "the operation declares no such parameter",
                        format!("declare the parameter `{name}` on the operation or path"),
                    );
                }
            }
            Some(
                Mapping::MethodBody
                | Mapping::IntegrationHeader(_)
                | Mapping::IntegrationBody
                | Mapping::StageVariable(_)
                | Mapping::Context(_)
                | Mapping::Static(_),
            ) => {}
        }
    }
    faults.refusal(&REQUEST_MAPPING_INVALID)
}

/// What PutIntegrationResponse says against the mappings of a response. A header counts as declared
/// when any response of the operation declares it: a sample API of the guide maps a header for a
/// status code that it does not declare, and has it under another.
pub(super) fn response_refusal(
    response: &IntegrationResponse<'_>,
    method_responses: &Map<String, MethodResponse>,
    certainty: Certainty,
) -> Option<Refusal> {
    let mut faults = Faults::default();
    for (key, source) in &response.response_parameters {
        let Some(text) = source.as_str() else { continue };
        let header = key.strip_prefix("method.response.header.").filter(|name| !name.is_empty());
        let is_declared = method_responses
            .values()
            .any(|declared| declared.response_parameters.contains_key(key.value.as_ref()));
        match header {
            _ if key.has_unknown() => {}
            None => faults.add(
                format!("Invalid mapping expression specified: {}", key.value),
                key.at,
                "not a header of a method response",
                "write `method.response.header.{name}`".to_owned(),
            ),
            Some(name) if !is_declared && certainty == Certainty::All => faults.add(
                format!("Invalid mapping expression parameter specified: {}", key.value),
                key.at,
                "the operation declares no such response header",
                format!(
                    "declare `{name}` under `headers` of the response `{}`",
                    response.status_code.as_deref().unwrap_or_default()
                ),
            ),
            Some(_) => {}
        }
        if Mapping::parse_response(text).is_none() && !source.has_unknown() {
            faults.add(
                format!("Invalid mapping expression specified: {text}"),
                *source,
                "neither a part of the integration's response nor a quoted text",
                unquoted_help(text),
            );
        }
    }
    faults.refusal(&RESPONSE_MAPPING_INVALID)
}

fn unquoted_help(text: &str) -> String {
    let plain = text.trim_matches(['"', '\'']);
    format!("write `\"'{plain}'\"` if the text itself is meant")
}
