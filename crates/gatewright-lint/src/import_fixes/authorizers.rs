//! Authorizers, and what operations ask of them.

use serde_json::{Value, json};

use super::words::bounded;
use super::{Case, has};
use crate::fix::Fix;

/// Asks an authorizer that knows no scopes for none.
pub(super) fn scopes(case: &Case<'_, '_>) -> Option<Fix> {
    let list = case.at.parent().filter(|it| it.is_sequence())?;
    list.key()?;
    Some(Fix::unsafely("ask for no scopes").set(list, Value::Array(Vec::new())))
}

/// Says of a scheme that it is an authorizer, and of which kind.
pub(super) fn authtype(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let scheme = key.parent()?;
    let kind = case.at.get("type")?.text()?;
    let word = if kind.eq_ignore_ascii_case("cognito_user_pools") {
        "cognito_user_pools"
    } else {
        "custom"
    };
    let name = "x-amazon-apigateway-authtype";
    (!has(scheme, name)).then(|| Fix::unsafely(format!("add `{name}`")).insert(scheme, name, word))
}

/// The longest time that answers are kept.
pub(super) fn ttl(case: &Case<'_, '_>) -> Option<Fix> {
    bounded(case, 0, 3600)
}

/// Writes the sources of an identity as REST APIs have them.
pub(super) fn identity_source(case: &Case<'_, '_>) -> Option<Fix> {
    let (at, text) = case.known_text()?;
    let sources: Vec<String> =
        text.split(',').map(|it| source(it.trim())).collect::<Option<_>>()?;
    let cured = sources.join(", ");
    (cured != text).then(|| Fix::unsafely(format!("write `{cured}`")).set(at, json!(cured)))
}

fn source(written: &str) -> Option<String> {
    const BEGINNINGS: [(&str, &str); 9] = [
        ("method.request.headers.", "method.request.header."),
        ("method.request.query.", "method.request.querystring."),
        ("method.request.querystrings.", "method.request.querystring."),
        ("$request.header.", "method.request.header."),
        ("$request.querystring.", "method.request.querystring."),
        ("request.header.", "method.request.header."),
        ("request.querystring.", "method.request.querystring."),
        ("$context.", "context."),
        ("$stageVariables.", "stageVariables."),
    ];
    let is_read = ["method.request.header.", "method.request.querystring."]
        .into_iter()
        .chain(["context.", "stageVariables."])
        .any(|beginning| written.starts_with(beginning));
    if is_read {
        return Some(written.to_owned());
    }
    let read = BEGINNINGS.iter().find_map(|(wrong, right)| {
        written.strip_prefix(wrong).map(|name| format!("{right}{name}"))
    });
    let is_header = || {
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
        !written.is_empty() && written.bytes().all(legal)
    };
    read.or_else(|| is_header().then(|| format!("method.request.header.{written}")))
}
