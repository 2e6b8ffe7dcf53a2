//! Paths into a document: JSONPath of RFC 9535, and what Spectral's rulesets write beyond it.
//!
//! The library reads the text (`compile`), after what is no RFC 9535 has been rewritten (`dialect`).
//! The tree that comes of it is walked over the nodes of a document (`evaluate`), through references
//! where a rule wants that, so that each result knows its place.

mod compile;
mod condition;
mod dialect;
mod evaluate;
mod item;
mod known;
#[cfg(test)]
mod tests;

use serde_json::Value;

pub(crate) use item::{Item, References, Step};

use crate::pattern::Pattern;

/// Longer expressions are not read.
const MAX_LENGTH: usize = 2000;

/// Deeper brackets and parentheses are not read: the library's time trebles with each.
const MAX_NESTING: usize = 8;

/// In whose words a path is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// RFC 9535, and behind it `~` for keys and `^` for the parent.
    Rfc,
    /// What Spectral reads: conditions are JavaScript's.
    Spectral,
}

/// A path, read.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    text: String,
    dialect: Dialect,
    legs: Vec<Leg>,
}

/// A part of a path that the library knows, and what comes behind it that it does not.
#[derive(Debug, Clone)]
struct Leg {
    segments: Vec<Segment>,
    hop: Hop,
}

/// What is done with each result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hop {
    /// Nothing.
    Stay,
    /// The collection that holds it is taken.
    Parent,
    /// Its key is taken.
    Key,
}

/// A step down.
#[derive(Debug, Clone)]
struct Segment {
    reach: Reach,
    selectors: Vec<Selector>,
}

/// How far down a segment looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Among the children.
    Children,
    /// Among the children of everything below.
    Descendants,
}

#[derive(Debug, Clone)]
enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice { start: Option<i64>, end: Option<i64>, step: i64 },
    Filter(Test),
}

/// A condition.
#[derive(Debug, Clone)]
enum Test {
    Or(Vec<Test>),
    And(Vec<Test>),
    Not(Box<Test>),
    /// Whether there is something.
    Exists(Query),
    /// Whether there is something that JavaScript takes for true.
    IsTruthy(Query),
    Compare(Comparison, Box<Operand>, Box<Operand>),
    /// Whether the pattern is found.
    Search(Box<Operand>, Pattern),
    /// Whether a text or list contains a value.
    Includes(Box<Operand>, Box<Operand>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone)]
enum Operand {
    Literal(Value),
    Query(Query),
    Length(Box<Operand>),
    Count(Query),
}

/// A path within a condition.
#[derive(Debug, Clone)]
struct Query {
    anchor: Anchor,
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    /// `$`.
    Root,
    /// `@`.
    Current,
    /// The key or index of `@`.
    Property,
    /// The key or index of what holds `@`.
    ParentProperty,
    /// What holds `@`.
    Parent,
    /// Nothing at all, as JavaScript's `undefined`.
    Undefined,
}

impl Path {
    /// Reads a path; says why it is none.
    pub(crate) fn parse(text: &str, dialect: Dialect) -> Result<Self, String> {
        if text.len() > MAX_LENGTH {
            return Err(format!("it has over {MAX_LENGTH} bytes"));
        }
        if nesting(text) > MAX_NESTING {
            return Err(format!("brackets are nested over {MAX_NESTING} levels deep"));
        }
        let legs = match dialect {
            Dialect::Rfc => match compile::leg(text, dialect) {
                Ok(segments) => vec![Leg { segments, hop: Hop::Stay }],
                Err(error) => legs(text, dialect).map_err(|_| error)?,
            },
            Dialect::Spectral => legs(text, dialect).or_else(|error| {
                let segments = compile::leg(text, dialect).map_err(|_| error)?;
                Ok::<_, String>(vec![Leg { segments, hop: Hop::Stay }])
            })?,
        };
        Ok(Self { text: text.to_owned(), dialect, legs })
    }

    /// The path as written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

fn legs(text: &str, dialect: Dialect) -> Result<Vec<Leg>, String> {
    let rewritten = dialect::rewritten(text)?;
    let legs = rewritten.into_iter().map(|(text, hop)| {
        let segments = compile::leg(&text, dialect)?;
        Ok(Leg { segments, hop })
    });
    legs.collect()
}

/// How deep brackets nest outside of texts.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut quote = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', _) => {
                letters.next();
            }
            ('\'' | '"', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            ('(' | '[', None) => depth += 1,
            (')' | ']', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
