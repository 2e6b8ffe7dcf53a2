//! A value as YAML in block style, with texts in the styles that people use.

use serde_json::Value;

/// The document of a value.
pub(crate) fn write(value: &Value) -> String {
    let mut text = String::new();
    below(value, 0, &mut text);
    text.push('\n');
    text
}

/// A value that follows its key or dash.
fn below(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                start_line(indent, text);
                text.push_str(&inline(key));
                text.push(':');
                below(value, indent + 2, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                start_line(indent, text);
                text.push('-');
                below(item, indent + 2, text);
            }
        }
        // A last line without an end, or blanks that count, take an indicator or quotes.
        Value::String(string) if string.ends_with('\n') && !string.starts_with([' ', '\n']) => {
            text.push_str(" |");
            for line in string.lines() {
                start_line(indent, text);
                text.push_str(line);
            }
        }
        Value::String(string) => {
            text.push(' ');
            text.push_str(&inline(string));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) | Value::Array(_) => {
            text.push(' ');
            text.push_str(&value.to_string());
        }
    }
}

fn start_line(indent: usize, text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.extend(std::iter::repeat_n(' ', indent));
}

/// A text on one line: plain, in single quotes, or in double quotes.
fn inline(string: &str) -> String {
    let is_word = string.bytes().all(|byte| byte.is_ascii_alphabetic() || b"/.$".contains(&byte));
    if is_word && string.len() > 3 && !["true", "false", "null"].contains(&string) {
        string.to_owned()
    } else if string.contains(['"', '\\']) && !string.contains(char::is_control) {
        format!("'{}'", string.replace('\'', "''"))
    } else {
        Value::from(string).to_string()
    }
}
