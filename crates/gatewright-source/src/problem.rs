//! What the readers notice, before there is a document to locate it in.

/// Why a reader stopped before the end.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    /// The byte at fault.
    pub(crate) at: usize,
    /// What is wrong there, in plain words.
    pub(crate) reason: String,
}

impl Stop {
    /// The text breaks the grammar.
    pub(crate) fn syntax(at: usize, reason: impl Into<String>) -> Self {
        Self { at, reason: reason.into() }
    }
}
