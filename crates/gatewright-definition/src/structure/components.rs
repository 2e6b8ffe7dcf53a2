//! `components`: what is declared there, and under which names.

use std::collections::{HashMap, HashSet};

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use super::Walk;
use super::issues::attribute;
use super::keys::Key;
use super::members::{Members, Need};
use super::objects::Object;
use super::parameters::Declared;
use super::place::Place;
use super::remarks::COMPONENT_NAME_INVALID;

/// What the rest of the document can refer to.
#[derive(Default)]
pub(super) struct Components<'d> {
    names: HashMap<&'static str, HashSet<&'d str>>,
    pub(super) parameters: HashMap<&'d str, Declared<'d>>,
}

impl Components<'_> {
    /// Whether the text after `#/components` leads to a component. Only its first two steps count.
    pub(super) fn has(&self, rest: &str) -> bool {
        let mut steps = rest.split('/').skip(1);
        let (Some(section), Some(name)) = (steps.next(), steps.next()) else { return false };
        self.names.get(section).is_some_and(|names| !name.is_empty() && names.contains(name))
    }
}

/// How the kinds of components are called in the remark on a bad name.
const SECTIONS: [(Key, &str); 9] = [
    (Key::Schemas, "Schema name"),
    (Key::Responses, "Response key"),
    (Key::Parameters, "Parameter name"),
    (Key::Examples, "Example name"),
    (Key::RequestBodies, "RequestBody name"),
    (Key::Headers, "Header name"),
    (Key::SecuritySchemes, "SecurityScheme name"),
    (Key::Links, "Link name"),
    (Key::Callbacks, "Callback key"),
];

impl<'d> Walk<'d> {
    pub(super) fn components(&mut self, components: Node<'d>) {
        let (at, components) = (&Place::top("components"), &Members::of(components));
        for (section, words) in SECTIONS {
            let Some(entries) = self.object(at, components, section, Need::Optional) else {
                continue;
            };
            let at = at.member(section.as_str());
            let count = entries.entries().size_hint().1.unwrap_or_default();
            let mut names = HashSet::with_capacity(count);
            for (key, value) in entries.entries() {
                let name = key.text().unwrap_or_default();
                self.name(&at, words, key);
                if self.component(&at, section, (name, value)) {
                    names.insert(name);
                }
            }
            self.components.names.insert(section.as_str(), names);
        }
        self.extras(at, components, Object::Components);
    }

    /// One component; whether there is anything that can be referred to.
    fn component(
        &mut self,
        at: &Place<'_>,
        section: Key,
        (name, value): (&'d str, Node<'d>),
    ) -> bool {
        match section {
            // In these two the names are those of the map itself.
            Key::Responses => self.response_entry(at, name, value),
            Key::Callbacks => self.callback(at, value),
            Key::Parameters => {
                // What is no parameter at all is passed over in silence.
                let declared =
                    value.is_mapping().then(|| self.parameter(&at.member(name), value)).flatten();
                let is_there = declared.is_some();
                if let Some(declared) = declared {
                    self.components.parameters.insert(name, declared);
                }
                is_there
            }
            _ if !value.is_mapping() => {
                self.issues.wrong_type(at, name, "object", value);
                false
            }
            _ => {
                let at = at.member(name);
                match section {
                    Key::Schemas => self.schema(&at, value),
                    Key::Examples => self.example(&at, value),
                    Key::RequestBodies => self.request_body(&at, value),
                    Key::Headers => self.header(&at, value),
                    Key::Links => self.link(&at, value),
                    Key::SecuritySchemes => {
                        self.security_scheme(&at, value);
                        true
                    }
                    _ => false,
                }
            }
        }
    }

    /// The name of a component, or of an entry of a map like it, such as a response's headers.
    pub(super) fn name(&mut self, at: &Place<'_>, words: &str, key: Node<'d>) {
        let name = key.text().unwrap_or_default();
        let is_plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'_');
        if !name.is_empty() && (name.bytes().all(is_plain) || key.has_unknown()) {
            return;
        }
        let text =
            format!(r"{words} {name} doesn't adhere to regular expression ^[a-zA-Z0-9\.\-_]+$");
        self.issues.remarks.push(
            Diagnostic::new(&COMPONENT_NAME_INVALID, attribute(at, &text), key.location())
                .label("this name has a character that does not belong in a name")
                .help("use letters, digits, `.`, `-` and `_` only"),
        );
    }
}
