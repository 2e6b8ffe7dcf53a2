//! Values within rules: whether they are equal, and how they are shown.

use serde_json::Value;

use crate::message::one_line;

/// Whether two values are the same to JavaScript, for which `1.0` is `1`.
pub(super) fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => {
                one.total_cmp(&other).is_eq() || (one == 0.0 && other == 0.0)
            }
            _ => one == other,
        },
        _ => one == other,
    }
}

/// Some values, for a sentence.
pub(super) fn listed(values: &[Value]) -> String {
    const SHOWN: usize = 20;
    let mut names: Vec<String> = values.iter().take(SHOWN).map(printed).collect();
    if values.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// A value within a message.
pub(super) fn printed(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{}`", one_line(text)),
        other => format!("`{}`", one_line(&other.to_string())),
    }
}
