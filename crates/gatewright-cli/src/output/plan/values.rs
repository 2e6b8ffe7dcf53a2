//! Names and values of members, each fit for one line.

use std::fmt::Write;

use serde_json::Value;

use crate::output::one_line;

/// No more of a value is shown, in characters.
const MOST: usize = 72;
/// As much of what two long values share is shown before they part.
const BEFORE: usize = 16;

/// `requestTemplates["application/json"]`, `schema.allOf[0].type`: the member at a pointer within
/// another.
pub(super) fn field_name(owner: &str, pointer: &str) -> String {
    let mut name = owner.to_owned();
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let is_word = |c: char| c.is_ascii_alphanumeric() || "_$-".contains(c);
        if !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit()) {
            let _ = write!(name, "[{step}]");
        } else if !step.is_empty() && step.chars().all(is_word) {
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(&step);
        } else {
            let _ = write!(name, "[{}]", Value::from(step));
        }
    }
    name
}

/// A value, clipped.
pub(super) fn value(value: &Value) -> String {
    clip(&value.to_string(), 0)
}

/// Two values, clipped to where they differ.
pub(super) fn pair(old: &Value, new: &Value) -> (String, String) {
    let (old, new) = (old.to_string(), new.to_string());
    let is_long = |text: &str| text.chars().count() > MOST;
    let shared = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let start = if is_long(&old) || is_long(&new) { shared.saturating_sub(BEFORE) } else { 0 };
    (clip(&old, start), clip(&new, start))
}

/// At most so many characters from `start` on, with dots where something is left out.
fn clip(text: &str, start: usize) -> String {
    let mut rest = text.chars().skip(start);
    let mut clipped = String::new();
    if start > 0 {
        clipped.push_str("...");
    }
    clipped.extend(rest.by_ref().take(MOST));
    if rest.next().is_some() {
        clipped.push_str("...");
    }
    one_line(&clipped).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_named_as_in_a_program() {
        let cases = [
            ("", "/uri", "uri"),
            ("schema", "/properties/a~1b/allOf/0/type", "schema.properties[\"a/b\"].allOf[0].type"),
            ("", "/requestTemplates/application~1json", "requestTemplates[\"application/json\"]"),
            ("", "/tags/", "tags[\"\"]"),
        ];
        for (owner, pointer, name) in cases {
            assert_eq!(field_name(owner, pointer), name);
        }
    }

    #[test]
    fn long_values_are_shown_where_they_differ() {
        assert_eq!(pair(&json!("a"), &json!("b")), ("\"a\"".to_owned(), "\"b\"".to_owned()));
        let text = |end: &str| json!(format!("{}{end}", "x".repeat(100)));
        let (old, new) = pair(&text("old"), &text("new"));
        assert_eq!(old, format!("...{}old\"", "x".repeat(16)));
        assert_eq!(new, format!("...{}new\"", "x".repeat(16)));
        assert_eq!(value(&text("")).len(), 72 + 3);
        assert_eq!(value(&json!("\u{202e}")), "\"\\u{202e}\"");
    }
}
