//! Mappings under construction, with keys that are written somewhere and keys that are made.

use std::collections::HashMap;

use gatewright_diagnostics::Span;
use gatewright_source::Node;

use super::Value;

/// Mappings with more entries than this find them by a table.
const LARGE: usize = 16;

/// A mapping with entries in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Mapping<'d> {
    /// The mapping as it is written, if it is written at all.
    pub(super) node: Option<Node<'d>>,
    pub(super) entries: Vec<(Key<'d>, Value<'d>)>,
    /// Where an entry is, if there are many.
    places: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
pub(super) enum Key<'d> {
    Written(Node<'d>),
    Made(Span, String),
}

impl Key<'_> {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Written(node) => node.text().unwrap_or_default(),
            Self::Made(_, text) => text,
        }
    }

    pub(super) fn span(&self) -> Span {
        match self {
            Self::Written(node) => node.span(),
            Self::Made(at, _) => *at,
        }
    }
}

impl<'d> Mapping<'d> {
    pub(super) fn of(node: Node<'d>) -> Self {
        let mut mapping = Self { node: Some(node), ..Self::default() };
        for (key, value) in node.entries() {
            mapping.push(Key::Written(key), Value::written(value));
        }
        mapping
    }

    pub(super) fn push(&mut self, key: Key<'d>, value: Value<'d>) {
        if !self.places.is_empty() {
            self.places.insert(key.text().to_owned(), self.entries.len());
        }
        self.entries.push((key, value));
        if self.places.is_empty() {
            self.index();
        }
    }

    fn index(&mut self) {
        let many = if self.entries.len() > LARGE { &self.entries[..] } else { &[] };
        let places = many.iter().enumerate();
        self.places = places.map(|(place, (key, _))| (key.text().to_owned(), place)).collect();
    }

    pub(super) fn place(&self, key: &str) -> Option<usize> {
        if self.entries.len() > LARGE {
            return self.places.get(key).copied();
        }
        self.entries.iter().position(|(it, _)| it.text() == key)
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<(Key<'d>, Value<'d>)> {
        let entry = self.entries.remove(self.place(key)?);
        self.index();
        Some(entry)
    }

    pub(super) fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.entries.retain(|(key, _)| is_wanted(key.text()));
        self.index();
    }
}
