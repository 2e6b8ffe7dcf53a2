//! What a path leads to, and the way by which it came there.

use std::borrow::Cow;
use std::rc::Rc;

use gatewright_definition::follow;
use gatewright_source::{Node, NodeId};

/// Whether a path leads through references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum References {
    /// What is referred to stands in the reference's place.
    Followed,
    /// The document is taken as it is written.
    AsWritten,
}

impl References {
    /// What stands where a node is written.
    pub(crate) fn at(self, node: Node<'_>) -> Node<'_> {
        match self {
            Self::Followed => follow(node).unwrap_or(node),
            Self::AsWritten => node,
        }
    }
}

/// The way from a collection to a member of it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'d> {
    /// By this key.
    Key(Node<'d>),
    /// By the number.
    Index(usize),
}

impl<'d> Step<'d> {
    /// The key's text, or the number's.
    pub(crate) fn text(self) -> Cow<'d, str> {
        match self {
            Self::Key(key) => Cow::Borrowed(key.text().unwrap_or_default()),
            Self::Index(index) => Cow::Owned(index.to_string()),
        }
    }
}

/// A value, and how a path came to it.
#[derive(Debug, Clone)]
pub(crate) struct Item<'d> {
    /// The value, behind its reference.
    pub(crate) node: Node<'d>,
    /// What is written in its place.
    written: Node<'d>,
    way: Option<(Rc<Item<'d>>, Step<'d>)>,
    /// Whether not the value is meant but its key.
    pub(crate) is_key: bool,
}

/// A value that several members lead back to.
pub(crate) struct Shared<'d>(Rc<Item<'d>>);

impl<'d> Shared<'d> {
    /// A member of it: what is written there, and what stands there behind references.
    pub(crate) fn child(&self, step: Step<'d>, written: Node<'d>, node: Node<'d>) -> Item<'d> {
        Item { node, written, way: Some((Rc::clone(&self.0), step)), is_key: false }
    }
}

/// A chain of references may be as long as the document, too long to be dropped link within link.
impl Drop for Item<'_> {
    fn drop(&mut self) {
        let mut way = self.way.take();
        while let Some(mut item) = way.and_then(|(parent, _)| Rc::into_inner(parent)) {
            way = item.way.take();
        }
    }
}

impl<'d> Item<'d> {
    /// A value by itself.
    pub(crate) fn root(node: Node<'d>) -> Self {
        Self { node, written: node, way: None, is_key: false }
    }

    /// The last step to it.
    pub(crate) fn step(&self) -> Option<Step<'d>> {
        self.way.as_ref().map(|(_, step)| *step)
    }

    /// The place in the document: of a value that of what a reference stands for, of a key its own.
    pub(crate) fn written_id(&self) -> NodeId {
        if self.is_key { self.written.id() } else { self.node.id() }
    }

    /// Whether the value stands elsewhere than the way to it leads.
    pub(crate) fn is_reference(&self) -> bool {
        self.node != self.written
    }

    /// What holds it.
    pub(crate) fn parent(&self) -> Option<&Self> {
        self.way.as_ref().map(|(parent, _)| parent.as_ref())
    }

    /// A member of it.
    pub(crate) fn child(&self, step: Step<'d>, written: Node<'d>, references: References) -> Self {
        self.shared().child(step, written, references.at(written))
    }

    /// It, for several members to lead back to.
    pub(crate) fn shared(&self) -> Shared<'d> {
        Shared(Rc::new(self.clone()))
    }

    /// The members of it, as written.
    pub(crate) fn members(&self) -> impl Iterator<Item = (Step<'d>, Node<'d>)> + use<'d> {
        let entries = self.node.entries().map(|(key, value)| (Step::Key(key), value));
        entries.chain((0..).map(Step::Index).zip(self.node.items()))
    }

    /// The member of that name, as a path says it: of a list, by its number.
    pub(crate) fn member(&self, name: &str) -> Option<(Step<'d>, Node<'d>)> {
        if self.node.is_sequence() {
            let index: usize = name.parse().ok()?;
            return Some((Step::Index(index), self.node.items().nth(index)?));
        }
        self.node.entry(name).map(|(key, value)| (Step::Key(key), value))
    }
}
