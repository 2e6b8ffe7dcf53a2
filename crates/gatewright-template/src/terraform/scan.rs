//! Where the sequences of a template of Terraform begin and end: `${…}`, `%{…}`, and what only looks
//! like one of them.
//!
//! It knows as much of the expressions as it takes to find their ends: braces and strings within them.

use std::ops::Range;

/// How a text is written in which sequences stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// Between quotes, with escapes that begin with a backslash.
    Quoted,
    /// In a file of its own or in a heredoc: as it is.
    Raw,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text that stays as it is.
    Literal(Range<usize>),
    /// An escape, and what it stands for.
    Escape(Range<usize>, String),
    /// `${…}`.
    Interpolation(Sequence),
    /// `%{…}`.
    Directive(Sequence),
    /// A sequence that nothing ends; all that follows is text.
    Unclosed(Range<usize>),
}

/// A sequence with its braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sequence {
    /// All of it.
    pub(super) whole: Range<usize>,
    /// What stands between the braces and the strip markers.
    pub(super) inner: Range<usize>,
    /// Whether `~` takes the blanks before it away.
    pub(super) strips_before: bool,
    /// Whether `~` takes the blanks after it away, the end of the line with them.
    pub(super) strips_after: bool,
}

/// Sequences within sequences deeper than this are not followed.
const DEPTH: usize = 64;

/// The parts of `text[range]`, one behind another; offsets are those of `text`.
pub(super) fn scan(text: &str, range: Range<usize>, written: Written) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let (mut at, mut done) = (range.start, range.start);
    let literal = |done: usize, at: usize, tokens: &mut Vec<Token>| {
        if done < at {
            tokens.push(Token::Literal(done..at));
        }
    };
    while at < range.end {
        let next = |n: usize| bytes.get(at + n).filter(|_| at + n < range.end).copied();
        match (bytes[at], next(1)) {
            (b'$' | b'%', Some(b'{')) => {
                literal(done, at, &mut tokens);
                let Some(end) = end_of_sequence(bytes, at + 2, range.end) else {
                    tokens.push(Token::Unclosed(at..range.end));
                    return tokens;
                };
                let sequence = sequence(bytes, at..end);
                tokens.push(match bytes[at] {
                    b'$' => Token::Interpolation(sequence),
                    _ => Token::Directive(sequence),
                });
                (at, done) = (end, end);
            }
            (sign @ (b'$' | b'%'), Some(other)) if sign == other && next(2) == Some(b'{') => {
                literal(done, at, &mut tokens);
                // The brace stays where it is.
                tokens.push(Token::Escape(at..at + 2, char::from(sign).to_string()));
                tokens.push(Token::Literal(at + 2..at + 3));
                (at, done) = (at + 3, at + 3);
            }
            (b'\\', Some(_)) if written == Written::Quoted => {
                literal(done, at, &mut tokens);
                let (length, stands_for) = escape(&text[at..range.end]);
                tokens.push(Token::Escape(at..at + length, stands_for));
                (at, done) = (at + length, at + length);
            }
            _ => at += 1,
        }
    }
    literal(done, range.end, &mut tokens);
    tokens
}

fn sequence(bytes: &[u8], whole: Range<usize>) -> Sequence {
    let mut inner = whole.start + 2..whole.end - 1;
    let strips_before = inner.start < inner.end && bytes[inner.start] == b'~';
    if strips_before {
        inner.start += 1;
    }
    let strips_after = inner.start < inner.end && bytes[inner.end - 1] == b'~';
    if strips_after {
        inner.end -= 1;
    }
    Sequence { whole, inner, strips_before, strips_after }
}

/// The length of an escape, and what it stands for. What is none is as it is written.
fn escape(text: &str) -> (usize, String) {
    let mut chars = text.chars();
    let (_, letter) = (chars.next(), chars.next());
    let digits = match letter {
        Some('n') => return (2, "\n".to_owned()),
        Some('r') => return (2, "\r".to_owned()),
        Some('t') => return (2, "\t".to_owned()),
        Some('u') => 4,
        Some('U') => 8,
        Some(other) => return (1 + other.len_utf8(), other.to_string()),
        None => return (1, "\\".to_owned()),
    };
    let code = text.get(2..2 + digits).and_then(|it| u32::from_str_radix(it, 16).ok());
    match code.and_then(char::from_u32) {
        Some(character) => (2 + digits, character.to_string()),
        None => (2, text[..2].to_owned()),
    }
}

