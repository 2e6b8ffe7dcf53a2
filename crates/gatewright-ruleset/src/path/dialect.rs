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
/// See [`PROPERTY`].
pub(super) const UNDEFINED: &str = "\u{1}undefined";

type Rewritten<T> = Result<T, String>;

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
                let descends = scanner.take("..");
                if !descends {
                    scanner.next();
                }
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
fn shown(rest: &str) -> String {
    rest.chars().take(20).collect()
}

/// A name in brackets and quotes.
fn member(name: &str) -> String {
    format!("[{}]", quoted(name))
}

fn quoted(text: &str) -> String {
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

struct Scanner<'t> {
    rest: &'t str,
}

impl<'t> Scanner<'t> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next();
        self.rest = letters.as_str();
        letter
    }

    fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes as long as the condition holds.
    fn take_while(&mut self, is_meant: impl Fn(char) -> bool) -> &'t str {
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
    fn brackets(&mut self) -> Rewritten<String> {
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
    fn text(&mut self, quote: char) -> Rewritten<String> {
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
    fn regex(&mut self) -> Rewritten<String> {
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

    /// A condition up to the end of its brackets, or to a comma between selectors.
    fn condition(&mut self, end: char) -> Rewritten<String> {
        let mut out = String::new();
        let mut depth = 0_u32;
        loop {
            self.skip_blanks();
            let Some(next) = self.peek() else { return Err("a bracket is not closed".to_owned()) };
            match next {
                ']' if depth == 0 => return Ok(out),
                ',' if depth == 0 && end == ',' => return Ok(out),
                '(' => {
                    depth += 1;
                    self.next();
                    out.push('(');
                }
                ')' => {
                    depth = depth.checked_sub(1).ok_or("a parenthesis is not opened")?;
                    self.next();
                    out.push(')');
                }
                '!' if self.take("!==") => out.push_str(" != "),
                '!' if self.take("!=") => out.push_str(" != "),
                // Twice no is yes.
                '!' if self.take("!!") => {}
                '!' => {
                    self.next();
                    out.push('!');
                }
                '=' if self.take("===") || self.take("==") => out.push_str(" == "),
                '&' if self.take("&&") => out.push_str(" && "),
                '|' if self.take("||") => out.push_str(" || "),
                '<' if self.take("<=") => out.push_str(" <= "),
                '>' if self.take(">=") => out.push_str(" >= "),
                '<' | '>' => {
                    self.next();
                    let _ = write!(out, " {next} ");
                }
                _ => {
                    let operand = self.operand()?;
                    out.push_str(&operand);
                }
            }
        }
    }

    /// A value within a condition, with the methods that are called on it.
    fn operand(&mut self) -> Rewritten<String> {
        match self.peek() {
            Some(quote @ ('\'' | '"')) => Ok(quoted(&self.text(quote)?)),
            Some('/') => {
                let pattern = self.regex()?;
                if !self.take(".test(") {
                    return Err("a regular expression stands alone".to_owned());
                }
                let value = self.operand()?;
                self.closing()?;
                Ok(self.compared(&format!("search({value},{})", quoted(&pattern))))
            }
            Some('[') => self.list_includes(),
            Some('@' | '$') => self.path_operand(),
            _ => {
                let word = self.take_while(|it| it.is_alphanumeric() || "_.-+".contains(it));
                match word {
                    "true" | "false" | "null" => Ok(word.to_owned()),
                    "undefined" => Ok(format!("@{}", member(UNDEFINED))),
                    "void" => {
                        self.skip_blanks();
                        self.take("0");
                        Ok(format!("@{}", member(UNDEFINED)))
                    }
                    _ if word.parse::<f64>().is_ok() => Ok(word.to_owned()),
                    _ => {
                        let rest = if word.is_empty() { shown(self.rest) } else { word.to_owned() };
                        Err(format!("`{rest}` is not understood in a condition"))
                    }
                }
            }
        }
    }

    fn closing(&mut self) -> Rewritten<()> {
        self.skip_blanks();
        if self.take(")") { Ok(()) } else { Err("a parenthesis is not closed".to_owned()) }
    }

    /// `@.a.b`, `$.a` or `@property`, and a method behind it.
    fn path_operand(&mut self) -> Rewritten<String> {
        const SPECIAL: [(&str, &str); 4] = [
            ("@parentProperty", PARENT_PROPERTY),
            ("@property", PROPERTY),
            ("@parent", PARENT),
            ("@root", ""),
        ];
        let special = SPECIAL.iter().find(|(name, _)| self.take(name));
        let mut out = match special {
            Some((_, "")) => "$".to_owned(),
            Some((_, stand_in)) => format!("@{}", member(stand_in)),
            None => self.next().into_iter().collect(),
        };
        if special.is_none() && self.peek().is_some_and(char::is_alphabetic) {
            let word = self.take_while(char::is_alphanumeric);
            return Err(format!("`{out}{word}` is not understood in a condition"));
        }
        loop {
            if self.rest.starts_with('[') {
                out.push_str(&self.brackets()?);
            } else if self.take("..") {
                out.push_str("..");
                if self.take("*") {
                    out.push_str("[*]");
                } else if !self.rest.starts_with('[') {
                    let name = self.inner_name()?;
                    out.push_str(&member(name));
                }
            } else if self.take("?.") || self.take(".") {
                if self.take("*") {
                    out.push_str("[*]");
                    continue;
                }
                let name = self.inner_name()?;
                if self.take("(") {
                    return self.method(&out, name);
                }
                out.push_str(&member(name));
            } else {
                return Ok(out);
            }
        }
    }

    /// A name within a condition, where a hyphen may mean minus but never does.
    fn inner_name(&mut self) -> Rewritten<&'t str> {
        let name = self.take_while(|it| it.is_alphanumeric() || "_-$".contains(it));
        if name.is_empty() {
            return Err(format!("`{}` is not understood in a condition", shown(self.rest)));
        }
        Ok(name)
    }

    /// A method of a value, up to its closing parenthesis.
    fn method(&mut self, value: &str, name: &str) -> Rewritten<String> {
        self.skip_blanks();
        let unknown = || Err(format!("the method `{name}` is not understood"));
        let call = match (name, self.peek()) {
            ("match" | "search", Some('/')) => {
                let pattern = self.regex()?;
                self.closing()?;
                format!("search({value},{})", quoted(&pattern))
            }
            ("match", Some(quote @ ('\'' | '"'))) => {
                let pattern = self.text(quote)?;
                self.closing()?;
                format!("search({value},{})", quoted(&pattern))
            }
            ("startsWith" | "endsWith", Some(quote @ ('\'' | '"'))) => {
                let plain = escaped(&self.text(quote)?);
                self.closing()?;
                let pattern =
                    if name == "endsWith" { format!("{plain}$") } else { format!("^{plain}") };
                format!("search({value},{})", quoted(&pattern))
            }
            ("includes", Some(_)) => {
                let wanted = self.operand()?;
                self.closing()?;
                format!("any_of({value},{wanted})")
            }
            ("hasOwnProperty", Some(quote @ ('\'' | '"'))) => {
                let name = self.text(quote)?;
                self.closing()?;
                return Ok(format!("({value}{} != @{})", member(&name), member(UNDEFINED)));
            }
            ("indexOf" | "search", Some(_)) => {
                let wanted = match self.peek() {
                    Some('/') => {
                        let pattern = self.regex()?;
                        format!("search({value},{})", quoted(&pattern))
                    }
                    _ => format!("any_of({value},{})", self.operand()?),
                };
                self.closing()?;
                return self.index_compared(&wanted).map_or_else(unknown, Ok);
            }
            _ => return unknown(),
        };
        Ok(self.compared(&call))
    }

    /// A call whose answer may be compared with what stands for no and yes.
    fn compared(&mut self, call: &str) -> String {
        self.skip_blanks();
        let rest = self.rest;
        for (operator, negates) in [("===", true), ("!==", false), ("==", true), ("!=", false)] {
            let Some(behind) = rest.strip_prefix(operator) else { continue };
            let behind = behind.trim_start();
            for (word, is_yes) in [("null", false), ("false", false), ("true", true)] {
                if let Some(behind) = behind.strip_prefix(word) {
                    self.rest = behind;
                    let not = if negates == is_yes { "" } else { "!" };
                    return format!("{not}{call}");
                }
            }
        }
        call.to_owned()
    }

    /// What `indexOf` gave, compared with the numbers that stand for no and yes.
    fn index_compared(&mut self, call: &str) -> Option<String> {
        self.skip_blanks();
        let operator = self.take_while(|it| "=!<>".contains(it));
        self.skip_blanks();
        let number = self.take_while(|it| it == '-' || it.is_ascii_digit());
        match (operator, number) {
            ("===" | "==", "-1") | ("<", "0") => Some(format!("!{call}")),
            ("!==" | "!=" | ">", "-1") | (">=", "0") => Some(call.to_owned()),
            _ => None,
        }
    }

    /// `['get', 'put'].includes(@property)`.
    fn list_includes(&mut self) -> Rewritten<String> {
        self.next();
        let mut values = Vec::new();
        loop {
            self.skip_blanks();
            if self.take("]") {
                break;
            }
            values.push(self.operand()?);
            self.skip_blanks();
            self.take(",");
        }
        let by_index = self.take(".indexOf(");
        if !by_index && !self.take(".includes(") {
            return Err("a list stands alone".to_owned());
        }
        self.skip_blanks();
        let value = self.operand()?;
        self.closing()?;
        let each = values.iter().map(|it| format!("{value} == {it}"));
        let call = format!("({})", each.collect::<Vec<_>>().join(" || "));
        if by_index {
            let compared = self.index_compared(&call);
            return compared.ok_or_else(|| "the method `indexOf` is not understood".to_owned());
        }
        Ok(self.compared(&call))
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

/// A text as a pattern that finds it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation() && letter != '_' {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
