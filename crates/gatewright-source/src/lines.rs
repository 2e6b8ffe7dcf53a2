//! Byte offsets to lines and columns, for people and for editors, at a cost that depends on neither
//! the file nor the line.
//!
//! A place in a file without newlines is as far from the start of its line as from that of the file,
//! so that counting characters from there would cost a walk through the file for each.

use std::ops::Range;

use crate::tree::offset;

/// One checkpoint for so many bytes.
const STRIDE: usize = 4096;

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

/// The lines of a document.
#[derive(Debug, Clone, Copy)]
pub struct Lines<'d> {
    text: &'d str,
    index: &'d LineIndex,
}

impl<'d> Lines<'d> {
    pub(crate) fn new(text: &'d str, index: &'d LineIndex) -> Self {
        Self { text, index }
    }

    /// The number of lines; what follows the last newline counts, even if it is nothing.
    pub fn count(self) -> usize {
        self.index.starts.len()
    }

    /// The line of a byte, counted from 0.
    pub fn line_of(self, at: usize) -> usize {
        self.index.starts.partition_point(|start| *start as usize <= at).saturating_sub(1)
    }

    /// The bytes of a line, counted from 0, without what ends it; of a line beyond the last,
    /// nothing.
    pub fn range(self, line: usize) -> Range<usize> {
        let end = self.text.len();
        let start = self.index.starts.get(line).map_or(end, |start| *start as usize);
        let end = self.index.starts.get(line + 1).map_or(end, |next| *next as usize - 1);
        let ends_in_two = end > start && self.text[start..end].ends_with('\r');
        start..if ends_in_two { end - 1 } else { end }
    }

    /// The position of an offset; that of the end for one beyond it, and that of the character for
    /// one inside it.
    pub fn position(self, at: u32) -> Position {
        let at = at as usize;
        let line = self.line_of(at);
        let start = self.index.starts[line] as usize;
        let mut end = at.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let (before, here) = (self.count_to(start), self.count_to(end));
        Position {
            line: offset(line + 1),
            column: offset(here.characters - before.characters + 1),
            utf16_column: offset(here.utf16 - before.utf16 + 1),
        }
    }

    fn count_to(self, at: usize) -> Count {
        let Some(count) = self.index.checkpoints.get(at / STRIDE) else {
            return Count { characters: at, utf16: at };
        };
        count.and(Count::of(&self.text.as_bytes()[at / STRIDE * STRIDE..at]))
    }
}

/// Where the lines of a text start.
#[derive(Debug)]
pub(crate) struct LineIndex {
    starts: Vec<u32>,
    /// The characters and UTF-16 units before each multiple of the stride; none in ASCII text,
    /// where both are bytes.
    checkpoints: Vec<Count>,
}

impl LineIndex {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut starts = vec![first];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(offset(at + 1));
            }
        }
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut count = Count::default();
            for chunk in bytes.chunks(STRIDE) {
                checkpoints.push(count);
                count = count.and(Count::of(chunk));
            }
            checkpoints.push(count);
        }
        Self { starts, checkpoints }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    characters: usize,
    utf16: usize,
}

impl Count {
    fn of(text: &[u8]) -> Self {
        // Every byte but a continuation byte starts a character; one of four bytes is two units.
        let starts = text.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let long = text.iter().filter(|byte| **byte >= 0xf0).count();
        Self { characters: starts, utf16: starts + long }
    }

    fn and(self, other: Self) -> Self {
        Self { characters: self.characters + other.characters, utf16: self.utf16 + other.utf16 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let text = "\u{feff}a: é\r\nb: 😀x\rc\n";
        let index = LineIndex::new(text);
        let lines = Lines::new(text, &index);
        let at = |needle: &str| {
            let position = lines.position(offset(text.find(needle).unwrap_or(text.len())));
            (position.line, position.column, position.utf16_column)
        };
        assert_eq!(at("\u{feff}"), (1, 1, 1));
        assert_eq!(at("a"), (1, 1, 1));
        assert_eq!(at("\r\n"), (1, 5, 5));
        assert_eq!(at("x"), (2, 5, 6));
        assert_eq!(at("c"), (3, 1, 1));
        assert_eq!(at("nowhere"), (4, 1, 1));
        assert_eq!(lines.position(1000).line, 4);
        let shown: Vec<&str> = (0..lines.count()).map(|line| &text[lines.range(line)]).collect();
        assert_eq!(shown, ["a: é", "b: 😀x", "c", ""]);
        assert_eq!(lines.range(9), text.len()..text.len());
    }

    #[test]
    fn checkpoints_change_nothing() {
        let text = "aé😀 ".repeat(3 * STRIDE / 8);
        let index = LineIndex::new(&text);
        let lines = Lines::new(&text, &index);
        for (at, _) in text.char_indices() {
            let (position, before) = (lines.position(offset(at)), &text[..at]);
            assert_eq!(position.column as usize, before.chars().count() + 1);
            assert_eq!(position.utf16_column as usize, before.encode_utf16().count() + 1);
        }
        let last = lines.position(offset(text.len()));
        assert_eq!(last.column as usize, text.chars().count() + 1);
    }
}
