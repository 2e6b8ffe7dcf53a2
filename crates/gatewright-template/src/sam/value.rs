//! Values under construction: what is written stays a node of its document until somebody changes
//! something in it, so that what comes out has its places and can be edited there.

mod mapping;

use std::borrow::Cow;

use gatewright_diagnostics::Span;
use gatewright_source::{Assembly, Kind, Known, Node, PartId, Scalar};
use serde_json::{Map, json};

use mapping::{Key, Mapping};

/// A value and the place that asks for it.
#[derive(Debug, Clone)]
pub(crate) struct Value<'d> {
    at: Span,
    content: Content<'d>,
    /// Whether it is written once and stands at several places, so that it cannot be edited at one.
    is_repeated: bool,
}

#[derive(Debug, Clone)]
enum Content<'d> {
    /// As it is written, with all that is in it.
    Written(Node<'d>),
    Mapping(Mapping<'d>),
    /// The node is that of the list as it is written, if it is written at all.
    Sequence(Option<Node<'d>>, Vec<Value<'d>>),
    /// A string.
    Text(String, Known),
    /// A scalar without quotes.
    Plain(String),
}

impl<'d> Value<'d> {
    fn of(at: Span, content: Content<'d>) -> Self {
        Self { at, content, is_repeated: false }
    }

    /// The value as one that stands at several places.
    #[must_use]
    pub(crate) fn repeated(self) -> Self {
        Self { is_repeated: true, ..self }
    }

    /// What is written at a node.
    pub(crate) fn written(node: Node<'d>) -> Self {
        Self::of(node.span(), Content::Written(node))
    }

    /// A mapping without entries.
    pub(crate) fn mapping(at: Span) -> Self {
        Self::of(at, Content::Mapping(Mapping::default()))
    }

    /// A list.
    pub(crate) fn list(at: Span, items: Vec<Self>) -> Self {
        Self::of(at, Content::Sequence(None, items))
    }

    /// A string that is known.
    pub(crate) fn text(at: Span, text: impl Into<String>) -> Self {
        Self::of(at, Content::Text(text.into(), Known::Wholly))
    }

    /// A string, in which parts may be unknown.
    pub(crate) fn text_known(at: Span, text: impl Into<String>, known: Known) -> Self {
        Self::of(at, Content::Text(text.into(), known))
    }

    /// A string in which CloudFormation fills the placeholders `${…}` that are in it.
    pub(crate) fn filled(at: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        let known = if text.contains("${") { Known::Partly } else { Known::Wholly };
        Self::of(at, Content::Text(text, known))
    }

    /// A value with all that is in it, at one place.
    pub(crate) fn made(at: Span, value: serde_json::Value) -> Self {
        let content = match value {
            serde_json::Value::String(text) => Content::Text(text, Known::Wholly),
            serde_json::Value::Array(items) => {
                let items = items.into_iter().map(|item| Self::made(at, item)).collect();
                Content::Sequence(None, items)
            }
            serde_json::Value::Object(members) => {
                let mut mapping = Mapping::default();
                for (key, member) in members {
                    mapping.push(Key::Made(at, key), Self::made(at, member));
                }
                Content::Mapping(mapping)
            }
            serde_json::Value::Null => Content::Plain(String::new()),
            other => Content::Plain(other.to_string()),
        };
        Self::of(at, content)
    }

    /// The place that asks for it.
    pub(crate) fn at(&self) -> Span {
        self.at
    }

    pub(crate) fn is_mapping(&self) -> bool {
        match &self.content {
            Content::Written(node) => node.is_mapping(),
            Content::Mapping(_) => true,
            _ => false,
        }
    }

    pub(crate) fn is_list(&self) -> bool {
        match &self.content {
            Content::Written(node) => node.is_sequence(),
            Content::Sequence(..) => true,
            _ => false,
        }
    }

    /// Whether it is written as a function, or made.
    pub(crate) fn is_computed(&self) -> bool {
        match &self.content {
            Content::Written(node) => node.is_derived(),
            Content::Text(_, known) => *known != Known::Wholly,
            _ => false,
        }
    }

    /// How much of a scalar is known.
    pub(crate) fn known(&self) -> Known {
        match &self.content {
            Content::Written(node) if node.is_unknown() => Known::Not,
            Content::Written(node) if node.has_unknown() => Known::Partly,
            Content::Text(_, known) => *known,
            _ => Known::Wholly,
        }
    }

    /// The text of a scalar.
    pub(crate) fn as_text(&self) -> Option<String> {
        match &self.content {
            Content::Written(node) => node.as_text().map(Cow::into_owned),
            Content::Text(text, _) | Content::Plain(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The text of a string.
    pub(crate) fn as_string(&self) -> Option<String> {
        match &self.content {
            Content::Written(node) => node.as_str().map(str::to_owned),
            Content::Text(text, _) => Some(text.clone()),
            _ => None,
        }
    }

    /// The value of a boolean.
    pub(crate) fn as_bool(&self) -> Option<bool> {
        match &self.content {
            Content::Written(node) => node.as_bool(),
            Content::Plain(text) => text.parse().ok(),
            _ => None,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        match &self.content {
            Content::Written(node) => node.is_null(),
            Content::Plain(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Whether the transform counts it as said: nothing, `false`, zero and what is empty are not. What
    /// is unknown is a function while the template is transformed, and such are said.
    pub(crate) fn is_said(&self) -> bool {
        match &self.content {
            Content::Written(node) if node.is_unknown() => true,
            Content::Written(node) => match node.scalar() {
                Some(Scalar::Null) => false,
                Some(Scalar::Bool(it)) => it,
                Some(Scalar::Integer(_) | Scalar::Float(_)) => node.as_f64() != Some(0.0),
                Some(Scalar::String(text)) => !text.is_empty(),
                None => node.items().next().is_some() || node.entries().next().is_some(),
            },
            Content::Mapping(mapping) => !mapping.entries.is_empty(),
            Content::Sequence(_, items) => !items.is_empty(),
            Content::Text(text, _) => !text.is_empty(),
            Content::Plain(text) => !matches!(text.as_str(), "" | "false" | "0"),
        }
    }

    /// The value under a key, without a copy of it.
    pub(crate) fn find(&self, key: &str) -> Option<Cow<'_, Self>> {
        match &self.content {
            Content::Written(node) => node.get(key).map(Self::written).map(Cow::Owned),
            Content::Mapping(mapping) => {
                Some(Cow::Borrowed(&mapping.entries[mapping.place(key)?].1))
            }
            _ => None,
        }
    }

    /// The value under a key.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        self.find(key).map(Cow::into_owned)
    }

    /// The value under a key, unless it is null.
    pub(crate) fn member(&self, key: &str) -> Option<Self> {
        self.find(key).filter(|it| !it.is_null()).map(Cow::into_owned)
    }

    /// The value under a key, if it is said: see [`is_said`](Self::is_said).
    pub(crate) fn said(&self, key: &str) -> Option<Self> {
        self.find(key).filter(|it| it.is_said()).map(Cow::into_owned)
    }

    /// Whether a value under a key is said: see [`is_said`](Self::is_said).
    pub(crate) fn says(&self, key: &str) -> bool {
        self.find(key).is_some_and(|it| it.is_said())
    }

    /// Where an entry begins: its key.
    pub(crate) fn key_span(&self, key: &str) -> Option<Span> {
        match &self.content {
            Content::Written(node) => node.entry(key).map(|(key, _)| key.span()),
            Content::Mapping(mapping) => Some(mapping.entries[mapping.place(key)?].0.span()),
            _ => None,
        }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.key_span(key).is_some()
    }

    /// The keys of a mapping in their order.
    pub(crate) fn keys(&self) -> Vec<String> {
        match &self.content {
            Content::Written(node) => {
                node.entries().map(|(key, _)| key.text().unwrap_or_default().to_owned()).collect()
            }
            Content::Mapping(mapping) => {
                mapping.entries.iter().map(|(key, _)| key.text().to_owned()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The entries of a mapping in their order, with the places of the keys.
    pub(crate) fn entries(&self) -> Vec<(Span, String, Self)> {
        match &self.content {
            Content::Written(node) => {
                let entries = node.entries();
                let text = |key: Node<'_>| key.text().unwrap_or_default().to_owned();
                entries.map(|(key, value)| (key.span(), text(key), Self::written(value))).collect()
            }
            Content::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                entries
                    .map(|(key, value)| (key.span(), key.text().to_owned(), value.clone()))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Vec<Self> {
        match &self.content {
            Content::Written(node) => node.items().map(Self::written).collect(),
            Content::Sequence(_, items) => items.clone(),
            _ => Vec::new(),
        }
    }

    /// The mapping, to be changed; of what is none, a new one without entries.
    fn open(&mut self) -> &mut Mapping<'d> {
        match self.content {
            Content::Mapping(_) => {}
            Content::Written(node) if node.is_mapping() => {
                self.content = Content::Mapping(Mapping::of(node));
            }
            _ => self.content = Content::Mapping(Mapping::default()),
        }
        match &mut self.content {
            Content::Mapping(mapping) => mapping,
            _ => unreachable!("it was made one"),
        }
    }

    /// The value under a key, to be changed.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        // Where there is nothing to change, what is written stays as it is.
        if !self.has(key) {
            return None;
        }
        let mapping = self.open();
        let place = mapping.place(key)?;
        Some(&mut mapping.entries[place].1)
    }

    /// The mapping under a key, to be changed; what is none becomes one, asked for at that place.
    pub(crate) fn within(&mut self, at: Span, key: &str) -> &mut Self {
        let mapping = self.open();
        let place = mapping.place(key).unwrap_or_else(|| {
            mapping.push(Key::Made(at, key.to_owned()), Self::mapping(at));
            mapping.entries.len() - 1
        });
        let value = &mut mapping.entries[place].1;
        if !value.is_mapping() {
            *value = Self::mapping(at);
        }
        value
    }

    /// Puts a value under a key, asked for at that place.
    pub(crate) fn set(&mut self, at: Span, key: &str, value: Self) {
        let mapping = self.open();
        match mapping.place(key) {
            Some(place) => mapping.entries[place].1 = value,
            None => mapping.push(Key::Made(at, key.to_owned()), value),
        }
    }

    /// Takes an entry away.
    pub(crate) fn remove(&mut self, key: &str) -> Option<Self> {
        if !self.has(key) {
            return None;
        }
        self.open().remove(key).map(|(_, value)| value)
    }

    /// Takes away the entries whose keys are not wanted.
    pub(crate) fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.open().retain(is_wanted);
    }

    /// Adds an item to a list; what is none becomes one.
    pub(crate) fn push(&mut self, item: Self) {
        match &mut self.content {
            Content::Sequence(_, items) => items.push(item),
            Content::Written(node) if node.is_sequence() => {
                let node = *node;
                let items = node.items().map(Self::written).chain([item]).collect();
                self.content = Content::Sequence(Some(node), items);
            }
            _ => self.content = Content::Sequence(None, vec![item]),
        }
    }

    /// Puts other items into a list.
    pub(crate) fn set_items(&mut self, items: Vec<Self>) {
        let node = match &self.content {
            Content::Written(node) if node.is_sequence() => Some(*node),
            Content::Sequence(node, _) => *node,
            _ => None,
        };
        self.content = Content::Sequence(node, items);
    }

    /// The value alone.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match &self.content {
            Content::Written(node) => node.to_json(),
            Content::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                let members: Map<_, _> =
                    entries.map(|(key, value)| (key.text().to_owned(), value.to_json())).collect();
                members.into()
            }
            Content::Sequence(_, items) => items.iter().map(Self::to_json).collect(),
            Content::Text(text, _) => json!(text),
            Content::Plain(text) => serde_json::from_str(text).unwrap_or_default(),
        }
    }

    /// The node, if the value is just what is written there.
    pub(crate) fn as_written(&self) -> Option<Node<'d>> {
        match self.content {
            Content::Written(node) if !self.is_repeated => Some(node),
            _ => None,
        }
    }

    /// Adds the value to a document. Places are those of `part`.
    pub(crate) fn emit(&self, assembly: &mut Assembly, part: PartId) {
        if assembly.is_full() {
            return;
        }
        let at = assembly.at(part, self.at);
        match &self.content {
            Content::Written(node) if self.is_repeated => assembly.repeat(part, *node),
            Content::Written(node) => assembly.copy(part, *node),
            Content::Text(text, known) => assembly.text(at, text, *known),
            Content::Plain(text) => assembly.plain(at, text, Known::Wholly),
            Content::Sequence(node, items) => {
                match node {
                    Some(node) => assembly.open(part, *node),
                    None => assembly.open_at(Kind::Sequence, at),
                }
                for item in items {
                    item.emit(assembly, part);
                }
                assembly.close();
            }
            Content::Mapping(mapping) => {
                match mapping.node {
                    Some(node) => assembly.open(part, node),
                    None => assembly.open_at(Kind::Mapping, at),
                }
                for (key, value) in &mapping.entries {
                    match key {
                        Key::Written(node) => assembly.copy(part, *node),
                        Key::Made(span, text) => {
                            let at = assembly.at(part, *span);
                            assembly.text(at, text, Known::Wholly);
                        }
                    }
                    value.emit(assembly, part);
                }
                assembly.close();
            }
        }
    }
}
