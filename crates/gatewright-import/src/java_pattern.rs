//! Regular expressions of Java, which selection patterns and token expressions are.
//!
//! The library here knows nearly all of Java's forms. What it refuses and Java takes is let pass, and
//! what it takes and Java refuses is looked for: a false alarm would be worse than a miss.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use fancy_regex::{CompileError, Error, ParseError, Regex};

/// Forms that Java has and the library does not.
const JAVA_ONLY: [&str; 9] = ["\\Q", "\\R", "\\c", "\\0", "\\X", "\\V", "\\p{", "\\P{", "(?d"];

/// Forms that mean one thing to Java and another to the library.
const AMBIGUOUS: [&str; 9] = ["\\h", "\\H", "\\v", "\\K", "\\<", "\\>", "[:", "--", "~~"];

/// A regular expression as Java reads it.
///
/// ```
/// use gatewright_import::JavaPattern;
///
/// let pattern = JavaPattern::parse("4\\d{2}").expect("a pattern");
/// // The service compares with the whole text.
/// assert_eq!(pattern.is_match("404"), Some(true));
/// assert_eq!(pattern.is_match("4040"), Some(false));
/// assert!(JavaPattern::parse("{").is_err());
/// ```
#[derive(Debug)]
pub struct JavaPattern {
    text: String,
    /// The pattern for a whole text, made when it is first asked for; none where the library cannot
    /// stand in for Java.
    whole: OnceLock<Option<Regex>>,
}

/// Why a text is no regular expression of Java.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JavaPatternError(String);

