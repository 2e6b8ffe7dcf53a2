//! Places as the protocol has them, a line and so many units of an encoding, to bytes and back.

use gatewright_diagnostics::Span;
use gatewright_source::Document;
use gen_lsp_types::{Position, Range};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every client and server knows.
    #[default]
    Utf16,
}

impl Encoding {
    /// The bytes of a line before a column; the whole line for a column beyond it, and the start of
    /// a character for one inside it.
    fn bytes(self, line: &str, column: u32) -> usize {
        let mut rest = column as usize;
        for (at, c) in line.char_indices() {
            let units = match self {
                Self::Utf8 => c.len_utf8(),
                Self::Utf16 => c.len_utf16(),
            };
            if rest < units {
                return at;
            }
            rest -= units;
        }
        line.len()
    }
}

/// The byte of a place in a text. A place beyond the end is the end.
pub(crate) fn offset(text: &str, place: Position, encoding: Encoding) -> usize {
    let Some(start) = line_start(text, place.line) else { return text.len() };
    let rest = &text[start..];
    let line = rest.find(['\n', '\r']).map_or(rest, |end| &rest[..end]);
    start + encoding.bytes(line, place.character)
}

/// The byte at which a line starts. `\n`, `\r\n` and `\r` end one.
fn line_start(text: &str, line: u32) -> Option<usize> {
    let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
    if line == 0 {
        return Some(first);
    }
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|(at, byte)| {
        **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
    });
    ends.map(|(at, _)| at + 1).nth(line as usize - 1)
}

/// The place of a byte of a document.
pub(crate) fn place(document: &Document, at: u32, encoding: Encoding) -> Position {
    let position = document.position(at);
    let line = position.line - 1;
    let character = match encoding {
        Encoding::Utf16 => position.utf16_column - 1,
        Encoding::Utf8 => {
            let at = (at as usize).min(document.text().len());
            let start = document.lines().range(line as usize).start;
            u32::try_from(at.saturating_sub(start)).unwrap_or(u32::MAX)
        }
    };
    Position { line, character }
}

/// The places of a span of a document.
pub(crate) fn range(document: &Document, span: Span, encoding: Encoding) -> Range {
    Range { start: place(document, span.start, encoding), end: place(document, span.end, encoding) }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    const TEXT: &str = "a: é\r\nb: 😀x\rc\n";

    #[test]
    fn a_byte_goes_to_its_place_and_back() {
        let document = gatewright_source::read(SourceId(0), TEXT.into()).value;
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for (at, c) in TEXT.char_indices().filter(|(_, c)| *c != '\n') {
                let place = place(&document, u32::try_from(at).expect("few"), encoding);
                assert_eq!(offset(TEXT, place, encoding), at, "{c:?} {place:?}");
            }
        }
    }

    #[test]
    fn columns_are_units_of_the_encoding() {
        let at = |line, character, encoding| {
            let place = Position { line, character };
            &TEXT[offset(TEXT, place, encoding)..]
        };
        assert_eq!(at(1, 5, Encoding::Utf16), "x\rc\n");
        assert_eq!(at(1, 7, Encoding::Utf8), "x\rc\n");
        assert_eq!(at(1, 4, Encoding::Utf16), "😀x\rc\n");
    }

    #[test]
    fn a_place_beyond_the_end_is_the_end() {
        let at = |line, character| {
            let place = Position { line, character };
            &TEXT[offset(TEXT, place, Encoding::Utf16)..]
        };
        assert_eq!(at(0, 99), "\r\nb: 😀x\rc\n");
        assert_eq!(at(3, 99), "");
        assert_eq!(at(99, 0), "");
    }
}
