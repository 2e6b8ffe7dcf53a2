//! Scalars of the fast reader: plain, quoted and block, with their folding.

use super::{Properties, Reader};
use crate::Style;
use crate::tree::offset;
use crate::words::{find, skip_spaces};

/// A text in quotes. Its value is in the reader's buffer unless it stands in the source as it is.
pub(super) struct Quoted {
    /// Behind the closing quote.
    pub(super) end: usize,
    is_slice: bool,
    pub(super) is_folded: bool,
}

/// A line of a plain text. Small, since it is handed on in registers.
#[derive(Clone, Copy)]
pub(super) struct Plain {
    end: u32,
    stop: u32,
    after: After,
}

/// What stands behind a line of a plain text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Line,
    Colon,
    Comment,
}

impl Plain {
    /// Behind its last byte that is no blank.
    pub(super) fn end(self) -> usize {
        self.end as usize
    }

    /// The place of the colon that makes it a key.
    pub(super) fn colon(self) -> Option<usize> {
        (self.after == After::Colon).then_some(self.stop as usize)
    }

    /// The place of the comment behind it.
    fn comment(self) -> Option<usize> {
        (self.after == After::Comment).then_some(self.stop as usize)
    }
}

/// What becomes of the line ends behind a block scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomp {
    Clip,
    Strip,
    Keep,
}

impl<'t> Reader<'t> {
    /// Whether a plain text may begin there, outside of brackets.
    pub(super) fn may_begin_plain(&self, at: usize) -> bool {
        match self.byte(at) {
            Some(b'-' | b'?' | b':') => !self.is_blank(at + 1),
            Some(byte) => !matches!(
                byte,
                b',' | b'['
                    | b']'
                    | b'{'
                    | b'}'
                    | b'#'
                    | b'&'
                    | b'*'
                    | b'!'
                    | b'|'
                    | b'>'
                    | b'\''
                    | b'"'
                    | b'%'
                    | b'@'
                    | b'`'
            ),
            None => false,
        }
    }

    /// Scans a line of plain text from `start` on.
    pub(super) fn plain_line(&self, start: usize) -> Option<Plain> {
        if !self.may_begin_plain(start) {
            return None;
        }
        Some(self.plain_rest(start))
    }

    fn plain_rest(&self, start: usize) -> Plain {
        let mut at = start;
        let after = loop {
            at = find(self.bytes, at, [b':', b'#', b'\n']);
            match self.byte(at) {
                Some(b':') if self.is_blank(at + 1) => break After::Colon,
                Some(b'#') if at > start && self.is_blank(at - 1) => break After::Comment,
                Some(b':' | b'#') => at += 1,
                Some(_) | None => break After::Line,
            }
        };
        let mut end = at;
        while end > start && matches!(self.bytes[end - 1], b' ' | b'\t' | b'\r') {
            end -= 1;
        }
        Plain { end: offset(end), stop: offset(at), after }
    }

    /// Adds a plain value whose first line was scanned, with its further lines.
    pub(super) fn plain_value(
        &mut self,
        start: usize,
        plain: Plain,
        properties: Properties<'t>,
    ) -> Option<()> {
        let parent = self.parent_column();
        let mut last = plain;
        let mut next = start;
        self.buffer.clear();
        // A line that is indented further than the parent goes on with the text.
        while last.comment().is_none() {
            let mut line = (find(self.bytes, last.end(), [b'\n']) + 1).min(self.bytes.len());
            let mut empty = 0;
            let content = loop {
                let content = skip_spaces(self.bytes, line);
                match self.byte(content) {
                    Some(b'\n' | b'\r') => {
                        empty += 1;
                        line = find(self.bytes, content, [b'\n']) + 1;
                    }
                    Some(b'\t') => return None,
                    _ => break content,
                }
            };
            let goes_on =
                content - line > parent && !matches!(self.byte(content), None | Some(b'#'));
            if !goes_on {
                next = line;
                break;
            }
            if self.buffer.is_empty() {
                self.buffer.push_str(&self.text[start..last.end()]);
            }
            self.fold(empty);
            last = self.plain_rest(content);
            if last.colon().is_some() {
                return None;
            }
            self.buffer.push_str(&self.text[content..last.end()]);
        }
        let value = (!self.buffer.is_empty()).then_some(self.buffer.as_str());
        let id = self.sink.scalar((start, last.end()), value, Style::Plain);
        self.apply_all(id, properties)?;
        if let Some(comment) = last.comment() {
            self.at = comment;
            self.comment();
        } else {
            self.at = next;
        }
        Some(())
    }

