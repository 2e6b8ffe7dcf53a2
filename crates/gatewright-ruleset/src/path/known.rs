//! Values within a condition, and comparing them.

use std::borrow::Cow;

use gatewright_source::{Node, Scalar};

use super::{Comparison, Dialect};

/// A value within a condition.
pub(super) enum Known<'d> {
    Nothing,
    Node(Node<'d>),
    Text(Cow<'d, str>),
    Number(f64),
    Bool(bool),
    Null,
}

/// Compares two values as a condition does.
pub(super) fn compare(
    dialect: Dialect,
    comparison: Comparison,
    left: &Known<'_>,
    right: &Known<'_>,
) -> bool {
    match comparison {
        Comparison::Equal => equal(dialect, left, right),
        Comparison::NotEqual => !equal(dialect, left, right),
        Comparison::Less => less(dialect, left, right),
        Comparison::Greater => less(dialect, right, left),
        Comparison::LessOrEqual => less(dialect, left, right) || equal(dialect, left, right),
        Comparison::GreaterOrEqual => less(dialect, right, left) || equal(dialect, left, right),
    }
}

fn equal(dialect: Dialect, left: &Known<'_>, right: &Known<'_>) -> bool {
    let (left, right) = (plain(left), plain(right));
    match (&left, &right) {
        (Known::Nothing, Known::Nothing) | (Known::Null, Known::Null) => true,
        // `== null` is meant for both.
        (Known::Nothing, Known::Null) | (Known::Null, Known::Nothing) => {
            dialect == Dialect::Spectral
        }
        (Known::Text(left), Known::Text(right)) => left == right,
        (Known::Bool(left), Known::Bool(right)) => left == right,
        (Known::Number(left), Known::Number(right)) => same(*left, *right),
        (Known::Text(text), Known::Number(number)) | (Known::Number(number), Known::Text(text)) => {
            dialect == Dialect::Spectral
                && text.trim().parse::<f64>().is_ok_and(|it| same(it, *number))
        }
        (Known::Node(left), Known::Node(right)) => {
            left == right || (left.kind() == right.kind() && left.to_json() == right.to_json())
        }
        _ => false,
    }
}

fn less(dialect: Dialect, left: &Known<'_>, right: &Known<'_>) -> bool {
    let (left, right) = (plain(left), plain(right));
    match (&left, &right) {
        (Known::Number(left), Known::Number(right)) => left < right,
        (Known::Text(left), Known::Text(right)) => left < right,
        (Known::Text(text), Known::Number(number)) if dialect == Dialect::Spectral => {
            text.trim().parse::<f64>().is_ok_and(|it| it < *number)
        }
        (Known::Number(number), Known::Text(text)) if dialect == Dialect::Spectral => {
            text.trim().parse::<f64>().is_ok_and(|it| *number < it)
        }
        _ => false,
    }
}

/// Numbers that were written the same are the same.
fn same(left: f64, right: f64) -> bool {
    left.total_cmp(&right).is_eq() || (left == 0.0 && right == 0.0)
}

/// A count.
#[expect(clippy::cast_precision_loss, reason = "no document has that many members")]
pub(super) fn number<'d>(count: usize) -> Known<'d> {
    Known::Number(count as f64)
}

/// A scalar as what it holds.
fn plain<'v>(known: &'v Known<'_>) -> Known<'v> {
    match known {
        Known::Nothing => Known::Nothing,
        Known::Null => Known::Null,
        Known::Bool(value) => Known::Bool(*value),
        Known::Number(value) => Known::Number(*value),
        Known::Text(text) => Known::Text(Cow::Borrowed(text)),
        Known::Node(node) => match node.scalar() {
            None => Known::Node(*node),
            Some(Scalar::Null) => Known::Null,
            Some(Scalar::Bool(value)) => Known::Bool(value),
            Some(Scalar::String(text)) => Known::Text(Cow::Borrowed(text)),
            Some(Scalar::Integer(_) | Scalar::Float(_)) => {
                node.as_f64().map_or(Known::Nothing, Known::Number)
            }
        },
    }
}

/// The text of what is one.
pub(super) fn text_of<'v>(known: &'v Known<'_>) -> Option<Cow<'v, str>> {
    match plain(known) {
        Known::Text(text) => Some(text),
        Known::Nothing | Known::Node(_) | Known::Number(_) | Known::Bool(_) | Known::Null => None,
    }
}

/// Whether JavaScript takes a value for true.
pub(super) fn is_truthy(known: &Known<'_>) -> bool {
    match plain(known) {
        Known::Nothing | Known::Null => false,
        Known::Bool(value) => value,
        Known::Number(value) => value != 0.0 && !value.is_nan(),
        Known::Text(text) => !text.is_empty(),
        Known::Node(_) => true,
    }
}
