//! What rulesets write that is no RFC 9535, rewritten to what is: bare names in brackets, names with
//! hyphens, `===`, `@property`, `.match(/…/)` and their like. The hops `^` and `~` divide a path into
//! parts, since no library has them.

use std::fmt::Write;

use super::Hop;

/// Members that stand for what RFC 9535 has no words for. No document has such keys.
pub(super) const PROPERTY: &str = "\u{1}property";
/// See [`PROPERTY`].
pub(super) const PARENT_PROPERTY: &str = "\u{1}parentProperty";
/// See [`PROPERTY`].
pub(super) const PARENT: &str = "\u{1}parent";
/// The name of the constructor of a value, as JavaScript has it.
pub(super) const CONSTRUCTOR: &str = "\u{1}constructor";
/// See [`PROPERTY`].
pub(super) const UNDEFINED: &str = "\u{1}undefined";

/// Why something cannot be read, or its text.
pub(super) type Rewritten<T> = Result<T, String>;

/// A path as parts of RFC 9535, and what comes behind each.
pub(super) fn rewritten(text: &str) -> Rewritten<Vec<(String, Hop)>> {
    let mut scanner = Scanner { rest: text.trim() };
    if !scanner.take("$") {
        return Err("it does not begin with `$`".to_owned());
    }
    let mut legs = Vec::new();
    let mut leg = String::from("$");
    while let Some(next) = scanner.peek() {
        match next {
            '^' | '~' => {
                scanner.next();
                let hop = if next == '^' { Hop::Parent } else { Hop::Key };
                legs.push((std::mem::replace(&mut leg, "$".to_owned()), hop));
            }
            '.' => {
                // Spectral takes a dot before brackets, and a third dot, for a descent.
                let dots = scanner.take_while(|it| it == '.').len();
                let descends = dots > 1 || scanner.peek() == Some('[');
                if descends {
                    leg.push_str("..");
                }
                match scanner.peek() {
                    Some('[') => leg.push_str(&scanner.brackets()?),
                    Some('*') => {
                        scanner.next();
                        leg.push_str("[*]");
                    }
                    // What is above everything below is everything.
                    Some('^') if descends => leg.push_str("[*]"),
                    // The keys of its members.
                    Some('~') if !descends => leg.push_str("[*]"),
                    // A dot that leads nowhere is written at the end of many a path.
                    None if !descends => {}
                    _ => {
                        let name = scanner.name()?;
                        leg.push_str(&member(name));
                    }
                }
            }
            '[' => leg.push_str(&scanner.brackets()?),
            it if it.is_whitespace() => {
                scanner.next();
            }
            _ => return Err(format!("it cannot be read from `{}` on", shown(scanner.rest))),
        }
    }
    if leg != "$" || legs.is_empty() {
        legs.push((leg, Hop::Stay));
    }
    if legs.iter().rev().skip(1).any(|(_, hop)| *hop == Hop::Key) {
        return Err("nothing can come behind `~`".to_owned());
    }
    Ok(legs)
}

/// The first letters of what could not be read.
pub(super) fn shown(rest: &str) -> String {
    rest.chars().take(20).collect()
}

/// A name in brackets and quotes.
pub(super) fn member(name: &str) -> String {
    format!("[{}]", quoted(name))
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for letter in text.chars() {
        match letter {
            '\'' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\u{0}'..='\u{1f}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('\'');
    out
}

/// What of a path has not been read yet.
pub(super) struct Scanner<'t> {
    pub(super) rest: &'t str,
}

impl<'t> Scanner<'t> {
    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next();
        self.rest = letters.as_str();
        letter
    }

    pub(super) fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    pub(super) fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes as long as the condition holds.
    pub(super) fn take_while(&mut self, is_meant: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|letter| !is_meant(letter)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// A name behind a dot, which may hold what JavaScript's may and more.
    fn name(&mut self) -> Rewritten<&'t str> {
        let name = self.take_while(|it| !matches!(it, '.' | '[' | ']' | '^' | '~' | '(' | ' '));
        if name.is_empty() {
            return Err(match self.rest {
                "" => "it ends too soon".to_owned(),
                rest => format!("it cannot be read from `{}` on", shown(rest)),
            });
        }
        if name.starts_with('@') && self.peek() == Some('(') {
            return Err(format!("the type selector `{name}()` is not known"));
        }
        Ok(name)
    }

    /// Brackets and what is in them, rewritten.
    pub(super) fn brackets(&mut self) -> Rewritten<String> {
        self.next();
        self.skip_blanks();
        if self.take("?") {
            let condition = self.condition(']')?;
            self.next();
            return Ok(format!("[?{condition}]"));
        }
        if self.take("(") {
            let script = self.take_while(|it| it != ')');
            let index = script.replace(' ', "");
            let back = index.strip_prefix("@.length-").filter(|it| it.parse::<u32>().is_ok());
            let back = back.ok_or_else(|| format!("the script `({script})` is not understood"))?;
            if !(self.take(")") && self.take("]")) {
                return Err("a bracket is not closed".to_owned());
            }
            return Ok(format!("[-{back}]"));
        }
        let mut selectors: Vec<String> = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                None => return Err("a bracket is not closed".to_owned()),
                Some(quote @ ('\'' | '"')) => selectors.push(quoted(&self.text(quote)?)),
                Some(_) if self.take("?") => {
                    let condition = self.condition(',')?;
                    selectors.push(format!("?{condition}"));
                }
                Some(_) => {
                    let bare = self.take_while(|it| !matches!(it, ',' | ']' | '[' | '('));
                    selectors.push(bare_selector(bare.trim())?);
                }
            }
            self.skip_blanks();
            match self.next() {
                Some(',') => {}
                Some(']') => return Ok(format!("[{}]", selectors.join(","))),
                _ => return Err("a bracket is not closed".to_owned()),
            }
        }
    }

    /// A text in quotes.
    pub(super) fn text(&mut self, quote: char) -> Rewritten<String> {
        self.next();
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err("a quote is not closed".to_owned()),
                Some(letter) if letter == quote => return Ok(text),
                Some('\\') => match self.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some(letter) => text.push(letter),
                    None => {}
                },
                Some(letter) => text.push(letter),
            }
        }
    }

    /// A regular expression between slashes, and its flags.
    pub(super) fn regex(&mut self) -> Rewritten<String> {
        self.next();
        let mut body = String::new();
        let mut in_class = false;
        loop {
            match self.next() {
                None => return Err("a regular expression is not closed".to_owned()),
                Some('/') if !in_class => break,
                Some('\\') => {
                    body.push('\\');
                    body.extend(self.next());
                }
                Some(letter) => {
                    in_class = (in_class || letter == '[') && letter != ']';
                    body.push(letter);
                }
            }
        }
        let flags = self.take_while(|it| it.is_ascii_lowercase());
        Ok(if flags.is_empty() { body } else { format!("(?{flags}){body}") })
    }
}

/// A selector without quotes.
fn bare_selector(bare: &str) -> Rewritten<String> {
    let is_slice = bare.contains(':')
        && bare.bytes().all(|it| it.is_ascii_digit() || matches!(it, b':' | b'-' | b' '));
    if bare == "*" || is_slice {
        return Ok(bare.to_owned());
    }
    if let Ok(index) = bare.parse::<i64>() {
        return Ok(index.to_string());
    }
    if bare.is_empty() {
        return Err("nothing is in brackets".to_owned());
    }
    if bare.contains(['~', '^', '@', '\'', '"']) {
        return Err(format!("`{}` is not understood in brackets", shown(bare)));
    }
    Ok(quoted(bare))
}
