//! The plain block style that most YAML files are written in, read in one pass over the bytes.
//!
//! This reader accepts or gives `None`: whatever it is not sure of is left to the complete reader,
//! which then reads the text from its start and is the only one with findings. What it accepts it must read exactly as the complete
//! one does. It leaves to that one: explicit keys, directives, further documents, tabs and odd
//! characters outside of texts, keys with a tag or an anchor, scalars at the root, block scalars with
//! an explicit indentation, and pairs in flow lists.

mod flow;
mod properties;
mod scalars;

use std::collections::HashMap;

use properties::Properties;

use super::older;
use super::sink::Sink;
use crate::Style;
use crate::document::RawKind;
use crate::limits::{COMMENTS_IN_A_ROW, Limits};
use crate::tree::{Tree, offset};
use crate::words::{find, skip_spaces};

/// Reads the document, if it is in the style that this reader knows.
pub(crate) fn read(text: &str, limits: &Limits) -> Option<Tree> {
    if !has_plain_characters(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        sink: Sink::new(text),
        has_mark: false,
        levels: Vec::new(),
        anchors: HashMap::new(),
        properties: Properties::default(),
        limits,
        buffer: String::new(),
    };
    reader.document()?;
    if reader.sink.tree.comments.len() > COMMENTS_IN_A_ROW {
        return None;
    }
    let mut tree = reader.sink.finish();
    older::check(text, &mut tree);
    Some(tree)
}

/// Whether the text has no control characters but line ends and tabs, and none of the characters
/// that some readers of YAML take for line ends or marks.
fn has_plain_characters(bytes: &[u8]) -> bool {
    const ODD: u8 = 1;
    const RETURN: u8 = 2;
    // One sum over all bytes, so that many are looked at in one step.
    let classes = bytes.iter().fold(0, |classes, &byte| {
        let is_odd = (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f;
        classes | (u8::from(is_odd) * ODD) | (u8::from(byte == b'\r') * RETURN)
    });
    if classes & ODD != 0 {
        return false;
    }
    if classes & RETURN != 0 {
        let mut returns = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\r');
        if returns.any(|(at, _)| bytes.get(at + 1) != Some(&b'\n')) {
            return false;
        }
    }
    let is_mark = |three: &[u8]| {
        matches!(three, [0xe2, 0x80, 0xa8 | 0xa9] | [0xef, 0xbb, 0xbf] | [0xef, 0xbf, 0xbe | 0xbf])
    };
    bytes.is_ascii()
        || !bytes.windows(2).any(|two| matches!(two, [0xc2, 0x80..=0x9f]))
            && !bytes.windows(3).any(is_mark)
}

/// YAML allows keys of 1024 characters.
const LONGEST_KEY: usize = 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sequence,
    /// A sequence at the column of the mapping that holds it.
    Indentless,
    Mapping,
}

/// A block collection that is not closed yet.
#[derive(Debug)]
struct Level {
    kind: Kind,
    column: usize,
    /// A key or a dash stands there whose value is still due, …
    due: bool,
    /// … and ends before this byte.
    after: usize,
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    sink: Sink<'t>,
    /// Whether `---` stood before the document.
    has_mark: bool,
    levels: Vec<Level>,
    anchors: HashMap<&'t str, u32>,
    /// Those at the end of a line, of the node on the next.
    properties: Properties<'t>,
    limits: &'t Limits,
    /// For texts that are not slices of the source.
    buffer: String,
}

