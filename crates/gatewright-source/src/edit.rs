//! Changes of a document, written as changes of its text in the file's own style: comments, the
//! order of keys, quotes, indentation and all bytes that are not concerned stay as they are.
//!
//! ```
//! use gatewright_diagnostics::SourceId;
//! use gatewright_source::{Edit, Editor, apply, read};
//!
//! let text = "info:\n  title: 'Pets' # ours\n";
//! let document = read(SourceId(0), text.into()).value;
//! let info = document.at_pointer("/info").expect("it is there");
//! let edit = Edit::Insert { into: info.id(), key: "version".into(), value: "1.0".into() };
//! let edits = Editor::new(&document).text_edits(&[edit]).expect("it can be written");
//! assert_eq!(apply(text, &edits), "info:\n  title: 'Pets' # ours\n  version: '1.0'\n");
//! ```

mod block;
mod collection;
mod computed;
mod flow;
mod layout;
mod scalar;
mod set;
mod write;

use std::collections::BTreeMap;
use std::fmt;

use gatewright_diagnostics::Span;
use serde_json::Value;

use crate::document::{RawKind, flag};
use crate::edit::layout::Layout;
use crate::tree::offset;
use crate::{Document, Format, Node, NodeId, Style};

/// A change of the tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Puts a value in the place of another.
    Set {
        /// The value that goes.
        at: NodeId,
        /// The one that comes.
        value: Value,
    },
    /// Adds a member at the end of an object.
    Insert {
        /// The object.
        into: NodeId,
        /// The key.
        key: String,
        /// The value.
        value: Value,
    },
    /// Adds an item at the end of a list.
    Append {
        /// The list.
        to: NodeId,
        /// The item.
        value: Value,
    },
    /// Gives a member another key.
    Rename {
        /// The key that goes.
        key: NodeId,
        /// The one that comes.
        to: String,
    },
    /// Takes a member, by its value, or an item away.
    Remove {
        /// The value or item.
        at: NodeId,
    },
    /// Puts the items of a list in another order.
    Reorder {
        /// The list.
        of: NodeId,
        /// All its items.
        items: Vec<NodeId>,
    },
}

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes that go; empty where something is put in between.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// Why a change cannot be written as one of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwritable {
    /// The place is used several times, through an anchor and its aliases.
    Shared,
    /// The value has a tag, which would be another value's then.
    Tagged,
    /// There is a member of that name already.
    KeyTaken(String),
    /// Two changes concern the same text.
    Overlapping,
    /// The place does not stand in the file as it is, or what is new would not.
    Derived,
    /// The place is written in a way that is not understood well enough to change it.
    Layout,
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shared => f.write_str("the place is used several times, through an alias"),
            Self::Tagged => f.write_str("the value has a tag"),
            Self::KeyTaken(key) => write!(f, "there is a `{key}` already"),
            Self::Overlapping => f.write_str("two changes concern the same text"),
            Self::Derived => f.write_str("the value is computed and does not stand in the file"),
            Self::Layout => f.write_str("the place is written in an unusual way"),
        }
    }
}

impl std::error::Error for Unwritable {}

/// A text with changes made.
///
/// # Panics
///
/// If the changes are not in the order of the text, overlap, or are of another text.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut result = String::with_capacity(text.len() + added);
    let mut done = 0;
    for TextEdit { span, text: new } in edits {
        result.push_str(&text[done..span.range().start]);
        result.push_str(new);
        done = span.range().end;
    }
    result.push_str(&text[done..]);
    result
}

/// Writes changes of one document. What it has to know of the whole file it looks up once.
#[derive(Debug)]
pub struct Editor<'d> {
    document: &'d Document,
    layout: Layout<'d>,
    /// The targets of aliases, in order.
    shared: &'d [u32],
    /// Whether a change of what is shared is meant for all who share it.
    is_for_all: bool,
    /// Whether a comment may go with the value that it stands in.
    loses_comments: bool,
    /// Whether something is computed, or comes from several files.
    has_derived: bool,
    format: Format,
    /// Where the file ends.
    end: u32,
}

