//! Values that know their node.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};

use gatewright_diagnostics::Span;
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

    /// The text as a row of known and unknown pieces, as its author means it.
    pub fn pieces(&self) -> Pieces<'_> {
        if self.is_unknown() { Pieces::unknown(&self.value) } else { Pieces::of(&self.value) }
    }

    /// The same as the import takes it. Placeholders that a template fills are unknown; any others
    /// are a text like any other, which is what the service gets.
    pub fn as_imported(&self) -> Pieces<'_> {
        if self.has_unknown() { self.pieces() } else { Pieces::as_imported(&self.value) }
    }

    /// Whether nobody knows anything of the text before a deployment.
    pub fn is_unknown(&self) -> bool {
        self.at.is_unknown() && self.is_that_of_its_node()
    }

    /// Whether a part of the text, or all of it, is filled in before the service reads it. The
    /// placeholders of any other text are literally what the service gets.
    pub fn has_unknown(&self) -> bool {
        self.at.has_unknown() && self.is_that_of_its_node()
    }

    /// Whether the text, once it is filled in, may begin so.
    pub fn may_begin_with(&self, beginning: &str) -> bool {
        if self.has_unknown() {
            self.pieces().may_begin_with(beginning)
        } else {
            self.value.starts_with(beginning)
        }
    }

    /// A text that was left out may stand at another node.
    fn is_that_of_its_node(&self) -> bool {
        self.at.text() == Some(&*self.value)
    }

    /// The text, unless a part of it is unknown before a template, the import or a stage fills it in.
    pub fn known(&self) -> Option<&str> {
        self.pieces().known()
    }

    /// Whether no part of the text is unknown.
    pub fn is_known(&self) -> bool {
        self.pieces().is_known()
    }

    /// Where a part of the text stands in the file; the whole value where that cannot be told.
    pub fn span_of(&self, part: Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).ok();
        match (offset(part.start), offset(part.end)) {
            (Some(start), Some(end)) if self.at.text() == Some(&*self.value) => {
                self.at.span_of(Span::new(start, end))
            }
            _ => self.at.span(),
        }
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

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    #[test]
    fn a_part_of_a_text_has_a_place_where_the_file_shows_it() {
        let file = "- http://a/{b}\n- 'http://a/{b}'\n- \"http:\\/\\/a/{b}\"\n";
        let document = gatewright_source::read(SourceId(0), file.into()).value;
        let items = document.root().expect("a list").items();
        let parts: Vec<_> = items
            .map(|node| {
                let text = Text::of(node).expect("a text");
                &document.text()[text.span_of(9..12).range()]
            })
            .collect();
        assert_eq!(parts, ["{b}", "{b}", "{b}"]);
    }
}