impl<'t> Reader<'t> {
    fn document(&mut self) -> Option<()> {
        loop {
            let column = self.next_content()?;
            if self.at == self.bytes.len() {
                break;
            }
            if self.sink.tree.rows.len() >= self.limits.nodes {
                return None;
            }
            self.unwind(column)?;
            self.block_node(column)?;
        }
        while !self.levels.is_empty() {
            self.close()?;
        }
        // Behind a mark there is a document, even without content.
        (!self.has_mark || !self.sink.tree.rows.is_empty()).then_some(())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// Whether a blank, a line end or the end of the text stands there.
    fn is_blank(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Goes from the start of a line to the next that has more than blanks and comments. Gives its
    /// column, which means nothing at the end of the text.
    fn next_content(&mut self) -> Option<usize> {
        loop {
            let start = self.at;
            self.at = skip_spaces(self.bytes, start);
            match self.byte(self.at) {
                None => return Some(0),
                Some(b'\n' | b'\r') => self.next_line(),
                Some(b'#') => self.comment(),
                Some(b'-' | b'.' | b'%') if self.at == start && self.is_mark() => {
                    self.start_of_document()?;
                }
                Some(b'\t') => return None,
                Some(_) => return Some(self.at - start),
            }
        }
    }

    /// Whether a line begins like a mark between documents or like a directive.
    fn is_mark(&self) -> bool {
        let line = &self.bytes[self.at..];
        line.starts_with(b"---") || line.starts_with(b"...") || line.starts_with(b"%")
    }

    /// Takes one mark before the document, alone on its line.
    fn start_of_document(&mut self) -> Option<()> {
        let rest = self.bytes[self.at..].strip_prefix(b"---")?;
        let is_first = self.sink.tree.rows.is_empty() && !self.has_mark;
        if !is_first || !matches!(rest, [b'\n' | b'\r', ..]) {
            return None;
        }
        self.has_mark = true;
        self.next_line();
        Some(())
    }

    fn next_line(&mut self) {
        self.at = (find(self.bytes, self.at, [b'\n']) + 1).min(self.bytes.len());
    }

    /// Notes the comment that starts here and goes to the next line.
    fn comment(&mut self) {
        let start = self.at;
        let mut end = find(self.bytes, start, [b'\n']);
        self.at = (end + 1).min(self.bytes.len());
        if self.bytes[start..end].ends_with(b"\r") {
            end -= 1;
        }
        let span = gatewright_diagnostics::Span::new(offset(start), offset(end));
        self.sink.tree.comments.push(span);
    }

    /// Goes to the next line, if only blanks and a comment follow.
    fn end_of_line(&mut self) -> Option<()> {
        let start = self.at;
        self.at = skip_spaces(self.bytes, start);
        match self.byte(self.at) {
            None => {}
            Some(b'\n' | b'\r') => self.next_line(),
            Some(b'#') if self.at > start => self.comment(),
            Some(_) => return None,
        }
        Some(())
    }

    /// Closes the collections that a line at this column does not belong to.
    fn unwind(&mut self, column: usize) -> Option<()> {
        let is_dash = self.byte(self.at) == Some(b'-') && self.is_blank(self.at + 1);
        loop {
            let Some(level) = self.levels.last() else {
                return self.sink.tree.rows.is_empty().then_some(());
            };
            if column > level.column {
                return level.due.then_some(());
            }
            if column == level.column {
                match level.kind {
                    Kind::Mapping if is_dash => return level.due.then_some(()),
                    Kind::Sequence | Kind::Indentless if is_dash => return self.leave_out(),
                    Kind::Mapping => return self.leave_out(),
                    Kind::Sequence => return None,
                    Kind::Indentless => {}
                }
            }
            self.close()?;
        }
    }

    /// Closes the innermost block collection.
    fn close(&mut self) -> Option<()> {
        self.leave_out()?;
        self.levels.pop();
        self.sink.close(None);
        Some(())
    }

    /// If a value is due in the innermost collection, it was left out.
    fn leave_out(&mut self) -> Option<()> {
        let level = self.levels.last_mut()?;
        if std::mem::replace(&mut level.due, false) {
            let properties = std::mem::take(&mut self.properties);
            let after = if properties.is_empty() { level.after } else { properties.end };
            let id = self.sink.missing(after);
            self.apply(id, properties);
        }
        Some(())
    }

    /// Opens a block collection at the reader's place.
    fn open(&mut self, kind: Kind, column: usize) -> Option<()> {
        match self.levels.last_mut() {
            Some(level) if !level.due => return None,
            Some(level) => level.due = false,
            None if self.sink.tree.rows.is_empty() => {}
            None => return None,
        }
        self.sink.tree.check(self.text, self.at, self.limits).ok()?;
        let row = if kind == Kind::Mapping { RawKind::Mapping } else { RawKind::Sequence };
        let id = self.sink.open(self.at, row, Style::Block);
        self.apply_all(id, Properties::default())?;
        self.levels.push(Level { kind, column, due: false, after: 0 });
        Some(())
    }

    /// Reads what a line begins with: dashes, and then a key with its value or a value.
    fn block_node(&mut self, mut column: usize) -> Option<()> {
        while self.byte(self.at) == Some(b'-') && self.is_blank(self.at + 1) {
            match self.levels.last() {
                Some(level)
                    if level.kind != Kind::Mapping && level.column == column && !level.due => {}
                Some(level) if level.kind == Kind::Mapping && level.column == column => {
                    self.open(Kind::Indentless, column)?;
                }
                _ => self.open(Kind::Sequence, column)?,
            }
            let level = self.levels.last_mut()?;
            level.due = true;
            level.after = self.at + 1;
            let start = self.at;
            self.at = skip_spaces(self.bytes, start + 1);
            match self.byte(self.at) {
                None | Some(b'\n' | b'\r' | b'#') => {
                    self.at = start + 1;
                    return self.end_of_line();
                }
                Some(b'\t') => return None,
                Some(_) => column += self.at - start,
            }
        }
        let properties = self.properties()?;
        if self.is_blank(self.at) || self.byte(self.at) == Some(b'#') {
            return self.properties_alone(properties);
        }
        match self.byte(self.at)? {
            quote @ (b'"' | b'\'') => {
                let start = self.at;
                let quoted = self.quoted(quote)?;
                if self.byte(quoted.end) == Some(b':') && self.is_blank(quoted.end + 1) {
                    if quoted.is_folded || !properties.is_empty() {
                        return None;
                    }
                    self.start_key(start, quoted.end, column)?;
                    self.add_quoted(start, quote, &quoted);
                    return self.value_of_key(quoted.end);
                }
                self.value_is_due()?;
                let id = self.add_quoted(start, quote, &quoted);
                self.apply_all(id, properties)?;
                self.at = quoted.end;
                self.end_of_line()
            }
            b'|' | b'>' | b'[' | b'{' | b'*' => self.value(properties),
            _ => {
                let start = self.at;
                let plain = self.plain_line(start)?;
                let Some(colon) = plain.colon() else {
                    self.value_is_due()?;
                    return self.plain_value(start, plain, properties);
                };
                if !properties.is_empty() {
                    return None;
                }
                self.start_key(start, plain.end(), column)?;
                self.sink.scalar((start, plain.end()), None, Style::Plain);
                self.value_of_key(colon)
            }
        }
    }

    /// Sees to the mapping that a key at the reader's place belongs to.
    fn start_key(&mut self, start: usize, end: usize, column: usize) -> Option<()> {
        self.at = start;
        if end - start > LONGEST_KEY {
            return None;
        }
        match self.levels.last() {
            Some(level) if level.kind == Kind::Mapping && level.column == column && !level.due => {}
            _ => self.open(Kind::Mapping, column)?,
        }
        Some(())
    }

    /// Reads the rest of a line after a key, whose colon stands at `colon`.
    fn value_of_key(&mut self, colon: usize) -> Option<()> {
        let level = self.levels.last_mut()?;
        level.due = true;
        level.after = colon + 1;
        self.at = skip_spaces(self.bytes, colon + 1);
        match self.byte(self.at) {
            None | Some(b'\n' | b'\r' | b'#') => {
                self.at = colon + 1;
                self.end_of_line()
            }
            Some(b'\t') => None,
            Some(_) => {
                let properties = self.properties()?;
                if self.is_blank(self.at) || self.byte(self.at) == Some(b'#') {
                    return self.properties_alone(properties);
                }
                self.value(properties)
            }
        }
    }

    /// Keeps the properties at the end of a line for the node on the next.
    fn properties_alone(&mut self, properties: Properties<'t>) -> Option<()> {
        let is_due = self.levels.last().is_some_and(|level| level.due);
        if properties.is_empty() || !self.properties.is_empty() || !is_due {
            return None;
        }
        self.properties = properties;
        self.at = properties.end;
        self.end_of_line()
    }

    /// Takes note that the value that is due comes now.
    fn value_is_due(&mut self) -> Option<()> {
        let level = self.levels.last_mut()?;
        std::mem::replace(&mut level.due, false).then_some(())
    }

    /// Reads a value that is no key, up to the end of its last line.
    fn value(&mut self, properties: Properties<'t>) -> Option<()> {
        self.value_is_due()?;
        let start = self.at;
        match self.byte(start)? {
            quote @ (b'"' | b'\'') => {
                let quoted = self.quoted(quote)?;
                let id = self.add_quoted(start, quote, &quoted);
                self.apply_all(id, properties)?;
                self.at = quoted.end;
            }
            b'[' | b'{' => {
                // What stands before the brackets is theirs, and not that of what they hold.
                self.flow(properties)?;
            }
            b'|' | b'>' => return self.block_scalar(properties),
            b'*' => {
                if !properties.is_empty() || !self.properties.is_empty() {
                    return None;
                }
                self.alias()?;
            }
            _ => {
                let plain = self.plain_line(start)?;
                if plain.colon().is_some() {
                    return None;
                }
                return self.plain_value(start, plain, properties);
            }
        }
        self.end_of_line()
    }

    /// The column that a value's further lines must be beyond.
    fn parent_column(&self) -> usize {
        self.levels.last().map_or(0, |level| level.column)
    }
}
