//! References to stage variables, and what people write instead of them.
//! (*API Gateway stage variables reference for REST APIs*.)

use std::ops::Range;

use super::{Pieces, Unknown};

const WORD: &str = "stageVariables";

/// `${stageVariables.name}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageVariable<'a> {
    /// The variable.
    pub name: &'a str,
    /// The bytes of the reference in the whole text.
    pub range: Range<usize>,
}

/// What looks like a reference to a stage variable and is none, so that it stays in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageVariableMistake<'a> {
    /// The reference as written.
    pub text: &'a str,
    /// Its bytes in the whole text.
    pub range: Range<usize>,
    /// The variable that is meant, where it can be told.
    pub name: Option<&'a str>,
}

impl<'a> Pieces<'a> {
    /// The references to stage variables, well formed or not.
    pub fn stage_variables(self) -> impl Iterator<Item = StageVariable<'a>> {
        let pieces = self.iter().filter(|piece| piece.unknown == Some(Unknown::StageVariable));
        pieces.filter_map(|piece| {
            let name = piece.text.strip_prefix("${stageVariables.")?.strip_suffix('}')?;
            Some(StageVariable { name, range: piece.range })
        })
    }

    /// What is no reference to a stage variable and looks like one: another case or number of the
    /// word, brackets for the dot, no braces, an illegal name.
    pub fn stage_variable_mistakes(self) -> impl Iterator<Item = StageVariableMistake<'a>> {
        self.iter().flat_map(move |piece| {
            let is_right = piece.unknown == Some(Unknown::StageVariable)
                && piece.text.strip_suffix('}').is_some_and(|text| {
                    text.strip_prefix("${stageVariables.").is_some_and(is_name)
                });
            let text = if is_right { "" } else { piece.text };
            let start = piece.range.start;
            let mut at = 0;
            std::iter::from_fn(move || {
                loop {
                    let open = at + text[at..].find(OPENINGS)?;
                    let run = span(&text[open..], |c| OPENINGS.contains(&c));
                    at = open + run;
                    if let Some((length, name)) = mistake(&text[at..]) {
                        at += length;
                        let range = start + open..start + at;
                        return Some(StageVariableMistake { text: &text[open..at], range, name });
                    }
                }
            })
        })
    }
}

impl StageVariable<'_> {
    /// Whether the name has letters, digits and underscores only.
    pub fn is_well_formed(&self) -> bool {
        is_name(self.name)
    }
}

const OPENINGS: &[char] = &['$', '#', '{', '(', '<', '[', ' '];

/// The length of a reference behind its opening, closing signs included, and the name in it.
fn mistake(text: &str) -> Option<(usize, Option<&str>)> {
    let word = span(text, |c| c.is_ascii_alphabetic() || c == '_' || c == '-');
    let written = text[..word].replace(['_', '-'], "").to_ascii_lowercase();
    let distance = strsim::levenshtein(&written, &WORD.to_ascii_lowercase());
    if distance > 2 || !text[word..].starts_with(['.', '[']) {
        return None;
    }
    let inner = word + span(&text[word..], |c| matches!(c, '.' | '[' | '"' | '\'' | ' '));
    let name = &text[inner..];
    let name = &name[..span(name, |c| c.is_ascii_alphanumeric() || c == '_' || c == '-')];
    let behind = inner + name.len();
    let closing = span(&text[behind..], |c| matches!(c, '"' | '\'' | ']' | '}' | ')' | '>' | ' '));
    Some((behind + closing, is_name(name).then_some(name)))
}

fn span(text: &str, legal: impl Fn(char) -> bool) -> usize {
    text.find(|c| !legal(c)).unwrap_or(text.len())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_their_names() {
        let text = "http://${stageVariables.host}/${stageVariables.a-b}";
        let all: Vec<_> = Pieces::of(text).stage_variables().collect();
        assert_eq!((all[0].name, all[0].is_well_formed()), ("host", true));
        assert_eq!((all[1].name, all[1].is_well_formed()), ("a-b", false));
        assert_eq!(&text[all[1].range.clone()], "${stageVariables.a-b}");
    }

    #[test]
    fn near_misses_and_what_is_meant_by_them() {
        let cases = [
            ("${stageVariable.x}", Some("x")),
            ("${StageVariables.x}", Some("x")),
            ("${stage_variables.x}", Some("x")),
            ("${stageVaraibles.x}", Some("x")),
            ("${stageVariables[\"x\"]}", Some("x")),
            ("${stageVariables['x']}", Some("x")),
            ("$stageVariables.x", Some("x")),
            ("{stageVariables.x}", Some("x")),
            ("{{stageVariables.x}}", Some("x")),
            ("$(stageVariables.x)", Some("x")),
            ("${stageVariables.x", Some("x")),
            ("${stageVariables.a-b}", None),
            ("${stageVariables.}", None),
        ];
        for (text, name) in cases {
            let whole = format!("http://{text}/x");
            let all: Vec<_> = Pieces::of(&whole).stage_variable_mistakes().collect();
            assert_eq!(all.len(), 1, "{text}");
            assert_eq!((all[0].text, all[0].name), (text, name));
            assert_eq!(&whole[all[0].range.clone()], text);
        }
    }

    #[test]
    fn what_is_right_or_something_else_is_no_mistake() {
        for text in [
            "${stageVariables.x}",
            "$${stageVariables.x_1}",
            "https://example.com/stageVariables.x",
            "${stage.x}",
            "{stageVariables}",
            "${self:custom.stageVariables.x}",
            "${variables.x}",
        ] {
            assert_eq!(Pieces::of(text).stage_variable_mistakes().count(), 0, "{text}");
        }
    }
}
