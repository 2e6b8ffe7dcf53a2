//! The document: an arena of nodes in source order, and a handle to walk it.

use gatewright_diagnostics::{Location, Pointer, SourceId, Span};

use crate::{Format, Scalar};

/// A node of one document, by its place in the arena: a parent comes before its children, and
/// siblings are in source order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// What a node holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A text, number, boolean or null.
    Scalar,
    /// A list.
    Sequence,
    /// A mapping of keys to values.
    Mapping,
}

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// A scalar without quotes.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// `|`.
    Literal,
    /// `>`.
    Folded,
    /// `{…}` or `[…]`.
    Flow,
    /// A collection by indentation.
    Block,
    /// `*name`.
    Alias,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RawKind {
    Scalar,
    Sequence,
    Mapping,
    Alias,
}

/// Flags of a node.
pub(crate) mod flag {
    /// The node is the key of an entry.
    pub(crate) const KEY: u8 = 1;
    /// `text` and `len` point into the side string, not into the source.
    pub(crate) const OWNED_TEXT: u8 = 2;
    /// A later entry of the same mapping has the same key.
    pub(crate) const SUPERSEDED: u8 = 4;
    /// A mapping with a merge key.
    pub(crate) const HAS_MERGE: u8 = 8;
    /// A plain scalar without any text, where a value was left out.
    pub(crate) const MISSING: u8 = 16;
}

pub(crate) const NO_NODE: u32 = u32::MAX;

/// One row of the arena.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) parent: u32,
    /// One past the subtree: the next sibling, if any.
    pub(crate) next: u32,
    /// Scalars: offset of the text. Aliases: the target, or `NO_NODE`.
    pub(crate) text: u32,
    /// Scalars: length of the text. Collections: number of children.
    pub(crate) len: u32,
    pub(crate) kind: RawKind,
    pub(crate) style: Style,
    pub(crate) flags: u8,
    /// Index into the tags, plus one; zero without a tag.
    pub(crate) tag: u8,
}

/// A file as a tree.
#[derive(Debug)]
pub struct Document {
    pub(crate) source: SourceId,
    pub(crate) format: Format,
    pub(crate) text: String,
    pub(crate) side: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) tags: Vec<String>,
    pub(crate) comments: Vec<Span>,
    pub(crate) duplicates: Vec<(NodeId, NodeId)>,
}

impl Document {
    /// The number of the file.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// How the file is written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The whole text, a byte order mark included. Spans index it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The top-level value; none in an empty file or one that could not be read at all.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.rows.is_empty()).then_some(Node { document: self, id: NodeId(0) })
    }

    /// The node of this document with that id.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { document: self, id }
    }

    /// The number of nodes, keys included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no node at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All nodes in source order, keys included.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0u32..).zip(&self.rows).map(|(id, _)| Node { document: self, id: NodeId(id) })
    }

    /// The comments, in source order.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// Pairs of keys of one mapping that are equal: the earlier, superseded, and the later.
    pub fn duplicates(&self) -> &[(NodeId, NodeId)] {
        &self.duplicates
    }
}

/// A handle to one node.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    document: &'d Document,
    id: NodeId,
}

