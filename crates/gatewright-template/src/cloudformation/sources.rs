//! The files that a template is made of: itself, and those that it includes, each read once.

use std::cell::{Cell, OnceCell};

use gatewright_diagnostics::{Checked, Diagnostic, SourceId};
use gatewright_source::{Document, Format, Node, NodeId, Run, Style};

use super::text::DYNAMIC;
use crate::written_call::short_form;

/// More files than this are not included.
const MOST: usize = 1000;

/// A file, or a text within one.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) document: Document,
    /// What was noticed when it was read.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Of a text within another file: in which one, and where its bytes stand there.
    pub(super) within: Option<(SourceId, Vec<Run>)>,
    pub(super) short_forms: ShortForms,
    /// The nodes that are not simply what is written there.
    marks: Vec<NodeId>,
    /// Which of the marks the last answer was.
    next: Cell<usize>,
    pub(super) has_dynamic_references: bool,
}

/// Whether functions have short forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShortForms {
    Understood,
    /// As in included files (*`AWS::Include` transform*).
    Ignored,
}

impl Source {
    pub(super) fn new(read: Checked<Document>, short_forms: ShortForms) -> Self {
        let Checked { value: document, diagnostics } = read;
        let has_dynamic_references =
            memchr::memmem::find(document.text().as_bytes(), DYNAMIC.as_bytes()).is_some();
        let has_short_forms =
            short_forms == ShortForms::Understood && document.format() == Format::Yaml;
        let is_mark = |node: &Node<'_>| {
            if node.is_key() {
                return node.begins_with("Fn::")
                    || (node.begins_with("Ref") && node.text() == Some("Ref"));
            }
            node.style() == Style::Alias
                || (has_short_forms && short_form(*node).is_some())
                || (has_dynamic_references && node.text().is_some_and(|it| it.contains(DYNAMIC)))
        };
        let marks = document.nodes().filter(is_mark).map(Node::id).collect();
        let (within, next) = (None, Cell::new(0));
        Self { document, diagnostics, within, short_forms, marks, next, has_dynamic_references }
    }

    /// A text within another file, which has no functions of its own.
    pub(super) fn inside(read: Checked<Document>, outer: SourceId, runs: Vec<Run>) -> Self {
        Self { within: Some((outer, runs)), ..Self::new(read, ShortForms::Ignored) }
    }

    /// Whether all of a subtree is as it is written.
    pub(super) fn is_plain(&self, node: Node<'_>) -> bool {
        let Some(node) = node.content() else { return true };
        self.is_plain_through(node, node)
    }

    /// Whether all of siblings next to one another is as it is written, and no alias.
    pub(super) fn is_plain_through(&self, first: Node<'_>, last: Node<'_>) -> bool {
        let (start, end) = (first.id(), *last.ids().end());
        self.mark_from(start).is_none_or(|mark| mark > end)
    }

    /// The first mark that is not before a node. Who asks for one node after the other waits for no
    /// search.
    fn mark_from(&self, start: NodeId) -> Option<NodeId> {
        let next = self.next.get();
        let is_next = |next: usize| {
            let before = next.checked_sub(1).map(|before| self.marks[before]);
            before.is_none_or(|it| it < start) && self.marks.get(next).is_none_or(|it| *it >= start)
        };
        let found =
            if is_next(next) { next } else { self.marks.partition_point(|mark| *mark < start) };
        self.next.set(found);
        self.marks.get(found).copied()
    }
}

/// Sources that stay where they are, so that values may point into all of them.
#[derive(Debug)]
pub(super) struct Sources {
    slots: Vec<OnceCell<Box<Source>>>,
    used: Cell<usize>,
}

impl Sources {
    /// With the template itself.
    pub(super) fn new(main: Source) -> Self {
        let slots: Vec<OnceCell<Box<Source>>> = (0..MOST).map(|_| OnceCell::new()).collect();
        let sources = Self { slots, used: Cell::new(0) };
        sources.add(main);
        sources
    }

    /// Adds one; none if there are too many.
    pub(super) fn add(&self, source: Source) -> Option<&Source> {
        let slot = self.slots.get(self.used.get())?;
        self.used.set(self.used.get() + 1);
        Some(slot.get_or_init(|| Box::new(source)))
    }

    fn all(&self) -> impl Iterator<Item = &Source> {
        self.slots[..self.used.get()].iter().filter_map(|it| it.get().map(Box::as_ref))
    }

    /// The template itself.
    pub(super) fn main(&self) -> &Source {
        self.all().next().expect("it was added first")
    }

    /// The source that a node is of.
    pub(super) fn of(&self, node: Node<'_>) -> &Source {
        let is_of = |it: &&Source| std::ptr::eq(&raw const it.document, node.document());
        self.all().find(is_of).expect("nodes are of documents that are here")
    }

    /// The file of that number, if it was included before.
    pub(super) fn file(&self, number: SourceId) -> Option<&Source> {
        self.all().find(|it| it.within.is_none() && it.document.source() == number)
    }
}
