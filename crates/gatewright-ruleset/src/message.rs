//! The messages of rules: texts with names between braces for what a finding is about.

use std::borrow::Cow;

/// How much of a value a message shows.
const SHOWN: usize = 200;

/// How many letters a message has at most.
const LONGEST: usize = 1000;

/// How names are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Braces {
    /// `{value}`, and `{{value}}` too.
    One,
    /// `{{value}}` only.
    Two,
}

/// A message with names in it.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Part {
    Text(String),
    Name(Name),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Property,
    Value,
    Error,
    Path,
    Description,
}

/// What stands for the names.
pub(crate) struct Values<'v> {
    /// The key or index of the value.
    pub(crate) property: Cow<'v, str>,
    /// The value as text.
    pub(crate) value: Cow<'v, str>,
    /// What the function says.
    pub(crate) error: &'v str,
    /// Where the value is.
    pub(crate) path: Cow<'v, str>,
    /// The rule's description.
    pub(crate) description: &'v str,
}

impl Name {
    fn parse(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "property" => Self::Property,
            "value" => Self::Value,
            "error" => Self::Error,
            "path" => Self::Path,
            "description" => Self::Description,
            _ => return None,
        })
    }
}

impl Template {
    /// Reads a message. What is between braces and no name stays as it is.
    pub(crate) fn parse(text: &str, braces: Braces) -> Self {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            plain.push_str(&rest[..at]);
            rest = &rest[at..];
            let marked = between(rest, "{{", "}}")
                .or_else(|| if braces == Braces::One { between(rest, "{", "}") } else { None });
            if let Some((name, behind)) =
                marked.and_then(|(inner, behind)| Some((Name::parse(inner)?, behind)))
            {
                parts.push(Part::Text(std::mem::take(&mut plain)));
                parts.push(Part::Name(name));
                rest = behind;
            } else {
                plain.push('{');
                rest = &rest[1..];
            }
        }
        plain.push_str(rest);
        parts.push(Part::Text(plain));
        Self { parts }
    }

    /// The message, on one line.
    pub(crate) fn fill(&self, values: &Values<'_>) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Name(name) => out.push_str(&cut(match name {
                    Name::Property => &values.property,
                    Name::Value => &values.value,
                    Name::Error => values.error,
                    Name::Path => &values.path,
                    Name::Description => values.description,
                })),
            }
        }
        one_line(&out)
    }
}

/// What stands between two marks at the beginning of a text, and what comes behind them.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, &'t str)> {
    let inner = text.strip_prefix(open)?;
    let (inner, behind) = inner.split_once(close)?;
    (inner.len() < 20).then_some((inner, behind))
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}

/// A text with its blanks and line breaks as single blanks.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let visible = line.chars().filter(|it| !it.is_control());
    visible.take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::{Braces, Template, Values};

    fn filled(text: &str, braces: Braces) -> String {
        let values = Values {
            property: "id".into(),
            value: "{path}".into(),
            error: "must be camel case",
            path: "#/a".into(),
            description: "d",
        };
        Template::parse(text, braces).fill(&values)
    }

    #[test]
    fn names_are_filled_in_and_other_braces_stay() {
        assert_eq!(filled("`{value}` {error}", Braces::One), "`{path}` must be camel case");
        assert_eq!(filled("{{ property }} {value}", Braces::Two), "id {value}");
        assert_eq!(filled("/pets/{id} {", Braces::One), "/pets/{id} {");
        assert_eq!(filled("a\n  b {{path}}", Braces::Two), "a b #/a");
    }
}
