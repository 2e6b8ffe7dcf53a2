//! Extensions where they may stand, and what is in them.

use gatewright_definition::Version;
use gatewright_definition::vocabulary::{
    Found, Object, Presence, Property, Reading, Shape, extension, extensions_at,
};
use gen_lsp_types::CompletionItemKind;

use super::item::{Proposal, Value};
use crate::places;

/// The keys that the object at a path may have.
pub(super) fn keys(path: &[String], version: Version) -> Vec<Proposal> {
    let (place, rest) = places::object(path);
    if rest.is_empty() {
        let all = extensions_at(place, version);
        return all
            .map(|it| Proposal {
                detail: Some(it.page.to_owned()),
                documentation: Some(it.docs.to_owned()),
                value: Some(value(&it.shape)),
                ..Proposal::new(it.name, CompletionItemKind::Property)
            })
            .collect();
    }
    let Some(found) = find(rest) else { return Vec::new() };
    let mut keys: Vec<Proposal> = found.shape.objects().flat_map(properties).collect();
    if let Some(map) = found.shape.map() {
        keys.extend(map.keys.words.iter().map(|word| Proposal {
            documentation: Some(word.docs.to_owned()),
            value: Some(value(&map.values)),
            ..Proposal::new(word.value, CompletionItemKind::Property)
        }));
    }
    keys
}

/// What is known of the value that a path within an object leads to.
fn find(path: &[String]) -> Option<Found> {
    let (name, inner) = path.split_first()?;
    let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
    extension(name)?.find(&inner)
}

fn properties(object: &'static Object) -> impl Iterator<Item = Proposal> {
    let read = object.properties.iter().filter(|it| it.reading == Reading::Read);
    read.map(property)
}

fn property(property: &'static Property) -> Proposal {
    let detail = match (property.presence, property.default) {
        (Presence::Required, _) => Some("required".to_owned()),
        (Presence::Optional, Some(default)) => Some(format!("default: {default}")),
        (Presence::Optional, None) => None,
    };
    Proposal {
        detail,
        documentation: Some(property.docs.to_owned()),
        value: Some(value(&property.shape)),
        is_wanted: property.presence == Presence::Required,
        ..Proposal::new(property.name, CompletionItemKind::Property)
    }
}

/// What follows a key whose value has a shape.
fn value(shape: &Shape) -> Value {
    match shape {
        Shape::Object(_) | Shape::Map(_) => Value::Object,
        Shape::List(_) => Value::List,
        Shape::OneOf(shapes) => shapes.first().map_or(Value::Scalar, value),
        _ => Value::Scalar,
    }
}

/// The values that may stand at a path.
pub(super) fn values(path: &[String]) -> Vec<Proposal> {
    let (_, rest) = places::object(path);
    let Some(found) = find(rest) else { return Vec::new() };
    let mut values: Vec<Proposal> = found
        .shape
        .choices()
        .map(|word| Proposal {
            documentation: Some(word.docs.to_owned()),
            ..Proposal::new(word.value, CompletionItemKind::EnumMember)
        })
        .collect();
    if matches!(found.shape, Shape::Boolean) {
        let words = ["true", "false"];
        values.extend(
            words.map(|it| Proposal {
                is_bare: true,
                ..Proposal::new(it, CompletionItemKind::Value)
            }),
        );
    }
    let examples = found.property.map(|it| it.examples).unwrap_or_default();
    let is_number = matches!(found.shape, Shape::Integer { .. });
    let is_scalar = is_number || matches!(found.shape, Shape::Text | Shape::Form(_));
    if is_scalar {
        let examples =
            found.property.and_then(|it| it.default).into_iter().chain(examples.iter().copied());
        values.extend(examples.map(|it| Proposal {
            detail: Some("an example".to_owned()),
            is_bare: is_number,
            ..Proposal::new(it, CompletionItemKind::Value)
        }));
    }
    values
}