/// Where a sequence ends whose expression begins at `at`; nothing if it is too deep to be read.
fn end_of_sequence(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    end_within(bytes, at, end, DEPTH)
}

/// Where a sequence ends whose expression begins at `at`, and holds no more than so many brackets and
/// quotes within one another.
pub(super) fn end_within(bytes: &[u8], mut at: usize, end: usize, deepest: usize) -> Option<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Within {
        Braces,
        Quotes,
    }
    let mut open = vec![Within::Braces];
    while at < end {
        let within = *open.last()?;
        let next = bytes.get(at + 1).filter(|_| at + 1 < end);
        match (within, bytes[at]) {
            (Within::Quotes, b'\\') => at += 1,
            (Within::Quotes, sign @ (b'$' | b'%')) if next == Some(&sign) => at += 1,
            (Within::Quotes, b'$' | b'%') if next == Some(&b'{') => {
                open.push(Within::Braces);
                at += 1;
            }
            (Within::Quotes, b'"') => drop(open.pop()),
            (Within::Braces, b'"') => open.push(Within::Quotes),
            (Within::Braces, b'{') => open.push(Within::Braces),
            (Within::Braces, b'}') => {
                open.pop();
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            (Within::Quotes | Within::Braces, _) => {}
        }
        if open.len() > deepest {
            return None;
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, written: Written) -> Vec<String> {
        let show = |token: Token| match token {
            Token::Literal(it) => text[it].to_owned(),
            Token::Escape(it, stands_for) => format!("{}={stands_for}", &text[it]),
            Token::Interpolation(it) => format!("<{}>", &text[it.inner]),
            Token::Directive(it) => {
                let before = if it.strips_before { "~" } else { "" };
                let after = if it.strips_after { "~" } else { "" };
                format!("({before}{}{after})", &text[it.inner])
            }
            Token::Unclosed(it) => format!("?{}", &text[it]),
        };
        scan(text, 0..text.len(), written).into_iter().map(show).collect()
    }

    #[test]
    fn sequences_end_where_their_braces_do() {
        assert_eq!(told("a${b}c", Written::Raw), ["a", "<b>", "c"]);
        assert_eq!(told("${ {a = \"}\"}[\"a\"] }", Written::Raw), ["< {a = \"}\"}[\"a\"] >"]);
        assert_eq!(
            told("${f(\"x${\"}\"}\\\"}\")}!", Written::Raw),
            ["<f(\"x${\"}\"}\\\"}\")>", "!"]
        );
        assert_eq!(told("%{ if a ~}b%{~ endif }", Written::Raw), ["( if a ~)", "b", "(~ endif )"]);
        assert_eq!(told("${f(\"$${\")}", Written::Raw), ["<f(\"$${\")>"]);
    }

    #[test]
    fn escapes_are_no_sequences() {
        assert_eq!(told("$${a} %%{b}", Written::Raw), ["$$=$", "{", "a} ", "%%=%", "{", "b}"]);
        assert_eq!(told("$$ $a 5% {}", Written::Raw), ["$$ $a 5% {}"]);
        assert_eq!(told(r"a\n", Written::Raw), [r"a\n"]);
        assert_eq!(
            told(r#"a\n\"\u00e9\u12"#, Written::Quoted),
            ["a", "\\n=\n", "\\\"=\"", "\\u00e9=é", "\\u=\\u", "12"]
        );
        assert_eq!(told("\\é$", Written::Quoted), ["\\é=é", "$"]);
    }

    #[test]
    fn what_nothing_ends_is_text() {
        assert_eq!(told("a${b", Written::Raw), ["a", "?${b"]);
        assert_eq!(told("${\"}", Written::Raw), ["?${\"}"]);
        let deep = format!("{}{}", "${".repeat(100_000), "}".repeat(100_000));
        assert!(matches!(scan(&deep, 0..deep.len(), Written::Raw)[..], [Token::Unclosed(_)]));
    }
}
