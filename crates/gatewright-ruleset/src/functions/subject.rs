//! What a function is asked about, and what it has against it.

use std::borrow::Cow;
use std::rc::Rc;

use gatewright_definition::{contains_unknown, is_open};
use gatewright_source::{Node, Scalar};
use serde_json::Value;

use super::Context;
use crate::path::{Item, Step};

/// What is asked about.
#[derive(Debug, Clone)]
pub(crate) enum Subject<'d> {
    /// A value, or the key of one.
    Found(Item<'d>),
    /// A member that is not there, with the last thing on the way to it that is.
    Missing(Item<'d>, String),
}

impl<'d> Subject<'d> {
    /// The value; none of what is missing, and none of keys.
    pub(crate) fn node(&self) -> Option<Node<'d>> {
        match self {
            Self::Found(item) if !item.is_key => Some(item.node),
            Self::Found(_) | Self::Missing(..) => None,
        }
    }

    /// Where it is, or would be.
    pub(crate) fn item(&self) -> &Item<'d> {
        match self {
            Self::Found(item) | Self::Missing(item, _) => item,
        }
    }

    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(..))
    }

    /// Whether nobody knows all of what is asked about, but for what is further in it; of what is
    /// missing whether it may be there.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Missing(item, _) => is_open(item.node),
            Self::Found(item) if item.is_key => match item.step() {
                Some(Step::Key(key)) => key.has_unknown(),
                Some(Step::Index(_)) | None => false,
            },
            Self::Found(item) => item.node.has_unknown() || is_open(item.node),
        }
    }

    /// The same with what is further in it.
    pub(super) fn contains_unknown(&self) -> bool {
        self.is_open() || self.node().is_some_and(contains_unknown)
    }

    /// The text of a key, or of a value that is a text.
    pub(crate) fn string(&self) -> Option<Cow<'d, str>> {
        match self {
            Self::Found(item) if item.is_key => item.step().map(Step::text),
            Self::Found(item) => item.node.as_str().map(Cow::Borrowed),
            Self::Missing(..) => None,
        }
    }

    /// The text of a key, or of a scalar of whatever type.
    pub(crate) fn shown(&self) -> Cow<'d, str> {
        match self {
            Self::Missing(..) => Cow::Borrowed(""),
            Self::Found(item) if item.is_key => self.string().unwrap_or_default(),
            Self::Found(item) => match item.node.text() {
                Some(text) => Cow::Borrowed(text),
                None if item.node.is_sequence() => Cow::Borrowed("[…]"),
                None => Cow::Borrowed("{…}"),
            },
        }
    }

    /// The key or number of it.
    pub(crate) fn property(&self) -> Cow<'d, str> {
        match self {
            Self::Missing(_, name) => Cow::Owned(name.clone()),
            Self::Found(item) => item.step().map(Step::text).unwrap_or_default(),
        }
    }

    /// The same as Spectral has it: what is missing with what it is missing from.
    pub(crate) fn property_from_parent(&self) -> Cow<'d, str> {
        let Self::Missing(item, name) = self else { return self.property() };
        match item.step() {
            None => self.property(),
            Some(Step::Key(key)) => format!("{}.{name}", key.text().unwrap_or_default()).into(),
            Some(Step::Index(index)) => format!("[{index}].{name}").into(),
        }
    }

    /// What it is called in a sentence: of an item the list, too.
    pub(crate) fn called(&self) -> String {
        let item = self.item();
        match (self, item.step(), item.parent().and_then(Item::step)) {
            (Self::Found(_), Some(Step::Index(index)), Some(Step::Key(list))) if !item.is_key => {
                format!("{}[{index}]", list.text().unwrap_or_default())
            }
            _ => self.property().into_owned(),
        }
    }

    /// A scalar, or the text of a key.
    pub(super) fn scalar(&self) -> Option<Value> {
        match self.node() {
            Some(node) => node.scalar().map(|_| node.to_json()),
            None => self.string().map(|text| Value::from(text.as_ref())),
        }
    }

    pub(super) fn json(&self, cx: &mut Context<'d>) -> Option<Rc<Value>> {
        match self.node() {
            Some(node) => cx.json(node),
            None => self.string().map(|text| Rc::new(Value::from(text.as_ref()))),
        }
    }

    pub(super) fn is_truthy(&self) -> bool {
        let Some(node) = self.node() else {
            return self.string().is_some_and(|text| !text.is_empty());
        };
        match node.scalar() {
            None => true,
            Some(Scalar::Null) => false,
            Some(Scalar::Bool(value)) => value,
            Some(Scalar::String(text)) => !text.is_empty(),
            Some(Scalar::Integer(_) | Scalar::Float(_)) => {
                node.as_f64().is_some_and(|it| it != 0.0 && !it.is_nan())
            }
        }
    }
}

/// What a function has against a value.
#[derive(Debug)]
pub(crate) struct Fault<'d> {
    /// Where, if not at the value itself.
    pub(crate) at: Option<Subject<'d>>,
    /// What is wrong.
    pub(crate) error: String,
    /// Another place that belongs to it.
    pub(crate) related: Option<(Node<'d>, &'static str)>,
}

impl Fault<'_> {
    pub(super) fn of_value(error: impl Into<String>) -> Vec<Self> {
        vec![Self { at: None, error: error.into(), related: None }]
    }
}
