//! Request bodies, responses, and what they hold: content, headers, links, examples.

use gatewright_source::Node;

use super::Walk;
use super::keys::Key;
use super::members::{Members, Need, is_extension};
use super::objects::Object;
use super::place::Place;

const ENCODING_STYLES: [&str; 4] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

impl<'d> Walk<'d> {
    /// A request body; whether it can be read.
    pub(super) fn request_body(&mut self, at: &Place<'_>, body: Node<'d>) -> bool {
        let body = &Members::of(body);
        if let Some(readable) = self.reference(at, body) {
            return readable;
        }
        self.text(at, body, Key::Description, Need::Optional);
        if let Some(content) = self.object(at, body, Key::Content, Need::Required) {
            self.content(&at.member("content"), content);
        }
        self.extras(at, body, Object::RequestBody);
        true
    }

    /// The `responses` of an operation.
    pub(super) fn responses(&mut self, at: &Place<'_>, responses: Node<'d>) {
        for (key, response) in responses.entries() {
            self.name(at, "Response key", key);
            self.response_entry(at, key.text().unwrap_or_default(), response);
        }
    }

    /// An entry of a map of responses; whether it is a response that can be read.
    pub(super) fn response_entry(&mut self, at: &Place<'_>, key: &str, response: Node<'d>) -> bool {
        if is_extension(key) {
            return false;
        }
        if !response.is_mapping() {
            self.issues.wrong_type(&at.member("responses"), key, "object", response);
            return false;
        }
        self.response(&at.member(key), response)
    }

    fn response(&mut self, at: &Place<'_>, response: Node<'d>) -> bool {
        let response = &Members::of(response);
        if let Some(readable) = self.reference(at, response) {
            return readable;
        }
        self.text(at, response, Key::Description, Need::Required);
        if let Some(headers) = self.object(at, response, Key::Headers, Need::Optional) {
            self.headers(at, headers);
        }
        if let Some(links) = self.object(at, response, Key::Links, Need::Optional) {
            for (key, link) in links.entries() {
                self.name(at, "Link name", key);
                if let Some(at) = self.entry(at, key, link) {
                    self.link(&at, link);
                }
            }
        }
        if let Some(content) = self.object(at, response, Key::Content, Need::Optional) {
            self.content(&at.member("content"), content);
        }
        self.extras(at, response, Object::Response);
        true
    }

    /// Media types. Their names are no part of the place.
    pub(super) fn content(&mut self, at: &Place<'_>, content: Node<'d>) {
        for (_, media_type) in content.entries() {
            if self.must_be_mapping(media_type, "a media type") {
                self.media_type(at, media_type);
            }
        }
    }

    fn media_type(&mut self, at: &Place<'_>, media_type: Node<'d>) {
        let media_type = &Members::of(media_type);
        if let Some(schema) = self.object(at, media_type, Key::Schema, Need::Optional) {
            self.schema(&at.member("schema"), schema);
        }
        if let Some(encodings) = self.object(at, media_type, Key::Encoding, Need::Optional) {
            let at = at.member("encoding");
            for (_, encoding) in encodings.entries() {
                if self.must_be_mapping(encoding, "an encoding") {
                    self.encoding(&at, encoding);
                }
            }
        }
        if let Some(examples) = self.object(at, media_type, Key::Examples, Need::Optional) {
            self.examples(&at.member("examples"), examples);
        }
        self.extras(at, media_type, Object::MediaType);
    }

    fn encoding(&mut self, at: &Place<'_>, encoding: Node<'d>) {
        let encoding = &Members::of(encoding);
        self.text(at, encoding, Key::ContentType, Need::Required);
        self.style(at, encoding, &ENCODING_STYLES);
        if let Some(headers) = self.object(at, encoding, Key::Headers, Need::Optional) {
            self.headers(at, headers);
        }
        self.extras(at, encoding, Object::Encoding);
    }

    pub(super) fn headers(&mut self, at: &Place<'_>, headers: Node<'d>) {
        for (key, header) in headers.entries() {
            self.name(at, "Header name", key);
            if let Some(at) = self.entry(at, key, header) {
                self.header(&at, header);
            }
        }
    }

    /// A header; whether it can be read.
    pub(super) fn header(&mut self, at: &Place<'_>, header: Node<'d>) -> bool {
        let header = &Members::of(header);
        if let Some(readable) = self.reference(at, header) {
            return readable;
        }
        self.text(at, header, Key::Description, Need::Optional);
        if let Some(schema) = self.object(at, header, Key::Schema, Need::Optional) {
            self.schema(at, schema);
        }
        if let Some(examples) = self.object(at, header, Key::Examples, Need::Optional) {
            self.examples(at, examples);
        }
        if let Some(content) = self.object(at, header, Key::Content, Need::Optional) {
            self.content(&at.member("content"), content);
        }
        self.extras(at, header, Object::Header);
        true
    }

    pub(super) fn examples(&mut self, at: &Place<'_>, examples: Node<'d>) {
        for (key, example) in examples.entries() {
            self.name(at, "Example name", key);
            if let Some(at) = self.entry(at, key, example) {
                self.example(&at, example);
            }
        }
    }

    /// An example; whether it can be read.
    pub(super) fn example(&mut self, at: &Place<'_>, example: Node<'d>) -> bool {
        let example = &Members::of(example);
        if let Some(readable) = self.reference(at, example) {
            return readable;
        }
        self.texts(at, example, &[Key::Summary, Key::Description, Key::ExternalValue]);
        self.extras(at, example, Object::Example);
        true
    }

    /// A link; whether it can be read. Its `headers` are read, and complained of all the same.
    pub(super) fn link(&mut self, at: &Place<'_>, link: Node<'d>) -> bool {
        let link = &Members::of(link);
        if let Some(readable) = self.reference(at, link) {
            return readable;
        }
        self.texts(at, link, &[Key::OperationRef, Key::OperationId]);
        self.object(at, link, Key::Parameters, Need::Optional);
        self.text(at, link, Key::RequestBody, Need::Optional);
        if let Some(headers) = self.object(at, link, Key::Headers, Need::Optional) {
            self.headers(at, headers);
        }
        if let Some(server) = self.object(at, link, Key::Server, Need::Optional) {
            self.server(at, server);
        }
        self.text(at, link, Key::Description, Need::Optional);
        self.extras(at, link, Object::Link);
        true
    }

    /// The place of an entry that is a mapping; a complaint for any other.
    fn entry<'p>(
        &mut self,
        at: &'p Place<'p>,
        key: Node<'p>,
        value: Node<'p>,
    ) -> Option<Place<'p>> {
        let name = key.text().unwrap_or_default();
        if value.is_mapping() {
            return Some(at.member(name));
        }
        self.issues.wrong_type(at, name, "object", value);
        None
    }
}
