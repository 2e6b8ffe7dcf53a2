//! Reading the members of an object, and saying what is wrong with them.

use std::collections::HashSet;

use gatewright_diagnostics::{Diagnostic, Metadata};
use gatewright_source::{Document, Entries, Items, Kind, Node, NodeId};

use crate::diagnostics::{EXTENSION_PROPERTY_UNKNOWN, VALUE_OF_WRONG_TYPE};
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
    /// reached by several references is reported once.
    pub(crate) fn wrong_type(&mut self, node: Node<'d>, wanted: &str) {
        if !self.reported.insert(node.id()) {
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

    /// Reports a member that `owner`, an extension's object, does not have.
    pub(crate) fn unknown_property(&mut self, key: Node<'d>, owner: &str) {
        let name = key.text().unwrap_or_default().to_owned();
        if name.starts_with("x-") {
            return;
        }
        self.property(key, &EXTENSION_PROPERTY_UNKNOWN, format!("`{owner}` has no `{name}`"));
    }

    /// Reports a member of an extension's object that changes nothing.
    pub(crate) fn property(&mut self, key: Node<'d>, metadata: &'static Metadata, message: String) {
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
