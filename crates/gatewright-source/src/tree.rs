//! The arena under construction: both readers append nodes here, in source order.

use std::collections::HashMap;

use gatewright_diagnostics::Span;

use crate::document::{NO_NODE, NodeId, RARE_TAG, RawKind, Row, flag};
use crate::entries::LARGE;
use crate::limits::Limits;
use crate::problem::{Problems, Stop, character};
use crate::{Style, duplicates};

/// What a reader has read so far.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) rows: Vec<Row>,
    pub(crate) side: String,
    pub(crate) tags: Vec<String>,
    /// Nodes whose tag's place does not fit into their row, and that place.
    pub(crate) rare_tags: Vec<(u32, u32)>,
    pub(crate) comments: Vec<Span>,
    pub(crate) duplicates: Vec<(NodeId, NodeId)>,
    pub(crate) problems: Problems,
    pub(crate) large: Vec<u32>,
    /// No more collections than so many are within one another.
    pub(crate) height: usize,
    pub(crate) has_alias: bool,
    tag_places: HashMap<String, u32>,
    /// The collections that are not closed yet.
    open: Vec<u32>,
    finder: duplicates::Finder,
}

/// Where the text of a scalar is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Text {
    /// In the source.
    Slice(u32, u32),
    /// In the side string.
    Owned(u32, u32),
}

/// The length of something in the file, whose size [`read`](crate::read) limits.
#[expect(clippy::cast_possible_truncation, reason = "files above 4 GiB are refused before")]
pub(crate) fn offset(len: usize) -> u32 {
    len as u32
}

impl Tree {
    /// A tree of nodes that were read before, in which nothing is open.
    pub(crate) fn of(rows: Vec<Row>, side: String, tags: Vec<String>, height: usize) -> Self {
        Self { rows, side, tags, height, ..Self::default() }
    }

    /// An empty tree for a text of that many bytes.
    pub(crate) fn for_text(text: &str) -> Self {
        // One node for each twenty bytes is what definitions have.
        Self { rows: Vec::with_capacity(text.len() / 20 + 8), ..Self::default() }
    }

    /// The number of collections that are not closed yet.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Stops at the byte `at` of the source where no collection may be opened any more.
    #[inline]
    pub(crate) fn check(&self, source: &str, at: usize, limits: &Limits) -> Result<(), Stop> {
        if self.open.len() >= limits.depth {
            return Err(limits.too_deep(character(source, at)));
        }
        self.check_nodes(source, at, limits)
    }

    /// Stops at the byte `at` of the source where no node may be added any more.
    #[inline]
    pub(crate) fn check_nodes(&self, source: &str, at: usize, limits: &Limits) -> Result<(), Stop> {
        if self.rows.len() >= limits.nodes {
            return Err(limits.too_many(character(source, at)));
        }
        Ok(())
    }