impl<'d> Node<'d> {
    fn row(self) -> &'d Row {
        &self.document.rows[self.id.0 as usize]
    }

    fn with(self, id: u32) -> Node<'d> {
        Node { document: self.document, id: NodeId(id) }
    }

    /// The row that holds the content: the node's own, or that of an alias's target.
    fn content(self) -> Option<Node<'d>> {
        let mut node = self;
        loop {
            let row = node.row();
            match row.kind {
                RawKind::Alias if row.text == NO_NODE => return None,
                // An alias is written after its anchor, so that this ends.
                RawKind::Alias => node = node.with(row.text),
                _ => return Some(node),
            }
        }
    }

    /// The document that the node belongs to.
    pub fn document(self) -> &'d Document {
        self.document
    }

    /// The node's id.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The bytes of the node as written: quotes and block indicators included; of a collection
    /// from its first byte to its last.
    pub fn span(self) -> Span {
        let row = self.row();
        Span::new(row.start, row.end)
    }

    /// How the node is written.
    pub fn style(self) -> Style {
        self.row().style
    }

    /// Whether the node is the key of an entry.
    pub fn is_key(self) -> bool {
        self.row().flags & flag::KEY != 0
    }

    /// The collection that holds the node.
    pub fn parent(self) -> Option<Node<'d>> {
        let parent = self.row().parent;
        (parent != NO_NODE).then(|| self.with(parent))
    }

    /// The key of the entry whose value this node is.
    pub fn key(self) -> Option<Node<'d>> {
        let parent = self.parent()?;
        if self.is_key() || parent.row().kind != RawKind::Mapping {
            return None;
        }
        parent.written_entries().find(|(_, value)| value.id == self.id).map(|(key, _)| key)
    }

    /// The node's pointer; of a key, that of its entry.
    pub fn pointer(self) -> Pointer {
        let mut steps = Vec::new();
        let mut node = self;
        if node.is_key() {
            steps.push(node.text().unwrap_or_default().to_owned());
            let Some(parent) = node.parent() else { return Pointer::default() };
            node = parent;
        }
        while let Some(parent) = node.parent() {
            if parent.row().kind == RawKind::Mapping {
                let key = if node.is_key() { Some(node) } else { node.key() };
                steps.push(key.and_then(Node::text).unwrap_or_default().to_owned());
            } else {
                let index = parent.written_children().position(|child| child.id == node.id);
                steps.push(index.unwrap_or_default().to_string());
            }
            node = parent;
        }
        let mut pointer = Pointer::default();
        for step in steps.iter().rev() {
            pointer.push(step);
        }
        pointer
    }

    /// Where the node is.
    pub fn location(self) -> Location {
        Location::new(self.document.source, self.span(), self.pointer())
    }

    /// The tag as written, such as `!Sub`.
    pub fn tag(self) -> Option<&'d str> {
        let tag = self.content()?.row().tag;
        self.document.tags.get((tag as usize).checked_sub(1)?).map(String::as_str)
    }

    /// What the node holds. An alias without a target holds null.
    pub fn kind(self) -> Kind {
        match self.content().map(|node| node.row().kind) {
            Some(RawKind::Sequence) => Kind::Sequence,
            Some(RawKind::Mapping) => Kind::Mapping,
            _ => Kind::Scalar,
        }
    }

    /// Whether the node holds a mapping.
    pub fn is_mapping(self) -> bool {
        self.kind() == Kind::Mapping
    }

    /// Whether the node holds a list.
    pub fn is_sequence(self) -> bool {
        self.kind() == Kind::Sequence
    }

    /// The text of a scalar, whatever its type; without quotes, escapes and folds undone.
    pub fn text(self) -> Option<&'d str> {
        let node = self.content()?;
        let row = node.row();
        if row.kind != RawKind::Scalar {
            return None;
        }
        let (start, end) = (row.text as usize, (row.text + row.len) as usize);
        let from = if row.flags & flag::OWNED_TEXT == 0 {
            &self.document.text
        } else {
            &self.document.side
        };
        from.get(start..end)
    }

    /// A scalar's value; none for collections.
    pub fn scalar(self) -> Option<Scalar<'d>> {
        let Some(node) = self.content() else { return Some(Scalar::Null) };
        let text = node.text()?;
        Some(Scalar::read(self.document.format, node.row().style, node.tag(), text))
    }

    /// The text of a scalar that is a string.
    pub fn as_str(self) -> Option<&'d str> {
        match self.scalar()? {
            Scalar::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a scalar that is a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.scalar()? {
            Scalar::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the node is null.
    pub fn is_null(self) -> bool {
        self.scalar() == Some(Scalar::Null)
    }

    fn written_children(self) -> Items<'d> {
        let row = self.row();
        let count =
            if row.kind == RawKind::Sequence || row.kind == RawKind::Mapping { row.len } else { 0 };
        Items { document: self.document, next: self.id.0 + 1, left: count }
    }

    fn written_entries(self) -> impl Iterator<Item = (Node<'d>, Node<'d>)> {
        let mut children = self.written_children();
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The items of a list; none for anything else.
    pub fn items(self) -> Items<'d> {
        match self.content() {
            Some(node) if node.row().kind == RawKind::Sequence => node.written_children(),
            _ => Items { document: self.document, next: 0, left: 0 },
        }
    }

    /// The entries of a mapping, key and value, as the service sees them: of equal keys the last,
    /// and merged mappings in the place of their merge key. None for anything else.
    pub fn entries(self) -> Entries<'d> {
        match self.content() {
            Some(node) if node.row().kind == RawKind::Mapping => Entries {
                children: node.written_children(),
                merge: node.row().flags & flag::HAS_MERGE != 0,
                merged: Vec::new().into_iter(),
                owner: node,
            },
            _ => Entries {
                children: Items { document: self.document, next: 0, left: 0 },
                merge: false,
                merged: Vec::new().into_iter(),
                owner: self,
            },
        }
    }

    /// The value under `key`, of equal keys the last.
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The entry under `key`, of equal keys the last.
    pub fn entry(self, key: &str) -> Option<(Node<'d>, Node<'d>)> {
        self.entries().find(|(name, _)| name.text() == Some(key))
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Node")
            .field("id", &self.id.0)
            .field("kind", &self.kind())
            .field("pointer", &self.pointer().as_str())
            .finish()
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

/// Iterator over the items of a list. See [`Node::items`].
#[derive(Debug, Clone)]
pub struct Items<'d> {
    document: &'d Document,
    next: u32,
    left: u32,
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        self.left = self.left.checked_sub(1)?;
        let node = Node { document: self.document, id: NodeId(self.next) };
        self.next = node.row().next;
        Some(node)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

/// Iterator over the entries of a mapping. See [`Node::entries`].
#[derive(Debug, Clone)]
pub struct Entries<'d> {
    children: Items<'d>,
    merge: bool,
    merged: std::vec::IntoIter<(Node<'d>, Node<'d>)>,
    owner: Node<'d>,
}

impl<'d> Entries<'d> {
    /// What the value of a merge key adds: entries whose key neither the mapping itself nor an
    /// earlier merged mapping has.
    fn merge(&self, value: Node<'d>) -> Vec<(Node<'d>, Node<'d>)> {
        let mut added: Vec<(Node<'d>, Node<'d>)> = Vec::new();
        let sources: Vec<Node<'d>> =
            if value.is_sequence() { value.items().collect() } else { vec![value] };
        for source in sources {
            for (key, value) in source.entries() {
                let name = key.text();
                let own = self.owner.written_entries().any(|(key, _)| key.text() == name);
                if !own && !added.iter().any(|(key, _)| key.text() == name) {
                    added.push((key, value));
                }
            }
        }
        added
    }
}

impl<'d> Iterator for Entries<'d> {
    type Item = (Node<'d>, Node<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.merged.next() {
                return Some(entry);
            }
            let (key, value) = (self.children.next()?, self.children.next()?);
            if key.row().flags & flag::SUPERSEDED != 0 {
                continue;
            }
            if self.merge && key.style() == Style::Plain && key.text() == Some("<<") {
                self.merged = self.merge(value).into_iter();
                continue;
            }
            return Some((key, value));
        }
    }
}
