//! YAML as Jackson's generator has it: block style, keys plain where they can be, texts in double
//! quotes, and these folded as SnakeYAML folds them.

use std::fmt::Write;

use super::{Level, LevelKind};

/// From this column on a text is folded at its next blank.
const BEST_WIDTH: usize = 80;
/// A key of this length does not stand before its colon on one line.
const MAX_SIMPLE_KEY: usize = 128;

/// Where the output stands.
#[derive(Debug, Default)]
pub(super) struct Yaml {
    /// The indentation of each open object or list that is not empty so far.
    indents: Vec<usize>,
    place: Place,
}

/// What the next thing is written behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// The start of the document.
    #[default]
    Start,
    /// `key:`
    Key,
    /// `-` or `? … :`
    Dash,
    /// A whole value.
    Value,
}

impl Yaml {
    pub(super) fn key(&mut self, text: &mut String, key: &str, is_first: bool) {
        if is_first {
            self.enter(LevelKind::Object);
        }
        self.start_entry(text, is_first);
        let style = KeyStyle::of(key);
        let units = key.encode_utf16().count();
        if units < MAX_SIMPLE_KEY && !key.contains('\n') {
            style.write(text, key);
            text.push(':');
            self.place = Place::Key;
        } else {
            text.push_str("? ");
            style.write(text, key);
            self.line(text);
            text.push(':');
            self.place = Place::Dash;
        }
    }

    pub(super) fn item(&mut self, text: &mut String, is_first: bool) {
        if is_first {
            self.enter(LevelKind::List);
        }
        self.start_entry(text, is_first);
        text.push('-');
        self.place = Place::Dash;
    }

    /// The first entry fixes the indentation: a list under a key is not indented.
    fn enter(&mut self, kind: LevelKind) {
        let outer = self.indents.last().copied();
        let indent = match (outer, self.place, kind) {
            (None, _, _) => 0,
            (Some(outer), Place::Key, LevelKind::List) => outer,
            (Some(outer), _, _) => outer + 2,
        };
        self.indents.push(indent);
    }

    /// Behind a dash the first entry stands on the same line.
    fn start_entry(&mut self, text: &mut String, is_first: bool) {
        if is_first && self.place == Place::Dash {
            text.push(' ');
        } else {
            self.line(text);
        }
    }

    fn line(&self, text: &mut String) {
        let indent = self.indents.last().copied().unwrap_or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.extend(std::iter::repeat_n(' ', indent));
    }

    pub(super) fn close(&mut self, text: &mut String, level: Level) {
        if level.is_empty {
            self.before_scalar(text);
            text.push_str(match level.kind {
                LevelKind::Object => "{}",
                LevelKind::List => "[]",
            });
        } else {
            self.indents.pop();
        }
        self.place = Place::Value;
    }

    pub(super) fn before_scalar(&mut self, text: &mut String) {
        if !text.is_empty() {
            text.push(' ');
        }
        self.place = Place::Value;
    }

    pub(super) fn string(&mut self, text: &mut String, value: &str) {
        let indent = self.indents.last().map_or(0, |indent| indent + 2);
        self.before_scalar(text);
        double_quoted(text, value, Some(indent));
    }
}

/// How a key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyStyle {
    Plain,
    Single,
    Double,
}

impl KeyStyle {
    fn of(key: &str) -> Self {
        if key.is_empty() || is_taken_for_something_else(key) {
            return Self::Double;
        }
        if key.chars().any(|c| c < ' ' || !is_printable(c) || is_break(c)) {
            return Self::Double;
        }
        if has_indicators(key) || key.starts_with(' ') || key.ends_with(' ') {
            return Self::Single;
        }
        Self::Plain
    }

    fn write(self, text: &mut String, key: &str) {
        match self {
            Self::Plain => text.push_str(key),
            Self::Single => text.extend(["'", &key.replace('\'', "''"), "'"]),
            Self::Double => double_quoted(text, key, None),
        }
    }
}

