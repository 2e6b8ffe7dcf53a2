//! Reading one member of an object, with the laxness of the service's reader.

use gatewright_source::{Kind, Node, NodeId, Scalar};

use super::Walk;
use super::keys::{Key, KeySet};
use super::objects::Object;
use super::place::Place;

/// An object, and which of the known members it has. Most are asked for in vain, which costs
/// nothing then.
pub(super) struct Members<'d> {
    pub(super) owner: Node<'d>,
    known: KeySet,
    /// The first known members and their values, so that few are looked for by their text. What is
    /// not filled has a key that is not known, or one that stands before it.
    keys: [Key; AT_HAND],
    values: [NodeId; AT_HAND],
    /// Whether there are keys that are neither known nor extensions.
    has_unknown: bool,
}

/// The number of members whose values are at hand. Few objects have more.
const AT_HAND: usize = 12;

impl<'d> Members<'d> {
    pub(super) fn of(owner: Node<'d>) -> Self {
        let mut members = Self {
            owner,
            known: KeySet::default(),
            keys: [Key::Ref; AT_HAND],
            values: [owner.id(); AT_HAND],
            has_unknown: false,
        };
        let mut count = 0;
        for (key, value) in owner.entries() {
            let name = key.text().unwrap_or_default();
            let Some(key) = Key::of(name) else {
                members.has_unknown |= !is_extension(name);
                continue;
            };
            members.known.insert(key);
            if count < AT_HAND {
                members.keys[count] = key;
                members.values[count] = value.id();
                count += 1;
            }
        }
        members
    }

    pub(super) fn get(&self, key: Key) -> Option<Node<'d>> {
        if !self.known.has(key) {
            return None;
        }
        match self.keys.iter().position(|known| *known == key) {
            Some(at) => Some(self.owner.document().node(self.values[at])),
            None => self.owner.get(key.as_str()),
        }
    }
}

/// Whether an object is complained of when it lacks a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

impl<'d> Walk<'d> {
    /// A member that is a mapping.
    #[inline]
    pub(super) fn object(
        &mut self,
        at: &Place<'_>,
        owner: &Members<'d>,
        key: Key,
        need: Need,
    ) -> Option<Node<'d>> {
        self.member(at, owner, key, need, (Kind::Mapping, "object"))
    }

    /// A member that is a list.
    #[inline]
    pub(super) fn array(
        &mut self,
        at: &Place<'_>,
        owner: &Members<'d>,
        key: Key,
    ) -> Option<Node<'d>> {
        self.member(at, owner, key, Need::Optional, (Kind::Sequence, "array"))
    }

    /// A member that is a text. Any scalar is one; see [`as_text`].
    #[inline]
    pub(super) fn text(
        &mut self,
        at: &Place<'_>,
        owner: &Members<'d>,
        key: Key,
        need: Need,
    ) -> Option<Node<'d>> {
        self.member(at, owner, key, need, (Kind::Scalar, "string"))
    }

    /// Looks at the types of members that are texts and may be absent.
    pub(super) fn texts(&mut self, at: &Place<'_>, owner: &Members<'d>, keys: &[Key]) {
        for &key in keys {
            self.text(at, owner, key, Need::Optional);
        }
    }

    /// Looks at the type of a number. A text is not complained of, nor is a fraction where an
    /// integer belongs; the reader leaves such a value out without a word.
    #[inline]
    pub(super) fn number(&mut self, at: &Place<'_>, owner: &Members<'d>, key: Key, wanted: &str) {
        self.member(at, owner, key, Need::Optional, (Kind::Scalar, wanted));
    }

    /// Complains of the keys that the object does not have.
    pub(super) fn extras(&mut self, at: &Place<'_>, owner: &Members<'d>, object: Object) {
        if !owner.has_unknown && owner.known.is_within(object.members()) {
            return;
        }
        for (key, _) in owner.owner.entries() {
            let name = key.text().unwrap_or_default();
            let is_member = Key::of(name).is_some_and(|key| object.members().has(key));
            if !is_member && !is_extension(name) {
                self.issues.unexpected(at, object, key);
            }
        }
    }

    /// Whether the object is a reference: `Some(true)` if it is and its text is fine, and then
    /// nothing else in it is looked at; `Some(false)` if it is one that cannot be read.
    pub(super) fn reference(&mut self, at: &Place<'_>, owner: &Members<'d>) -> Option<bool> {
        let reference = owner.get(Key::Ref)?;
        let is_text = reference.as_str().is_some();
        if !is_text {
            self.issues.wrong_type(at, "$ref", "string", reference);
        }
        Some(is_text)
    }

    // Most members are absent and need not be there, which a caller sees without a call.
    #[inline]
    fn member(
        &mut self,
        at: &Place<'_>,
        owner: &Members<'d>,
        key: Key,
        need: Need,
        wanted: (Kind, &str),
    ) -> Option<Node<'d>> {
        if owner.known.has(key) {
            return self.present(at, owner, key, wanted);
        }
        if need == Need::Required {
            self.issues.missing(at, key, owner.owner);
        }
        None
    }

    fn present(
        &mut self,
        at: &Place<'_>,
        owner: &Members<'d>,
        key: Key,
        (kind, wanted): (Kind, &str),
    ) -> Option<Node<'d>> {
        let value = owner.get(key)?;
        if value.kind() == kind {
            return Some(value);
        }
        self.issues.wrong_type(at, key.as_str(), wanted, value);
        None
    }
}

/// Whether the name is that of an extension, which may stand anywhere and is not looked at.
pub(super) fn is_extension(name: &str) -> bool {
    name.starts_with("x-")
}

/// A scalar as a text. Null is the text `null`.
pub(super) fn as_text(node: Node<'_>) -> Option<&str> {
    Some(match node.scalar()? {
        Scalar::Null => "null",
        Scalar::Bool(true) => "true",
        Scalar::Bool(false) => "false",
        Scalar::Integer(text) | Scalar::Float(text) | Scalar::String(text) => text,
    })
}

/// A member that is a boolean. A text counts, and all texts but `true` mean false.
pub(super) fn boolean(owner: &Members<'_>, key: Key) -> Option<bool> {
    match owner.get(key).filter(|value| !value.has_unknown())?.scalar()? {
        Scalar::Bool(value) => Some(value),
        Scalar::String(text) => Some(text.eq_ignore_ascii_case("true")),
        Scalar::Null | Scalar::Integer(_) | Scalar::Float(_) => None,
    }
}

/// The text of a scalar, unless it counts as absent.
pub(super) fn filled(node: Node<'_>) -> Option<&str> {
    as_text(node).filter(|text| !is_blank(text))
}

/// Whether a text counts as absent.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
