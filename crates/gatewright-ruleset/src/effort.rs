//! How much a rule may look at in one document, so that no rule takes for ever.

use std::cell::Cell;

use gatewright_source::Document;

/// As much as no rule takes that is meant well: each takes the document a few times.
const FLOOR: usize = 5_000_000;
/// So many times the nodes of the document, if that is more.
const TIMES: usize = 50;

/// What is left of the steps that a rule may take.
#[derive(Debug)]
pub(crate) struct Effort {
    whole: usize,
    left: Cell<usize>,
}

impl Effort {
    /// As much as a rule may have for a document.
    pub(crate) fn of(document: &Document) -> Self {
        let whole = FLOOR.max(TIMES * document.len());
        Self { whole, left: Cell::new(whole) }
    }

    /// Gives all of it back, for the next rule.
    pub(crate) fn begin(&self) {
        self.left.set(self.whole);
    }

    /// Takes some steps; whether there were enough left.
    pub(crate) fn spend(&self, steps: usize) -> bool {
        let left = self.left.get().saturating_sub(steps);
        self.left.set(left);
        left > 0
    }

    /// Whether a rule would have taken more.
    pub(crate) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }
}
