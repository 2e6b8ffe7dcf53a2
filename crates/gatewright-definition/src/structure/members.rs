//! Reading one member of an object, with the laxness of the service's reader.

use std::borrow::Cow;

use gatewright_source::{Kind, Node, Scalar};

use super::Walk;
use super::keys::Object;

/// Whether an object is complained of when it lacks a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

impl<'d> Walk<'d> {
    /// A member that is a mapping.
    pub(super) fn object(
        &mut self,
        at: &str,
        owner: Node<'d>,
        key: &str,
        need: Need,
    ) -> Option<Node<'d>> {
        self.member(at, owner, key, need, (Kind::Mapping, "object"))
    }

    /// A member that is a list.
    pub(super) fn array(&mut self, at: &str, owner: Node<'d>, key: &str) -> Option<Node<'d>> {
        self.member(at, owner, key, Need::Optional, (Kind::Sequence, "array"))
    }

    /// A member that is a text. Any scalar is one.
    pub(super) fn text(
        &mut self,
        at: &str,
        owner: Node<'d>,
        key: &str,
        need: Need,
    ) -> Option<Cow<'d, str>> {
        self.member(at, owner, key, need, (Kind::Scalar, "string")).and_then(as_text)
    }

    /// Looks at the types of members that are texts and may be absent.
    pub(super) fn texts(&mut self, at: &str, owner: Node<'d>, keys: &[&str]) {
        for key in keys {
            self.text(at, owner, key, Need::Optional);
        }
    }

    /// Looks at the type of a number. A text is not complained of, nor is a fraction where an
    /// integer belongs; the reader leaves such a value out without a word.
    pub(super) fn number(&mut self, at: &str, owner: Node<'d>, key: &str, wanted: &str) {
        self.member(at, owner, key, Need::Optional, (Kind::Scalar, wanted));
    }

    /// Complains of the keys that the object does not have.
    pub(super) fn extras(&mut self, at: &str, owner: Node<'d>, object: Object) {
        for (key, _) in owner.entries() {
            let name = key.text().unwrap_or_default();
            if !name.starts_with("x-") && !object.members().contains(&name) {
                self.issues.unexpected(at, object, key);
            }
        }
    }

    /// Whether the object is a reference: `Some(true)` if it is and its text is fine, and then
    /// nothing else in it is looked at; `Some(false)` if it is one that cannot be read.
    pub(super) fn reference(&mut self, at: &str, owner: Node<'d>) -> Option<bool> {
        let reference = owner.get("$ref")?;
        let is_text = reference.as_str().is_some();
        if !is_text {
            self.issues.wrong_type(at, "$ref", "string", reference);
        }
        Some(is_text)
    }

    fn member(
        &mut self,
        at: &str,
        owner: Node<'d>,
        key: &str,
        need: Need,
        (kind, wanted): (Kind, &str),
    ) -> Option<Node<'d>> {
        match owner.get(key) {
            Some(value) if value.kind() == kind => Some(value),
            Some(value) => {
                self.issues.wrong_type(at, key, wanted, value);
                None
            }
            None => {
                if need == Need::Required {
                    self.issues.missing(at, key, owner);
                }
                None
            }
        }
    }
}

/// A scalar as a text. Null is the text `null`.
pub(super) fn as_text(node: Node<'_>) -> Option<Cow<'_, str>> {
    Some(match node.scalar()? {
        Scalar::Null => Cow::Borrowed("null"),
        Scalar::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
        Scalar::Integer(text) | Scalar::Float(text) | Scalar::String(text) => Cow::Borrowed(text),
    })
}

/// A member that is a boolean. A text counts, and all texts but `true` mean false.
pub(super) fn boolean(owner: Node<'_>, key: &str) -> Option<bool> {
    match owner.get(key)?.scalar()? {
        Scalar::Bool(value) => Some(value),
        Scalar::String(text) => Some(text.eq_ignore_ascii_case("true")),
        Scalar::Null | Scalar::Integer(_) | Scalar::Float(_) => None,
    }
}

/// Whether a text counts as absent.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
