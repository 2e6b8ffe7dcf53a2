//! The types of JSON, and values that are of none of those that they should be.

use gatewright_source::{Node, Scalar};

use super::{Fault, Subject};
use crate::path::{References, Step};

/// The types of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Object,
    Array,
    String,
    Number,
    Integer,
    Boolean,
    Null,
}

impl Type {
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("object", Self::Object),
        ("array", Self::Array),
        ("string", Self::String),
        ("number", Self::Number),
        ("integer", Self::Integer),
        ("boolean", Self::Boolean),
        ("null", Self::Null),
    ];

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == text).map(|(_, it)| *it)
    }

    pub(super) fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    pub(super) fn takes(self, subject: &Subject<'_>) -> bool {
        let Some(node) = subject.node() else { return self == Self::String };
        match node.scalar() {
            None if node.is_sequence() => self == Self::Array,
            None => self == Self::Object,
            Some(Scalar::Null) => self == Self::Null,
            Some(Scalar::Bool(_)) => self == Self::Boolean,
            Some(Scalar::Integer(_)) => matches!(self, Self::Integer | Self::Number),
            Some(Scalar::Float(_)) => {
                self == Self::Number
                    || (self == Self::Integer && node.as_f64().is_some_and(|it| it.fract() == 0.0))
            }
            Some(Scalar::String(_)) => self == Self::String,
        }
    }
}

/// Whether each value of an enumeration is of its type.
pub(super) fn typed_enum<'d>(subject: &Subject<'d>, references: References) -> Vec<Fault<'d>> {
    let Subject::Found(item) = subject else { return Vec::new() };
    let wanted = item.node.get("type").and_then(|it| Type::parse(it.text()?));
    let (Some(wanted), Some((key, list))) = (wanted, item.node.entry("enum")) else {
        return Vec::new();
    };
    let list = item.child(Step::Key(key), list, references);
    let is_nullable = item.node.get("nullable").and_then(Node::as_bool) == Some(true);
    let mut faults = Vec::new();
    for (step, written) in list.members() {
        if is_nullable && written.is_null() {
            continue;
        }
        let value = Subject::Found(list.child(step, written, references));
        if !wanted.takes(&value) {
            let error = format!("must be of type {}", wanted.as_str());
            faults.push(Fault { at: Some(value), error, related: None });
        }
    }
    faults
}
