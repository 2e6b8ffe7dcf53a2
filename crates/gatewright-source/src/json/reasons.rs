//! Why a text is not JSON, in plain words, and how to mend it.

use super::Reader;
use crate::problem::{Stop, unclosed};
use crate::tree::Tree;

/// What should stand where something else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    Value,
    Key,
    Colon,
    EndOfMapping,
    EndOfList,
}

impl Due {
    fn reason(self) -> &'static str {
        match self {
            Self::Value => "a value should be here",
            Self::Key => "a key in double quotes should be here",
            Self::Colon => "`:` should be here",
            Self::EndOfMapping => "`,` or `}` should be here",
            Self::EndOfList => "`,` or `]` should be here",
        }
    }
}

const QUOTES: &str =
    "a file that begins with `{` or `[` is read as JSON: put keys and texts in double quotes";

impl Reader<'_> {
    #[cold]
    pub(super) fn stop(&self, at: usize, reason: &'static str) -> Stop {
        Stop::syntax(self.text, at, reason)
    }

    /// Something else was due here. Common slips have their own words.
    #[cold]
    pub(super) fn due(&self, due: Due, tree: &Tree) -> Stop {
        let rest = &self.text[self.at..];
        let after_comma = self.text[..self.at].trim_end().ends_with(',');
        let here = |reason| self.stop(self.at, reason);
        match rest.chars().next() {
            None => match tree.parent() {
                Some(open) => unclosed(self.text, tree.rows[open as usize].start as usize),
                None => here("the file ends before its value"),
            },
            Some('}' | ']') if after_comma => {
                here("nothing follows the comma before this").help("remove the comma")
            }
            Some('}' | ']') if matches!(due, Due::EndOfMapping | Due::EndOfList) => {
                here("this closes another kind of bracket")
                    .help("close what is open before it, or remove it")
            }
            Some(',') => here("something is missing before this comma"),
            Some('\'') => here("JSON knows no single quotes").help("write double quotes"),
            Some('/' | '#') => {
                here("JSON has no comments").help("remove the comment, or write the file in YAML")
            }
            Some('+' | '.' | '0'..='9') if due == Due::Value => {
                here("a number begins with a digit or `-`").help("write it as in `0.5`")
            }
            Some(_) => here(due.reason()).help(match due {
                Due::Value => match first_word(rest) {
                    "True" | "TRUE" | "False" | "FALSE" | "None" | "Null" | "NULL" => {
                        "JSON writes `true`, `false` and `null` in lower case"
                    }
                    "NaN" | "Infinity" | "undefined" => {
                        "JSON has no such value; write `null` or a text"
                    }
                    _ => QUOTES,
                },
                Due::Key => QUOTES,
                Due::Colon => "add the colon",
                Due::EndOfMapping | Due::EndOfList => "add the comma before it",
            }),
        }
    }
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}
