//! Regular expressions as JavaScript writes them, which is what those who write rulesets know.
//!
//! They are rewritten for the library, which has other ideas of braces, of brackets within a class and
//! of the letters of other alphabets.

use std::fmt;

use fancy_regex::{Error, Regex, RegexBuilder};

/// A longer pattern is not one that a person wrote.
const MAX_LENGTH: usize = 4096;

/// How often the library may go back before it gives up.
const BACKTRACKS: usize = 100_000;

/// How much memory a part of a pattern may take that the library compiles as one, in bytes.
const PART_BYTES: usize = 1 << 18;

/// How many instructions the other parts may take.
const INSTRUCTIONS: usize = 10_000;

/// How many steps a match may take at worst, by an estimate.
const MOST_STEPS: usize = 100_000_000;

/// A regular expression that finds a part of a text.
#[derive(Clone)]
pub(crate) struct Pattern {
    text: String,
    regex: Regex,
    /// By which power of a text's length the time of a match may grow.
    power: u32,
}

impl Pattern {
    /// Reads `expression`, or `/expression/flags`; says why it is none.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match delimited(text) {
            Some((body, flags)) => Self::new(body, flags, text),
            None => Self::new(text, "", text),
        }
    }

    /// A pattern of our own, in the library's words.
    pub(crate) fn library(text: &str) -> Result<Self, String> {
        let regex = Regex::new(text).map_err(|error| told(&error))?;
        Ok(Self { text: text.to_owned(), regex, power: 1 })
    }

    /// Reads an expression and its flags.
    pub(crate) fn with_flags(body: &str, flags: &str) -> Result<Self, String> {
        Self::new(body, flags, body)
    }

    fn new(body: &str, flags: &str, text: &str) -> Result<Self, String> {
        if body.len() > MAX_LENGTH {
            return Err(format!("it has over {MAX_LENGTH} bytes"));
        }
        let mut builder = RegexBuilder::new(&rewritten(body));
        builder
            .backtrack_limit(BACKTRACKS)
            .delegate_size_limit(PART_BYTES)
            .max_prog_size(INSTRUCTIONS);
        for flag in flags.chars() {
            match flag {
                'i' => builder.case_insensitive(true),
                'm' => builder.multi_line(true),
                's' => builder.dot_matches_new_line(true),
                // What they change is nothing for a single search in a text.
                'd' | 'g' | 'u' | 'v' | 'y' => &mut builder,
                other => return Err(format!("`{other}` is no flag")),
            };
        }
        let regex = builder.build().map_err(|error| told(&error))?;
        Ok(Self { text: text.to_owned(), regex, power: power(body) })
    }

    /// The pattern as written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the pattern is found in the text; none when that would take too long to tell.
    pub(crate) fn is_found_in(&self, text: &str) -> Option<bool> {
        let steps = text.len().saturating_pow(self.power).saturating_mul(self.text.len());
        if steps > MOST_STEPS {
            return None;
        }
        self.regex.is_match(text).ok()
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}

/// The library's words on one line, which begin with a capital.
fn told(error: &Error) -> String {
    let text = match error {
        Error::ParseError(_, error) => error.to_string(),
        Error::CompileError(error) => error.to_string(),
        other => other.to_string(),
    };
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let mut letters = line.chars();
    let first = letters.next().map(|it| it.to_ascii_lowercase());
    first.into_iter().chain(letters).collect::<String>().trim_end_matches('.').to_owned()
}

/// The parts of `/expression/flags`.
fn delimited(text: &str) -> Option<(&str, &str)> {
    let (body, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    let is_flags = flags.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_flags && !body.is_empty()).then_some((body, flags))
}

/// By which power of a text's length the time of a match may grow. It does not but for what looks
/// around or back; there each repetition around another adds one.
fn power(body: &str) -> u32 {
    const LOOKS: [&str; 6] = ["(?=", "(?!", "(?<", "(?>", "\\k", "\\1"];
    if !LOOKS.iter().any(|it| body.contains(it)) {
        return 1;
    }
    let mut groups = vec![0];
    let mut letters = body.chars().peekable();
    let mut in_class = false;
    while let Some(letter) = letters.next() {
        let inner = match letter {
            '\\' => {
                letters.next();
                0
            }
            '[' => {
                in_class = true;
                continue;
            }
            ']' => {
                in_class = false;
                0
            }
            _ if in_class => continue,
            '(' => {
                groups.push(0);
                continue;
            }
            ')' if groups.len() > 1 => groups.pop().unwrap_or_default(),
            _ => 0,
        };
        let repeats = u32::from(letters.peek().is_some_and(|it| "*+{".contains(*it)));
        if let Some(group) = groups.last_mut() {
            *group = (*group).max(inner + repeats);
        }
    }
    groups.into_iter().max().unwrap_or_default() + 1
}

