//! Documents made of parts of others: a definition that stands in a template, with what the template
//! puts into it.
//!
//! Nodes that are written somewhere keep their places there, so that findings point at the text that
//! people edit, and edits change it. What is computed is *derived*: a text of its own over the place
//! that asks for it.
//!
//! It is one file, since what is copied, opened and computed shares the rows that it is added to.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use gatewright_diagnostics::{SourceId, Span};
use serde_json::Value;

use crate::document::{NO_NODE, NodeId, RawKind, Row, flag, height};
use crate::entries::LARGE;
use crate::limits::{DEPTH, NODES};
use crate::lines::LineIndex;
use crate::parts::Part;
use crate::runs::{self, Run};
use crate::tree::{Text, Tree, offset};
use crate::{Document, Format, Kind, Node, Style};

/// How far a value is known before somebody deploys it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// As it is.
    Wholly,
    /// Its text has placeholders such as `${Name}` that somebody fills in before the service reads it.
    Partly,
    /// Not at all, not even its type; its text is one placeholder.
    Not,
}

/// A file within an [`Assembly`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartId(usize);

#[derive(Debug)]
enum Places {
    /// From the byte where the file begins in the whole text.
    From(u32),
    /// Of a text within another, whose bytes stand where these say.
    Runs { base: u32, runs: Vec<Run>, is_as_written: bool },
}

/// A collection that is not closed yet.
#[derive(Debug)]
struct Open {
    id: u32,
    end: u32,
    /// How many children are written there; none of a derived one.
    written: Option<u32>,
}

/// Makes a document of parts of others.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_source::{Assembly, Format, Known, read};
///
/// let text = "Body:\n  swagger: '2.0'\n  host: !Ref Host\n";
/// let outer = read(SourceId(0), text.into()).value;
/// let body = outer.at_pointer("/Body").expect("it is there");
///
/// let mut assembly = Assembly::new(&outer);
/// let file = assembly.add(&outer);
/// assembly.open(file, body);
/// for (key, value) in body.entries() {
///     assembly.copy(file, key);
///     match value.tag() {
///         Some("!Ref") => assembly.text_of(file, value, value, "${Host}", Known::Not),
///         _ => assembly.copy(file, value),
///     }
/// }
/// assembly.close();
/// let document = assembly.finish();
///
/// let host = document.at_pointer("/host").expect("it is there");
/// assert!(host.is_unknown() && host.text() == Some("${Host}"));
/// assert_eq!(&text[host.span().range()], "Host");
/// ```
#[derive(Debug)]
pub struct Assembly {
    source: SourceId,
    format: Format,
    /// That of the first document as long as there is no other part, as are the lines and comments.
    text: Arc<String>,
    lines: Arc<OnceLock<LineIndex>>,
    comments: Arc<Vec<Span>>,
    parts: Vec<Part>,
    places: Vec<Places>,
    tree: Tree,
    open: Vec<Open>,
    is_full: bool,
    /// How many collections are open that are left out.
    left_out: usize,
    /// Nodes whose text aliases stand for, too, wherever they are.
    shared: Vec<u32>,
}

impl Assembly {
    /// Nothing yet; what comes of it has the number and the format of the file `main`.
    pub fn new(main: &Document) -> Self {
        Self::of(main.source(), main.format())
    }

    /// Nothing yet; what comes of it has that number and format.
    pub fn of(source: SourceId, format: Format) -> Self {
        Self {
            source,
            format,
            text: Arc::default(),
            lines: Arc::default(),
            comments: Arc::default(),
            parts: Vec::new(),
            places: Vec::new(),
            tree: Tree::default(),
            open: Vec::new(),
            is_full: false,
            left_out: 0,
            shared: Vec::new(),
        }
    }

    /// Takes the text and the comments of a file in, or of the files that a document is made of.
    pub fn add(&mut self, document: &Document) -> PartId {
        let is_first = self.parts.is_empty();
        let part = if is_first {
            (self.text, self.lines) = (Arc::clone(&document.text), Arc::clone(&document.lines));
            self.add_part(document.source(), document.format(), 0)
        } else {
            self.add_text(document.source(), document.format(), document.text())
        };
        let base = self.base(part);
        if !document.is_of_one_file() {
            self.parts.pop();
            let moved = document.parts().iter().map(|it| Part {
                span: Span::new(it.span.start + base, it.span.end + base),
                ..*it
            });
            self.parts.extend(moved);
        }
        if is_first && self.comments.is_empty() {
            self.comments = Arc::clone(&document.comments);
        } else if !document.comments.is_empty() {
            let comments = document.comments.iter();
            let comments = comments.map(|it| Span::new(it.start + base, it.end + base));
            Arc::make_mut(&mut self.comments).extend(comments);
        }
        part
    }

