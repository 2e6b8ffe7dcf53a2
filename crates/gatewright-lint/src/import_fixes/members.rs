//! Members that the import does not read: those of HTTP APIs, and misspelt ones.

use gatewright_definition::vocabulary::{Reading, extensions};
use gatewright_source::{Kind, Node};

use super::{Case, has, vocabulary};
use crate::fix::{Applicability, Fix};
use crate::nearest::nearest;

/// Takes the member away.
pub(super) fn remove(case: &Case<'_, '_>) -> Option<Fix> {
    let member = case.member()?;
    let name = member.key()?.text()?;
    Some(Fix::safe(format!("remove `{name}`")).remove(member))
}

/// Takes what only HTTP APIs have away. The definition may be one of an HTTP API, too.
pub(super) fn property_for_http_apis(case: &Case<'_, '_>) -> Option<Fix> {
    let applicability = Applicability::Unsafe;
    remove(case).map(|fix| Fix { applicability, ..fix })
}

/// Takes an extension of HTTP APIs away, unless something refers to what is in it.
pub(super) fn extension_for_http_apis(case: &Case<'_, '_>) -> Option<Fix> {
    let pointer = case.diagnostic.location.pointer.as_str();
    let mut references = case.document.keys_named("$ref").filter_map(Node::value_of_key);
    let is_referred_to = references.any(|it| {
        let text = it.text().and_then(|text| text.strip_prefix('#'));
        text.is_some_and(|text| text.starts_with(pointer))
    });
    if is_referred_to {
        return None;
    }
    property_for_http_apis(case)
}

/// Calls an extension by the name that it is most like.
pub(super) fn extension_unknown(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let read = extensions().iter().filter(|it| it.reading == Reading::Read);
    rename(key, nearest(key.text()?, read.map(|it| it.name))?)
}

/// Calls a member by the name that it is most like; what is like none is taken away.
pub(super) fn property_unknown(case: &Case<'_, '_>) -> Option<Fix> {
    let key = case.key()?;
    let name = key.text()?;
    let owner = key.parent()?;
    let shape = vocabulary::shape_at(owner)?;
    let known: Vec<&str> = shape
        .objects()
        .flat_map(|object| object.properties)
        .filter(|property| property.reading == Reading::Read)
        .map(|property| property.name)
        .collect();
    if let Some(near) = nearest(name, known) {
        return rename(key, near);
    }
    let title = format!("remove `{name}`");
    let says_nothing = is_empty(case.at) || is_pattern_of_key(case.at, name);
    let fix = if says_nothing { Fix::safe(title) } else { Fix::unsafely(title) };
    Some(fix.remove(case.at))
}

/// Gives a key another name, unless there is such a member.
pub(super) fn rename(key: Node<'_>, to: &str) -> Option<Fix> {
    if has(key.parent()?, to) {
        return None;
    }
    Some(Fix::unsafely(format!("write `{to}`")).rename(key, to))
}

fn is_empty(value: Node<'_>) -> bool {
    match value.kind() {
        Kind::Mapping => value.entries().next().is_none(),
        Kind::Sequence => value.items().next().is_none(),
        Kind::Scalar => value.is_null() || value.text() == Some(""),
    }
}

/// The key of an integration response is its pattern, and some write it twice.
fn is_pattern_of_key(value: Node<'_>, name: &str) -> bool {
    let pattern = value.parent().and_then(Node::key).and_then(Node::text);
    name == "selectionPattern" && value.text().is_some() && value.text() == pattern
}
