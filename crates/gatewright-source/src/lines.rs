//! Byte offsets to lines and columns, for people and for editors.

use crate::tree::offset;

/// A place as editors show it. All numbers count from 1; a byte order mark has no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line. `\n`, `\r\n` and `\r` end one.
    pub line: u32,
    /// The column in characters.
    pub column: u32,
    /// The column in UTF-16 units, as the Language Server Protocol counts.
    pub utf16_column: u32,
}

/// Where the lines of a text start.
#[derive(Debug)]
pub(crate) struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut starts = vec![first];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(offset(at + 1));
            }
        }
        Self { starts }
    }

    /// The position of an offset; that of the end for one beyond it, and that of the character for
    /// one inside it.
    pub(crate) fn position(&self, text: &str, at: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= at).max(1);
        let start = self.starts[line - 1] as usize;
        let mut end = (at as usize).clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[start..end];
        Position {
            line: offset(line),
            column: offset(before.chars().count() + 1),
            utf16_column: offset(before.encode_utf16().count() + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let text = "\u{feff}a: é\r\nb: 😀x\rc\n";
        let lines = Lines::new(text);
        let at = |needle: &str| {
            let at = text.find(needle).map_or(text.len(), |at| at);
            let position = lines.position(text, offset(at));
            (position.line, position.column, position.utf16_column)
        };
        assert_eq!(at("\u{feff}"), (1, 1, 1));
        assert_eq!(at("a"), (1, 1, 1));
        assert_eq!(at("\r\n"), (1, 5, 5));
        assert_eq!(at("x"), (2, 5, 6));
        assert_eq!(at("c"), (3, 1, 1));
        assert_eq!(at("nowhere"), (4, 1, 1));
        assert_eq!(lines.position(text, 1000).line, 4);
    }
}
