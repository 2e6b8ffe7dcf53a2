//! Conditions as JavaScript writes them, rewritten to those of RFC 9535.

use std::fmt::Write;

use super::dialect::{
    CONSTRUCTOR, PARENT, PARENT_PROPERTY, PROPERTY, Rewritten, Scanner, UNDEFINED, member, quoted,
    shown,
};

/// The tests of type that are written behind `@`, and the constructor of what passes.
const TYPES: [(&str, &str); 6] = [
    ("object()", "Object"),
    ("array()", "Array"),
    ("string()", "String"),
    ("number()", "Number"),
    ("boolean()", "Boolean"),
    ("null()", "Null"),
];

impl<'t> Scanner<'t> {
    /// A condition up to the end of its brackets, or to a comma between selectors.
    pub(super) fn condition(&mut self, end: char) -> Rewritten<String> {
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
            for (call, constructor) in TYPES {
                if self.take(call) {
                    return Ok(format!("({out}{} == '{constructor}')", member(CONSTRUCTOR)));
                }
            }
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
                if name == "constructor" && self.take(".name") {
                    out.push_str(&member(CONSTRUCTOR));
                    continue;
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
