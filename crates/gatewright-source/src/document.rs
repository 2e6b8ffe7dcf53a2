//! The document: an arena of nodes in source order.

use std::sync::{Arc, OnceLock};

use gatewright_diagnostics::{SourceId, Span};

use crate::entries::Index;
use crate::lines::{LineIndex, Lines, Position};
use crate::parts::Part;
use crate::positions::Positions;
use crate::tree::Tree;
use crate::{Format, Node};

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
    /// Nobody knows the value yet; its text is one placeholder.
    pub(crate) const UNKNOWN: u8 = 32;
    /// The text has placeholders that somebody fills in before the service reads it.
    pub(crate) const PARTLY_UNKNOWN: u8 = 64;
    /// The node does not stand in the text as it is.
    pub(crate) const DERIVED: u8 = 128;
}

pub(crate) const NO_NODE: u32 = u32::MAX;

/// Stands in a row whose tag is found in [`Document::rare_tags`].
pub(crate) const RARE_TAG: u8 = u8::MAX;

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

impl Row {
    /// The text of a scalar's row, which is a slice of the source or of the side string.
    #[inline]
    pub(crate) fn slice<'t>(&self, source: &'t str, side: &'t str) -> Option<&'t str> {
        let from = if self.flags & flag::OWNED_TEXT == 0 { source } else { side };
        from.get(self.text as usize..(self.text + self.len) as usize)
    }
}

/// A file as a tree.
#[derive(Debug)]
pub struct Document {
    pub(crate) source: SourceId,
    pub(crate) format: Format,
    /// Shared with the documents that are made of this one alone, as are its comments and its lines.
    pub(crate) text: Arc<String>,
    pub(crate) side: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) tags: Vec<String>,
    pub(crate) rare_tags: Vec<(u32, u32)>,
    pub(crate) comments: Arc<Vec<Span>>,
    pub(crate) duplicates: Vec<(NodeId, NodeId)>,
    /// Collections with so many children that finding one needs an index.
    pub(crate) large: Vec<u32>,
    pub(crate) parts: Vec<Part>,
    /// Nodes that something outside of the document refers to as well.
    pub(crate) shared_beside: Vec<u32>,
    shared: OnceLock<Vec<u32>>,
    /// Whether it is made of parts of others.
    pub(crate) is_assembled: bool,
    /// Whether the nodes are in the order of their places.
    pub(crate) is_ordered: bool,
    by_place: OnceLock<Vec<u32>>,
    pub(crate) lines: Arc<OnceLock<LineIndex>>,
    pub(crate) part_lines: OnceLock<Vec<LineIndex>>,
    /// No more collections than so many are within one another.
    pub(crate) height: usize,
    pub(crate) has_alias: bool,
    index: OnceLock<Index>,
    positions: OnceLock<Positions>,
}

impl Document {
    /// A document of a text and the nodes that were read from it.
    pub(crate) fn new(source: SourceId, format: Format, text: String, tree: Tree) -> Self {
        let span = Span::new(0, crate::tree::offset(text.len()));
        Self {
            parts: vec![Part { source, span, format }],
            shared_beside: Vec::new(),
            shared: OnceLock::new(),
            is_assembled: false,
            is_ordered: true,
            by_place: OnceLock::new(),
            source,
            format,
            text: Arc::new(text),
            side: tree.side,
            rows: tree.rows,
            tags: tree.tags,
            rare_tags: tree.rare_tags,
            comments: Arc::new(tree.comments),
            duplicates: tree.duplicates,
            large: tree.large,
            lines: Arc::default(),
            part_lines: OnceLock::new(),
            height: tree.height,
            has_alias: tree.has_alias,
            index: OnceLock::new(),
            positions: OnceLock::new(),
        }
    }

