//! The children of collections, and finding one of them by its key.

use std::collections::{HashMap, HashSet};

use crate::document::{RawKind, flag};
use crate::{Document, Node, NodeId, Style};

/// Mappings with more entries than this are searched through the index.
pub(crate) const LARGE: u32 = 16;

/// Iterator over the items of a list. See [`Node::items`].
#[derive(Debug, Clone)]
pub struct Items<'d> {
    document: &'d Document,
    next: u32,
    left: u32,
}

impl<'d> Items<'d> {
    pub(crate) fn new(document: &'d Document, next: u32, left: u32) -> Self {
        Self { document, next, left }
    }

    pub(crate) fn none(document: &'d Document) -> Self {
        Self::new(document, 0, 0)
    }

    /// The next two: of a mapping, a key and its value.
    #[inline]
    pub(crate) fn next_entry(&mut self) -> Option<Entry<'d>> {
        self.left = self.left.checked_sub(2)?;
        let key = self.document.node(NodeId(self.next));
        let value = self.document.node(NodeId(key.row().next));
        self.next = value.row().next;
        Some((key, value))
    }
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;

    #[inline]
    fn next(&mut self) -> Option<Node<'d>> {
        self.left = self.left.checked_sub(1)?;
        let node = self.document.node(NodeId(self.next));
        self.next = node.row().next;
        Some(node)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

type Entry<'d> = (Node<'d>, Node<'d>);

/// Iterator over the entries of a mapping. See [`Node::entries`].
#[derive(Debug, Clone)]
pub struct Entries<'d> {
    owner: Node<'d>,
    children: Items<'d>,
    has_merge: bool,
    /// What the last merge key adds; few mappings have one.
    merged: Option<Box<Merged<'d>>>,
}

#[derive(Debug, Clone)]
struct Merged<'d> {
    entries: std::vec::IntoIter<Entry<'d>>,
    /// The keys that merged mappings cannot add any more.
    taken: HashSet<&'d str>,
}

impl<'d> Entries<'d> {
    /// The entries of a node that is no alias.
    pub(crate) fn new(owner: Node<'d>) -> Self {
        let row = owner.row();
        let children = if row.kind == RawKind::Mapping {
            owner.written_children()
        } else {
            Items::none(owner.document())
        };
        Self { owner, children, has_merge: row.flags & flag::HAS_MERGE != 0, merged: None }
    }

    #[cold]
    fn next_among_merged(&mut self) -> Option<Entry<'d>> {
        loop {
            if let Some(entry) = self.merged.as_mut().and_then(|merged| merged.entries.next()) {
                return Some(entry);
            }
            let (key, value) = self.children.next_entry()?;
            if key.row().flags & flag::SUPERSEDED != 0 {
                continue;
            }
            if is_merge(self.owner, key) {
                self.merge(value);
                continue;
            }
            return Some((key, value));
        }
    }

    /// Takes what the value of a merge key adds: entries whose key neither the mapping itself nor
    /// an earlier merged mapping has.
    #[cold]
    fn merge(&mut self, value: Node<'d>) {
        let mut taken = match self.merged.take() {
            Some(merged) => merged.taken,
            None => self.owner.written_entries().filter_map(|(key, _)| key.text()).collect(),
        };
        let entries = merge_sources(value).flat_map(Node::entries);
        let entries: Vec<_> =
            entries.filter(|(key, _)| key.text().is_none_or(|name| taken.insert(name))).collect();
        self.merged = Some(Box::new(Merged { entries: entries.into_iter(), taken }));
    }
}

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.has_merge {
            return self.next_among_merged();
        }
        loop {
            let (key, value) = self.children.next_entry()?;
            if key.row().flags & flag::SUPERSEDED == 0 {
                return Some((key, value));
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, (!self.has_merge).then_some(self.children.left as usize / 2))
    }
}

/// Whether a key of a mapping is its merge key.
#[inline]
fn is_merge(mapping: Node<'_>, key: Node<'_>) -> bool {
    mapping.row().flags & flag::HAS_MERGE != 0
        && key.style() == Style::Plain
        && key.text() == Some("<<")
}

/// The mappings that the value of a merge key names.
fn merge_sources(value: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let single = (!value.is_sequence()).then_some(value);
    single.into_iter().chain(value.items())
}

/// The entry of a mapping under a key.
pub(crate) fn find<'d>(mapping: Node<'d>, key: &str) -> Option<Entry<'d>> {
    let own = find_own(mapping, key).filter(|(key, _)| !is_merge(mapping, *key));
    if own.is_some() || mapping.row().flags & flag::HAS_MERGE == 0 {
        return own;
    }
    let (merge, value) = find_own(mapping, "<<")?;
    if !is_merge(mapping, merge) {
        return None;
    }
    merge_sources(value).find_map(|source| source.entry(key))
}

fn find_own<'d>(mapping: Node<'d>, key: &str) -> Option<Entry<'d>> {
    if mapping.row().kind != RawKind::Mapping {
        return None;
    }
    if mapping.row().len > 2 * LARGE {
        return mapping.document().index().find(mapping, key);
    }
    mapping.written_entries().find(|(name, _)| {
        let row = name.row();
        // Most keys differ in length already. An alias has the text of its target.
        (row.len as usize == key.len() || row.kind == RawKind::Alias)
            && row.flags & flag::SUPERSEDED == 0
            && name.text() == Some(key)
    })
}

/// The keys of all large mappings, sorted by their text within each mapping.
#[derive(Debug)]
pub(crate) struct Index {
    ranges: HashMap<u32, std::ops::Range<usize>>,
    keys: Vec<u32>,
}

impl Index {
    pub(crate) fn new(document: &Document) -> Self {
        let mut index = Self { ranges: HashMap::new(), keys: Vec::new() };
        let is_mapping = |id: &&u32| document.rows[**id as usize].kind == RawKind::Mapping;
        for &mapping in document.large.iter().filter(is_mapping) {
            let start = index.keys.len();
            let entries = document.node(NodeId(mapping)).written_entries();
            let keys = entries.filter(|(key, _)| key.row().flags & flag::SUPERSEDED == 0);
            index.keys.extend(keys.map(|(key, _)| key.id().0));
            let text = |id: &u32| document.node(NodeId(*id)).text();
            index.keys[start..].sort_by(|a, b| text(a).cmp(&text(b)));
            index.ranges.insert(mapping, start..index.keys.len());
        }
        index
    }

    fn find<'d>(&self, mapping: Node<'d>, key: &str) -> Option<Entry<'d>> {
        let document = mapping.document();
        let keys = &self.keys[self.ranges.get(&mapping.id().0)?.clone()];
        let node = |id: u32| document.node(NodeId(id));
        let at = keys.binary_search_by(|&id| node(id).text().cmp(&Some(key))).ok()?;
        let key = node(keys[at]);
        Some((key, node(key.row().next)))
    }
}
