//! JSON as Jackson's default pretty printer has it: each member on its line, lists on one.

use std::fmt::Write;

use super::{Level, LevelKind};

pub(super) fn key(text: &mut String, key: &str, is_first: bool, depth: usize) {
    if !is_first {
        text.push(',');
    }
    indent(text, depth);
    string(text, key);
    text.push_str(" : ");
}

pub(super) fn close(text: &mut String, level: Level, depth: usize) {
    match level.kind {
        LevelKind::Object => {
            if level.is_empty {
                text.push(' ');
            } else {
                indent(text, depth);
            }
            text.push('}');
        }
        LevelKind::List => text.push_str(" ]"),
    }
}

fn indent(text: &mut String, depth: usize) {
    const BLANKS: &str = "                                                                ";
    text.push('\n');
    let mut rest = depth * 2;
    while rest > 0 {
        let part = rest.min(BLANKS.len());
        text.push_str(&BLANKS[..part]);
        rest -= part;
    }
}

pub(super) fn string(text: &mut String, value: &str) {
    text.push('"');
    let mut rest = value;
    while let Some(at) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\')
    {
        text.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            b'\n' => text.push_str("\\n"),
            b'\t' => text.push_str("\\t"),
            b'\r' => text.push_str("\\r"),
            0x08 => text.push_str("\\b"),
            0x0c => text.push_str("\\f"),
            byte => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{byte:04X}");
            }
        }
        rest = &rest[at + 1..];
    }
    text.push_str(rest);
    text.push('"');
}
