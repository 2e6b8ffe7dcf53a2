//! The top of the document, `info`, servers, tags and external documentation.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use gatewright_diagnostics::Diagnostic;
use gatewright_source::{Kind, Node};

use super::issues::attribute;
use super::keys::Key;
use super::members::{Members, Need, as_text, filled, is_blank};
use super::objects::Object;
use super::place::Place;
use super::remarks::{TAG_REPEATED, URL_MALFORMED};
use super::{Walk, url};
use crate::holes;

impl<'d> Walk<'d> {
    /// The whole document. Components come before paths, since these refer to them.
    pub(super) fn document(&mut self, root: Node<'d>) {
        let (at, root) = (&Place::ROOT, &Members::of(root));
        if let Some(info) = self.object(at, root, Key::Info, Need::Required) {
            self.info(info);
        }
        if let Some(components) = self.object(at, root, Key::Components, Need::Optional) {
            self.components(components);
        }
        if let Some(paths) = self.object(at, root, Key::Paths, Need::Required) {
            self.paths(paths);
        }
        if let Some(servers) = self.array(at, root, Key::Servers) {
            self.servers(&Place::top(".servers"), servers);
        }
        if let Some(docs) = self.object(at, root, Key::ExternalDocs, Need::Optional) {
            self.external_docs(&Place::top("externalDocs"), docs);
        }
        if let Some(tags) = self.array(at, root, Key::Tags) {
            self.tags(tags);
        }
        self.array(at, root, Key::Security);
        self.extras(at, root, Object::Root);
    }

    fn info(&mut self, info: Node<'d>) {
        let (at, info) = (&Place::top("info"), &Members::of(info));
        self.text(at, info, Key::Title, Need::Required);
        self.texts(at, info, &[Key::Description, Key::TermsOfService]);
        // The reader takes the member's own name for the place.
        let own = Place::top("contact");
        if let Some(contact) = self.object(&own, info, Key::Contact, Need::Optional) {
            let (at, contact) = (&at.member("contact"), &Members::of(contact));
            self.text(at, contact, Key::Name, Need::Optional);
            self.url(at, contact);
            self.text(at, contact, Key::Email, Need::Optional);
            self.extras(at, contact, Object::Contact);
        }
        if let Some(license) = self.object(at, info, Key::License, Need::Optional) {
            let (at, license) = (&at.member("license"), &Members::of(license));
            self.text(at, license, Key::Name, Need::Required);
            self.url(at, license);
            self.extras(at, license, Object::License);
        }
        self.text(at, info, Key::Version, Need::Required);
        self.extras(at, info, Object::Info);
    }

    /// The address of a contact or a licence. The remark is the address itself.
    fn url(&mut self, at: &Place<'_>, owner: &Members<'d>) {
        let Some(value) = self.text(at, owner, Key::Url, Need::Optional) else { return };
        let text = as_text(value).unwrap_or_default();
        if is_blank(text) || value.has_unknown() || url::is_valid(text) {
            return;
        }
        self.issues.remarks.push(
            Diagnostic::new(&URL_MALFORMED, attribute(at, text), value.location())
                .label("this is no address that can be opened")
                .help("write a whole address, such as `https://example.com/terms`"),
        );
    }

    pub(super) fn servers(&mut self, at: &Place<'_>, servers: Node<'d>) {
        for server in servers.items().filter(|server| server.is_mapping()) {
            self.server(at, server);
        }
    }

    pub(super) fn server(&mut self, at: &Place<'_>, server: Node<'d>) {
        let server = &Members::of(server);
        self.text(at, server, Key::Url, Need::Required);
        self.text(at, server, Key::Description, Need::Optional);
        if let Some(variables) = self.object(at, server, Key::Variables, Need::Optional) {
            let at = at.member("variables");
            for (name, variable) in variables.entries() {
                let at = at.member(name.text().unwrap_or_default());
                if self.must_be_mapping(variable, "a server variable") {
                    self.server_variable(&at, variable);
                }
            }
        }
        self.extras(at, server, Object::Server);
    }

    fn server_variable(&mut self, at: &Place<'_>, variable: Node<'d>) {
        let variable = &Members::of(variable);
        if let Some(values) = self.array(at, variable, Key::Enum) {
            for value in values.items().filter(|value| value.kind() != Kind::Scalar) {
                self.issues.wrong_type(at, "enum", "value", value);
            }
        }
        self.text(&at.member("default"), variable, Key::Default, Need::Required);
        self.text(&at.member("description"), variable, Key::Description, Need::Optional);
        self.extras(at, variable, Object::ServerVariable);
    }

    pub(super) fn external_docs(&mut self, at: &Place<'_>, docs: Node<'d>) {
        let docs = &Members::of(docs);
        self.text(at, docs, Key::Description, Need::Optional);
        self.text(at, docs, Key::Url, Need::Required);
        self.extras(at, docs, Object::ExternalDocs);
    }

    fn tags(&mut self, tags: Node<'d>) {
        let at = &Place::top("tags");
        // Tags without a name are shown as `null`, and are equal.
        let mut seen: HashMap<Option<&str>, Node<'d>> = HashMap::new();
        for tag in tags.items().filter(|tag| tag.is_mapping()) {
            let tag = &Members::of(tag);
            let name = self.text(at, tag, Key::Name, Need::Required);
            self.text(at, tag, Key::Description, Need::Optional);
            if let Some(docs) = self.object(at, tag, Key::ExternalDocs, Need::Optional) {
                self.external_docs(&at.member("externalDocs"), docs);
            }
            self.extras(at, tag, Object::Tag);

            let name = name.and_then(filled);
            let place = tag.get(Key::Name).unwrap_or(tag.owner);
            if place.has_unknown() || holes::is_open(tag.owner) {
                continue;
            }
            let shown = name.unwrap_or("null");
            let first = match seen.entry(name) {
                Entry::Vacant(free) => {
                    free.insert(place);
                    continue;
                }
                Entry::Occupied(taken) => *taken.get(),
            };
            self.issues.repeated_tags.push(
                Diagnostic::new(
                    &TAG_REPEATED,
                    format!("{} is repeated", attribute(at, shown)),
                    place.location(),
                )
                .label("this tag is declared already")
                .related(first.location(), "declared here first")
                .help("keep one of the two"),
            );
        }
    }
}
