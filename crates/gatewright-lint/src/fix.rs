//! Changes that cure a finding, told in terms of the tree. [`gatewright_source::Editor`] writes them
//! in a file's own style.

use gatewright_source::{Edit, Node};
use serde_json::Value;

/// A change that cures a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// Whether somebody must look at it.
    pub applicability: Applicability,
    /// Its parts, which are made together or not at all.
    pub edits: Vec<Edit>,
}

/// Whether somebody must look at a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// The import makes the same API afterwards; where it made none, it cannot be meant otherwise.
    Safe,
    /// It is most likely what is wanted.
    Unsafe,
}

impl Fix {
    /// A fix after which the import makes the same API, or makes one at last.
    pub(crate) fn safe(title: impl Into<String>) -> Self {
        Self { title: title.into(), applicability: Applicability::Safe, edits: Vec::new() }
    }

    /// A fix that somebody must look at.
    pub(crate) fn unsafely(title: impl Into<String>) -> Self {
        Self { applicability: Applicability::Unsafe, ..Self::safe(title) }
    }

    /// Puts a value in the place of another.
    pub(crate) fn set(mut self, at: Node<'_>, value: impl Into<Value>) -> Self {
        self.edits.push(Edit::Set { at: at.id(), value: value.into() });
        self
    }

    /// Adds a member at the end of an object.
    pub(crate) fn insert(
        mut self,
        into: Node<'_>,
        key: impl Into<String>,
        value: impl Into<Value>,
    ) -> Self {
        self.edits.push(Edit::Insert { into: into.id(), key: key.into(), value: value.into() });
        self
    }

    /// Adds an item at the end of a list.
    pub(crate) fn append(mut self, to: Node<'_>, value: impl Into<Value>) -> Self {
        self.edits.push(Edit::Append { to: to.id(), value: value.into() });
        self
    }

    /// Gives a member another key.
    pub(crate) fn rename(mut self, key: Node<'_>, to: impl Into<String>) -> Self {
        self.edits.push(Edit::Rename { key: key.id(), to: to.into() });
        self
    }

    /// Puts the items of a list in another order.
    pub(crate) fn reorder(mut self, of: Node<'_>, items: &[Node<'_>]) -> Self {
        let items = items.iter().map(|item| item.id()).collect();
        self.edits.push(Edit::Reorder { of: of.id(), items });
        self
    }

    /// Takes a member, by its value, or an item away.
    pub(crate) fn remove(mut self, at: Node<'_>) -> Self {
        self.edits.push(Edit::Remove { at: at.id() });
        self
    }
}
