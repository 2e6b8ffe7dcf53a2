//! The top of the document, `info`, servers, tags and external documentation.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use gatewright_diagnostics::Diagnostic;
use gatewright_source::{Kind, Node};

use super::issues::attribute;
use super::keys::Object;
use super::members::{Need, is_blank};
use super::remarks::{TAG_REPEATED, URL_MALFORMED};
use super::{Walk, url};

impl<'d> Walk<'d> {
    /// The whole document. Components come before paths, since these refer to them.
    pub(super) fn document(&mut self, root: Node<'d>) {
        if let Some(info) = self.object("", root, "info", Need::Required) {
            self.info(info);
        }
        if let Some(components) = self.object("", root, "components", Need::Optional) {
            self.components(components);
        }
        if let Some(paths) = self.object("", root, "paths", Need::Required) {
            self.paths(paths);
        }
        if let Some(servers) = self.array("", root, "servers") {
            self.servers(".servers", servers);
        }
        if let Some(docs) = self.object("", root, "externalDocs", Need::Optional) {
            self.external_docs("externalDocs", docs);
        }
        if let Some(tags) = self.array("", root, "tags") {
            self.tags(tags);
        }
        self.array("", root, "security");
        self.extras("", root, Object::Root);
    }

    fn info(&mut self, info: Node<'d>) {
        let at = "info";
        self.text(at, info, "title", Need::Required);
        self.texts(at, info, &["description", "termsOfService"]);
        // The reader takes the member's own name for the place.
        if let Some(contact) = self.object("contact", info, "contact", Need::Optional) {
            self.text("info.contact", contact, "name", Need::Optional);
            self.url("info.contact", contact);
            self.text("info.contact", contact, "email", Need::Optional);
            self.extras("info.contact", contact, Object::Contact);
        }
        if let Some(license) = self.object(at, info, "license", Need::Optional) {
            self.text("info.license", license, "name", Need::Required);
            self.url("info.license", license);
            self.extras("info.license", license, Object::License);
        }
        self.text(at, info, "version", Need::Required);
        self.extras(at, info, Object::Info);
    }

    /// The address of a contact or a licence. The remark is the address itself.
    fn url(&mut self, at: &str, owner: Node<'d>) {
        let Some(text) = self.text(at, owner, "url", Need::Optional) else { return };
        let Some(value) = owner.get("url") else { return };
        if is_blank(&text) || url::is_valid(&text) {
            return;
        }
        self.issues.remarks.push(
            Diagnostic::new(&URL_MALFORMED, attribute(at, &text), value.location())
                .label("this is no address that can be opened")
                .help("write a whole address, such as `https://example.com/terms`"),
        );
    }

    pub(super) fn servers(&mut self, at: &str, servers: Node<'d>) {
        for server in servers.items().filter(|server| server.is_mapping()) {
            self.server(at, server);
        }
    }

    pub(super) fn server(&mut self, at: &str, server: Node<'d>) {
        self.text(at, server, "url", Need::Required);
        self.text(at, server, "description", Need::Optional);
        if let Some(variables) = self.object(at, server, "variables", Need::Optional) {
            for (name, variable) in variables.entries() {
                let at = format!("{at}.variables.{}", name.text().unwrap_or_default());
                if self.must_be_mapping(variable, "a server variable") {
                    self.server_variable(&at, variable);
                }
            }
        }
        self.extras(at, server, Object::Server);
    }

    fn server_variable(&mut self, at: &str, variable: Node<'d>) {
        if let Some(values) = self.array(at, variable, "enum") {
            for value in values.items().filter(|value| value.kind() != Kind::Scalar) {
                self.issues.wrong_type(at, "enum", "value", value);
            }
        }
        self.text(&format!("{at}.default"), variable, "default", Need::Required);
        self.text(&format!("{at}.description"), variable, "description", Need::Optional);
        self.extras(at, variable, Object::ServerVariable);
    }

    pub(super) fn external_docs(&mut self, at: &str, docs: Node<'d>) {
        self.text(at, docs, "description", Need::Optional);
        self.text(at, docs, "url", Need::Required);
        self.extras(at, docs, Object::ExternalDocs);
    }

    fn tags(&mut self, tags: Node<'d>) {
        let at = "tags";
        // Tags without a name are shown as `null`, and are equal.
        let mut seen: HashMap<Option<Cow<'d, str>>, Node<'d>> = HashMap::new();
        for tag in tags.items().filter(|tag| tag.is_mapping()) {
            let name = self.text(at, tag, "name", Need::Required);
            self.text(at, tag, "description", Need::Optional);
            if let Some(docs) = self.object(at, tag, "externalDocs", Need::Optional) {
                self.external_docs("tags.externalDocs", docs);
            }
            self.extras(at, tag, Object::Tag);

            let name = name.filter(|name| !is_blank(name));
            let place = tag.get("name").unwrap_or(tag);
            let shown = name.clone().unwrap_or("null".into());
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
                    format!("{} is repeated", attribute(at, &shown)),
                    place.location(),
                )
                .label("this tag is declared already")
                .related(first.location(), "declared here first")
                .help("keep one of the two"),
            );
        }
    }
}
