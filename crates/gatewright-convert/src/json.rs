//! Parts of a document as JSON values.

use gatewright_source::Node;
use serde_json::{Map, Value};

use crate::put_back::is_of_the_service;

/// The members of an object.
pub(crate) type Members = Map<String, Value>;

/// The value at `node`.
pub(crate) fn value(node: Node<'_>) -> Value {
    node.to_json()
}

/// The members of the object at `node`.
pub(crate) fn members(node: Node<'_>) -> Members {
    node.entries().map(|(key, it)| (name(key).to_owned(), value(it))).collect()
}

/// The text of a key.
pub(crate) fn name(key: Node<'_>) -> &str {
    key.text().unwrap_or_default()
}

/// The members of an object that is taken out of another.
pub(crate) fn take(from: &mut Members, key: &str) -> Members {
    match from.shift_remove(key) {
        Some(Value::Object(members)) => members,
        _ => Members::new(),
    }
}

/// A member whose place stays, empty: closing the gaps in a map of thousands would take longer than
/// all the rest.
pub(crate) fn hand_out(from: &mut Members, key: &str) -> Option<Value> {
    from.get_mut(key).map(Value::take).filter(|value| !value.is_null())
}

/// Adds an object that has members.
pub(crate) fn add(to: &mut Members, key: &str, members: Members) {
    if !members.is_empty() {
        to.insert(key.to_owned(), Value::Object(members));
    }
}

/// `{"$ref": …}`.
pub(crate) fn reference(target: String) -> Value {
    Value::Object(Members::from_iter([("$ref".to_owned(), Value::from(target))]))
}

/// The object with its members in an order: those that it names, others, extensions of the
/// service, extensions of vendors.
pub(crate) fn arranged(members: Members, order: &str) -> Members {
    let rank = |key: &str| match order.split_ascii_whitespace().position(|name| name == key) {
        Some(at) => at,
        None if !key.starts_with("x-") => usize::MAX - 2,
        None if is_of_the_service(key) => usize::MAX - 1,
        None => usize::MAX,
    };
    let mut members: Vec<(String, Value)> = members.into_iter().collect();
    members.sort_by_cached_key(|(key, _)| rank(key));
    members.into_iter().collect()
}
