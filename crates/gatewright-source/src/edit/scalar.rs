//! Scalars as text: plain where that is safe for every reader, else quoted as the file quotes.

use std::fmt::Write as _;

use serde_json::Value;

use super::layout::{Layout, Quote};
use crate::{Format, Scalar, Style};

/// Where a scalar of YAML stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Whether commas and brackets around it mean something.
    pub(super) in_flow: bool,
}

/// Within brackets.
pub(super) const FLOW: Place = Place { in_flow: true };
/// By indentation.
pub(super) const BLOCK: Place = Place { in_flow: false };

/// A scalar of YAML on one line; none for a collection.
pub(super) fn value(value: &Value, place: Place, layout: &Layout<'_>) -> Option<String> {
    match value {
        Value::String(text) => Some(match layout.values {
            Some(quote) => quoted(text, quote),
            None => in_style(text, Style::Plain, place, layout),
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// A key of YAML.
pub(super) fn key(text: &str, place: Place, layout: &Layout<'_>) -> String {
    match layout.keys {
        Some(quote) => quoted(text, quote),
        None => in_style(text, Style::Plain, place, layout),
    }
}

/// A text as another in the same place is written, where that can be.
pub(super) fn in_style(text: &str, style: Style, place: Place, layout: &Layout<'_>) -> String {
    match style {
        Style::SingleQuoted => quoted(text, Quote::Single),
        Style::DoubleQuoted => quoted(text, Quote::Double),
        _ if is_plain(text, place) => text.to_owned(),
        _ => quoted(text, layout.quote),
    }
}

fn quoted(text: &str, quote: Quote) -> String {
    match quote {
        Quote::Single if text.chars().all(is_printable) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        Quote::Single | Quote::Double => double_quoted(text),
    }
}

/// A text in double quotes, which JSON and YAML read alike.
pub(super) fn double_quoted(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 2);
    result.push('"');
    for c in text.chars() {
        match c {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            // All of them have four digits.
            c if !is_printable(c) => {
                write!(result, "\\u{:04x}", u32::from(c)).expect("a text takes all");
            }
            c => result.push(c),
        }
    }
    result.push('"');
    result
}

/// Whether a character stands for itself in each kind of scalar, and on one line.
fn is_printable(c: char) -> bool {
    let is_break = matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    !c.is_control() && !is_break
}

/// Whether every reader takes a text without quotes as that text.
pub(super) fn is_plain(text: &str, place: Place) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let is_indicator = "-?:,[]{}#&*!|>'\"%@`= ~".contains(first);
    let is_closed = !text.ends_with([' ', ':']) && !text.contains(": ") && !text.contains(" #");
    let fits = !place.in_flow || !text.contains([',', '[', ']', '{', '}']);
    !is_indicator
        && is_closed
        && fits
        && text.chars().all(is_printable)
        && !is_other_than_text(text)
}

/// Whether some reader, of YAML 1.1 or 1.2, takes a plain text as a number, a date, a boolean, null
/// or a merge key.
fn is_other_than_text(text: &str) -> bool {
    const WORDS: [&str; 12] =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", ".inf", ".nan", "<<"];
    let like_number = |c: char| c.is_ascii_hexdigit() || "xXoO._:+-TZ ".contains(c);
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || !matches!(Scalar::read(Format::Yaml, Style::Plain, None, text), Scalar::String(_))
        || (text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
            && text.chars().all(like_number))
}

/// A text of several lines as the lines of a literal block, header first, without indentation; none
/// for one that a block cannot hold as it is.
pub(super) fn literal(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let body = text.strip_suffix('\n');
    let header = if body.is_some() { "|" } else { "|-" };
    let body = body.unwrap_or(text);
    let lines: Vec<&str> = body.split('\n').collect();
    let is_full = |line: Option<&&str>| line.is_some_and(|line| !line.trim().is_empty());
    let fits = lines.iter().all(|line| line.chars().all(|c| is_printable(c) || c == '\t'))
        && is_full(lines.first())
        && is_full(lines.last())
        && !body.starts_with([' ', '\t']);
    (fits && lines.len() + usize::from(header == "|") > 1).then_some((header, lines))
}
