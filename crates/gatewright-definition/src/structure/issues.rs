//! The complaints of one walk, in the groups and the words of the service.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use gatewright_diagnostics::{Diagnostic, Label, Location};
use gatewright_source::Node;

use super::diagnostics::{ATTRIBUTE_MISSING, ATTRIBUTE_OF_WRONG_TYPE, ATTRIBUTE_UNEXPECTED};
use super::hints;
use super::keys::Key;
use super::objects::Object;
use super::place::Place;
use crate::holes;

/// The groups, in the order in which the service lists them.
#[derive(Default)]
pub(super) struct Issues {
    /// Parts at which the reader gives up the document.
    pub(super) unreadable: Vec<Diagnostic>,
    unexpected: Distinct,
    wrong_type: Distinct,
    pub(super) missing: Vec<Diagnostic>,
    pub(super) remarks: Vec<Diagnostic>,
    pub(super) repeated_operations: Vec<Diagnostic>,
    pub(super) repeated_tags: Vec<Diagnostic>,
}

/// How many more places are shown of a finding that the service gives once for all of them.
const MORE_PLACES: usize = 10;

/// A group in which the service says each place once, however often it is met: the place is a text
/// that does not get longer within a schema, so that all its properties share it.
#[derive(Default)]
struct Distinct {
    found: Vec<Diagnostic>,
    index: HashMap<(String, String), usize>,
}

impl Distinct {
    /// Adds a finding for `key` at `at`, or a related place to the one that stands there already.
    /// The message is the last one's, as the service has it.
    fn add(&mut self, at: &Place<'_>, key: &str, diagnostic: Diagnostic) {
        match self.index.entry((at.to_string(), key.to_owned())) {
            Entry::Vacant(place) => {
                place.insert(self.found.len());
                self.found.push(diagnostic);
            }
            Entry::Occupied(place) => {
                let first = &mut self.found[*place.get()];
                first.message = diagnostic.message;
                if first.related.len() < MORE_PLACES {
                    let text = diagnostic.label.unwrap_or_default();
                    first.related.push(Label { location: diagnostic.location, text });
                }
            }
        }
    }
}

impl Issues {
    /// A member that the object does not have.
    pub(super) fn unexpected(&mut self, at: &Place<'_>, object: Object, key: Node<'_>) {
        if key.has_unknown() {
            return;
        }
        let name = key.text().unwrap_or_default();
        let message = format!("{} is unexpected", attribute(at, name));
        let diagnostic = Diagnostic::new(&ATTRIBUTE_UNEXPECTED, message, key.location())
            .label(format!("OpenAPI 3.0 has no `{name}` in {}", object.words()))
            .help(hints::unexpected(object, name));
        self.unexpected.add(at, name, diagnostic);
    }

    /// A value that is not of the type `wanted`, in the words of the service.
    pub(super) fn wrong_type(&mut self, at: &Place<'_>, key: &str, wanted: &str, value: Node<'_>) {
        // Of a text that is known in part only that it is a text is known.
        let is_text_wanted = !matches!(wanted, "object" | "array");
        if value.is_unknown() || (is_text_wanted && value.has_unknown()) {
            return;
        }
        let message = format!("{} is not of type `{wanted}`", attribute(at, key));
        let diagnostic = Diagnostic::new(&ATTRIBUTE_OF_WRONG_TYPE, message, value.location());
        let diagnostic = hints::wrong_type(diagnostic, key, wanted, value);
        self.wrong_type.add(at, key, diagnostic);
    }

    /// A member that `owner` lacks.
    pub(super) fn missing(&mut self, at: &Place<'_>, key: Key, owner: Node<'_>) {
        if holes::is_open(owner) {
            return;
        }
        let key = key.as_str();
        let message = format!("{} is missing", attribute(at, key));
        self.missing.push(
            Diagnostic::new(&ATTRIBUTE_MISSING, message, head(owner))
                .label(format!("`{key}` is missing here"))
                .help(format!("add `{key}`")),
        );
    }

    /// All of them, in the order of the service.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut all = self.unreadable;
        all.extend(self.unexpected.found);
        all.extend(self.wrong_type.found);
        all.extend(self.missing);
        all.extend(self.remarks);
        all.extend(self.repeated_operations);
        all.extend(self.repeated_tags);
        all
    }
}

/// The beginning of every message: the place and the member, without a dot at the top of the
/// document.
pub(super) fn attribute(at: &Place<'_>, key: &str) -> String {
    let dot = if at.is_root() { "" } else { "." };
    format!("Parse issue: attribute {at}{dot}{key}")
}

/// Where an object begins: its key, or else its first member, since the whole of it may be long.
pub(super) fn head(node: Node<'_>) -> Location {
    if let Some(key) = node.key() {
        return key.location();
    }
    let mut location = node.location();
    if let Some((first, _)) = node.entries().next()
        && first.parent() == Some(node)
    {
        location.span = first.span();
    }
    location
}
