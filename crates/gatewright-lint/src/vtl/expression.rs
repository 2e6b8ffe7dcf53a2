//! Expressions: what stands in the parentheses of directives and calls.

use super::parse::{Parser, Read, span};
use super::tree::{Expression, ExpressionKind};

/// Operators, longer ones first.
const SIGNS: [&str; 13] = ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%"];

const WORDS: [&str; 8] = ["and", "or", "eq", "ne", "lt", "le", "gt", "ge"];

const HELP_WORD: &str = "put text in quotes, or write `$` before the name of a variable";

impl Parser<'_> {
    /// Reads an expression, with blanks before and after it.
    pub(super) fn expression(&mut self) -> Read<Expression> {
        self.skip_blanks();
        let from = self.at;
        let first = self.unary()?;
        let mut operands = Vec::new();
        let mut end = self.at;
        self.skip_blanks();
        while let Some(length) = self.operator() {
            self.at += length;
            operands.push(self.unary()?);
            end = self.at;
            self.skip_blanks();
        }
        if operands.is_empty() {
            return Ok(first);
        }
        operands.insert(0, first);
        Ok(Expression { span: span(from, end), kind: ExpressionKind::Operation(operands) })
    }

    /// The length of the operator that is next.
    fn operator(&self) -> Option<usize> {
        let sign = SIGNS.iter().find(|sign| self.starts_with(sign));
        sign.map(|sign| sign.len()).or_else(|| {
            let word = self.bare_word();
            WORDS.contains(&word).then_some(word.len())
        })
    }

    /// The word that is next; may be empty.
    pub(super) fn bare_word(&self) -> &str {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@');
        match self.peek() {
            Some(first) if is_word(first) && !first.is_ascii_digit() => {
                &self.text[self.at..self.after(self.at, is_word)]
            }
            _ => "",
        }
    }

    fn unary(&mut self) -> Read<Expression> {
        self.skip_blanks();
        let from = self.at;
        let length = if self.starts_with("!") {
            1
        } else if self.bare_word() == "not" {
            3
        } else if self.starts_with("-") && !self.is_number(from + 1) {
            1
        } else {
            return self.primary();
        };
        self.at += length;
        let operand = self.nested(from, Self::unary)?;
        let kind = ExpressionKind::Unary(Box::new(operand));
        Ok(Expression { span: span(from, self.at), kind })
    }

    fn is_number(&self, at: usize) -> bool {
        let digit = |at| self.byte(at).is_some_and(|byte| byte.is_ascii_digit());
        digit(at) || (self.byte(at) == Some(b'.') && digit(at + 1))
    }

    fn primary(&mut self) -> Read<Expression> {
        let from = self.at;
        let kind = match self.peek() {
            Some(b'"' | b'\'') => self.quoted()?,
            Some(b'$') => self.dollar_value(from)?,
            Some(b'[') => self.nested(from, Self::list)?,
            Some(b'{') => self.nested(from, Self::map)?,
            Some(b'(') => self.nested(from, Self::group)?,
            _ if self.is_number(from + usize::from(self.peek() == Some(b'-'))) => self.number(),
            _ => return self.word(from),
        };
        Ok(Expression { span: span(from, self.at), kind })
    }

    fn dollar_value(&mut self, from: usize) -> Read<ExpressionKind> {
        if let Some(reference) = self.reference()? {
            return Ok(ExpressionKind::Reference(Box::new(reference)));
        }
        if let Some(end) = self.placeholder(from) {
            // Some other tool fills it, with what nobody knows.
            self.at = end;
            return Ok(ExpressionKind::Word);
        }
        let place = self.character(from);
        let help = "name the variable, or put the text in quotes";
        self.refuse(place, "`$` without the name of a variable", help)
    }

    fn word(&mut self, from: usize) -> Read<Expression> {
        let word = self.bare_word();
        let length = word.len();
        if matches!(word, "true" | "false") {
            self.at += length;
            return Ok(Expression { span: span(from, self.at), kind: ExpressionKind::Boolean });
        }
        if length > 0 {
            let message = format!("`{word}` is no value");
            return self.refuse(span(from, from + length), message, HELP_WORD);
        }
        self.unexpected("a value")
    }

    /// Tells that something else should be next.
    pub(super) fn unexpected<T>(&mut self, wanted: &str) -> Read<T> {
        let place = self.character(self.at);
        let found = &self.text[place.range()];
        let message = match found {
            "" => format!("the template ends where {wanted} should be"),
            "\n" | "\r" => format!("the line ends where {wanted} should be"),
            "`" => format!("a backtick where {wanted} should be"),
            _ => format!("`{found}` where {wanted} should be"),
        };
        let help = match found {
            "=" => "compare with `==`",
            "&" => "write `&&`",
            "|" => "write `||`",
            _ => "look at the quotes and parentheses before it",
        };
        self.refuse(place, message, help)
    }

    /// Reads a text in quotes. Two quotes are one of the text. A double quote after a backslash belongs
    /// to the text, too, unless no other ends it.
    fn quoted(&mut self) -> Read<ExpressionKind> {
        let from = self.at;
        let quote = self.rest()[0];
        let mut at = from + 1;
        let mut last_resort = None;
        let end = loop {
            match self.byte(at) {
                None => break last_resort,
                Some(b'\\') if quote == b'"' => {
                    let after = self.after(at, |byte| byte == b'\\');
                    let is_odd = !(after - at).is_multiple_of(2);
                    at = after;
                    if is_odd && self.byte(at) == Some(b'"') {
                        last_resort = Some(at);
                        at += 1;
                    }
                }
                Some(byte) if byte == quote => {
                    if self.byte(at + 1) != Some(quote) {
                        break Some(at);
                    }
                    at += 2;
                }
                Some(_) => at += 1,
            }
        };
        let Some(end) = end else {
            let place = span(from, from + 1);
            return self.refuse(place, "a text in quotes that never ends", "add the closing quote");
        };
        self.at = end + 1;
        let parts = if quote == b'"' { self.interpolated(from + 1, end) } else { Vec::new() };
        Ok(ExpressionKind::Text { content: span(from + 1, end), parts })
    }

    fn number(&mut self) -> ExpressionKind {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        let mut at = self.at + usize::from(self.peek() == Some(b'-'));
        at = self.after(at, is_digit);
        // Two dots are a range.
        if self.byte(at) == Some(b'.') && self.byte(at + 1) != Some(b'.') {
            at = self.after(at + 1, is_digit);
        }
        if matches!(self.byte(at), Some(b'e' | b'E')) {
            let digits = at + 1 + usize::from(matches!(self.byte(at + 1), Some(b'+' | b'-')));
            let end = self.after(digits, is_digit);
            at = if end > digits { end } else { at };
        }
        self.at = at;
        ExpressionKind::Number
    }

    fn group(&mut self) -> Read<ExpressionKind> {
        self.at += 1;
        let inner = self.expression()?;
        if !self.eat(b')') {
            return self.unexpected("`)`");
        }
        Ok(ExpressionKind::List(vec![inner]))
    }

    fn list(&mut self) -> Read<ExpressionKind> {
        self.at += 1;
        self.skip_blanks();
        let mut items = Vec::new();
        if self.eat(b']') {
            return Ok(ExpressionKind::List(items));
        }
        loop {
            items.push(self.expression()?);
            if items.len() == 1 && self.starts_with("..") {
                self.at += 2;
                let last = self.expression()?;
                if !self.eat(b']') {
                    return self.unexpected("`]`");
                }
                let first = items.remove(0);
                return Ok(ExpressionKind::Range(Box::new(first), Box::new(last)));
            }
            if self.eat(b']') {
                return Ok(ExpressionKind::List(items));
            }
            if !self.eat(b',') {
                return self.unexpected("`,` or `]`");
            }
        }
    }

    fn map(&mut self) -> Read<ExpressionKind> {
        self.at += 1;
        self.skip_blanks();
        let mut items = Vec::new();
        if self.eat(b'}') {
            return Ok(ExpressionKind::Map(items));
        }
        loop {
            items.push(self.expression()?);
            if !self.eat(b':') {
                return self.unexpected("`:`");
            }
            items.push(self.expression()?);
            if self.eat(b'}') {
                return Ok(ExpressionKind::Map(items));
            }
            if !self.eat(b',') {
                return self.unexpected("`,` or `}`");
            }
        }
    }
}