/// What is to become of the children of a collection.
#[derive(Debug, Default)]
struct Changes<'e> {
    removed: Vec<NodeId>,
    /// Of a mapping with keys.
    added: Vec<(Option<&'e str>, &'e Value)>,
}

impl<'d> Editor<'d> {
    /// An editor of that document.
    pub fn new(document: &'d Document) -> Self {
        Self {
            document,
            layout: Layout::of(document),
            shared: document.shared(),
            is_for_all: false,
            loses_comments: false,
            has_derived: !document.is_of_one_file()
                || document.rows.iter().any(|row| row.flags & flag::DERIVED != 0),
            format: document.format,
            end: offset(document.text.len()),
        }
    }

    /// The same editor for changes that mean all uses of a place at once, through its aliases, too.
    #[must_use]
    pub fn for_all_uses(self) -> Self {
        // Of a part of a file nobody knows all uses.
        Self { is_for_all: !self.document.is_assembled, ..self }
    }

    /// The same editor for changes that matter more than the comments within what they replace.
    #[must_use]
    pub fn losing_comments(self) -> Self {
        Self { loses_comments: true, ..self }
    }

    /// The changes of the text that make these of the tree, all of which are told in terms of the
    /// tree as it is. They are in the order of the text and do not overlap.
    pub fn text_edits(&self, edits: &[Edit]) -> Result<Vec<TextEdit>, Unwritable> {
        if !self.has_derived {
            return self.edits_of_part(edits);
        }
        for edit in edits {
            computed::check(self.document, edit)?;
        }
        let mut written = Vec::new();
        for part in self.document.parts() {
            let here: Vec<Edit> = edits
                .iter()
                .filter(|edit| {
                    let at = self.document.node(edit.node()).span().start;
                    self.document.part_at(at) == part
                })
                .cloned()
                .collect();
            if !here.is_empty() {
                let layout = Layout::of_part(self.document, part);
                let editor = Self { layout, format: part.format, end: part.span.end, ..*self };
                written.append(&mut editor.edits_of_part(&here)?);
            }
        }
        Ok(written)
    }

    /// The same of a document that is written in one file.
    fn edits_of_part(&self, edits: &[Edit]) -> Result<Vec<TextEdit>, Unwritable> {
        let mut written = Vec::new();
        let mut collections: BTreeMap<NodeId, Changes<'_>> = BTreeMap::new();
        for edit in edits {
            match edit {
                Edit::Set { at, value } => {
                    self.set(self.document.node(*at), value, &mut written)?;
                }
                Edit::Rename { key, to } => {
                    self.rename(self.document.node(*key), to, &mut written)?;
                }
                Edit::Reorder { of, items } => {
                    self.reorder(self.document.node(*of), items, &mut written)?;
                }
                Edit::Insert { into, key, value } => {
                    let changes = collections.entry(*into).or_default();
                    changes.added.push((Some(key), value));
                }
                Edit::Append { to, value } => {
                    collections.entry(*to).or_default().added.push((None, value));
                }
                Edit::Remove { at } => {
                    let parent = self.document.node(*at).parent().ok_or(Unwritable::Layout)?;
                    collections.entry(parent.id()).or_default().removed.push(*at);
                }
            }
        }
        // Where an inner and an outer collection end together, the inner one grows first.
        for (id, changes) in collections.iter().rev() {
            self.change(self.document.node(*id), changes, &mut written)?;
        }
        written.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let overlap = |pair: &[TextEdit]| pair[1].span.start < pair[0].span.end;
        if written.windows(2).any(overlap) {
            return Err(Unwritable::Overlapping);
        }
        // Without a line end behind it a block scalar would lose its own.
        let is_yaml = self.format == Format::Yaml;
        if let Some(last) = written.last_mut()
            && is_yaml
            && last.span.end == self.end
            && last.text.contains('\n')
        {
            last.text.push_str(self.layout.newline);
        }
        Ok(written)
    }

