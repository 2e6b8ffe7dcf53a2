//! What the service's reader of OpenAPI 3.0 complains of.

use gatewright_source::{Kind, Node};
use serde_json::{Value, json};

use super::{Case, has, quoted};
use crate::fix::Fix;

/// Adds a member that says nothing, where there is such a one.
pub(super) fn missing(case: &Case<'_, '_>) -> Option<Fix> {
    let owner = case.at;
    let name = quoted(case.diagnostic.label.as_deref()?)?;
    if !owner.is_mapping() || has(owner, name) {
        return None;
    }
    let key = owner.key().and_then(Node::text).unwrap_or_default();
    let is_proxy = || {
        let kind = owner.get("x-amazon-apigateway-integration").and_then(|it| it.get("type"));
        kind.and_then(Node::text).is_some_and(|it| it.to_ascii_lowercase().ends_with("_proxy"))
    };
    let (fix, value): (fn(String) -> Fix, Value) = match name {
        "description" => (Fix::safe, format!("{key} response").trim().into()),
        "scopes" => (Fix::safe, json!({})),
        "items" => (Fix::unsafely, json!({})),
        "version" => (Fix::unsafely, "1.0.0".into()),
        // The answers of proxies need no responses.
        "responses" if is_proxy() => (Fix::safe, json!({})),
        "responses" => (Fix::unsafely, json!({ "200": { "description": "200 response" } })),
        _ => return None,
    };
    Some(fix(format!("add `{name}`")).insert(owner, name, value))
}

/// Makes a list of a value that stands alone.
pub(super) fn wrong_type(case: &Case<'_, '_>) -> Option<Fix> {
    let value = case.value()?;
    let wants_list = case.diagnostic.message.ends_with(" is not of type `array`");
    let is_one = value.kind() == Kind::Scalar && !value.is_null();
    (wants_list && is_one)
        .then(|| Fix::unsafely("make it a list").set(value, Value::Array(vec![value.to_json()])))
}

/// Calls a member by its name, puts it where it belongs, or takes it away, at all places that one
/// finding tells of.
pub(super) fn unexpected(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let name = key.text()?;
    let mut keys = vec![key];
    for label in &case.diagnostic.related {
        let value = case.document.at_pointer(label.location.pointer.as_str())?;
        keys.push(value.key().filter(|it| it.span() == label.location.span)?);
    }
    // More places than that are not told.
    if keys.len() > 10 {
        return None;
    }
    let help = case.diagnostic.help.as_deref()?;
    let cure = Cure::of(help)?;
    let start = match &cure {
        Cure::Rename(to) => Fix::unsafely(format!("write `{to}`")),
        Cure::IntoSchema => Fix::safe(format!("put `{name}` under `schema`")),
        Cure::Remove => Fix::unsafely(format!("remove `{name}`")),
    };
    keys.into_iter().try_fold(start, |fix, key| cure.at(fix, key))
}

/// What is to be done about a member.
enum Cure<'h> {
    Rename(&'h str),
    IntoSchema,
    Remove,
}

impl<'h> Cure<'h> {
    /// What the help of a finding asks for.
    fn of(help: &'h str) -> Option<Self> {
        if help.ends_with(", if that is meant") || help.starts_with("call it ") {
            return quoted(help).map(Self::Rename);
        }
        if help.starts_with("put it under `schema`") {
            return Some(Self::IntoSchema);
        }
        help.starts_with("remove it").then_some(Self::Remove)
    }

    fn at(&self, fix: Fix, key: Node<'_>) -> Option<Fix> {
        let (owner, value) = (key.parent()?, key.value_of_key()?);
        match self {
            Self::Rename(to) => (!has(owner, to)).then(|| fix.rename(key, *to)),
            Self::IntoSchema => {
                let name = key.text()?;
                let fix = match owner.get("schema") {
                    None if has(owner, "content") => return None,
                    None => {
                        let mut schema = serde_json::Map::new();
                        schema.insert(name.to_owned(), value.to_json());
                        fix.insert(owner, "schema", schema)
                    }
                    Some(schema) if !schema.is_mapping() || has(schema, "$ref") => return None,
                    Some(schema) if has(schema, name) => fix,
                    Some(schema) => fix.insert(schema, name, value.to_json()),
                };
                Some(fix.remove(value))
            }
            Self::Remove => Some(fix.remove(value)),
        }
    }
}

/// Lets a path begin with a slash.
pub(super) fn path_without_slash(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let path = format!("/{}", key.text()?);
    if has(key.parent()?, &path) {
        return None;
    }
    Some(Fix::unsafely("let the path begin with a slash").rename(key, path))
}
