//! What a value of a template comes to.

use std::rc::Rc;

use gatewright_diagnostics::SourceId;
use gatewright_source::Node;

use super::text::{IsWhole, Text};

/// Where something is written, and what holds there.
#[derive(Debug, Clone)]
pub(super) struct Place<'t> {
    pub(super) node: Node<'t>,
    pub(super) context: Option<Rc<Context>>,
}

/// What holds for all that is within a loop or a file.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) frame: Frame,
    pub(super) outer: Option<Rc<Context>>,
    /// Whether there is a loop among the frames.
    has_item: bool,
    pub(super) depth: usize,
}

#[derive(Debug)]
pub(super) enum Frame {
    /// The item that a loop is at, by the name of its identifier.
    Item { name: String, item: String },
    /// An included file.
    File(SourceId),
}

impl<'t> Place<'t> {
    /// Outside of loops and included files.
    pub(super) fn of(node: Node<'t>) -> Self {
        Self { node, context: None }
    }

    /// Another place where the same holds.
    pub(super) fn with(&self, node: Node<'t>) -> Self {
        Self { node, context: self.context.clone() }
    }

    /// Another place, within a loop or a file that is within this one.
    pub(super) fn within(&self, node: Node<'t>, frame: Frame) -> Self {
        let outer = self.context.clone();
        let is_item = matches!(frame, Frame::Item { .. });
        let has_item = is_item || outer.as_ref().is_some_and(|it| it.has_item);
        let depth = 1 + outer.as_ref().map_or(0, |it| it.depth);
        Self { node, context: Some(Rc::new(Context { frame, outer, has_item, depth })) }
    }

    pub(super) fn depth(&self) -> usize {
        self.context.as_ref().map_or(0, |it| it.depth)
    }

    /// Whether it is within a loop.
    pub(super) fn has_item(&self) -> bool {
        self.context.as_ref().is_some_and(|it| it.has_item)
    }

    fn frames(&self) -> impl Iterator<Item = &Frame> {
        let first = self.context.as_deref();
        std::iter::successors(first, |it| it.outer.as_deref()).map(|it| &it.frame)
    }

    /// The items of the loops that it is in, from the innermost, by the names of their identifiers.
    pub(super) fn items(&self) -> impl Iterator<Item = (&str, &str)> {
        self.frames().filter_map(|frame| match frame {
            Frame::Item { name, item } => Some((name.as_str(), item.as_str())),
            Frame::File(_) => None,
        })
    }

    pub(super) fn item(&self, identifier: &str) -> Option<&str> {
        self.items().find(|(name, _)| *name == identifier).map(|(_, item)| item)
    }

    /// Whether it is within an included file.
    pub(super) fn is_in(&self, file: SourceId) -> bool {
        self.frames().any(|frame| matches!(frame, Frame::File(it) if *it == file))
    }
}

/// What a value comes to.
#[derive(Debug, Clone)]
pub(super) enum Value<'t> {
    /// `AWS::NoValue`: as if it were not there.
    Nothing,
    /// A string. One of which nothing at all is known may be anything.
    Text(Text<'t>),
    /// A number or a boolean, as text.
    Plain(String),
    /// A list that is computed.
    List(Vec<Value<'t>>, IsWhole),
    /// A value of a mapping of the template.
    Json(serde_json::Value),
    /// What is written there. Within it functions may stand.
    Written(Place<'t>),
}

impl Value<'_> {
    /// A value of which nothing is known, by a name for people.
    pub(super) fn unknown(name: &str) -> Self {
        Self::Text(Text::unknown(name))
    }

    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

/// An entry of a mapping.
#[derive(Debug, Clone)]
pub(super) struct Entry<'t> {
    pub(super) key: Key<'t>,
    /// Where the value is asked for.
    pub(super) at: Place<'t>,
    pub(super) value: Value<'t>,
}

#[derive(Debug, Clone)]
pub(super) enum Key<'t> {
    /// As it is written.
    Written(Node<'t>),
    /// A text that is computed at a node.
    Made(Node<'t>, Text<'t>),
}

impl Key<'_> {
    /// The text, if all of it is known.
    pub(super) fn as_known(&self) -> Option<&str> {
        match self {
            Self::Written(node) => node.text(),
            Self::Made(_, text) => text.as_known(),
        }
    }
}