/// The expression for the library.
fn rewritten(body: &str) -> String {
    let letters: Vec<char> = body.chars().collect();
    let mut out = String::with_capacity(body.len() + 16);
    let mut in_class = false;
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        at += 1;
        match letter {
            '\\' => {
                let escaped = letters.get(at).copied();
                at += 1;
                escape(&mut out, escaped, in_class);
            }
            '[' if in_class => out.push_str("\\["),
            '[' => {
                let rest = &letters[at..];
                if rest.starts_with(&['^', ']']) {
                    out.push_str("(?s:.)");
                    at += 2;
                } else if rest.starts_with(&[']']) {
                    // The class of no letter.
                    out.push_str("(?!)");
                    at += 1;
                } else {
                    out.push('[');
                    in_class = true;
                    if rest.starts_with(&['^']) {
                        out.push('^');
                        at += 1;
                    }
                }
            }
            ']' if in_class => {
                out.push(']');
                in_class = false;
            }
            // In a class of the library these stand for operations between sets.
            '&' | '~' if in_class => {
                out.push('\\');
                out.push(letter);
            }
            '-' if in_class && letters.get(at) == Some(&'-') => out.push_str("\\-"),
            '{' if !in_class && !is_repetition(&letters[at..]) => out.push_str("\\{"),
            '{' if !in_class => {
                let end = letters[at..].iter().position(|it| *it == '}').unwrap_or_default();
                out.push('{');
                out.extend(&letters[at..=at + end]);
                at += end + 1;
            }
            '}' if !in_class => out.push_str("\\}"),
            // The end of the text and not, as elsewhere, the end of its last line.
            _ => out.push(letter),
        }
    }
    out
}

fn escape(out: &mut String, escaped: Option<char>, in_class: bool) {
    let class = match escaped {
        Some('d') => "0-9",
        Some('w') => "A-Za-z0-9_",
        Some('D') => return out.push_str("[^0-9]"),
        Some('W') => return out.push_str("[^A-Za-z0-9_]"),
        Some('/') => return out.push('/'),
        Some('b') if in_class => return out.push_str("\\x08"),
        // A letter that means nothing is itself.
        Some(letter) if letter.is_ascii_alphabetic() && !"bBcdDfknpPrsStuvwWx".contains(letter) => {
            return out.push(letter);
        }
        Some(letter) if !letter.is_ascii() => return out.push(letter),
        Some(letter) => {
            out.push('\\');
            return out.push(letter);
        }
        None => return out.push('\\'),
    };
    if in_class {
        out.push_str(class);
    } else {
        out.push('[');
        out.push_str(class);
        out.push(']');
    }
}

/// Whether what stands behind a brace makes it a repetition: `2}`, `2,}` or `2,3}`.
fn is_repetition(rest: &[char]) -> bool {
    let Some(end) = rest.iter().position(|it| *it == '}') else { return false };
    let inner: String = rest[..end].iter().collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (least, most) = inner.split_once(',').unwrap_or((&inner, ""));
    !least.is_empty() && is_number(least) && is_number(most)
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn finds(pattern: &str, text: &str) -> bool {
        Pattern::parse(pattern).expect(pattern).is_found_in(text).expect("a quick answer")
    }

    #[test]
    fn patterns_are_those_of_javascript() {
        assert!(finds("b", "abc"), "a part is enough");
        assert!(finds("/^ABC$/i", "abc"));
        assert!(!finds("^ABC$", "abc"));
        assert!(finds("^/{id}$", "/{id}"), "braces that repeat nothing are braces");
        assert!(finds("^[a-z{}]{2,3}$", "{a}"));
        assert!(finds("^[[a]+$", "[a"));
        assert!(finds("^[a&&b]+$", "a&b"));
        assert!(finds("^[\\w-]+\\/\\d$", "a-b/1"));
        assert!(!finds("^\\w$", "é"), "only letters of ASCII");
        assert!(!finds("^\\d$", "٣"));
        assert!(finds("[^]", "\n"));
        assert!(finds("^(?!x-)(?<first>.)\\k<first>", "aab"));
        assert!(finds("/", "/"), "two slashes and something between them make delimiters");
        assert!(finds("\\u0041", "A"));
        assert!(finds("\\-\\_\\@", "-_@"));
    }

    #[test]
    fn what_is_no_pattern_says_why() {
        let error = |pattern| Pattern::parse(pattern).expect_err(pattern);
        assert_eq!(error("/a/q"), "`q` is no flag");
        assert_eq!(error("("), "opening parenthesis without closing parenthesis");
        for pattern in ["(", "[", "*", "\\", "(?<n"] {
            let said = error(pattern);
            assert!(!said.is_empty() && !said.contains('\n'), "{said}");
        }
    }

    #[test]
    fn repetitions_of_what_looks_around_are_told() {
        let powers = ["^a+$", "^(?!x)a", "^(?!.*x)", "^(?!.*x)(-[a-z]+)*$", "(?:(?=(a+))a)*b"];
        assert_eq!(powers.map(super::power), [1, 1, 2, 3, 3]);
    }

    #[test]
    fn bombs_end_soon() {
        let bombs = ["(a+)+$", "(a|aa)+$", "(?:(?=(a+))a)*b", "^(([a-z])+.)+[A-Z]([a-z])+$"];
        let text = "a".repeat(3000);
        for bomb in bombs {
            // Whatever the answer, there is one.
            let _ = Pattern::parse(bomb).expect(bomb).is_found_in(&text);
        }
        for bomb in ["((a{100}){100}){100}", "(?:(?:(?=a){500}){500}){500}", "(?:x(?=a)){100000}"] {
            if let Ok(pattern) = Pattern::parse(bomb) {
                let _ = pattern.is_found_in(&text);
            }
        }
    }
}
