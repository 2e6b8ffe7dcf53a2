//! Collections in brackets, in the fast reader.

use super::{LONGEST_KEY, Properties, Reader};
use crate::Style;
use crate::document::RawKind;
use crate::words::skip_spaces;

impl<'t> Reader<'t> {
    /// Reads the collection in brackets that starts here, to behind its last bracket.
    pub(super) fn flow(&mut self, properties: Properties<'t>) -> Option<()> {
        let depth = self.sink.tree.depth();
        self.open_flow(properties)?;
        loop {
            // Here an item, an entry or a closing bracket is due.
            self.skip_flow_blanks()?;
            if self.sink.tree.rows.len() >= self.limits.nodes {
                return None;
            }
            let is_mapping = self.is_flow_mapping()?;
            if !self.close_flow(is_mapping) {
                if is_mapping && !self.flow_key()? {
                    // The value was left out, and a comma or bracket stands here.
                } else {
                    let properties = self.properties()?;
                    if matches!(self.byte(self.at)?, b'[' | b'{') {
                        self.open_flow(properties)?;
                        continue;
                    }
                    self.flow_scalar(properties)?;
                }
            }
            // Here a value has ended.
            loop {
                if self.sink.tree.depth() == depth {
                    return Some(());
                }
                self.skip_flow_blanks()?;
                let is_mapping = self.is_flow_mapping()?;
                if self.byte(self.at) == Some(b',') {
                    self.at += 1;
                    break;
                }
                if !self.close_flow(is_mapping) {
                    return None;
                }
            }
        }
    }

    fn is_flow_mapping(&self) -> Option<bool> {
        let parent = self.sink.tree.parent()?;
        Some(self.sink.tree.rows[parent as usize].kind == RawKind::Mapping)
    }

    fn open_flow(&mut self, properties: Properties<'t>) -> Option<()> {
        self.sink.tree.check(self.text, self.at, self.limits).ok()?;
        let kind = match self.byte(self.at)? {
            b'[' => RawKind::Sequence,
            _ => RawKind::Mapping,
        };
        let id = self.sink.open(self.at, kind, Style::Flow);
        self.at += 1;
        self.apply_all(id, properties)
    }

    /// Closes the innermost collection, if its bracket stands here.
    fn close_flow(&mut self, is_mapping: bool) -> bool {
        let bracket = if is_mapping { b'}' } else { b']' };
        let closes = self.byte(self.at) == Some(bracket);
        if closes {
            self.at += 1;
            self.sink.close(Some(self.at));
        }
        closes
    }

    /// Skips spaces, line ends and comments.
    fn skip_flow_blanks(&mut self) -> Option<()> {
        loop {
            let start = self.at;
            self.at = skip_spaces(self.bytes, start);
            match self.byte(self.at)? {
                b'\n' | b'\r' => self.next_line(),
                b'#' if self.at > start || self.bytes[..start].ends_with(b"\n") => self.comment(),
                b'#' | b'\t' => return None,
                // Between brackets any indentation will do, but no mark between documents.
                b'-' | b'.' | b'%' if self.at == start && self.bytes[..start].ends_with(b"\n") => {
                    return None;
                }
                _ => return Some(()),
            }
        }
    }

    /// Reads a key and its colon. Gives whether a value follows.
    fn flow_key(&mut self) -> Option<bool> {
        let start = self.at;
        if let quote @ (b'"' | b'\'') = self.byte(start)? {
            let quoted = self.quoted(quote)?;
            if quoted.is_folded {
                return None;
            }
            self.add_quoted(start, quote, &quoted);
            self.at = skip_spaces(self.bytes, quoted.end);
        } else {
            let end = self.flow_plain_end(start)?;
            self.sink.scalar((start, end), None, Style::Plain);
            self.at = skip_spaces(self.bytes, end);
            if !self.is_blank(self.at + 1) {
                return None;
            }
        }
        if self.byte(self.at) != Some(b':') || self.at - start > LONGEST_KEY {
            return None;
        }
        self.at += 1;
        let after = self.at;
        self.skip_flow_blanks()?;
        if matches!(self.byte(self.at)?, b',' | b'}') {
            self.sink.missing(after);
            return Some(false);
        }
        Some(true)
    }

    fn is_flow_mark(&self, at: usize) -> bool {
        matches!(self.byte(at), Some(b',' | b'[' | b']' | b'{' | b'}'))
    }

    /// Reads a value that has no brackets.
    fn flow_scalar(&mut self, properties: Properties<'t>) -> Option<()> {
        let start = self.at;
        let id = match self.byte(start)? {
            quote @ (b'"' | b'\'') => {
                let quoted = self.quoted(quote)?;
                self.at = quoted.end;
                self.add_quoted(start, quote, &quoted)
            }
            b'*' if properties.is_empty() => {
                self.alias()?;
                // A colon would make it a key, and belongs to the name in some readers.
                return (self.is_blank(self.at) || self.is_flow_mark(self.at)).then_some(());
            }
            _ => {
                let end = self.flow_plain_end(start)?;
                self.at = end;
                self.sink.scalar((start, end), None, Style::Plain)
            }
        };
        self.apply_all(id, properties)
    }

    /// The end of the plain text that starts here; on the same line.
    fn flow_plain_end(&self, start: usize) -> Option<usize> {
        let is_mark = self.is_blank(start + 1) || self.is_flow_mark(start + 1);
        let is_indicator = matches!(self.byte(start)?, b'-' | b'?' | b':') && is_mark;
        if is_indicator || self.is_blank(start) || !self.may_begin_plain(start) {
            return None;
        }
        let mut at = start;
        let mut end = start;
        loop {
            match self.byte(at)? {
                b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}' => break,
                b':' if self.is_blank(at + 1) || self.is_flow_mark(at + 1) => break,
                b'#' if self.is_blank(at - 1) => break,
                b'\t' => return None,
                b' ' => at += 1,
                _ => {
                    at += 1;
                    end = at;
                }
            }
        }
        Some(end)
    }
}
