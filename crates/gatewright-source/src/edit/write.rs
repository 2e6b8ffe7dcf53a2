//! Values as text: YAML by indentation, YAML within brackets, JSON.

use serde_json::{Map, Value};

use super::layout::Layout;
use super::scalar::{self, BLOCK, FLOW, Place};

/// Whether a value is written by indentation, if that is how its place is written.
pub(super) fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// YAML on one line.
pub(super) fn inline(value: &Value, place: Place, layout: &Layout<'_>) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| inline(item, FLOW, layout)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members: Vec<_> =
                members.iter().map(|(k, v)| inline_member(k, v, layout)).collect();
            let pad = if layout.padded { " " } else { "" };
            format!("{{{pad}{}{pad}}}", members.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            scalar::value(value, place, layout).expect("it is no collection")
        }
    }
}

/// A member of a flow mapping.
pub(super) fn inline_member(key: &str, value: &Value, layout: &Layout<'_>) -> String {
    format!("{}: {}", scalar::key(key, FLOW, layout), inline(value, FLOW, layout))
}

/// A collection that is not empty by indentation. What its first line starts with is there already.
pub(super) fn block(value: &Value, column: usize, layout: &Layout<'_>) -> String {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| member(key, value, column, layout));
            members.collect::<Vec<_>>().join(&line(column, layout))
        }
        Value::Array(items) => {
            let items = items.iter().map(|value| item(value, column, layout));
            items.collect::<Vec<_>>().join(&line(column, layout))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            inline(value, BLOCK, layout)
        }
    }
}

/// A member of a block mapping whose keys stand at that column.
pub(super) fn member(key: &str, value: &Value, column: usize, layout: &Layout<'_>) -> String {
    format!("{}:{}", scalar::key(key, BLOCK, layout), after_colon(value, column, layout))
}

/// What stands behind the colon of a key that stands at that column.
pub(super) fn after_colon(value: &Value, column: usize, layout: &Layout<'_>) -> String {
    if !is_block(value) {
        return format!(" {}", single(value, column + layout.step.len(), layout));
    }
    let column = match value {
        Value::Array(_) if layout.indentless => column,
        _ => column + layout.step.len(),
    };
    line(column, layout) + &block(value, column, layout)
}

/// An item of a block sequence whose dashes stand at that column.
pub(super) fn item(value: &Value, column: usize, layout: &Layout<'_>) -> String {
    let column = column + 2;
    let text =
        if is_block(value) { block(value, column, layout) } else { single(value, column, layout) };
    format!("- {text}")
}

/// A scalar or an empty collection in a block, whose further lines stand at that column.
pub(super) fn single(value: &Value, column: usize, layout: &Layout<'_>) -> String {
    let lines = value.as_str().and_then(scalar::literal);
    let Some((header, lines)) = lines else { return inline(value, BLOCK, layout) };
    let mut text = header.to_owned();
    for it in lines {
        if it.is_empty() {
            text.push_str(layout.newline);
        } else {
            text.push_str(&line(column, layout));
            text.push_str(it);
        }
    }
    text
}

/// The end of a line and the blanks of the next.
pub(super) fn line(column: usize, layout: &Layout<'_>) -> String {
    format!("{}{}", layout.newline, " ".repeat(column))
}

/// Whether JSON has lines of its own for the members of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// A line for each.
    Each,
    /// All on one.
    One,
}

/// JSON, on lines that start as far in as `indentation`.
pub(super) fn json(value: &Value, indentation: &str, lines: Lines, layout: &Layout<'_>) -> String {
    let inner = format!("{indentation}{}", layout.step);
    let texts: Vec<String> = match value {
        Value::Object(members) => {
            members.iter().map(|(k, v)| json_member(k, v, &inner, lines, layout)).collect()
        }
        Value::Array(items) => items.iter().map(|item| json(item, &inner, lines, layout)).collect(),
        Value::String(text) => return scalar::double_quoted(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => return value.to_string(),
    };
    let (open, close) = if value.is_object() { ('{', '}') } else { ('[', ']') };
    if texts.is_empty() {
        return format!("{open}{close}");
    }
    match lines {
        Lines::Each => {
            let newline = layout.newline;
            let texts = texts.join(&format!(",{newline}{inner}"));
            format!("{open}{newline}{inner}{texts}{newline}{indentation}{close}")
        }
        Lines::One => {
            let pad = if layout.padded && value.is_object() { " " } else { "" };
            format!("{open}{pad}{}{pad}{close}", texts.join(layout.comma))
        }
    }
}

/// A member of a JSON object.
pub(super) fn json_member(
    key: &str,
    value: &Value,
    indentation: &str,
    lines: Lines,
    layout: &Layout<'_>,
) -> String {
    let value = json(value, indentation, lines, layout);
    format!("{}{}{value}", scalar::double_quoted(key), layout.colon)
}

/// New children as a collection of their own.
pub(super) fn collected(added: &[(Option<&str>, &Value)]) -> Value {
    if added.iter().all(|(key, _)| key.is_none()) {
        return added.iter().map(|(_, value)| (*value).clone()).collect();
    }
    let members =
        added.iter().map(|(key, value)| (key.unwrap_or_default().to_owned(), (*value).clone()));
    Value::Object(members.collect::<Map<_, _>>())
}
