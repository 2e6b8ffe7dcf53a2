//! The places of items in long lists, so that an item and its index find each other at once.

use std::collections::HashMap;

use crate::document::RawKind;
use crate::{Document, Node, NodeId};

/// The items of all long lists, by the list.
#[derive(Debug)]
pub(crate) struct Positions(HashMap<u32, Vec<u32>>);

impl Positions {
    pub(crate) fn new(document: &Document) -> Self {
        let lists = document.large.iter().map(|&id| document.node(NodeId(id)));
        let lists = lists.filter(|node| node.row().kind == RawKind::Sequence);
        let items = |list: Node<'_>| list.written_children().map(|item| item.id().0).collect();
        Self(lists.map(|list| (list.id().0, items(list))).collect())
    }
}

/// The index of an item in its list.
pub(crate) fn index_of(list: Node<'_>, item: Node<'_>) -> usize {
    let index = match list.document().positions().0.get(&list.id().0) {
        Some(items) => items.binary_search(&item.id().0).ok(),
        None => list.written_children().position(|child| child == item),
    };
    index.unwrap_or_default()
}

/// The item of a list at an index.
pub(crate) fn item_at(list: Node<'_>, index: usize) -> Option<Node<'_>> {
    let list = list.content()?;
    match list.document().positions().0.get(&list.id().0) {
        Some(items) => Some(list.document().node(NodeId(*items.get(index)?))),
        None => list.items().nth(index),
    }
}