    fn rename(
        &self,
        key: Node<'d>,
        to: &str,
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        self.check_unshared(key)?;
        let mapping = key.parent().filter(|_| key.is_key()).ok_or(Unwritable::Layout)?;
        if mapping.written_entries().any(|(other, _)| other.text() == Some(to)) {
            return Err(Unwritable::KeyTaken(to.to_owned()));
        }
        if key.row().kind != RawKind::Scalar {
            return Err(Unwritable::Layout);
        }
        if key.row().tag != 0 {
            return Err(Unwritable::Tagged);
        }
        let text = match (self.format, key.style()) {
            (Format::Json, _) | (Format::Yaml, Style::DoubleQuoted) => scalar::double_quoted(to),
            (Format::Yaml, style) => {
                let place = scalar::Place { in_flow: mapping.style() == Style::Flow };
                scalar::in_style(to, style, place, &self.layout)
            }
        };
        written.push(TextEdit { span: key.span(), text });
        Ok(())
    }

    /// Whether a change of the node is a change of that place alone.
    fn check_unshared(&self, node: Node<'_>) -> Result<(), Unwritable> {
        let mut next = Some(node);
        while let Some(node) = next.filter(|_| !self.shared.is_empty() && !self.is_for_all) {
            if self.shared.binary_search(&node.id().0).is_ok() {
                return Err(Unwritable::Shared);
            }
            next = node.parent();
        }
        Ok(())
    }

    /// Whether nothing outside of a node refers to something within it.
    fn check_unused(&self, node: Node<'_>) -> Result<(), Unwritable> {
        let (start, end) = (node.id().0, node.row().next);
        let first = self.shared.partition_point(|id| *id < start);
        match self.shared.get(first) {
            Some(target) if *target < end => Err(Unwritable::Shared),
            Some(_) | None => Ok(()),
        }
    }

    fn text(&self) -> &'d str {
        &self.document.text
    }

    /// The text between two offsets.
    fn between(&self, start: u32, end: u32) -> &'d str {
        self.text().get(start as usize..end as usize).unwrap_or_default()
    }

    fn line_of(&self, at: u32) -> usize {
        self.document.lines().line_of(at as usize)
    }

    /// The offset at which the line of a byte starts.
    fn line_start(&self, at: u32) -> u32 {
        offset(self.document.lines().range(self.line_of(at)).start)
    }

    /// The offset at which the line of a byte ends, before what ends it.
    fn line_end(&self, at: u32) -> u32 {
        offset(self.document.lines().range(self.line_of(at)).end)
    }

    /// The offset at which the line after that of a byte starts; the end of the text without one.
    fn next_line(&self, at: u32) -> u32 {
        let lines = self.document.lines();
        let next = self.line_of(at) + 1;
        offset(if next < lines.count() { lines.range(next).start } else { self.text().len() })
            .min(self.end.max(at))
    }

    /// The bytes from the start of the line.
    fn column(&self, at: u32) -> usize {
        (at - self.line_start(at)) as usize
    }

    /// What the line of a byte starts with: blanks and tabs.
    fn indentation(&self, at: u32) -> &'d str {
        let line = self.between(self.line_start(at), self.line_end(at));
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// The comments that start between two offsets.
    fn comments(&self, start: u32, end: u32) -> &'d [Span] {
        let all = &self.document.comments;
        let first = all.partition_point(|comment| comment.start < start);
        let last = all.partition_point(|comment| comment.start < end);
        &all[first..last.max(first)]
    }

    /// Whether there is nothing but blanks, line ends, comments and these characters between two
    /// offsets: no tag, no anchor, no indicator.
    fn is_plain_gap(&self, mut start: u32, end: u32, allowed: &[char]) -> bool {
        let is_plain = |text: &str| text.chars().all(|c| c.is_whitespace() || allowed.contains(&c));
        for comment in self.comments(start, end) {
            if !is_plain(self.between(start, comment.start)) {
                return false;
            }
            start = comment.end;
        }
        is_plain(self.between(start.min(end), end))
    }
}

/// Whether the value of a node was left out.
fn is_missing(node: Node<'_>) -> bool {
    node.row().flags & flag::MISSING != 0
}
