//! Values that know their node.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use gatewright_source::{Node, Scalar};

use crate::values::Pieces;

/// A value and the node that it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<'d, T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: Node<'d>,
}

/// The text of a scalar. Numbers and booleans where a text belongs are read as text, as the
/// service does.
pub type Text<'d> = Spanned<'d, Cow<'d, str>>;

/// A boolean.
pub type Flag<'d> = Spanned<'d, bool>;

impl<'d, T> Spanned<'d, T> {
    pub(crate) fn new(value: T, at: Node<'d>) -> Self {
        Self { value, at }
    }
}

impl<'d> Text<'d> {
    /// The text of a scalar node that is not null.
    pub(crate) fn of(node: Node<'d>) -> Option<Self> {
        match node.scalar()? {
            Scalar::Null => None,
            scalar => Some(Self::new(scalar.as_text(), node)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// The text as a row of known and unknown pieces.
    pub fn pieces(&self) -> Pieces<'_> {
        Pieces::of(&self.value)
    }

    /// The text, unless a part of it is unknown before a template, the import or a stage fills it in.
    pub fn known(&self) -> Option<&str> {
        self.pieces().known()
    }

    /// Whether no part of the text is unknown.
    pub fn is_known(&self) -> bool {
        self.pieces().is_known()
    }

    /// The text of a key, whatever it looks like.
    pub(crate) fn of_key(node: Node<'d>) -> Self {
        Self::new(Cow::Borrowed(node.text().unwrap_or_default()), node)
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}
