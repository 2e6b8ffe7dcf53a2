//! The arguments of calls and of directives.

use super::parse::{Parser, Read, span};
use super::tree::{Expression, ExpressionKind, Reference};

impl Parser<'_> {
    /// Reads the arguments of a call up to its closing parenthesis; `paren` is where it opened.
    pub(super) fn call_arguments(&mut self, paren: usize) -> Read<Vec<Expression>> {
        let mut arguments = Vec::new();
        self.skip_blanks();
        if self.eat(b')') {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression()?);
            if self.eat(b')') {
                return Ok(arguments);
            }
            if self.eat(b',') {
                continue;
            }
            return self.unclosed_or_unexpected(paren, "`,` or `)`");
        }
    }

    /// Reads the arguments of a directive, with blanks or commas between them: values and words.
    pub(super) fn directive_arguments(&mut self, paren: usize) -> Read<Vec<Expression>> {
        let mut arguments = Vec::new();
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b'=')) {
                self.at += 1;
            }
            if self.eat(b')') {
                return Ok(arguments);
            }
            if self.peek().is_none() {
                return self.unclosed_or_unexpected(paren, "`)`");
            }
            let from = self.at;
            let length = self.bare_word().len();
            if length > 0 {
                self.at += length;
                let kind = ExpressionKind::Word;
                arguments.push(Expression { span: span(from, self.at), kind });
            } else {
                arguments.push(self.expression()?);
            }
        }
    }

    /// Reads `$item in list)`.
    pub(super) fn loop_head(&mut self, paren: usize) -> Read<(Reference, Expression)> {
        self.skip_blanks();
        let Some(item) = self.variable()? else {
            return self.unexpected("the variable of the loop");
        };
        self.skip_blanks();
        if self.bare_word() != "in" {
            return self.unexpected("`in`");
        }
        self.at += 2;
        let list = self.expression()?;
        self.closing(paren)?;
        Ok((item, list))
    }

    /// Reads `$target = value)`.
    pub(super) fn assignment(&mut self, paren: usize) -> Read<(Reference, Expression)> {
        self.skip_blanks();
        let Some(target) = self.variable()? else {
            return self.unexpected("the variable to set");
        };
        self.skip_blanks();
        if self.peek() != Some(b'=') {
            return self.unexpected("`=`");
        }
        if self.byte(self.at + 1) == Some(b'=') {
            let place = span(self.at, self.at + 2);
            return self.refuse(place, "`==` sets nothing", "set it with `=`");
        }
        self.at += 1;
        let value = self.expression()?;
        self.closing(paren)?;
        Ok((target, value))
    }

    /// Reads `condition)`.
    pub(super) fn condition(&mut self, paren: usize) -> Read<Expression> {
        let condition = self.expression()?;
        self.closing(paren)?;
        Ok(condition)
    }

    fn variable(&mut self) -> Read<Option<Reference>> {
        if self.peek() == Some(b'$') { self.reference() } else { Ok(None) }
    }

    fn closing(&mut self, paren: usize) -> Read<()> {
        if self.eat(b')') { Ok(()) } else { self.unclosed_or_unexpected(paren, "`)`") }
    }

    /// At the end of the template the opening parenthesis is the better place.
    fn unclosed_or_unexpected<T>(&mut self, paren: usize, wanted: &str) -> Read<T> {
        if self.peek().is_some() {
            return self.unexpected(wanted);
        }
        let place = span(paren, paren + 1);
        self.refuse(place, "a parenthesis that is never closed", "add the closing `)`")
    }
}
