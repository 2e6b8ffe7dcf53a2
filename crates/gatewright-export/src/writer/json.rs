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
    string_of(text, &[value]);
}

/// The parts together as one string.
pub(super) fn string_of(text: &mut String, parts: &[&str]) {
    text.push('"');
    for part in parts {
        escape(text, part);
    }
    text.push('"');
}

fn escape(text: &mut String, value: &str) {
    let mut rest = value;
    while let Some(at) = first_escaped(rest.as_bytes()) {
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
}

/// Where the first byte is that has to be escaped.
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    let is_escaped = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    let (words, _) = bytes.as_chunks::<8>();
    let clean = words.iter().take_while(|word| !has_escaped(u64::from_le_bytes(**word))).count();
    let start = clean * 8;
    bytes[start..].iter().position(is_escaped).map(|at| start + at)
}

/// Whether one of eight bytes has to be escaped. (A byte above 127 next to one that has to be may
/// count as one, which costs a second look and no more.)
fn has_escaped(word: u64) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGH;
    let quote = word ^ (ONES * u64::from(b'"'));
    let backslash = word ^ (ONES * u64::from(b'\\'));
    below(word, b' ') | below(quote, 1) | below(backslash, 1) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_to_be_escaped_is_found_anywhere() {
        for length in 0..40 {
            assert_eq!(first_escaped("é".repeat(length).as_bytes()), None);
            for at in 0..length {
                for byte in [0, 0x1f, b'"', b'\\'] {
                    let mut bytes = vec![b'~'; length];
                    bytes[at] = byte;
                    assert_eq!(first_escaped(&bytes), Some(at), "{byte} at {at} of {length}");
                }
            }
        }
    }
}
