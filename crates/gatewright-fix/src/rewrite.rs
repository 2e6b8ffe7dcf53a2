//! What a rewriting of a whole definition comes to: the edits, and what they change.

use std::fmt;

use gatewright_diagnostics::Location;
use gatewright_source::Edit;

/// Edits that are made together or not at all, and what each of them does to the definition.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rewrite {
    /// The edits, none of which lies within what another one takes away.
    pub edits: Vec<Edit>,
    /// What changes, in the order of the document.
    pub changes: Vec<Change>,
}

/// Something that a rewriting changes, or that it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stood.
    pub location: Location,
    /// What becomes of it, on one line: it begins small, and ends without a full stop.
    pub what: String,
    /// What that means.
    pub meaning: Meaning,
}

/// What a change does to what the definition says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// It says the same as before.
    Same,
    /// It allows less than before.
    Narrowed,
    /// It allows more than before.
    Widened,
    /// Something that it said is gone.
    Dropped,
    /// Nothing was changed here, and somebody must look at it.
    ToLookAt,
}

impl Meaning {
    /// The word that people and machines read.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Narrowed => "narrowed",
            Self::Widened => "widened",
            Self::Dropped => "dropped",
            Self::ToLookAt => "look",
        }
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
