//! Directives, and the blocks that some of them open.

use gatewright_diagnostics::Span;

use super::parse::{Parser, Read, Refused, span};
use super::tree::{Arm, Expression, Node, NodeKind, Reference};

/// A block that is not closed yet.
pub(super) struct Open {
    /// From the hash sign to the end of the head.
    head: Span,
    kind: OpenKind,
    /// The nodes around the block, up to it.
    before: Vec<Node>,
    /// The head is refused already.
    is_refused: bool,
}

enum OpenKind {
    If {
        arms: Vec<Arm>,
        /// The head of the arm that is being read; none after `#else`.
        arm: Option<(Span, Option<Expression>)>,
    },
    Foreach {
        item: Option<Reference>,
        list: Option<Expression>,
    },
    Other {
        name: Span,
        arguments: Vec<Expression>,
    },
}

impl Parser<'_> {
    /// Reads the directive whose hash sign is at `from` and whose name ends before `end`.
    pub(super) fn directive(&mut self, from: usize, name: Span, end: usize) {
        self.at = end;
        let word = &self.text[name.range()];
        match word {
            "if" => {
                let condition = self.head(from, word, Self::condition);
                self.open(
                    from,
                    |head, condition| OpenKind::If {
                        arms: Vec::new(),
                        arm: Some((head, condition)),
                    },
                    condition,
                );
            }
            "elseif" => self.else_if(from),
            "else" => self.otherwise(from),
            "end" => self.end(from),
            "stop" | "break" => self.leave(from),
            "set" => self.set(from, name),
            _ => self.named(from, name),
        }
    }

    fn named(&mut self, from: usize, name: Span) {
        let word = &self.text[name.range()];
        let has_arguments = self.opening().is_some();
        match word {
            "foreach" => {
                let read = self.head(from, word, Self::loop_head);
                self.open(
                    from,
                    |_, read| {
                        let (item, list) = read.unzip();
                        OpenKind::Foreach { item, list }
                    },
                    read,
                );
            }
            "macro" | "define" | "literal" if has_arguments => self.block(from, name),
            _ if word.starts_with('@') && has_arguments => self.block(from, name),
            "evaluate" | "parse" | "include" if has_arguments => {
                if let Ok(arguments) = self.head(from, word, Self::directive_arguments) {
                    self.push(span(from, self.at), NodeKind::Insert { arguments });
                }
            }
            _ => self.push(span(from, self.at), NodeKind::Unknown { name }),
        }
    }

    fn block(&mut self, from: usize, name: Span) {
        let word = &self.text[name.range()];
        let arguments = self.head(from, word, Self::directive_arguments);
        self.open(
            from,
            |_, arguments| OpenKind::Other { name, arguments: arguments.unwrap_or_default() },
            arguments,
        );
    }

    /// The offset of the parenthesis that follows, perhaps after blanks.
    fn opening(&self) -> Option<usize> {
        let is_blank = |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let at = self.after(self.at, is_blank);
        (self.byte(at) == Some(b'(')).then_some(at)
    }

    /// Reads what stands in the parentheses of a directive, and goes past them even if it is wrong.
    fn head<T>(
        &mut self,
        from: usize,
        word: &str,
        read: impl FnOnce(&mut Self, usize) -> Read<T>,
    ) -> Read<T> {
        let Some(paren) = self.opening() else {
            return self.refuse(
                span(from, self.at),
                format!("`#{word}` without parentheses"),
                "put what it needs in parentheses, or write `\\#` before the word to print it",
            );
        };
        self.at = paren + 1;
        let value = self.nested(paren, |parser| read(parser, paren));
        if value.is_err() && !self.has_given_up {
            // The rest of the head is no text.
            let end = self.after(self.at, |byte| !matches!(byte, b')' | b'\n' | b'\r'));
            self.at = end + usize::from(self.byte(end) == Some(b')'));
        }
        value
    }

    fn open<T>(
        &mut self,
        from: usize,
        kind: impl FnOnce(Span, Option<T>) -> OpenKind,
        read: Read<T>,
    ) {
        if self.has_given_up || self.deeper(from).is_err() {
            return;
        }
        let head = span(from, self.at);
        self.skip_text(from);
        let is_refused = read.is_err();
        let kind = kind(head, read.ok());
        let before = std::mem::take(&mut self.nodes);
        self.open.push(Open { head, kind, before, is_refused });
    }

    fn else_if(&mut self, from: usize) {
        let condition = self.head(from, "elseif", Self::condition);
        if self.has_given_up {
            return;
        }
        let head = span(from, self.at);
        self.skip_text(from);
        self.next_arm(head, "elseif", Some((head, condition.ok())));
    }

    fn otherwise(&mut self, from: usize) {
        let head = span(from, self.at);
        self.skip_text(from);
        self.next_arm(head, "else", None);
    }

    fn next_arm(&mut self, head: Span, word: &str, next: Option<(Span, Option<Expression>)>) {
        let (message, help) = match self.open.last_mut().map(|open| &mut open.kind) {
            Some(OpenKind::If { arms, arm }) => match arm.take() {
                Some((head, condition)) => {
                    let body = std::mem::take(&mut self.nodes);
                    arms.push(Arm { head, condition, body });
                    *arm = next;
                    return;
                }
                None => ("after the `#else` of its `#if`", "let `#else` come last"),
            },
            _ => ("without `#if`", "write the `#if` before it, or an `#end` less"),
        };
        self.tell(head, format!("`#{word}` {message}"), help);
    }

    fn end(&mut self, from: usize) {
        let end = self.at;
        self.skip_text(from);
        if self.open.is_empty() {
            let place = span(from, end);
            let help = "remove it, or write the `#if` or `#foreach` that it closes";
            self.tell(place, "`#end` closes nothing", help);
        }
        self.close(end);
    }

    /// Closes the innermost block.
    fn close(&mut self, end: usize) {
        let Some(Open { head, kind, before, .. }) = self.open.pop() else { return };
        self.depth -= 1;
        let body = std::mem::replace(&mut self.nodes, before);
        let kind = match kind {
            OpenKind::If { mut arms, arm: Some((head, condition)) } => {
                arms.push(Arm { head, condition, body });
                NodeKind::If { arms, otherwise: None }
            }
            OpenKind::If { arms, arm: None } => NodeKind::If { arms, otherwise: Some(body) },
            OpenKind::Foreach { item, list } => NodeKind::Foreach { item, list, body },
            OpenKind::Other { name, arguments } => NodeKind::Block { name, arguments, body },
        };
        self.nodes.push(Node { span: span(head.range().start, end), kind });
    }

    /// Closes what the end of the template leaves open.
    pub(super) fn close_all(&mut self) {
        let end = self.at;
        self.flush(end);
        while let Some(open) = self.open.last() {
            if !open.is_refused && !self.has_given_up {
                let head = open.head;
                let written = &self.text[head.range()];
                let name = written.split(['(', ' ', '\n', '\t', '\r']).next().unwrap_or_default();
                let message = format!("`{name}` without `#end`");
                self.tell(head, message, "add the `#end`");
            }
            self.close(end);
        }
    }

    fn leave(&mut self, from: usize) {
        let word_end = self.at;
        if let Some(paren) = self.opening() {
            self.at = paren + 1;
            let told = self.errors.len();
            if self.nested(paren, |parser| parser.directive_arguments(paren)).is_err() {
                // What follows the word is text.
                self.errors.truncate(told);
                self.at = word_end;
            }
        }
        self.push(span(from, self.at), NodeKind::Leave);
    }

    fn set(&mut self, from: usize, name: Span) {
        let paren = self.after(self.at, |byte| matches!(byte, b' ' | b'\t'));
        if self.byte(paren) != Some(b'(') {
            self.push(span(from, self.at), NodeKind::Unknown { name });
            return;
        }
        let read = self.head(from, "set", Self::assignment);
        if self.has_given_up {
            return;
        }
        let (target, value) = match read {
            Ok((target, value)) => (Some(target), Some(value)),
            Err(Refused) => (None, None),
        };
        self.push(span(from, self.at), NodeKind::Set { target, value });
    }
}