impl JavaPattern {
    /// Reads a pattern.
    pub fn parse(pattern: &str) -> Result<Self, JavaPatternError> {
        check(pattern).map_err(JavaPatternError)?;
        Ok(Self { text: pattern.to_owned(), whole: OnceLock::new() })
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the pattern takes the whole text; none when only Java could tell.
    pub fn is_match(&self, text: &str) -> Option<bool> {
        // Classes such as `\w`, and what ends a line, differ elsewhere.
        if !text.is_ascii() || text.contains('\r') {
            return None;
        }
        self.whole.get_or_init(|| whole(&self.text)).as_ref()?.is_match(text).ok()
    }
}

impl fmt::Display for JavaPatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for JavaPatternError {}

/// The patterns of an import. Each costs more than the rest of its integration to look at, and most
/// definitions repeat a few.
#[derive(Debug, Default)]
pub(crate) struct Patterns(HashMap<String, bool>);

impl Patterns {
    /// Whether the service would take the pattern.
    pub(crate) fn is_valid(&mut self, pattern: &str) -> bool {
        if let Some(&known) = self.0.get(pattern) {
            return known;
        }
        let valid = check(pattern).is_ok();
        self.0.insert(pattern.to_owned(), valid);
        valid
    }
}

fn has_any(pattern: &str, forms: &[&str]) -> bool {
    forms.iter().any(|form| pattern.contains(form))
}

fn check(pattern: &str) -> Result<(), String> {
    if has_any(pattern, &JAVA_ONLY) {
        return Ok(());
    }
    if has_stray_brace(pattern) {
        return Err("a brace begins no repetition such as `{2}`".to_owned());
    }
    if pattern.contains("(?P<") {
        return Err("a group has a name in the form of other languages".to_owned());
    }
    match Regex::new(&lenient(pattern)) {
        Err(Error::ParseError(_, ParseError::InvalidBackref)) => Ok(()),
        Err(Error::ParseError(_, error)) => Err(told(&error)),
        Err(Error::CompileError(error)) => match *error {
            CompileError::InnerError(error) if error.size_limit().is_none() => {
                Err("a part of it cannot be read".to_owned())
            }
            CompileError::InvalidGroupName => Err("a group has no legal name".to_owned()),
            // What the library cannot do, which says nothing of Java.
            _ => Ok(()),
        },
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The library's words, which begin with a capital.
fn told(error: &ParseError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => text,
    }
}

/// Java takes a hyphen behind a class, and a back reference to a group that is not there.
fn lenient(pattern: &str) -> String {
    ["\\w", "\\d", "\\s", "\\W", "\\D", "\\S"].iter().fold(pattern.to_owned(), |text, class| {
        text.replace(&format!("{class}-"), &format!("{class}\\-"))
    })
}

fn whole(pattern: &str) -> Option<Regex> {
    if has_any(pattern, &JAVA_ONLY) || has_any(pattern, &AMBIGUOUS) || has_comments(pattern) {
        return None;
    }
    Regex::new(&format!("\\A(?:{})\\z", lenient(pattern))).ok()
}

/// Whether a flag makes comments of what stands behind `#`: one could hide the end of the pattern.
fn has_comments(pattern: &str) -> bool {
    pattern.split("(?").skip(1).any(|flags| {
        let end = flags.find(|c: char| !c.is_ascii_alphabetic() && c != '-');
        let flags = &flags[..end.unwrap_or(flags.len())];
        flags.contains('x')
    })
}

/// Whether a brace outside of a class is no repetition `{n}`, `{n,}` or `{n,m}`: to Java that is an
/// error, to the library here a text.
fn has_stray_brace(pattern: &str) -> bool {
    let bytes = pattern.as_bytes();
    let (mut at, mut in_class) = (0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'{' if !in_class => {
                let Some(end) = pattern[at..].find('}') else { return true };
                if at == 0 || !is_repetition(&pattern[at + 1..at + end]) {
                    return true;
                }
            }
            _ => {}
        }
        at += 1;
    }
    false
}

fn is_repetition(text: &str) -> bool {
    let number = |text: &str| -> Option<u32> {
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
    };
    match text.split_once(',') {
        None => number(text).is_some(),
        Some((least, "")) => number(least).is_some(),
        Some((least, most)) => match (number(least), number(most)) {
            (Some(least), Some(most)) => least <= most,
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::JavaPattern;

    #[test]
    fn patterns_that_java_takes() {
        for pattern in [
            "2\\d{2}",
            "5\\d{2,}",
            ".*\"statusCode\":404.*",
            "(?!200).*",
            "\\Qa+b\\E",
            "^$",
            "a++",
            "[\\w-.]+",
            "(a{1000}){1000}",
            "\\{.*\\}",
            "[{}]",
            "(?<code>\\d)",
        ] {
            assert!(JavaPattern::parse(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn patterns_that_java_refuses() {
        for pattern in
            ["(", "[a-", "*", "a)", ".*Error: {.*}.*", "a{,3}", "a{2", "a{2,1}", "{", "(?P<a>x)"]
        {
            let reason = JavaPattern::parse(pattern).expect_err(pattern).to_string();
            assert!(!reason.is_empty() && !reason.starts_with(char::is_uppercase), "{reason}");
        }
    }

    #[test]
    fn a_pattern_takes_the_whole_text_or_nothing() {
        for (pattern, text, expected) in [
            ("4\\d{2}", "404", Some(true)),
            ("4\\d{2}", "4040", Some(false)),
            ("a|ab", "ab", Some(true)),
            ("^$", "", Some(true)),
            (".*Bad.*", "a Bad b", Some(true)),
            (".*Bad.*", "Bad\nb", Some(false)),
            ("(?s).*Bad.*", "Bad\nb", Some(true)),
            ("(?i)bad|worse", "WORSE", Some(true)),
            ("(?!200)\\d+", "200", Some(false)),
            ("(?!b)#a", "#a", Some(true)),
            // Only Java could tell.
            ("\\Qa\\E", "a", None),
            ("\\h", " ", None),
            ("(?x)a # b", "a", None),
            ("\\w+", "\u{e9}", None),
            (".*", "a\rb", None),
            ("(a)\\2", "a", None),
        ] {
            let read = JavaPattern::parse(pattern).expect("a pattern");
            assert_eq!(read.is_match(text), expected, "{pattern} {text:?}");
            assert_eq!(read.is_match(text), expected, "{pattern} {text:?}");
        }
    }
}
