//! References: `$name`, `$!{name}`, and what follows a name.

use super::parse::{Parser, Read, Refused, span};
use super::tree::{Reference, Step, StepKind};

/// How far a placeholder of another tool may reach.
const MAX_PLACEHOLDER: usize = 300;

impl Parser<'_> {
    /// Reads the reference at the dollar sign that is next; none when it is text.
    pub(super) fn reference(&mut self) -> Read<Option<Reference>> {
        let from = self.at;
        let mut at = from + 1;
        let is_quiet = self.byte(at) == Some(b'!');
        at += usize::from(is_quiet);
        let in_braces = self.byte(at) == Some(b'{');
        at += usize::from(in_braces);
        let Some(name_end) = self.identifier(at) else { return Ok(None) };
        let name = span(at, name_end);
        self.at = name_end;
        let told = self.errors.len();
        let steps = self.steps();
        if in_braces {
            let is_closed = steps.is_ok() && self.eat(b'}');
            if !is_closed {
                let stopped = self.at;
                if self.placeholder(from).is_some() {
                    self.errors.truncate(told);
                    self.at = from;
                    return Ok(None);
                }
                if steps.is_err() {
                    return Err(Refused);
                }
                // Arguments may go on on the next line.
                let written = self.text[from..stopped].lines().next().unwrap_or_default();
                return self.refuse(
                    span(from, stopped),
                    format!("`{written}` has no closing brace"),
                    "close it with `}`",
                );
            }
        }
        let steps = steps?;
        Ok(Some(Reference { span: span(from, self.at), name, is_quiet, steps }))
    }

    /// The end of `${…}` or `$!{…}` on one line that some other tool fills.
    pub(super) fn placeholder(&self, from: usize) -> Option<usize> {
        let brace = from + 1 + usize::from(self.byte(from + 1) == Some(b'!'));
        if self.byte(brace) != Some(b'{') {
            return None;
        }
        let is_inside = |byte| !matches!(byte, b'}' | b'{' | b'\n' | b'\r' | b'$' | b'#' | b'"');
        let end = self.after(brace + 1, is_inside);
        let is_one = end > brace + 1 && end - brace < MAX_PLACEHOLDER;
        (is_one && self.byte(end) == Some(b'}')).then_some(end + 1)
    }

    /// The end of the identifier at an offset.
    fn identifier(&self, at: usize) -> Option<usize> {
        let first = self.byte(at)?;
        if !(first.is_ascii_alphabetic() || first == b'_') {
            return None;
        }
        Some(self.after(at, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))
    }

    fn steps(&mut self) -> Read<Vec<Step>> {
        let mut steps = Vec::new();
        loop {
            let from = self.at;
            let kind = match (self.peek(), self.byte(from + 1)) {
                (Some(b'.'), Some(next)) if next.is_ascii_alphabetic() => self.member()?,
                (Some(b'['), _) if from >= self.no_index_before => match self.index() {
                    Some(kind) => kind,
                    None => return Ok(steps),
                },
                _ => return Ok(steps),
            };
            steps.push(Step { span: span(from, self.at), kind });
        }
    }

    fn member(&mut self) -> Read<StepKind> {
        let from = self.at + 1;
        let end = self.identifier(from).unwrap_or(from);
        let name = span(from, end);
        self.at = end;
        if !self.eat(b'(') {
            return Ok(StepKind::Property { name });
        }
        self.deeper(end)?;
        let arguments = self.call_arguments(end);
        self.depth -= 1;
        Ok(StepKind::Call { name, arguments: arguments? })
    }

    /// An index. Older versions of the engine know none and print the bracket: what is no index is
    /// text.
    fn index(&mut self) -> Option<StepKind> {
        let from = self.at;
        let told = self.errors.len();
        self.at += 1;
        let read = self.nested(from, Self::expression);
        if let Ok(expression) = read {
            self.skip_blanks();
            if self.eat(b']') {
                return Some(StepKind::Index(Box::new(expression)));
            }
        }
        if !self.has_given_up {
            self.errors.truncate(told);
        }
        self.no_index_before = self.no_index_before.max(self.at);
        self.at = from;
        None
    }

    /// Reads something one level down.
    pub(super) fn nested<T>(
        &mut self,
        at: usize,
        read: impl FnOnce(&mut Self) -> Read<T>,
    ) -> Read<T> {
        self.deeper(at)?;
        let value = read(self);
        self.depth -= 1;
        value
    }
}