    /// The number of the file.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// How the file is written; of several files the main one.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The whole text, a byte order mark included. Spans index it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The top-level value; none in an empty file or one that could not be read at all.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.rows.is_empty()).then(|| self.node(NodeId(0)))
    }

    /// The node of this document with that id.
    #[inline]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node::new(self, id)
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
        (0u32..).zip(&self.rows).map(|(id, _)| self.node(NodeId(id)))
    }

    /// The keys of that name anywhere in the document, in source order.
    pub fn keys_named<'d>(&'d self, name: &str) -> impl Iterator<Item = Node<'d>> {
        let is_of_length = |row: &Row| row.len as usize == name.len() || row.kind == RawKind::Alias;
        let rows = (0u32..).zip(&self.rows);
        let keys = rows.filter(move |(_, row)| row.flags & flag::KEY != 0 && is_of_length(row));
        keys.map(|(id, _)| self.node(NodeId(id))).filter(move |key| key.text() == Some(name))
    }

    /// The comments, in source order.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// Pairs of keys of one mapping that are equal: the earlier, superseded, and the later.
    pub fn duplicates(&self) -> &[(NodeId, NodeId)] {
        &self.duplicates
    }

    /// The lines of the text.
    pub fn lines(&self) -> Lines<'_> {
        Lines::new(&self.text, self.lines.get_or_init(|| LineIndex::new(&self.text)))
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(offset)
    }

    /// The last node that starts at or before an offset.
    pub(crate) fn last_before(&self, offset: u32) -> Option<Node<'_>> {
        let after = self.first_place(|start| start > offset);
        self.at_place(after.checked_sub(1)?)
    }

    /// Among the nodes in the order of their places the number of the first whose start is so.
    pub(crate) fn first_place(&self, is_behind: impl Fn(u32) -> bool) -> usize {
        if self.is_ordered {
            return self.rows.partition_point(|row| !is_behind(row.start));
        }
        self.by_place().partition_point(|id| !is_behind(self.rows[*id as usize].start))
    }

    /// The node of that number in the order of places.
    pub(crate) fn at_place(&self, number: usize) -> Option<Node<'_>> {
        let id = if self.is_ordered {
            crate::tree::offset(number)
        } else {
            *self.by_place().get(number)?
        };
        ((id as usize) < self.rows.len()).then(|| self.node(NodeId(id)))
    }

    /// The nodes that are written somewhere, in the order of their places.
    fn by_place(&self) -> &[u32] {
        self.by_place.get_or_init(|| {
            let is_written = |id: &u32| self.rows[*id as usize].flags & flag::DERIVED == 0;
            let mut ids: Vec<u32> = (0..crate::tree::offset(self.rows.len())).collect();
            ids.retain(|id| *id == 0 || is_written(id));
            ids.sort_by_key(|id| self.rows[*id as usize].start);
            ids
        })
    }

    /// The nodes that aliases refer to, within the document or beside it, in order.
    pub(crate) fn shared(&self) -> &[u32] {
        self.shared.get_or_init(|| {
            let rows = if self.has_alias { &self.rows[..] } else { &[] };
            let aliases = rows.iter().filter(|row| row.kind == RawKind::Alias);
            let targets = aliases.map(|row| row.text).filter(|it| *it != NO_NODE);
            let mut shared: Vec<u32> = targets.chain(self.shared_beside.iter().copied()).collect();
            shared.sort_unstable();
            shared.dedup();
            shared
        })
    }

    /// The text of a scalar's own row.
    #[inline]
    pub(crate) fn row_text(&self, row: &Row) -> Option<&str> {
        (row.kind == RawKind::Scalar).then(|| row.slice(&self.text, &self.side)).flatten()
    }

    pub(crate) fn positions(&self) -> &Positions {
        self.positions.get_or_init(|| Positions::new(self))
    }

    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self))
    }
}

/// How many collections are within one another, among nodes next to one another of which the first has
/// that id.
pub(crate) fn height(first: u32, rows: &[Row]) -> usize {
    let (mut ends, mut most) = (Vec::new(), 0);
    for (id, row) in (first..).zip(rows) {
        while ends.pop_if(|end| *end <= id).is_some() {}
        if row.kind != RawKind::Scalar {
            ends.push(row.next);
            most = most.max(ends.len());
        }
    }
    most
}
