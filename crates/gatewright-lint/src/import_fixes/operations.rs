//! Operations: their parameters, their responses, and how they are joined to their backends.

use gatewright_definition::values::{InvocationUri, Pieces};
use gatewright_definition::{Operation, Verb, Version};
use gatewright_model::ParameterName;
use gatewright_source::Node;
use serde_json::{Value, json};

use super::{Case, has};
use crate::fix::Fix;

/// The verb that a backend is called with: functions take one only, others likely that of the
/// operation.
pub(super) fn http_method(case: &Case<'_, '_>) -> Option<Fix> {
    case.key()?;
    let integration = case.at;
    if !integration.is_mapping() || has(integration, "httpMethod") {
        return None;
    }
    let uri = integration.get("uri").and_then(Node::text).unwrap_or_default();
    let call = InvocationUri::parse(Pieces::as_imported(uri)).and_then(|it| it.function_call());
    let add = |fix: fn(String) -> Fix, verb: &str| {
        Some(fix(format!("add `httpMethod: {verb}`")).insert(integration, "httpMethod", verb))
    };
    if call.is_some() {
        return add(Fix::safe, "POST");
    }
    let kind = integration.get("type").and_then(Node::text)?;
    if !kind.to_ascii_lowercase().starts_with("http") {
        return None;
    }
    let verb = match case.operation(integration)?.verb {
        Verb::Any => "ANY".to_owned(),
        _ => case.operation(integration)?.key.text()?.to_ascii_uppercase(),
    };
    add(Fix::unsafely, &verb)
}

/// The status code of an integration response: its key, if it is one, or that of the only response
/// that there is.
pub(super) fn integration_status(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let response = case.at;
    if !response.is_mapping() || has(response, "statusCode") {
        return None;
    }
    let pattern = key.text()?;
    let declared: Vec<&str> = case
        .operation(response)?
        .responses
        .iter()
        .flatten()
        .map(|it| it.status.as_str())
        .filter(|it| is_status(it))
        .collect();
    let status = match declared.as_slice() {
        all if all.contains(&pattern) => pattern,
        [only] if !is_status(pattern) => only,
        _ => return None,
    };
    let fix = Fix::unsafely(format!("add `statusCode: {status}`"));
    Some(fix.insert(response, "statusCode", status))
}

/// Declares a response that a backend's answer is to become.
pub(super) fn declare_response(case: &Case<'_, '_>) -> Option<Fix> {
    let response = case.at;
    let status = response.get("statusCode")?.as_text()?;
    let responses = case.operation(response)?.at.get("responses")?;
    if !is_status(&status) || !responses.is_mapping() || has(responses, &status) {
        return None;
    }
    let value = json!({ "description": format!("{status} response") });
    Some(Fix::unsafely(format!("declare `{status}`")).insert(responses, status, value))
}

/// Answers with 200.
pub(super) fn responses(case: &Case<'_, '_>) -> Option<Fix> {
    let operation = case.at;
    if !operation.is_mapping() || has(operation, "responses") {
        return None;
    }
    let value = json!({ "200": { "description": "200 response" } });
    Some(Fix::unsafely("add `responses`").insert(operation, "responses", value))
}

/// The first status code of a range.
pub(super) fn response_status(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let text = key.text()?;
    let class = text.strip_suffix("XX").or_else(|| text.strip_suffix("xx"))?;
    let status = format!("{class}00");
    if !is_status(&status) || has(key.parent()?, &status) {
        return None;
    }
    Some(Fix::unsafely(format!("write `{status}`")).rename(key, status))
}

fn is_status(text: &str) -> bool {
    text.parse().is_ok_and(|code: u16| (100..600).contains(&code))
}

/// Calls the parameter for the rest of a path as the path calls it, without the plus sign.
pub(super) fn greedy_parameter(case: &Case<'_, '_>) -> Option<Fix> {
    let (at, text) = case.known_text()?;
    let name = text.strip_suffix('+').filter(|name| ParameterName::is_valid(name))?;
    let place = at.parent()?.get("in")?.text()?;
    // The reader of OpenAPI 3.0 would miss a parameter of the whole name.
    if place != "path" || case.understood?.definition.version == Version::OpenApi30 {
        return None;
    }
    Some(Fix::safe(format!("write `{name}`")).set(at, name))
}

/// Declares a variable of a path.
pub(super) fn declare_path_parameter(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let message = case.diagnostic.message.as_str();
    let (_, rest) = message.split_once("Declared path parameter ")?;
    let (name, _) = rest.split_once(" needs to be defined")?;
    if !ParameterName::is_valid(name) || !case.at.is_mapping() {
        return None;
    }
    debug_assert!(key.is_key(), "the finding is about the operation");
    declare(case, case.at, "path", name)
}

/// Adds a parameter to an operation.
pub(super) fn declare(
    case: &Case<'_, '_>,
    operation: Node<'_>,
    place: &str,
    name: &str,
) -> Option<Fix> {
    let fix = Fix::unsafely(format!("declare `{name}`"));
    let version = case.understood?.definition.version;
    add(fix, operation, vec![parameter(version, place, name)])
}

/// A parameter of an operation that can be any text.
pub(super) fn parameter(version: Version, place: &str, name: &str) -> Value {
    let mut parameter = json!({ "name": name, "in": place });
    if place == "path" {
        parameter["required"] = true.into();
    }
    match version {
        Version::Swagger20 => parameter["type"] = "string".into(),
        Version::OpenApi30 => parameter["schema"] = json!({ "type": "string" }),
    }
    parameter
}

/// Adds parameters to an operation.
pub(super) fn add(fix: Fix, operation: Node<'_>, parameters: Vec<Value>) -> Option<Fix> {
    match operation.get("parameters") {
        None => Some(fix.insert(operation, "parameters", parameters)),
        Some(list) if list.is_sequence() => {
            Some(parameters.into_iter().fold(fix, |fix, parameter| fix.append(list, parameter)))
        }
        Some(_) => None,
    }
}

/// The response of an operation under a status code, if it is written there.
pub(super) fn response_of<'d>(operation: &Operation<'d>, status: &str) -> Option<Node<'d>> {
    let response = operation.at.get("responses")?.get(status)?;
    (response.is_mapping() && !has(response, "$ref")).then_some(response)
}
