//! The parser's state and its main loop: text, comments, escapes, and where references and
//! directives begin. It never fails: what the engine would refuse is an error beside the tree.

use gatewright_diagnostics::Span;

use super::blocks::Open;
use super::tree::{Node, NodeKind};

/// Blocks and parentheses nest no deeper. The engine has no limit but its stack.
pub(super) const MAX_DEPTH: u32 = 100;

/// Texts in quotes within texts in quotes are looked into no deeper.
const MAX_QUOTES: u32 = 4;

/// What the engine would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// Where, in the text of the template.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: &'static str,
    /// Whether it is an error here only, where no further levels are read: the engine has no limit
    /// but its stack.
    pub(crate) is_limit: bool,
}

/// A template, complete or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub(crate) nodes: Vec<Node>,
    /// In the order of the text.
    pub(crate) errors: Vec<SyntaxError>,
}

/// An error was told; what was being read is to be given up.
pub(super) struct Refused;

pub(super) type Read<T> = Result<T, Refused>;

/// Reads a template. Takes time in proportion to its length.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut parser = Parser::new(text, (0, text.len()), 0, 0);
    parser.run();
    parser.errors.sort_by_key(|error| error.span);
    Parsed { nodes: parser.nodes, errors: parser.errors }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    /// The text up to where this parser may look.
    bytes: &'t [u8],
    pub(super) at: usize,
    /// Where the text begins that is in no node yet.
    text_from: usize,
    /// The nodes of the innermost open block.
    pub(super) nodes: Vec<Node>,
    pub(super) open: Vec<Open>,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) depth: u32,
    quotes: u32,
    /// Brackets before this offset were read as an index once, in vain: they are text.
    pub(super) no_index_before: usize,
    /// Something nests too deep: the rest is not read.
    pub(super) has_given_up: bool,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str, (from, to): (usize, usize), depth: u32, quotes: u32) -> Self {
        Self {
            text,
            bytes: &text.as_bytes()[..to],
            at: from,
            text_from: from,
            nodes: Vec::new(),
            open: Vec::new(),
            errors: Vec::new(),
            depth,
            quotes,
            no_index_before: 0,
            has_given_up: false,
        }
    }

    /// Reads what stands between double quotes. What is wrong in it stays untold: the versions of
    /// the engine differ in what they do with escapes there.
    pub(super) fn interpolated(&self, from: usize, to: usize) -> Vec<Node> {
        let is_plain = !self.bytes[from..to].iter().any(|byte| matches!(byte, b'$' | b'#'));
        if is_plain || self.quotes >= MAX_QUOTES {
            return Vec::new();
        }
        let mut parser = Parser::new(self.text, (from, to), self.depth, self.quotes + 1);
        parser.run();
        let is_text = parser.nodes.iter().all(|node| node.kind == NodeKind::Text);
        if is_text { Vec::new() } else { parser.nodes }
    }

    fn run(&mut self) {
        while !self.has_given_up {
            match self.peek() {
                None => break,
                Some(b'\\') => self.backslashes(),
                Some(b'$') => self.dollar(),
                Some(b'#') => self.hash(),
                Some(_) => {
                    self.at = self.after(self.at, |it| !matches!(it, b'\\' | b'$' | b'#'));
                }
            }
        }
        self.at = self.bytes.len();
        self.close_all();
        self.flush(self.at);
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    /// Goes past the byte if it is next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn rest(&self) -> &'t [u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    pub(super) fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// The offset after a run of bytes.
    pub(super) fn after(&self, from: usize, is_of: impl Fn(u8) -> bool) -> usize {
        let rest = &self.bytes[from.min(self.bytes.len())..];
        from + rest.iter().take_while(|byte| is_of(**byte)).count()
    }

    pub(super) fn starts_with(&self, word: &str) -> bool {
        self.rest().starts_with(word.as_bytes())
    }

    /// Tells an error.
    pub(super) fn tell(&mut self, span: Span, message: impl Into<String>, help: &'static str) {
        self.errors.push(SyntaxError { span, message: message.into(), help, is_limit: false });
    }

    /// Tells an error that ends what is being read.
    pub(super) fn refuse<T>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: &'static str,
    ) -> Read<T> {
        self.tell(span, message, help);
        Err(Refused)
    }

    /// The span of the character at an offset; empty at the end.
    pub(super) fn character(&self, at: usize) -> Span {
        let at = at.min(self.bytes.len());
        let length = self.text[at..self.bytes.len()].chars().next().map_or(0, char::len_utf8);
        span(at, at + length)
    }

    /// Goes one level down.
    pub(super) fn deeper(&mut self, at: usize) -> Read<()> {
        if self.depth >= MAX_DEPTH {
            self.has_given_up = true;
            self.errors.push(SyntaxError {
                span: self.character(at),
                message: format!("more than {MAX_DEPTH} levels of nesting"),
                help: "split the template",
                is_limit: true,
            });
            return Err(Refused);
        }
        self.depth += 1;
        Ok(())
    }

    /// Makes a node of the text before an offset.
    pub(super) fn flush(&mut self, to: usize) {
        if self.text_from < to {
            let span = span(self.text_from, to);
            self.nodes.push(Node { span, kind: NodeKind::Text });
        }
        self.text_from = to;
    }

    /// Adds a node, and the text before it.
    pub(super) fn push(&mut self, span: Span, kind: NodeKind) {
        self.flush(span.range().start);
        self.nodes.push(Node { span, kind });
        self.text_from = span.range().end;
    }

    /// Goes past what is printed nowhere, such as the head of a directive.
    pub(super) fn skip_text(&mut self, from: usize) {
        self.flush(from);
        self.text_from = self.at;
    }

    /// An odd number of backslashes takes the meaning from a reference or a directive.
    fn backslashes(&mut self) {
        let from = self.at;
        self.at = self.after(from, |byte| byte == b'\\');
        if (self.at - from).is_multiple_of(2) {
            return;
        }
        match self.peek() {
            Some(b'$') => {
                let told = self.errors.len();
                if self.reference().is_ok_and(|read| read.is_some()) {
                    self.push(span(from, self.at), NodeKind::Escape);
                }
                self.errors.truncate(told);
            }
            Some(b'#') => {
                if let Some((_, end)) = self.word_after_hash(self.at) {
                    self.at = end;
                    self.push(span(from, end), NodeKind::Escape);
                }
            }
            _ => {}
        }
    }

    fn dollar(&mut self) {
        let from = self.at;
        match self.reference() {
            Ok(Some(reference)) => {
                let span = reference.span;
                self.push(span, NodeKind::Reference(reference));
            }
            Ok(None) => {
                self.at = from + 1;
                if let Some(end) = self.placeholder(from) {
                    self.at = end;
                    self.push(span(from, end), NodeKind::Placeholder);
                }
            }
            // What was read so far is text.
            Err(Refused) => self.at = self.at.max(from + 1),
        }
    }

    fn hash(&mut self) {
        let from = self.at;
        match self.byte(from + 1) {
            Some(b'#') => {
                let end = self.after(from, |byte| !matches!(byte, b'\n' | b'\r'));
                let end = self.after_line_end(end);
                self.comment(from, end);
            }
            Some(b'*') => {
                let end = self.find(from + 2, "*#").map_or(self.bytes.len(), |at| at + 2);
                self.comment(from, end);
            }
            Some(b'[') if self.byte(from + 2) == Some(b'[') => match self.find(from + 3, "]]#") {
                Some(end) => {
                    let content = span(from + 3, end);
                    self.at = end + 3;
                    self.push(span(from, self.at), NodeKind::Unparsed(content));
                }
                None => self.at = self.bytes.len(),
            },
            _ => match self.word_after_hash(from) {
                Some((name, end)) => self.directive(from, name, end),
                None => self.at = from + 1,
            },
        }
    }

    fn comment(&mut self, from: usize, end: usize) {
        self.at = end;
        self.push(span(from, end), NodeKind::Comment);
    }

    fn after_line_end(&self, at: usize) -> usize {
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at + 2,
            (Some(b'\r' | b'\n'), _) => at + 1,
            _ => at,
        }
    }

    fn find(&self, from: usize, what: &str) -> Option<usize> {
        let rest = self.text.get(from..self.bytes.len())?;
        rest.find(what).map(|at| from + at)
    }

    /// The word after the hash sign at an offset, perhaps in braces, and the offset after it.
    fn word_after_hash(&self, hash: usize) -> Option<(Span, usize)> {
        let in_braces = self.byte(hash + 1) == Some(b'{');
        let from = hash + 1 + usize::from(in_braces);
        let first = self.byte(from)?;
        if !(first.is_ascii_alphabetic() || first == b'_' || (first == b'@' && !in_braces)) {
            return None;
        }
        let end =
            self.after(from, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@'));
        if !in_braces {
            return Some((span(from, end), end));
        }
        (self.byte(end) == Some(b'}')).then_some((span(from, end), end + 1))
    }
}

/// A span of offsets. Templates have far less than 4 GiB: they are part of a file, which is limited.
#[expect(clippy::cast_possible_truncation, reason = "files above 4 GiB are refused before")]
pub(super) fn span(from: usize, to: usize) -> Span {
    Span::new(from as u32, to as u32)
}
