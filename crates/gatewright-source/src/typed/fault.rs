//! What can be wrong with the text of a value.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::NodeId;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key of a member that is not known, the value that is wrong, or the mapping that lacks one.
    pub at: NodeId,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is no member of that name.
    UnknownMember {
        /// The name.
        name: String,
        /// The names that there are.
        known: &'static [&'static str],
    },
    /// There is no value of that name.
    UnknownValue {
        /// The name.
        name: String,
        /// The names that there are.
        known: &'static [&'static str],
    },
    /// A member is missing.
    Missing(&'static str),
    /// The value is of another type, or beyond the bounds.
    Unexpected {
        /// What there is.
        found: String,
        /// What is wanted.
        expected: String,
    },
    /// What the type itself says.
    Other(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMember { name, .. } => write!(f, "no member is called `{name}`"),
            Self::UnknownValue { name, .. } => write!(f, "no value is called `{name}`"),
            Self::Missing(name) => write!(f, "`{name}` is missing"),
            Self::Unexpected { found, expected } => {
                write!(f, "expected {expected}, found {found}")
            }
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// Why reading stopped; the node is that of the innermost value that was read.
#[derive(Debug)]
pub(super) struct Stop {
    pub(super) at: Option<NodeId>,
    pub(super) reason: Reason,
}

impl Stop {
    fn of(reason: Reason) -> Self {
        Self { at: None, reason }
    }

    /// Says where it was, unless somebody further within has.
    pub(super) fn at(mut self, node: NodeId) -> Self {
        self.at.get_or_insert(node);
        self
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for Stop {}

impl de::Error for Stop {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::of(Reason::Other(text.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = match expected.to_string().as_str() {
            "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0".to_owned(),
            other => other.to_owned(),
        };
        Self::of(Reason::Unexpected { found: named(found), expected })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::of(Reason::UnknownValue { name: name.to_owned(), known })
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::of(Reason::UnknownMember { name: name.to_owned(), known })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::of(Reason::Missing(name))
    }
}

/// What was found, in the words of documents.
fn named(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("the boolean `{value}`"),
        Unexpected::Unsigned(value) => format!("the number `{value}`"),
        Unexpected::Signed(value) => format!("the number `{value}`"),
        Unexpected::Float(value) => format!("the number `{value}`"),
        Unexpected::Str(text) => format!("the text `{text}`"),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a mapping".to_owned(),
        other => other.to_string(),
    }
}