    /// Adds what a line end and that many empty lines behind it fold to.
    fn fold(&mut self, empty: usize) {
        if empty == 0 {
            self.buffer.push(' ');
        }
        self.buffer.extend(std::iter::repeat_n('\n', empty));
    }

    /// Scans the text in quotes that starts here.
    pub(super) fn quoted(&mut self, quote: u8) -> Option<Quoted> {
        let escape = if quote == b'"' { b'\\' } else { b'\'' };
        let mut at = self.at + 1;
        let mut quoted = Quoted { end: 0, is_slice: true, is_folded: false };
        self.buffer.clear();
        // What an escape gave is not trimmed at a line end.
        let mut solid = 0;
        let mut copied = at;
        loop {
            at = find(self.bytes, at, [quote, escape, b'\n']);
            let byte = self.byte(at)?;
            if byte == b'\'' && quote == b'\'' && self.byte(at + 1) == Some(b'\'') {
                self.buffer.push_str(&self.text[copied..=at]);
                quoted.is_slice = false;
                at += 2;
                copied = at;
            } else if byte == quote {
                self.buffer.push_str(&self.text[copied..at]);
                quoted.end = at + 1;
                return Some(quoted);
            } else if byte == b'\\' {
                self.buffer.push_str(&self.text[copied..at]);
                quoted.is_slice = false;
                if let Some(b'\n' | b'\r') = self.byte(at + 1) {
                    // The line end itself is escaped, and only empty lines count.
                    let (content, empty) = self.skip_lines(find(self.bytes, at, [b'\n']))?;
                    self.buffer.extend(std::iter::repeat_n('\n', empty));
                    quoted.is_folded = true;
                    at = content;
                } else {
                    let (c, end) = self.escape(at)?;
                    self.buffer.push(c);
                    at = end;
                }
                solid = self.buffer.len();
                copied = at;
            } else {
                self.buffer.push_str(&self.text[copied..at]);
                let text = self.buffer.trim_end_matches([' ', '\t', '\r']).len();
                self.buffer.truncate(text.max(solid));
                let (content, empty) = self.skip_lines(at)?;
                self.fold(empty);
                at = content;
                solid = self.buffer.len();
                quoted.is_slice = false;
                quoted.is_folded = true;
                copied = at;
            }
        }
    }

    /// Goes from the line end at `at` in a text in quotes to where the text goes on; gives that
    /// place and the number of empty lines between.
    fn skip_lines(&self, at: usize) -> Option<(usize, usize)> {
        let parent = self.parent_column();
        let mut line = at + 1;
        let mut empty = 0;
        loop {
            let content = skip_spaces(self.bytes, line);
            match self.byte(content)? {
                b'\n' | b'\r' => {
                    empty += 1;
                    line = find(self.bytes, content, [b'\n']) + 1;
                }
                b'\t' => return None,
                _ if content - line <= parent => return None,
                _ => return Some((content, empty)),
            }
        }
    }

    /// The character that the escape at the backslash `at` stands for, and the offset behind it.
    fn escape(&self, at: usize) -> Option<(char, usize)> {
        let digits = match self.byte(at + 1)? {
            b'"' => return Some(('"', at + 2)),
            b'\\' => return Some(('\\', at + 2)),
            b'/' => return Some(('/', at + 2)),
            b'n' => return Some(('\n', at + 2)),
            b't' => return Some(('\t', at + 2)),
            b'r' => return Some(('\r', at + 2)),
            b' ' => return Some((' ', at + 2)),
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => return None,
        };
        let text = self.text.get(at + 2..at + 2 + digits)?;
        if !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let c = char::from_u32(u32::from_str_radix(text, 16).ok()?)?;
        Some((c, at + 2 + digits))
    }

