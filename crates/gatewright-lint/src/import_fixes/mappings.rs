//! Mapping expressions of requests and responses. The service lists all faults of an integration in
//! one message, so that one cure is for all of them.

use gatewright_definition::{Operation, ParameterIn, Version};
use gatewright_model::{Mapping, ParameterName, ParameterPlace};
use gatewright_source::{Kind, Node};
use serde_json::{Map, Value, json};

use super::operations::{add, parameter, response_of};
use super::{Case, has, is_known};
use crate::fix::Fix;

/// Quotes a value that is no text, as a text that stands for itself is quoted.
pub(super) fn quoted(case: &Case<'_, '_>) -> Option<Fix> {
    let value = case.value()?;
    let text = value.text().filter(|text| value.kind() == Kind::Scalar && is_plain(text))?;
    let name = value.key()?.text()?;
    let is_taken = match name.strip_prefix("method.response.header.") {
        Some(header) => headers_of(case.operation(value)?).any(|it| it == header),
        None => ParameterName::parse(name, "integration.request.")
            .is_some_and(|it| ParameterName::is_valid(it.name)),
    };
    if !is_taken {
        return None;
    }
    Some(quote(Fix::unsafely(format!("write `'{text}'`")), value, text))
}

fn quote(fix: Fix, value: Node<'_>, text: &str) -> Fix {
    fix.set(value, format!("'{text}'"))
}

/// Whether a text can stand between quotes.
fn is_plain(text: &str) -> bool {
    is_known(text) && !text.contains(['\'', '"', '\n'])
}

/// Words that are written for others.
const WORDS: [(&str, &str); 6] = [
    ("headers", "header"),
    ("query", "querystring"),
    ("querystrings", "querystring"),
    ("queryString", "querystring"),
    ("queryStringParameters", "querystring"),
    ("paths", "path"),
];

/// An expression with the word that was meant.
fn reworded(text: &str, beginning: &str) -> Option<String> {
    let (word, name) = text.strip_prefix(beginning)?.split_once('.')?;
    let (_, right) = WORDS.iter().find(|(wrong, _)| *wrong == word)?;
    (!name.is_empty()).then(|| format!("{beginning}{right}.{name}"))
}

/// The text of a value that an expression was to be.
fn unquoted(text: &str) -> Option<&str> {
    let looks_like_expression = ["method.", "integration.", "context.", "stageVariables.", "$"]
        .iter()
        .any(|it| text.starts_with(it));
    let plain = text.trim_matches(['"', '\'']);
    (!looks_like_expression && is_plain(plain)).then_some(plain)
}

/// Cures the mappings of a request: parameters are declared, words put right, and texts quoted.
pub(super) fn request(case: &Case<'_, '_>) -> Option<Fix> {
    let mappings = case.at.parent().filter(|it| it.is_mapping())?;
    let operation = case.operation(mappings)?;
    let version = case.understood?.definition.version;
    let mut fix = Fix::unsafely("correct the mappings");
    let mut declared: Vec<(ParameterPlace, String)> = operation
        .parameters
        .iter()
        .filter_map(|it| Some((place_of(it.place)?, it.name.to_string())))
        .collect();
    let mut lacking = Vec::new();
    for (key, value) in mappings.entries() {
        let name = key.text()?;
        if ParameterName::parse(name, "integration.request.").is_none() {
            let right = reworded(name, "integration.request.")?;
            if has(mappings, &right) {
                return None;
            }
            fix = fix.rename(key, right);
        }
        let Some(text) = value.as_str() else { continue };
        let mut source = text.to_owned();
        if Mapping::parse_request(text).is_none() {
            match (reworded(text, "method.request."), unquoted(text)) {
                (Some(right), _) => {
                    fix = fix.set(value, right.as_str());
                    source = right;
                }
                (None, Some(plain)) => {
                    fix = quote(fix, value, plain);
                    continue;
                }
                (None, None) => return None,
            }
        }
        if let Some(Mapping::MethodParameter(place, name)) = Mapping::parse_request(&source)
            && !declared.iter().any(|(other, it)| *other == place && it == name)
        {
            // Whether the path has such a variable is for whoever knows the path.
            if place == ParameterPlace::Path || !ParameterName::is_valid(name) {
                return None;
            }
            let place_in = if place == ParameterPlace::Header { "header" } else { "query" };
            lacking.push(parameter(version, place_in, name));
            declared.push((place, name.to_owned()));
        }
    }
    if !lacking.is_empty() {
        fix = add(fix, operation.at, lacking)?;
    }
    (!fix.edits.is_empty()).then_some(fix)
}

fn place_of(place: ParameterIn) -> Option<ParameterPlace> {
    match place {
        ParameterIn::Path => Some(ParameterPlace::Path),
        ParameterIn::Query => Some(ParameterPlace::QueryString),
        ParameterIn::Header => Some(ParameterPlace::Header),
        _ => None,
    }
}

/// Cures the mappings of a response: headers are declared, and texts quoted.
pub(super) fn response(case: &Case<'_, '_>) -> Option<Fix> {
    let mappings = case.at.parent().filter(|it| it.is_mapping())?;
    let operation = case.operation(mappings)?;
    let version = case.understood?.definition.version;
    let status = mappings.parent()?.get("statusCode")?.as_text()?;
    let mut declared: Vec<&str> = headers_of(operation).collect();
    let mut fix = Fix::unsafely("correct the mappings");
    let mut lacking = Map::new();
    for (key, value) in mappings.entries() {
        let Some(text) = value.as_str() else { continue };
        let name = key.text()?;
        let right = reworded(name, "method.response.");
        let header = right.as_deref().unwrap_or(name).strip_prefix("method.response.header.")?;
        if let Some(right) = &right {
            if has(mappings, right) {
                return None;
            }
            fix = fix.rename(key, right);
        }
        if !declared.contains(&header) {
            lacking.insert(header.to_owned(), any_text(version));
            if right.is_none() {
                declared.push(name.strip_prefix("method.response.header.")?);
            }
        }
        if Mapping::parse_response(text).is_none() {
            fix = match (reworded(text, "integration.response."), unquoted(text)) {
                (Some(right), _) => fix.set(value, right),
                (None, Some(plain)) => quote(fix, value, plain),
                (None, None) => return None,
            };
        }
    }
    if !lacking.is_empty() {
        let response = response_of(operation, &status)?;
        fix = match response.get("headers") {
            None => fix.insert(response, "headers", lacking),
            Some(headers) if headers.is_mapping() => {
                lacking.into_iter().fold(fix, |fix, (name, it)| fix.insert(headers, name, it))
            }
            Some(_) => return None,
        };
    }
    (!fix.edits.is_empty()).then_some(fix)
}

/// The headers that responses of an operation declare.
fn headers_of<'o>(operation: &'o Operation<'_>) -> impl Iterator<Item = &'o str> {
    let responses = operation.responses.iter().flatten();
    responses.flat_map(|it| &it.headers).map(|it| it.name.as_str())
}

fn any_text(version: Version) -> Value {
    match version {
        Version::Swagger20 => json!({ "type": "string" }),
        Version::OpenApi30 => json!({ "schema": { "type": "string" } }),
    }
}
