//! Selection patterns: regular expressions of Java.
//!
//! The library here knows nearly all of Java's forms. What it refuses and Java takes is let pass, and
//! what it takes and Java refuses is looked for: a false alarm would be worse than a miss.

use std::collections::HashMap;

use fancy_regex::{CompileError, Error, ParseError};

/// Forms that Java has and the library does not.
const JAVA_ONLY: [&str; 9] = ["\\Q", "\\R", "\\c", "\\0", "\\X", "\\V", "\\p{", "\\P{", "(?d"];

/// The patterns of an import. Each costs more than the rest of its integration to look at, and most
/// definitions repeat a few.
#[derive(Debug, Default)]
pub(crate) struct Patterns(HashMap<String, bool>);

impl Patterns {
    /// Whether the service would take the pattern.
    pub(super) fn is_valid(&mut self, pattern: &str) -> bool {
        if let Some(&known) = self.0.get(pattern) {
            return known;
        }
        let valid = is_valid(pattern);
        self.0.insert(pattern.to_owned(), valid);
        valid
    }
}

fn is_valid(pattern: &str) -> bool {
    if JAVA_ONLY.iter().any(|form| pattern.contains(form)) {
        return true;
    }
    if has_stray_brace(pattern) || pattern.contains("(?P<") {
        return false;
    }
    // Java takes a hyphen behind a class, and a back reference to a group that is not there.
    let lenient = ["\\w", "\\d", "\\s", "\\W", "\\D", "\\S"]
        .iter()
        .fold(pattern.to_owned(), |text, class| {
            text.replace(&format!("{class}-"), &format!("{class}\\-"))
        });
    match fancy_regex::Regex::new(&lenient) {
        Err(Error::ParseError(_, error)) => matches!(error, ParseError::InvalidBackref),
        Err(Error::CompileError(error)) => match *error {
            CompileError::InnerError(error) => error.size_limit().is_some(),
            CompileError::InvalidGroupName => false,
            // What the library cannot do, which says nothing of Java.
            _ => true,
        },
        Ok(_) | Err(_) => true,
    }
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
    use super::is_valid;

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
            assert!(is_valid(pattern), "{pattern}");
        }
    }

    #[test]
    fn patterns_that_java_refuses() {
        for pattern in
            ["(", "[a-", "*", "a)", ".*Error: {.*}.*", "a{,3}", "a{2", "a{2,1}", "{", "(?P<a>x)"]
        {
            assert!(!is_valid(pattern), "{pattern}");
        }
    }
}