    /// Takes the text of a file in that is no document itself.
    pub fn add_text(&mut self, source: SourceId, format: Format, text: &str) -> PartId {
        self.lines = Arc::default();
        let whole = Arc::make_mut(&mut self.text);
        if !whole.is_empty() && !whole.ends_with('\n') {
            whole.push('\n');
        }
        let start = offset(whole.len());
        whole.push_str(text);
        self.add_part(source, format, start)
    }

    /// The part that begins there and ends with the text.
    fn add_part(&mut self, source: SourceId, format: Format, start: u32) -> PartId {
        let span = Span::new(start, offset(self.text.len()));
        self.parts.push(Part { source, span, format });
        self.places.push(Places::From(start));
        PartId(self.places.len() - 1)
    }

    /// Says where comments stand in a text that is no document itself.
    pub fn add_comments(&mut self, part: PartId, comments: &[Span]) {
        let comments: Vec<_> = comments.iter().map(|it| self.at(part, *it)).collect();
        Arc::make_mut(&mut self.comments).extend(comments);
    }

    /// Takes a document in that stands as a text within the file `part`: `runs` say where.
    pub fn add_inside(&mut self, part: PartId, inner: &Document, runs: Vec<Run>) -> PartId {
        let base = self.base(part);
        // Moved as a whole, it is still written as its format is.
        let is_as_written = runs::is_moved(&runs, inner.text().len());
        self.places.push(Places::Runs { base, runs, is_as_written });
        let id = PartId(self.places.len() - 1);
        if is_as_written && !inner.comments.is_empty() {
            let comments: Vec<_> = inner.comments().iter().map(|it| self.at(id, *it)).collect();
            Arc::make_mut(&mut self.comments).extend(comments);
        }
        id
    }

    fn base(&self, part: PartId) -> u32 {
        match &self.places[part.0] {
            Places::From(base) | Places::Runs { base, .. } => *base,
        }
    }

    /// A span of a part as one of the whole text.
    pub fn at(&self, part: PartId, span: Span) -> Span {
        match &self.places[part.0] {
            Places::From(base) => Span::new(span.start + base, span.end + base),
            Places::Runs { base, runs, .. } => {
                let span = runs::outer(runs, span);
                Span::new(span.start + base, span.end + base)
            }
        }
    }

