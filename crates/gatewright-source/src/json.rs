//! JSON to a tree: strict RFC 8259, with an explicit stack, one pass over the bytes.

use std::borrow::Cow;

use crate::Style;
use crate::document::RawKind;
use crate::limits::Limits;
use crate::problem::{Stop, character};
use crate::tree::{Text, Tree, offset};

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
            tree.check_nodes((offset(self.at), offset(self.at)), self.limits)?;
            match self.peek() {
                Some(b'{') => {
                    self.open(RawKind::Mapping, tree)?;
                    self.at += 1;
                    self.skip_blanks();
                    if self.peek() == Some(b'}') {
                        self.at += 1;
                        tree.close(self.text, offset(self.at));
                    } else {
                        self.key(tree)?;
                        continue;
                    }
                }
                Some(b'[') => {
                    self.open(RawKind::Sequence, tree)?;
                    self.at += 1;
                    self.skip_blanks();
                    if self.peek() == Some(b']') {
                        self.at += 1;
                        tree.close(self.text, offset(self.at));
                    } else {
                        continue;
                    }
                }
                Some(b'"') => self.string(tree)?,
                Some(b'-' | b'0'..=b'9') => self.number(tree)?,
                Some(b't') => self.word("true", tree)?,
                Some(b'f') => self.word("false", tree)?,
                Some(b'n') => self.word("null", tree)?,
                _ => return Err(self.due("a value", tree)),
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
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.at += 1;
                        tree.close(self.text, offset(self.at));
                    }
                    (_, true) => return Err(self.due("`,` or `}`", tree)),
                    (_, false) => return Err(self.due("`,` or `]`", tree)),
                }
            }
        }
    }

    fn open(&self, kind: RawKind, tree: &mut Tree) -> Result<(), Stop> {
        tree.check(character(self.text, self.at), self.limits)?;
        tree.open(offset(self.at), kind, Style::Flow);
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn stop_at(&self, at: usize, reason: impl Into<Cow<'static, str>>) -> Stop {
        Stop::syntax(self.text, at, reason)
    }

    /// Something else was due here. Common slips have their own words.
    fn due(&self, what: &'static str, tree: &Tree) -> Stop {
        let rest = &self.text[self.at..];
        let after_comma = self.text[..self.at].trim_end().ends_with(',');
        let stop = |reason| self.stop_at(self.at, reason);
        let word = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
        match rest.chars().next() {
            None => match tree.parent() {
                Some(open) => {
                    let at = tree.rows[open as usize].start as usize;
                    self.stop_at(at, "the file ends before this is closed")
                        .help("close it, or look for a quote or bracket that is missing inside")
                }
                None => stop("the file ends before its value"),
            },
            Some('}' | ']') if after_comma => {
                stop("nothing follows the comma before this").help("remove the comma")
            }
            Some(',') => stop("a value is missing before this comma"),
            Some('\'') => stop("JSON knows no single quotes").help("write double quotes"),
            Some('/' | '#') => {
                stop("JSON has no comments").help("remove the comment, or write the file in YAML")
            }
            Some('}' | ']') => stop("this closes another kind of bracket")
                .help("close what is open before it, or remove it"),
            Some('+' | '.' | '0'..='9') => {
                stop("a number begins with a digit or `-`").help("write it as in `0.5`")
            }
            Some('"') => self
                .stop_at(self.at, format!("{what} should be here"))
                .help(if what == "`:`" { "add the colon" } else { "add a comma before it" }),
            Some(_) => {
                let stop = self.stop_at(self.at, format!("{what} should be here"));
                match word {
                    Some("True" | "False" | "None" | "TRUE" | "FALSE" | "NULL" | "Null") => {
                        stop.help("JSON writes `true`, `false` and `null` in lower case")
                    }
                    Some("NaN" | "Infinity" | "undefined") => {
                        stop.help("JSON has no such value; write `null` or a text")
                    }
                    _ => stop.help("a file that begins with `{` or `[` is read as JSON: put keys and texts in double quotes"),
                }
            }
        }
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn key(&mut self, tree: &mut Tree) -> Result<(), Stop> {
        if self.peek() != Some(b'"') {
            return Err(self.due("a key in double quotes", tree));
        }
        self.string(tree)?;
        self.skip_blanks();
        if self.peek() != Some(b':') {
            return Err(self.due("`:`", tree));
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &str, tree: &mut Tree) -> Result<(), Stop> {
        let end = self.at + word.len();
        if self.bytes.get(self.at..end) != Some(word.as_bytes()) {
            return Err(self.due("a value", tree));
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
        if at == start { Err(self.stop_at(at, "a digit should be here")) } else { Ok(at) }
    }

    fn number(&mut self, tree: &mut Tree) -> Result<(), Stop> {
        let mut at = self.at + usize::from(self.peek() == Some(b'-'));
        if self.bytes.get(at) == Some(&b'0') {
            at += 1;
            if self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
                return Err(self.stop_at(at, "a number cannot begin with `0`"));
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

    fn string(&mut self, tree: &mut Tree) -> Result<(), Stop> {
        let start = self.at;
        let mut at = start + 1;
        let mut copied = at;
        let owned = tree.side.len();
        let mut escaped = false;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    tree.side.push_str(&self.text[copied..at]);
                    let (c, end) = self.escape(at)?;
                    tree.side.push(c);
                    at = end;
                    copied = end;
                }
                Some(b'\n' | b'\r') => {
                    return Err(self
                        .stop_at(at, "the text in quotes does not end on its line")
                        .help("add the closing quote, or write a line feed as `\\n`"));
                }
                Some(b'\t') => {
                    return Err(self.stop_at(at, "a tab in quotes").help("write it as `\\t`"));
                }
                Some(0..0x20) => {
                    return Err(self
                        .stop_at(at, "a control character in quotes")
                        .help("remove the invisible character, or escape it"));
                }
                Some(_) => at += 1,
                None => return Err(self.stop_at(start, "this quote is never closed")),
            }
        }
        let span = (offset(start), offset(at + 1));
        let text = if escaped {
            tree.side.push_str(&self.text[copied..at]);
            Text::Owned(offset(owned), offset(tree.side.len()))
        } else {
            Text::Slice(span.0 + 1, span.1 - 1)
        };
        tree.scalar(span, text, Style::DoubleQuoted);
        self.at = at + 1;
        Ok(())
    }

    /// The character that the escape at the backslash `at` stands for, and the offset after it.
    fn escape(&self, at: usize) -> Result<(char, usize), Stop> {
        let c = match self.bytes.get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(at),
            _ => return Err(self.stop_at(at, "JSON knows no such escape")),
        };
        Ok((c, at + 2))
    }

    fn unicode(&self, at: usize) -> Result<(char, usize), Stop> {
        let first = self.unit(at)?;
        if let Some(c) = char::from_u32(first) {
            return Ok((c, at + 6));
        }
        let lone = || self.stop_at(at, "half of a surrogate pair stands alone");
        if first >= 0xDC00 || self.bytes.get(at + 6..at + 8) != Some(b"\\u") {
            return Err(lone());
        }
        let second = self.unit(at + 6)?;
        if !(0xDC00..0xE000).contains(&second) {
            return Err(lone());
        }
        let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        char::from_u32(code).map(|c| (c, at + 12)).ok_or_else(lone)
    }

    fn unit(&self, at: usize) -> Result<u32, Stop> {
        let digits = self.bytes.get(at + 2..at + 6).unwrap_or_default();
        let mut code = 0;
        for &digit in digits {
            let value = char::from(digit).to_digit(16);
            code =
                code * 16 + value.ok_or_else(|| self.stop_at(at, "`\\u` needs four hex digits"))?;
        }
        if digits.len() == 4 {
            Ok(code)
        } else {
            Err(self.stop_at(at, "`\\u` needs four hex digits"))
        }
    }
}
