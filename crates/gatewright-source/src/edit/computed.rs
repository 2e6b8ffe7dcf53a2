//! What of a document must not be edited since it is computed and does not stand in the file.

use serde_json::Value;

use super::set::is_long_form;
use super::{Edit, Unwritable};
use crate::document::{RawKind, flag};
use crate::{Document, Node, NodeId};

impl Edit {
    /// Whether it can never be made, since what it changes is computed or what it brings would be.
    pub fn concerns_computed(&self, document: &Document) -> bool {
        check(document, self).is_err()
    }

    /// The node that changes, or the collection whose children do.
    pub(super) fn node(&self) -> NodeId {
        match self {
            Self::Set { at, .. } | Self::Remove { at } => *at,
            Self::Insert { into, .. } => *into,
            Self::Append { to, .. } => *to,
            Self::Rename { key, .. } => *key,
            Self::Reorder { of, .. } => *of,
        }
    }
}

/// Whether what an edit changes is written in the file, and what it brings can be.
pub(super) fn check(document: &Document, edit: &Edit) -> Result<(), Unwritable> {
    let node = document.node(edit.node());
    let is_fine = match edit {
        // What comes in the place of an intrinsic would have to be one.
        Edit::Set { value, .. } => {
            !holds_computed(node) && (is_plain(value) || is_long_form(node, value))
        }
        Edit::Rename { to, .. } => !node.is_derived() && is_plain_text(to),
        Edit::Insert { key, value, .. } => {
            is_list_known(node) && is_plain_text(key) && is_plain(value)
        }
        Edit::Append { value, .. } => is_list_known(node) && is_plain(value),
        Edit::Remove { .. } => {
            let key = node.key().is_none_or(|key| !key.is_derived());
            key && stands_within_parent(node) && node.parent().is_some_and(is_list_known)
        }
        Edit::Reorder { .. } => is_list_known(node),
    };
    if is_fine { Ok(()) } else { Err(Unwritable::Derived) }
}

/// Whether something in a subtree is computed.
fn holds_computed(node: Node<'_>) -> bool {
    let rows = node.id().0 as usize..node.row().next as usize;
    node.document().rows[rows].iter().any(|row| row.flags & flag::DERIVED != 0)
}

/// Whether the children of a collection are those that stand in the file, all within it.
fn is_list_known(node: Node<'_>) -> bool {
    let row = node.row();
    let is_collection = matches!(row.kind, RawKind::Sequence | RawKind::Mapping);
    is_collection && !node.is_derived() && node.written_children().all(stands_within_parent)
}

fn stands_within_parent(node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let (inner, outer) = (node.span(), parent.span());
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a value has nothing that whoever fills the file would take for a placeholder.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::String(text) => is_plain_text(text),
        Value::Array(items) => items.iter().all(is_plain),
        Value::Object(members) => {
            members.iter().all(|(key, value)| is_plain_text(key) && is_plain(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn is_plain_text(text: &str) -> bool {
    !["${", "%{", "{{"].iter().any(|placeholder| text.contains(placeholder))
}