    /// Adds the text in quotes that was scanned last.
    pub(super) fn add_quoted(&mut self, start: usize, quote: u8, quoted: &Quoted) -> u32 {
        let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        let value = (!quoted.is_slice).then_some(self.buffer.as_str());
        self.sink.scalar((start, quoted.end), value, style)
    }

    /// Reads the block scalar that starts here.
    pub(super) fn block_scalar(&mut self, properties: Properties<'t>) -> Option<()> {
        let start = self.at;
        let style = if self.byte(start) == Some(b'|') { Style::Literal } else { Style::Folded };
        self.at += 1;
        let chomp = match self.byte(self.at) {
            Some(b'-') => Chomp::Strip,
            Some(b'+') => Chomp::Keep,
            _ => Chomp::Clip,
        };
        self.at += usize::from(chomp != Chomp::Clip);
        self.end_of_line()?;
        let indent = self.block_indent()?;
        self.buffer.clear();
        let end = self.block_lines(indent, style)?;
        let text = self.buffer.trim_end_matches('\n').len();
        match chomp {
            Chomp::Keep => {}
            Chomp::Strip => self.buffer.truncate(text),
            Chomp::Clip => {
                self.buffer.truncate((text + usize::from(text > 0)).min(self.buffer.len()));
            }
        }
        let span = (start, self.sink.block_end(start, end));
        let id = self.sink.scalar(span, Some(self.buffer.as_str()), style);
        self.apply_all(id, properties)?;
        self.at = end;
        Some(())
    }

    /// The indentation of a block scalar's first line that is not empty; more than any if there is
    /// none that belongs to it.
    fn block_indent(&self) -> Option<usize> {
        let mut line = self.at;
        let mut widest = 0;
        loop {
            let content = skip_spaces(self.bytes, line);
            let width = content - line;
            match self.byte(content) {
                Some(b'\n' | b'\r') => {
                    widest = widest.max(width);
                    line = find(self.bytes, content, [b'\n']) + 1;
                }
                Some(b'\t') => return None,
                None if width > 0 => return None,
                None => return Some(usize::MAX),
                Some(_) if width <= self.parent_column() => return Some(usize::MAX),
                // An empty line may not be indented further than the text.
                Some(_) if widest > width => return None,
                Some(_) => return Some(width),
            }
        }
    }

    /// Collects the lines of a block scalar, each with its line end, in the buffer; gives the place
    /// behind them.
    fn block_lines(&mut self, indent: usize, style: Style) -> Option<usize> {
        let mut line = self.at;
        // Of the last line that was not empty: whether it starts with a blank.
        let mut last_is_spaced: Option<bool> = None;
        let mut empty = 0;
        loop {
            let content = skip_spaces(self.bytes, line);
            let end = match self.byte(content) {
                // A text that ends without a line end has its own rules.
                None if content > line => return None,
                None => break,
                Some(_) => find(self.bytes, content, [b'\n']),
            };
            let is_empty = matches!(self.byte(content), Some(b'\n' | b'\r'));
            if content - line < indent {
                if !is_empty {
                    if self.byte(content) == Some(b'\t') {
                        return None;
                    }
                    break;
                }
                empty += 1;
                line = end + 1;
                continue;
            }
            if is_empty && content - line == indent {
                empty += 1;
                line = end + 1;
                continue;
            }
            self.byte(end)?;
            let text = self.text[line + indent..end].trim_end_matches('\r');
            let is_spaced = text.starts_with([' ', '\t']);
            if let Some(last_is_spaced) = last_is_spaced
                && style == Style::Folded
                && !is_spaced
                && !last_is_spaced
            {
                self.buffer.pop();
                self.fold(empty);
            } else {
                self.buffer.extend(std::iter::repeat_n('\n', empty));
            }
            empty = 0;
            self.buffer.push_str(text);
            self.buffer.push('\n');
            last_is_spaced = Some(is_spaced);
            line = end + 1;
        }
        self.buffer.extend(std::iter::repeat_n('\n', empty));
        Some(line)
    }
}
