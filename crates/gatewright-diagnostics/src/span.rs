//! Places in a document: byte spans, and JSON pointers for people and machines.

use std::fmt;

/// A file among those of one run, by its number in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

/// A half-open range of bytes, counted from the first byte of the file (a byte order mark counts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// From the first byte of both to the last.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As indexes into the text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of bytes.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte: a position between two.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A JSON pointer (RFC 6901): `/paths/~1pets/get`; empty for the whole document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer(String);

impl Pointer {
    /// A pointer to the whole document, with room to go down that many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Goes one step down, to the member `token` of a mapping or the item of that index.
    pub fn push(&mut self, token: &str) {
        self.0.push('/');
        let mut rest = token;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'~' | b'/')) {
            self.0.push_str(&rest[..at]);
            self.0.push_str(if rest.as_bytes()[at] == b'~' { "~0" } else { "~1" });
            rest = &rest[at + 1..];
        }
        self.0.push_str(rest);
    }

    /// The pointer's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Pointer {
    /// Takes a pointer that is written already, escapes included.
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place: which file, which bytes, and which member of the document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Location {
    /// The file.
    pub source: SourceId,
    /// The bytes.
    pub span: Span,
    /// The value, or the member whose key the bytes are.
    pub pointer: Pointer,
}

impl Location {
    /// A place from its parts.
    pub fn new(source: SourceId, span: Span, pointer: Pointer) -> Self {
        Self { source, span, pointer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointer_tokens_are_escaped() {
        let mut pointer = Pointer::default();
        pointer.push("paths");
        pointer.push("/a~b");
        assert_eq!(pointer.as_str(), "/paths/~1a~0b");
    }
}
