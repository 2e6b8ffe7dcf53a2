//! The text that `jsonencode` makes of a value: members in the order of their names, without blanks.

use gatewright_diagnostics::Span;

use super::value::{Is, Text, Value};

/// Texts that would become longer are unknown; nobody writes them.
const MOST_BYTES: usize = 16 << 20;

/// A value as JSON; what nobody knows is a placeholder.
pub(super) fn json(value: &Value) -> Text {
    let mut text = Text::default();
    write(value, &mut text);
    if text.written.len() > MOST_BYTES {
        text = Text::default();
        text.push_hole("${jsonencode}", value.at.span);
    }
    // The places of members are told by the value itself.
    text.runs.clear();
    text
}

fn write(value: &Value, to: &mut Text) {
    let at = value.at.span;
    if to.written.len() > MOST_BYTES {
        return;
    }
    match &value.is {
        Is::Unknown(placeholder) => to.push_hole(placeholder, at),
        Is::Null => to.push("null", at),
        Is::Bool(it) => to.push(&it.to_string(), at),
        Is::Number(it) => to.push(&it.to_string(), at),
        Is::Text(it) => quoted(it, at, to),
        Is::Encoded(inner) => quoted(&json(inner), at, to),
        Is::List(items) => {
            to.push("[", at);
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    to.push(",", at);
                }
                write(item, to);
            }
            to.push("]", at);
        }
        Is::Map(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| key.to_text().map(|it| it.written));
            to.push("{", at);
            for (number, (key, member)) in members.into_iter().enumerate() {
                if number > 0 {
                    to.push(",", at);
                }
                match key.to_text() {
                    Some(key) => quoted(&key, at, to),
                    None => to.push("\"\"", at),
                }
                to.push(":", at);
                write(member, to);
            }
            to.push("}", at);
        }
    }
}

fn quoted(text: &Text, at: Span, to: &mut Text) {
    to.push("\"", at);
    let mut done = 0;
    for hole in &text.holes {
        let range = hole.range();
        to.push(&escaped(&text.written[done..range.start]), at);
        to.push_hole(&text.written[range.clone()], at);
        done = range.end;
    }
    to.push(&escaped(&text.written[done..]), at);
    to.push("\"", at);
}

/// As Go escapes texts: what HTML gives a meaning too.
fn escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let inner = &quoted[1..quoted.len() - 1];
    inner.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