/// What a reader could take for a number or a word of YAML. (All exports since 2021; older ones
/// have status codes without quotes.)
fn is_taken_for_something_else(key: &str) -> bool {
    const WORDS: [&str; 25] = [
        "false", "False", "FALSE", "n", "N", "no", "No", "NO", "null", "Null", "NULL", "on", "On",
        "ON", "off", "Off", "OFF", "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES",
    ];
    key.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | '~'))
        || WORDS.contains(&key)
}

/// Characters that begin something else than a plain scalar (SnakeYAML's analysis).
fn has_indicators(key: &str) -> bool {
    let blank_or_end = |at: usize| key[at..].chars().next().is_none_or(|c| c == ' ' || c == '\t');
    if key.starts_with("---") || key.starts_with("...") {
        return true;
    }
    let mut before = None;
    for (at, c) in key.char_indices() {
        let is_indicator = match before {
            None => match c {
                '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"'
                | '%' | '@' | '`' => true,
                '?' | ':' | '-' => blank_or_end(at + 1),
                _ => false,
            },
            Some(before) => match c {
                ':' => blank_or_end(at + 1),
                '#' => before == ' ' || before == '\t',
                _ => false,
            },
        };
        if is_indicator {
            return true;
        }
        before = Some(c);
    }
    false
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What SnakeYAML writes as it stands.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\r' | '\t' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}')
        || c >= '\u{10000}'
}

/// A text in double quotes; folded when it is given the indentation of the next lines.
///
/// SnakeYAML folds where a blank or an escape comes after the best width, and counts the units of
/// UTF-16. Behind a fold a blank needs a backslash, or it would belong to the indentation.
fn double_quoted(text: &mut String, value: &str, fold: Option<usize>) {
    let line_start = text.rfind('\n').map_or(0, |at| at + 1);
    text.push('"');
    let mut column: usize = text[line_start..].chars().map(char::len_utf16).sum();
    let last_unit = value.encode_utf16().count().saturating_sub(1);
    // What is not yet written begins at `pending`; it is all ASCII.
    let mut pending = 0;
    let mut unit = 0;
    for (at, c) in value.char_indices() {
        let is_plain = matches!(c, ' '..='~') && c != '"' && c != '\\';
        if !is_plain {
            text.push_str(&value[pending..at]);
            column += at - pending;
            column += escaped(text, c);
            pending = at + c.len_utf8();
        }
        unit += c.len_utf16();
        let is_inside = unit > 1 && unit <= last_unit;
        let is_wide =
            if is_plain { column + (at - pending) > BEST_WIDTH } else { column > BEST_WIDTH + 1 };
        if let Some(indent) = fold
            && is_inside
            && is_wide
            && (c == ' ' || pending >= at)
        {
            if pending < at {
                text.push_str(&value[pending..at]);
                pending = at;
            }
            text.push_str("\\\n");
            text.extend(std::iter::repeat_n(' ', indent));
            column = indent;
            if value[pending..].starts_with(' ') {
                text.push('\\');
                column += 1;
            }
        }
    }
    text.push_str(&value[pending..]);
    text.push('"');
}

/// Writes a character that has no place in a quoted text as it stands, and gives its width.
fn escaped(text: &mut String, c: char) -> usize {
    let start = text.len();
    let short = match c {
        '\0' => '0',
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{b}' => 'v',
        '\u{c}' => 'f',
        '\r' => 'r',
        '\u{1b}' => 'e',
        '"' => '"',
        '\\' => '\\',
        '\u{85}' => 'N',
        '\u{a0}' => '_',
        '\u{2028}' => 'L',
        '\u{2029}' => 'P',
        _ if is_printable(c) && c != '\u{feff}' => {
            text.push(c);
            return c.len_utf16();
        }
        _ => {
            let code = u32::from(c);
            // Writing to a string cannot fail.
            let _ = match code {
                0..=0xff => write!(text, "\\x{code:02x}"),
                0x100..=0xffff => write!(text, "\\u{code:04x}"),
                _ => write!(text, "\\U{code:08x}"),
            };
            return text.len() - start;
        }
    };
    text.extend(['\\', short]);
    2
}