    /// Whether the limits of documents are reached; what is added from then on is left out.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    fn fits(&self, nodes: usize) -> bool {
        self.tree.rows.len() + nodes <= NODES
    }

    fn has_room(&mut self, nodes: usize) -> bool {
        self.is_full |= !self.fits(nodes);
        !self.is_full && self.left_out == 0
    }

    /// Whether a collection may be opened; one that may not is left out.
    fn may_open(&mut self, at: Span) -> bool {
        if self.has_room(1) && self.tree.depth() < DEPTH {
            return true;
        }
        self.value_row(at, "", Style::Plain, Known::Not);
        self.is_full = true;
        self.left_out += 1;
        false
    }

    /// Adds what a node holds as it is written, with all that is in it.
    pub fn copy(&mut self, part: PartId, node: Node<'_>) {
        self.copy_as(part, node, 0);
    }

    /// Adds what a node holds as a value that cannot be edited here, since it stands elsewhere as well.
    pub fn repeat(&mut self, part: PartId, node: Node<'_>) {
        self.copy_as(part, node, flag::DERIVED);
    }

    fn copy_as(&mut self, part: PartId, node: Node<'_>, flags: u8) {
        let at = self.at(part, node.span());
        let Some(content) = node.content() else {
            self.plain(at, "", Known::Wholly);
            return;
        };
        if content == node {
            self.copy_content(part, content, flags);
            return;
        }
        // The alias stands in its collection; what is in it stands at the anchor.
        let to = self.tree.rows.len();
        self.copy_content(part, content, flag::DERIVED);
        if let Some(row) = self.tree.rows.get_mut(to) {
            (row.start, row.end) = (at.start, at.end);
        }
    }

    fn copy_content(&mut self, part: PartId, content: Node<'_>, flags: u8) {
        let document = content.document();
        if !has_alias(document, rows_of(content)) {
            self.copy_alone(part, content, flags);
            return;
        }
        // What an alias stands for is written elsewhere, perhaps outside of what is copied.
        self.open_as(part, content, flags);
        if self.left_out == 0 {
            for (key, value) in content.entries() {
                self.copy_as(part, key, flags);
                self.copy_as(part, value, flags);
            }
            for item in content.items() {
                self.copy_as(part, item, flags);
            }
        }
        self.close();
    }

    /// Adds nodes that are next to one another in one collection, with all that is in them, as they are
    /// written: of a mapping whole entries, into a mapping. It does what [`copy`](Self::copy) of each of
    /// them does, and takes less time.
    pub fn copy_all(&mut self, part: PartId, first: Node<'_>, last: Node<'_>) {
        let from = first.document();
        let rows = first.id().0..last.row().next;
        let is_simple = from.shared().is_empty()
            && !has_alias(from, rows.clone())
            && self.may_copy(from, rows.clone());
        if is_simple {
            self.copy_rows(part, from, rows, 0);
            return;
        }
        let mut next = rows.start;
        while next < rows.end {
            let node = from.node(NodeId(next));
            self.copy(part, node);
            next = node.row().next;
        }
    }

    /// Whether the limits allow nodes without aliases.
    fn may_copy(&self, from: &Document, rows: Range<u32>) -> bool {
        // Of what is far from the limit nobody needs to know how deep it is.
        let is_deep = self.tree.depth() + from.height > DEPTH && {
            let within = &from.rows[rows.start as usize..rows.end as usize];
            self.tree.depth() + height(rows.start, within) > DEPTH
        };
        !self.is_full && self.left_out == 0 && self.fits(rows.len()) && !is_deep
    }

    /// Adds a subtree without aliases.
    fn copy_alone(&mut self, part: PartId, node: Node<'_>, flags: u8) {
        let (from, rows) = (node.document(), rows_of(node));
        if !self.may_copy(from, rows.clone()) {
            let at = self.at(part, node.span());
            self.value_row(at, "", Style::Plain, Known::Not);
            self.is_full = true;
            return;
        }
        // These flags belong to the place, not to the node.
        let key = if self.tree.wants_key() { flag::KEY } else { 0 };
        let to = self.tree.rows.len();
        self.copy_rows(part, from, rows, flags);
        let row = &mut self.tree.rows[to];
        row.flags = row.flags & !(flag::KEY | flag::SUPERSEDED) | key;
        // What aliases elsewhere stand for, too.
        let shared = from.shared_within(node);
        self.shared.extend(shared.into_iter().map(|id| id + offset(to)));
    }

    /// Adds siblings without aliases, with all that is in them.
    fn copy_rows(&mut self, part: PartId, from: &Document, rows: Range<u32>, flags: u8) {
        let (first, to) = (rows.start, offset(self.tree.rows.len()));
        let moved = match &self.places[part.0] {
            Places::From(base) => Some(*base),
            Places::Runs { .. } => None,
        };
        let flags = flags | self.own_flags(part);
        let base = moved.unwrap_or(0);
        let outer = from.rows[first as usize].parent;
        let parent = self.tree.parent();
        let (by, mut children) = (to.wrapping_sub(first), 0);
        let mut special = Vec::new();
        let copied =
            (first..).zip(&from.rows[first as usize..rows.end as usize]).map(|(id, row)| {
                let (is_outer, is_owned) = (row.parent == outer, row.flags & flag::OWNED_TEXT != 0);
                children += u32::from(is_outer);
                let is_large = row.len > 2 * LARGE && row.kind != RawKind::Scalar;
                if is_owned || is_large || row.tag != 0 || moved.is_none() {
                    special.push(id);
                }
                Row {
                    start: row.start + base,
                    end: row.end + base,
                    parent: if is_outer {
                        parent.unwrap_or(NO_NODE)
                    } else {
                        row.parent.wrapping_add(by)
                    },
                    next: row.next.wrapping_add(by),
                    text: if is_owned { row.text } else { row.text + base },
                    flags: row.flags | flags,
                    tag: 0,
                    ..*row
                }
            });
        self.tree.rows.extend(copied);
        if let Some(parent) = parent {
            self.tree.rows[parent as usize].len += children;
        }
        self.tree.height = self.tree.height.max(self.tree.depth() + from.height);
        for id in special {
            self.finish_row(part, from, id, id.wrapping_add(by), moved.is_some());
        }
        if !from.duplicates.is_empty() {
            let is_in =
                |id: &NodeId| rows.contains(&id.0) && from.rows[id.0 as usize].parent != outer;
            let shifted = |id: NodeId| NodeId(id.0.wrapping_add(by));
            let pairs = from.duplicates.iter().filter(|(earlier, _)| is_in(earlier));
            self.tree.duplicates.extend(pairs.map(|(a, b)| (shifted(*a), shifted(*b))));
        }
    }

    /// Does to a row that was copied from `id` to `to` what few rows need.
    fn finish_row(&mut self, part: PartId, from: &Document, id: u32, to: u32, is_moved: bool) {
        let row = &from.rows[id as usize];
        if !is_moved {
            let at = self.at(part, Span::new(row.start, row.end));
            let new = &mut self.tree.rows[to as usize];
            (new.start, new.end) = (at.start, at.end);
        }
        if row.kind == RawKind::Scalar && (!is_moved || row.flags & flag::OWNED_TEXT != 0) {
            let text = self.own(from.row_text(row).unwrap_or_default());
            let new = &mut self.tree.rows[to as usize];
            new.text = text;
            new.flags |= flag::OWNED_TEXT;
        }
        if row.kind != RawKind::Scalar && row.len > 2 * LARGE {
            self.tree.large.push(to);
        }
        if row.tag != 0
            && let Some(tag) = from.node(NodeId(id)).tag()
        {
            self.tree.tag(to, tag);
        }
    }

    /// What holds for everything of a part.
    fn own_flags(&self, part: PartId) -> u8 {
        match &self.places[part.0] {
            Places::Runs { is_as_written: false, .. } => flag::DERIVED,
            Places::From(_) | Places::Runs { .. } => 0,
        }
    }

    /// Keeps a text that does not stand in the files.
    fn own(&mut self, text: &str) -> u32 {
        let start = offset(self.tree.side.len());
        self.tree.side.push_str(text);
        start
    }

    /// Begins a collection that is written at a node; its children follow, and [`close`](Self::close).
    pub fn open(&mut self, part: PartId, node: Node<'_>) {
        self.open_as(part, node, 0);
    }

    fn open_as(&mut self, part: PartId, node: Node<'_>, flags: u8) {
        let flags = if node.content() == Some(node) { flags } else { flag::DERIVED };
        let at = self.at(part, node.span());
        let Some(content) = node.content() else {
            self.open_at(Kind::Mapping, at);
            return;
        };
        if !self.may_open(at) {
            return;
        }
        let row = content.row();
        let kind = if row.kind == RawKind::Sequence { row.kind } else { RawKind::Mapping };
        if self.tree.rows.is_empty() {
            // Most of it will be what is written there.
            self.tree.rows.reserve(rows_of(content).len());
        }
        let id = self.tree.open(at.start, kind, row.style);
        let own = row.flags & flag::DERIVED | self.own_flags(part);
        self.tree.rows[id as usize].flags |= flags | own;
        let shared = content.document().shared();
        let is_shared = |it: Node<'_>| shared.binary_search(&it.id().0).is_ok();
        if !shared.is_empty()
            && std::iter::successors(Some(content), |it| it.parent()).any(is_shared)
        {
            self.shared.push(id);
        }
        // Through a merge key there are more than are written.
        let written = if row.flags & flag::HAS_MERGE == 0 { row.len } else { NO_NODE };
        self.open.push(Open { id, end: at.end, written: Some(written) });
    }

    /// Begins a collection that is computed, over the place that asks for it.
    ///
    /// # Panics
    ///
    /// If a scalar is asked for.
    pub fn open_at(&mut self, kind: Kind, at: Span) {
        let kind = match kind {
            Kind::Sequence => RawKind::Sequence,
            Kind::Mapping => RawKind::Mapping,
            Kind::Scalar => panic!("a scalar has no children"),
        };
        if !self.may_open(at) {
            return;
        }
        let id = self.tree.open(at.start, kind, Style::Flow);
        self.tree.rows[id as usize].flags |= flag::DERIVED;
        self.open.push(Open { id, end: at.end, written: None });
    }

    /// Ends the collection that was begun last.
    pub fn close(&mut self) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        let Some(Open { id, end, written }) = self.open.pop() else { return };
        self.tree.close(&self.text, end);
        let row = &mut self.tree.rows[id as usize];
        // Where children are missing or more, an edit of the list of them would not know the others.
        if written.is_some_and(|written| written != row.len) {
            row.flags |= flag::DERIVED;
        }
    }

    /// Adds a text that is computed, over the place that asks for it: a key or a value.
    pub fn text(&mut self, at: Span, text: &str, known: Known) {
        self.value_row(at, text, Style::DoubleQuoted, known);
    }

    /// Adds a text that is computed at a node from the scalar `inner`, which is that node or within it:
    /// where the text is the same, parts of it have their places.
    pub fn text_of(
        &mut self,
        part: PartId,
        node: Node<'_>,
        inner: Node<'_>,
        text: &str,
        known: Known,
    ) {
        let (whole, inner) = (node.content().unwrap_or(node), inner.content().unwrap_or(inner));
        let at = self.at(part, whole.span());
        let is_moved = matches!(self.places[part.0], Places::From(_));
        let is_slice = inner.row().flags & flag::OWNED_TEXT == 0;
        if inner.text() != Some(text) || !is_moved || !(is_slice || inner == whole) {
            self.text(at, text, known);
            return;
        }
        let to = offset(self.tree.rows.len());
        self.copy_alone(part, inner, flag::DERIVED);
        let format = self.part_format(part);
        let Some(row) = self.tree.rows.get_mut(to as usize) else { return };
        row.flags |= flag_of(known);
        (row.start, row.end) = (at.start, at.end);
        match (row.style, format) {
            (Style::Plain, Format::Yaml) => self.tree.tag(to, "!!str"),
            (Style::Plain, Format::Json) => row.style = Style::DoubleQuoted,
            _ => {}
        }
    }

    fn part_format(&self, part: PartId) -> Format {
        let base = self.base(part);
        self.parts.iter().rev().find(|it| it.span.start <= base).map_or(self.format, |it| it.format)
    }

    /// Adds a scalar without quotes that is computed, typed by its text as `true`, `5000` and `null`
    /// are; without any text it is null.
    pub fn plain(&mut self, at: Span, text: &str, known: Known) {
        self.value_row(at, text, Style::Plain, known);
    }

    fn value_row(&mut self, at: Span, text: &str, style: Style, known: Known) {
        if !self.has_room(1) {
            return;
        }
        let start = self.own(text);
        let place = Text::Owned(start, offset(self.tree.side.len()));
        let id = self.tree.scalar((at.start, at.end), place, style);
        self.tree.rows[id as usize].flags |= flag::DERIVED | flag_of(known);
    }

    /// Adds a value that is computed, with all that is in it.
    pub fn value(&mut self, at: Span, value: &Value) {
        match value {
            Value::Null => self.plain(at, "", Known::Wholly),
            Value::Bool(it) => self.plain(at, if *it { "true" } else { "false" }, Known::Wholly),
            Value::Number(it) => self.plain(at, &it.to_string(), Known::Wholly),
            Value::String(it) => self.text(at, it, Known::Wholly),
            Value::Array(items) => {
                self.open_at(Kind::Sequence, at);
                for item in items {
                    self.value(at, item);
                }
                self.close();
            }
            Value::Object(members) => {
                self.open_at(Kind::Mapping, at);
                for (key, member) in members {
                    self.text(at, key, Known::Wholly);
                    self.value(at, member);
                }
                self.close();
            }
        }
    }

    /// The document, with all that is open closed. Its text is that of the parts.
    pub fn finish(mut self) -> Document {
        while !self.open.is_empty() {
            self.close();
        }
        if self.parts.is_empty() {
            let (source, format) = (self.source, self.format);
            self.parts.push(Part { source, span: Span::default(), format });
        }
        if !self.comments.is_sorted_by_key(|comment| comment.start) {
            Arc::make_mut(&mut self.comments).sort_by_key(|comment| comment.start);
        }
        let mut document = Document::new(self.source, self.format, String::new(), self.tree);
        (document.text, document.lines) = (self.text, self.lines);
        document.comments = self.comments;
        document.parts = self.parts;
        document.is_assembled = true;
        document.shared_beside = self.shared;
        document.is_ordered = document.rows.is_sorted_by_key(|row| row.start);
        document
    }
}

fn has_alias(document: &Document, rows: Range<u32>) -> bool {
    let mut rows = document.rows[rows.start as usize..rows.end as usize].iter();
    document.has_alias && rows.any(|row| row.kind == RawKind::Alias)
}

/// The rows of a subtree.
fn rows_of(node: Node<'_>) -> Range<u32> {
    node.id().0..node.row().next
}

fn flag_of(known: Known) -> u8 {
    match known {
        Known::Wholly => 0,
        Known::Partly => flag::PARTLY_UNKNOWN,
        Known::Not => flag::UNKNOWN,
    }
}

#[cfg(test)]
mod tests;