    /// Whether the next node is the key of an entry.
    pub(crate) fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|&parent| {
            let parent = &self.rows[parent as usize];
            parent.kind == RawKind::Mapping && parent.len.is_multiple_of(2)
        })
    }

    /// The text of a scalar.
    pub(crate) fn text<'t>(&'t self, row: &Row, source: &'t str) -> Option<&'t str> {
        (row.kind == RawKind::Scalar).then(|| row.slice(source, &self.side)).flatten()
    }

    /// The innermost open collection.
    pub(crate) fn parent(&self) -> Option<u32> {
        self.open.last().copied()
    }

    /// Whether a node is a collection that is not closed yet.
    pub(crate) fn is_open(&self, id: u32) -> bool {
        self.open.contains(&id)
    }

    /// Makes room for more nodes: by a quarter, since doubling would hold twice the memory that is
    /// needed.
    #[cold]
    fn grow(&mut self) {
        self.rows.reserve_exact(self.rows.len() / 4 + 16);
    }

    #[inline]
    fn push(&mut self, mut row: Row) -> u32 {
        let id = offset(self.rows.len());
        if let Some(&parent) = self.open.last() {
            row.parent = parent;
            let parent = &mut self.rows[parent as usize];
            if parent.kind == RawKind::Mapping && parent.len.is_multiple_of(2) {
                row.flags |= flag::KEY;
            }
            parent.len += 1;
        }
        row.next = id + 1;
        if self.rows.len() == self.rows.capacity() {
            self.grow();
        }
        self.rows.push(row);
        id
    }

    /// Adds a scalar.
    #[inline]
    pub(crate) fn scalar(&mut self, span: (u32, u32), text: Text, style: Style) -> u32 {
        let (text, len, flags) = match text {
            Text::Slice(start, end) => (start, end - start, 0),
            Text::Owned(start, end) => (start, end - start, flag::OWNED_TEXT),
        };
        self.push(Row {
            start: span.0,
            end: span.1,
            parent: NO_NODE,
            next: 0,
            text,
            len,
            kind: RawKind::Scalar,
            style,
            flags,
            tag: 0,
        })
    }

    /// Adds the null that stands where a value was left out.
    pub(crate) fn missing(&mut self, at: u32) -> u32 {
        let id = self.scalar((at, at), Text::Slice(at, at), Style::Plain);
        self.rows[id as usize].flags |= flag::MISSING;
        id
    }

    /// Adds an alias of `target`.
    pub(crate) fn alias(&mut self, span: (u32, u32), target: u32) -> u32 {
        self.has_alias = true;
        self.push(Row {
            start: span.0,
            end: span.1,
            parent: NO_NODE,
            next: 0,
            text: target,
            len: 0,
            kind: RawKind::Alias,
            style: Style::Alias,
            flags: 0,
            tag: 0,
        })
    }

    /// Adds a collection, which stays open.
    #[inline]
    pub(crate) fn open(&mut self, start: u32, kind: RawKind, style: Style) -> u32 {
        let id = self.push(Row {
            start,
            end: start,
            parent: NO_NODE,
            next: 0,
            text: 0,
            len: 0,
            kind,
            style,
            flags: 0,
            tag: 0,
        });
        self.open.push(id);
        self.height = self.height.max(self.open.len());
        id
    }

    /// Closes the innermost open collection, which ends before the byte `end`.
    #[inline]
    pub(crate) fn close(&mut self, source: &str, end: u32) {
        let Some(&id) = self.open.last() else { return };
        if self.rows[id as usize].kind == RawKind::Mapping {
            if !self.rows[id as usize].len.is_multiple_of(2) {
                self.missing(end);
            }
            let rows = &mut self.rows;
            self.finder.find(rows, source, &self.side, id, &mut self.duplicates);
        }
        self.open.pop();
        let next = offset(self.rows.len());
        let row = &mut self.rows[id as usize];
        if row.len > 2 * LARGE {
            self.large.push(id);
        }
        row.end = end;
        row.next = next;
    }

    /// Finds equal keys anew, since their texts are others now.
    pub(crate) fn find_duplicates(&mut self, source: &str) {
        self.duplicates.clear();
        let mut mappings: Vec<u32> = Vec::new();
        for (id, row) in (0..).zip(&mut self.rows) {
            row.flags &= !flag::SUPERSEDED;
            if row.kind == RawKind::Mapping {
                mappings.push(id);
            }
        }
        // As they were closed: inner ones before the outer one.
        mappings.sort_by_key(|id| (self.rows[*id as usize].next, std::cmp::Reverse(*id)));
        for id in mappings {
            self.finder.find(&mut self.rows, source, &self.side, id, &mut self.duplicates);
        }
    }

    /// Closes all that is open, where reading stopped.
    pub(crate) fn close_all(&mut self, source: &str, end: u32) {
        while !self.open.is_empty() {
            self.close(source, end);
        }
    }

    /// Gives a node a tag.
    pub(crate) fn tag(&mut self, id: u32, tag: &str) {
        let place = if let Some(&place) = self.tag_places.get(tag) {
            place
        } else {
            let place = offset(self.tags.len());
            self.tags.push(tag.to_owned());
            self.tag_places.insert(tag.to_owned(), place);
            place
        };
        let short = u8::try_from(place + 1).unwrap_or(RARE_TAG);
        self.rows[id as usize].tag = short;
        if short == RARE_TAG {
            self.rare_tags.push((id, place));
        }
    }
}
