//! A handle to one node, to ask what it holds and where it stands.

use std::borrow::Cow;

use gatewright_diagnostics::{Location, Pointer, Span};

use crate::document::{NO_NODE, RARE_TAG, RawKind, Row, flag};
use crate::limits::POINTER_BYTES;
use crate::runs::Run;
use crate::{Document, Entries, Items, Kind, NodeId, Scalar, Style, align, positions, value};

/// A handle to one node.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    document: &'d Document,
    id: NodeId,
}

impl<'d> Node<'d> {
    pub(crate) fn new(document: &'d Document, id: NodeId) -> Self {
        Self { document, id }
    }

    #[inline]
    pub(crate) fn row(self) -> &'d Row {
        &self.document.rows[self.id.0 as usize]
    }

    fn with(self, id: u32) -> Node<'d> {
        Node { document: self.document, id: NodeId(id) }
    }

    /// The node that holds the content: the node itself, or an alias's target; none of an alias
    /// without one.
    #[inline]
    pub fn content(self) -> Option<Node<'d>> {
        let mut node = self;
        loop {
            let row = node.row();
            match row.kind {
                RawKind::Alias if row.text == NO_NODE => return None,
                // An alias is written after its anchor, so that this ends.
                RawKind::Alias => node = node.with(row.text),
                RawKind::Scalar | RawKind::Sequence | RawKind::Mapping => return Some(node),
            }
        }
    }

    /// The document that the node belongs to.
    pub fn document(self) -> &'d Document {
        self.document
    }

    /// The node's id.
    #[inline]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The bytes of the node as written: quotes and block indicators included, tag and anchor not;
    /// of a collection from its first byte to its last.
    pub fn span(self) -> Span {
        let row = self.row();
        Span::new(row.start, row.end)
    }

    /// The bytes that stand for a part of a scalar's [`text`](Self::text), given by its offsets in
    /// that text. The whole node where that cannot be told, as for an alias.
    pub fn span_of(self, part: Span) -> Span {
        align::span_of(self.document, self.row(), part).unwrap_or(self.span())
    }

    /// Where the bytes of a scalar's [`text`](Self::text) stand in the file, in their order; less than
    /// all of them where that cannot be told.
    pub fn runs(self) -> Vec<Run> {
        align::runs(self.document, self.row())
    }

    /// Whether nobody knows the value before a deployment, not even its type. Its text is one
    /// placeholder such as `${Timeout}`.
    #[inline]
    pub fn is_unknown(self) -> bool {
        self.has_flag(flag::UNKNOWN)
    }

    /// Whether the value is unknown, or is a text in which somebody fills the placeholders such as
    /// `${Function.Arn}` before the service reads it. Of a collection only whether it is unknown
    /// itself.
    #[inline]
    pub fn has_unknown(self) -> bool {
        self.has_flag(flag::UNKNOWN | flag::PARTLY_UNKNOWN)
    }

    /// Whether what the node holds, through an alias or not, has one of the flags.
    #[inline]
    fn has_flag(self, flags: u8) -> bool {
        self.content().is_some_and(|node| node.row().flags & flags != 0)
    }

    /// Whether the node does not stand in the file as it is: it is computed, or within a text.
    #[inline]
    pub fn is_derived(self) -> bool {
        self.row().flags & flag::DERIVED != 0
    }

    /// The nodes of the subtree as it is written: this one and all that is in it, in their order. What
    /// an alias stands for is not among them.
    pub fn ids(self) -> std::ops::RangeInclusive<NodeId> {
        self.id..=NodeId(self.row().next - 1)
    }

    /// Whether another node of the same collection follows this one at once.
    pub fn is_right_before(self, other: Node<'d>) -> bool {
        self.row().next == other.id.0
            && self.row().parent == other.row().parent
            && std::ptr::eq(self.document, other.document)
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
        // The row before is the key, unless the key is a collection.
        let before = self.with(self.id.0 - 1);
        if before.is_key() && before.row().parent == parent.id.0 {
            return Some(before);
        }
        parent.written_entries().find(|(_, value)| value.id == self.id).map(|(key, _)| key)
    }

    /// Of a key the value behind it.
    pub fn value_of_key(self) -> Option<Node<'d>> {
        let next = self.id.0 + 1;
        let has_one = self.is_key() && (next as usize) < self.document.len();
        // A value is written right behind its key.
        has_one.then(|| self.with(next)).filter(|value| value.row().parent == self.row().parent)
    }

    /// The node's pointer; of a key, that of its entry.
    pub fn pointer(self) -> Pointer {
        self.pointer_within(usize::MAX)
    }

    /// Where the node is. A pointer longer than
    /// [`POINTER_BYTES`](crate::limits::POINTER_BYTES) stops at an ancestor.
    pub fn location(self) -> Location {
        let pointer = self.pointer_within(POINTER_BYTES);
        Location::new(self.document.source(), self.span(), pointer)
    }

    fn pointer_within(self, bytes: usize) -> Pointer {
        let mut steps: Vec<Cow<'d, str>> = Vec::with_capacity(16);
        let mut node = self;
        while let Some(parent) = node.parent() {
            steps.push(if parent.row().kind == RawKind::Mapping {
                let key = if node.is_key() { Some(node) } else { node.key() };
                Cow::Borrowed(key.and_then(Node::text).unwrap_or_default())
            } else {
                Cow::Owned(positions::index_of(parent, node).to_string())
            });
            node = parent;
        }
        // With the slashes, and room for a few escapes.
        let length: usize = steps.iter().map(|step| step.len() + 1).sum();
        let mut pointer = Pointer::with_capacity(length.min(bytes) + 8);
        for step in steps.iter().rev() {
            if step.len() >= bytes.saturating_sub(pointer.as_str().len()) {
                break;
            }
            pointer.push(step);
        }
        pointer
    }

    /// The tag as written, such as `!Sub`.
    pub fn tag(self) -> Option<&'d str> {
        let node = self.content()?;
        let place = match node.row().tag {
            0 => return None,
            RARE_TAG => {
                let rare = &self.document.rare_tags;
                let at = rare.binary_search_by_key(&node.id.0, |(id, _)| *id).ok()?;
                rare[at].1 as usize
            }
            place => usize::from(place) - 1,
        };
        self.document.tags.get(place).map(String::as_str)
    }

    /// What the node holds. An alias without a target holds null.
    #[inline]
    pub fn kind(self) -> Kind {
        match self.content().map(|node| node.row().kind) {
            Some(RawKind::Sequence) => Kind::Sequence,
            Some(RawKind::Mapping) => Kind::Mapping,
            Some(RawKind::Scalar | RawKind::Alias) | None => Kind::Scalar,
        }
    }

    /// Whether the node holds a mapping.
    #[inline]
    pub fn is_mapping(self) -> bool {
        self.kind() == Kind::Mapping
    }

    /// Whether the node holds a list.
    pub fn is_sequence(self) -> bool {
        self.kind() == Kind::Sequence
    }

    /// The text of a scalar, whatever its type; without quotes, escapes and folds undone.
    #[inline]
    pub fn text(self) -> Option<&'d str> {
        self.document.row_text(self.content()?.row())
    }

    /// Whether the text of a scalar begins so. Asked of all nodes, it takes less time than their texts.
    #[inline]
    pub fn begins_with(self, prefix: &str) -> bool {
        let Some(node) = self.content() else { return false };
        let row = node.row();
        let is_slice = row.flags & flag::OWNED_TEXT == 0;
        let from = if is_slice { &self.document.text[..] } else { &self.document.side };
        let start = row.text as usize;
        row.kind == RawKind::Scalar
            && row.len as usize >= prefix.len()
            && from.as_bytes().get(start..start + prefix.len()) == Some(prefix.as_bytes())
    }

    /// A scalar's value; none for collections.
    #[inline]
    pub fn scalar(self) -> Option<Scalar<'d>> {
        let Some(node) = self.content() else { return Some(Scalar::Null) };
        let row = node.row();
        let text = self.document.row_text(row)?;
        if row.style != Style::Plain && row.tag == 0 {
            return Some(Scalar::String(text));
        }
        Some(Scalar::read(self.document.format_at(row.start), row.style, node.tag(), text))
    }

    /// The text that the service keeps of a scalar where it wants text. See [`Scalar::as_text`].
    pub fn as_text(self) -> Option<Cow<'d, str>> {
        self.scalar().map(Scalar::as_text)
    }

    /// The text of a scalar that is a string.
    pub fn as_str(self) -> Option<&'d str> {
        match self.scalar()? {
            Scalar::String(text) => Some(text),
            Scalar::Null | Scalar::Bool(_) | Scalar::Integer(_) | Scalar::Float(_) => None,
        }
    }

    /// The value of a scalar that is a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.scalar()? {
            Scalar::Bool(value) => Some(value),
            Scalar::Null | Scalar::Integer(_) | Scalar::Float(_) | Scalar::String(_) => None,
        }
    }

    /// The value of a scalar that is an integer of 64 bits.
    pub fn as_i64(self) -> Option<i64> {
        self.scalar()?.as_i64()
    }

    /// The value of a scalar that is a number.
    pub fn as_f64(self) -> Option<f64> {
        self.scalar()?.as_f64()
    }

    /// What the node holds as a JSON value, aliases replaced by their targets. Numbers that JSON has
    /// no form for become text.
    pub fn to_json(self) -> serde_json::Value {
        value::value(self)
    }

    /// Whether the node is null.
    #[inline]
    pub fn is_null(self) -> bool {
        matches!(self.scalar(), Some(Scalar::Null))
    }

    /// The children as written: of a mapping, keys and values in turn.
    #[inline]
    pub(crate) fn written_children(self) -> Items<'d> {
        let row = self.row();
        match row.kind {
            RawKind::Sequence | RawKind::Mapping => {
                Items::new(self.document, self.id.0 + 1, row.len)
            }
            RawKind::Scalar | RawKind::Alias => Items::none(self.document),
        }
    }

    /// The entries as written: superseded ones and merge keys, too.
    pub(crate) fn written_entries(self) -> impl Iterator<Item = (Node<'d>, Node<'d>)> {
        let mut children = self.written_children();
        std::iter::from_fn(move || children.next_entry())
    }

    /// The items of a list; none for anything else.
    #[inline]
    pub fn items(self) -> Items<'d> {
        match self.content() {
            Some(node) if node.row().kind == RawKind::Sequence => node.written_children(),
            _ => Items::none(self.document),
        }
    }

    /// The entries of a mapping, key and value, as the service sees them: of equal keys the last,
    /// and merged mappings in the place of their merge key. None for anything else.
    #[inline]
    pub fn entries(self) -> Entries<'d> {
        Entries::new(self.content().unwrap_or(self))
    }

    /// The value under `key`, of equal keys the last.
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The entry under `key`, of equal keys the last.
    pub fn entry(self, key: &str) -> Option<(Node<'d>, Node<'d>)> {
        crate::entries::find(self.content()?, key)
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
