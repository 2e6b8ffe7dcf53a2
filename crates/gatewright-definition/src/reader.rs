//! Reading the members of an object, and saying what is wrong with them.

use std::collections::HashSet;

use gatewright_diagnostics::{Diagnostic, Metadata};
use gatewright_source::{Document, Entries, Items, Kind, Node, NodeId};

use crate::diagnostics::{
    EXTENSION_PROPERTY_FOR_HTTP_APIS, EXTENSION_PROPERTY_UNKNOWN, VALUE_OF_WRONG_TYPE,
};
use crate::vocabulary::{Object, Property, Reading};
use crate::{Flag, Spanned, Text, Version};

/// What all readers share: the document, its version, and the findings so far.
pub(crate) struct Reader<'d> {
    pub(crate) document: &'d Document,
    pub(crate) version: Version,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Members of integrations that have the wrong type. The service has one sentence for all.
    pub(crate) malformed: Vec<Diagnostic>,
    /// References that were found to lead nowhere, so that each place is named once.
    pub(crate) reported: HashSet<NodeId>,
}

impl<'d> Reader<'d> {
    pub(crate) fn new(document: &'d Document, version: Version) -> Self {
        Self {
            document,
            version,
            diagnostics: Vec::new(),
            malformed: Vec::new(),
            reported: HashSet::new(),
        }
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a value that is not what its place wants; it is read as absent. A place that is
    /// reached by several references is reported once. What nobody knows may be of any type.
    pub(crate) fn wrong_type(&mut self, node: Node<'d>, wanted: &str) {
        if node.is_unknown() || !self.reported.insert(node.id()) {
            return;
        }
        let owner = node.parent().and_then(Node::key).and_then(Node::text);
        let subject = match (node.key().and_then(Node::text), owner) {
            (Some(name), _) => format!("`{name}`"),
            (None, Some(owner)) => format!("an item of `{owner}`"),
            (None, None) => "the document".to_owned(),
        };
        self.report(
            Diagnostic::new(
                &VALUE_OF_WRONG_TYPE,
                format!("{subject} is {}, not {wanted}", kind_words(node)),
                node.location(),
            )
            .label(format!("{wanted} belongs here"))
            .help(help_for(node, &format!("write {wanted}"))),
        );
    }

    pub(crate) fn text(&mut self, node: Node<'d>) -> Option<Text<'d>> {
        if node.kind() != Kind::Scalar {
            self.wrong_type(node, "a string");
            return None;
        }
        Text::of(node)
    }

    pub(crate) fn flag(&mut self, node: Node<'d>) -> Option<Flag<'d>> {
        if node.is_null() {
            return None;
        }
        let read = match node.text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => node.as_bool(),
        };
        if read.is_none() {
            self.wrong_type(node, "a boolean");
        }
        read.map(|value| Spanned::new(value, node))
    }

    /// The texts of a list. A text that stands alone is taken as a list of one.
    pub(crate) fn texts(&mut self, node: Node<'d>) -> Vec<Text<'d>> {
        match node.kind() {
            Kind::Sequence => each(node.items(), |item| self.text(item)),
            Kind::Scalar => Text::of(node).into_iter().collect(),
            Kind::Mapping => {
                self.wrong_type(node, "a list of strings");
                Vec::new()
            }
        }
    }

    /// The entries of a mapping whose values are texts.
    pub(crate) fn text_map(&mut self, node: Node<'d>) -> Vec<(Text<'d>, Text<'d>)> {
        let entries = self.mapping(node);
        each(entries, |(key, value)| Some((Text::of_key(key), self.text(value)?)))
    }

    /// The entries of a mapping; a finding and none for anything else but null.
    pub(crate) fn mapping(&mut self, node: Node<'d>) -> Entries<'d> {
        if !node.is_mapping() && !node.is_null() {
            self.wrong_type(node, "an object");
        }
        node.entries()
    }

    /// The items of a list; a finding and none for anything else but null.
    pub(crate) fn list(&mut self, node: Node<'d>) -> Items<'d> {
        if !node.is_sequence() && !node.is_null() {
            self.wrong_type(node, "a list");
        }
        node.items()
    }

    /// The name of the member that a key of an extension's object stands for. Those that REST APIs
    /// do not read, and those that the object does not have, are told.
    pub(crate) fn member(&mut self, key: Node<'d>, object: &Object) -> Option<&'static str> {
        let name = key.text().unwrap_or_default();
        match object.property(name) {
            _ if key.has_unknown() => None,
            Some(Property { reading: Reading::HttpApis, .. }) => {
                let message = format!("`{name}` has no effect in a REST API");
                self.property(key, &EXTENSION_PROPERTY_FOR_HTTP_APIS, message);
                None
            }
            Some(property) => Some(property.name),
            None if name.starts_with("x-") => None,
            None => {
                let message = format!("`{}` has no `{name}`", object.name);
                self.property(key, &EXTENSION_PROPERTY_UNKNOWN, message);
                None
            }
        }
    }

    /// Reports a member of an extension's object that changes nothing.
    fn property(&mut self, key: Node<'d>, metadata: &'static Metadata, message: String) {
        self.report(
            Diagnostic::new(metadata, message, key.location())
                .label("nothing is read from this")
                .help("remove it, or check its spelling"),
        );
    }
}

/// The list of what `read` makes of them, without room for more: many have one entry only, and what
/// is read of it is large.
pub(crate) fn each<I: Iterator, T>(all: I, read: impl FnMut(I::Item) -> Option<T>) -> Vec<T> {
    let mut list = Vec::with_capacity(all.size_hint().1.unwrap_or_default());
    list.extend(all.filter_map(read));
    list
}

/// For a member that the vocabulary has and its reader does not know: one of them is wrong.
pub(crate) fn unread(name: &str) {
    debug_assert!(false, "`{name}` is in the vocabulary, and nobody reads it");
}

/// What to do about a value that is no text: a function of a template explains most of them.
pub(crate) fn help_for(node: Node<'_>, otherwise: &str) -> String {
    let function = node.entries().next().and_then(|(key, _)| key.text());
    match function.filter(|name| name.starts_with("Fn::") || *name == "Ref") {
        Some(name) => {
            format!("let the template be processed first: the import does not resolve `{name}`")
        }
        None => otherwise.to_owned(),
    }
}

/// The kind of a node in words.
fn kind_words(node: Node<'_>) -> &'static str {
    match node.kind() {
        Kind::Mapping => "an object",
        Kind::Sequence => "a list",
        Kind::Scalar if node.is_null() => "null",
        Kind::Scalar => "a single value",
    }
}
