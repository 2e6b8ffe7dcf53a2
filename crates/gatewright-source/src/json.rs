//! JSON to a tree: strict RFC 8259, with an explicit stack, in one pass over the bytes. No text is
//! copied unless it has an escape.

mod escapes;
mod reasons;

use reasons::Due;

use crate::Style;
use crate::document::RawKind;
use crate::limits::Limits;
use crate::problem::Stop;
use crate::tree::{Text, Tree, offset};
use crate::words::{find_or_control, skip_spaces};

/// Reads one JSON value into `tree`, which is left as far as it was read when this stops early.
/// Gives the offset after the value.
pub(crate) fn read(
    text: &str,
    start: usize,
    limits: &Limits,
    tree: &mut Tree,
) -> Result<usize, Stop> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: start, limits };
    let done = reader.run(tree);
    if done.is_err() {
        tree.close_all(text, offset(reader.at.min(text.len())));
    }
    done.map(|()| reader.at)
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    limits: &'t Limits,
}

impl Reader<'_> {
    fn run(&mut self, tree: &mut Tree) -> Result<(), Stop> {
        loop {
            // Here a value is due.
            self.skip_blanks();
            tree.check_nodes(self.text, self.at, self.limits)?;
            match self.peek() {
                Some(b'"') => self.string(tree)?,
                Some(b'{') => {
                    self.open(RawKind::Mapping, tree)?;
                    if self.peek() != Some(b'}') {
                        self.key(tree)?;
                        continue;
                    }
                    self.close(tree);
                }
                Some(b'[') => {
                    self.open(RawKind::Sequence, tree)?;
                    if self.peek() != Some(b']') {
                        continue;
                    }
                    self.close(tree);
                }
                Some(b'-' | b'0'..=b'9') => self.number(tree)?,
                Some(b't') => self.word("true", tree)?,
                Some(b'f') => self.word("false", tree)?,
                Some(b'n') => self.word("null", tree)?,
                _ => return Err(self.due(Due::Value, tree)),
            }
            // Here a value has ended.
            loop {
                let Some(parent) = tree.parent() else { return Ok(()) };
                self.skip_blanks();
                let is_mapping = tree.rows[parent as usize].kind == RawKind::Mapping;
                match (self.peek(), is_mapping) {
                    (Some(b','), true) => {
                        self.at += 1;
                        self.skip_blanks();
                        self.key(tree)?;
                        break;
                    }
                    (Some(b','), false) => {
                        self.at += 1;
                        break;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => self.close(tree),
                    (_, true) => return Err(self.due(Due::EndOfMapping, tree)),
                    (_, false) => return Err(self.due(Due::EndOfList, tree)),
                }
            }
        }
    }

    /// Opens a collection and goes to what follows the bracket.
    fn open(&mut self, kind: RawKind, tree: &mut Tree) -> Result<(), Stop> {
        tree.check(self.text, self.at, self.limits)?;
        tree.open(offset(self.at), kind, Style::Flow);
        self.at += 1;
        self.skip_blanks();
        Ok(())
    }

    fn close(&mut self, tree: &mut Tree) {
        self.at += 1;
        tree.close(self.text, offset(self.at));
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
            self.at = skip_spaces(self.bytes, self.at);
        }
    }

    #[inline]
    fn key(&mut self, tree: &mut Tree) -> Result<(), Stop> {
        if self.peek() != Some(b'"') {
            return Err(self.due(Due::Key, tree));
        }
        self.string(tree)?;
        self.skip_blanks();
        if self.peek() != Some(b':') {
            return Err(self.due(Due::Colon, tree));
        }
        self.at += 1;
        // What most writers put there.
        self.at += usize::from(self.peek() == Some(b' '));
        Ok(())
    }

    fn word(&mut self, word: &str, tree: &mut Tree) -> Result<(), Stop> {
        let end = self.at + word.len();
        if self.bytes.get(self.at..end) != Some(word.as_bytes()) {
            return Err(self.due(Due::Value, tree));
        }
        self.plain(end, tree);
        Ok(())
    }

    fn plain(&mut self, end: usize, tree: &mut Tree) {
        let span = (offset(self.at), offset(end));
        tree.scalar(span, Text::Slice(span.0, span.1), Style::Plain);
        self.at = end;
    }

    fn digits(&self, mut at: usize) -> Result<usize, Stop> {
        let start = at;
        while self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if at == start { Err(self.stop(at, "a digit should be here")) } else { Ok(at) }
    }

    fn number(&mut self, tree: &mut Tree) -> Result<(), Stop> {
        let mut at = self.at + usize::from(self.peek() == Some(b'-'));
        if self.bytes.get(at) == Some(&b'0') {
            at += 1;
            if self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
                return Err(self.stop(at, "a number cannot begin with `0`"));
            }
        } else {
            at = self.digits(at)?;
        }
        if self.bytes.get(at) == Some(&b'.') {
            at = self.digits(at + 1)?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(at) {
            at += 1;
            at += usize::from(matches!(self.bytes.get(at), Some(b'+' | b'-')));
            at = self.digits(at)?;
        }
        self.plain(at, tree);
        Ok(())
    }

    #[inline]
    fn string(&mut self, tree: &mut Tree) -> Result<(), Stop> {
        let end = find_or_control(self.bytes, self.at + 1, [b'"', b'\\']);
        if self.bytes.get(end) != Some(&b'"') {
            return self.odd_string(end, tree);
        }
        let span = (offset(self.at), offset(end + 1));
        tree.scalar(span, Text::Slice(span.0 + 1, span.1 - 1), Style::DoubleQuoted);
        self.at = end + 1;
        Ok(())
    }
}
