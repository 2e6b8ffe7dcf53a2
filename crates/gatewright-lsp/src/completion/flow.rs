//! Places in JSON, and in the brackets of YAML, by the tokens before them.

use super::slot::{Kind, Start, unquoted};

/// A collection that is open.
#[derive(Debug)]
enum Open {
    /// An object: what its current member is called, if that is known, and what comes next.
    Object { key: String, next: Next },
    /// A list: the index of its current item, and what comes next.
    List { index: usize, next: Next },
}

/// What comes next in a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Key,
    Colon,
    Value,
    Comma,
}

/// What a token that is no punctuation is written with.
struct Token {
    start: usize,
    quote: Option<char>,
    end: usize,
    /// Whether it ends before the place.
    is_closed: bool,
}

/// The place of a byte in a collection that begins at another, and is itself at a path.
pub(super) fn slot(text: &str, start: usize, at: usize, path: Vec<String>) -> Option<Start> {
    let mut open: Vec<Open> = Vec::new();
    let bytes = text.as_bytes();
    let mut here = start;
    while here < at {
        match bytes[here] {
            b' ' | b'\t' | b'\r' | b'\n' => here += 1,
            b'#' if here == 0 || bytes[here - 1].is_ascii_whitespace() => {
                let end = text[here..].find(['\n', '\r']).map_or(text.len(), |end| here + end);
                if at <= end {
                    return None;
                }
                here = end;
            }
            b'{' => {
                open.push(Open::Object { key: String::new(), next: Next::Key });
                here += 1;
            }
            b'[' => {
                open.push(Open::List { index: 0, next: Next::Value });
                here += 1;
            }
            b'}' | b']' => {
                open.pop();
                match open.last_mut() {
                    Some(outer) => outer.set(Next::Comma),
                    None => return None,
                }
                here += 1;
            }
            b',' => {
                open.last_mut()?.comma();
                here += 1;
            }
            b':' if open.last()?.next() == Next::Colon
                || bytes.get(here + 1).is_none_or(u8::is_ascii_whitespace) =>
            {
                open.last_mut()?.set(Next::Value);
                here += 1;
            }
            // The anchor or the tag of what follows.
            b'&' | b'!' => {
                let end =
                    text[here..].find(char::is_whitespace).map_or(text.len(), |end| here + end);
                if at <= end {
                    return None;
                }
                here = end;
            }
            _ => {
                let token = token(text, here, at);
                if !token.is_closed {
                    // Behind a blank begins another word.
                    let is_word = token.quote.is_some() || token.end == at;
                    if !is_word {
                        return None;
                    }
                    return found(&open, path, token.start, token.quote);
                }
                open.last_mut()?.token(text, &token);
                here = token.end;
            }
        }
    }
    found(&open, path, at, None)
}

/// The place at the end of what is open.
fn found(open: &[Open], mut path: Vec<String>, word: usize, quote: Option<char>) -> Option<Start> {
    let kind = match open.last()?.next() {
        Next::Key => Kind::Key,
        Next::Value => Kind::Value,
        Next::Colon | Next::Comma => return None,
    };
    let (innermost, outer) = open.split_last()?;
    path.extend(outer.iter().map(Open::step));
    if kind == Kind::Value {
        path.push(innermost.step());
    }
    Some(Start { kind, path, word, quote, is_flow: true })
}

impl Open {
    fn next(&self) -> Next {
        match self {
            Self::Object { next, .. } | Self::List { next, .. } => *next,
        }
    }

    fn set(&mut self, to: Next) {
        match self {
            Self::Object { next, .. } | Self::List { next, .. } => *next = to,
        }
    }

    fn step(&self) -> String {
        match self {
            Self::Object { key, .. } => key.clone(),
            Self::List { index, .. } => index.to_string(),
        }
    }

    fn comma(&mut self) {
        match self {
            Self::Object { next, .. } => *next = Next::Key,
            Self::List { index, next } => {
                *index += 1;
                *next = Next::Value;
            }
        }
    }

    fn token(&mut self, text: &str, token: &Token) {
        match self {
            // What follows a key without a colon begins the next member, whose comma is missing.
            Self::Object { key, next: next @ (Next::Key | Next::Colon) } => {
                *key = unquoted(&text[token.start..token.end]);
                *next = Next::Colon;
            }
            Self::Object { next, .. } | Self::List { next, .. } => *next = Next::Comma,
        }
    }
}

/// The token that begins at a byte, up to a place.
fn token(text: &str, start: usize, at: usize) -> Token {
    let bytes = text.as_bytes();
    let quote = match bytes[start] {
        b'"' => Some('"'),
        b'\'' => Some('\''),
        _ => None,
    };
    let mut here = start + 1;
    let Some(mark) = quote else {
        while here < at {
            match bytes[here] {
                b',' | b'{' | b'}' | b'[' | b']' | b'\n' | b'\r'
                    if !is_placeholder(text, start, here) =>
                {
                    break;
                }
                b':' if bytes.get(here + 1).is_none_or(u8::is_ascii_whitespace) => break,
                _ => here += 1,
            }
        }
        let end = start + text[start..here].trim_end().len();
        return Token { start, quote, end, is_closed: here < at };
    };
    while here < at {
        match bytes[here] {
            b'\\' if mark == '"' => here += 2,
            // JSON has no such texts: the quote is missing.
            b'\n' | b'\r' if mark == '"' => {
                return Token { start, quote, end: here, is_closed: true };
            }
            byte if char::from(byte) == mark => {
                return Token { start, quote, end: here + 1, is_closed: true };
            }
            _ => here += 1,
        }
    }
    Token { start, quote, end: at, is_closed: false }
}

/// Whether a bracket belongs to a variable in a text such as `http://x/{y}`, which YAML does not
/// take within brackets, but people write.
fn is_placeholder(text: &str, start: usize, at: usize) -> bool {
    let before = &text[start..at];
    match text.as_bytes()[at] {
        b'{' => !before.ends_with(char::is_whitespace),
        b'}' => before.rfind('{').is_some_and(|open| !before[open..].contains('}')),
        _ => false,
    }
}
