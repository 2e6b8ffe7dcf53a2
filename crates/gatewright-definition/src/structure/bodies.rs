//! Request bodies, responses, and what they hold: content, headers, links, examples.

use gatewright_source::Node;

use super::Walk;
use super::keys::Object;
use super::members::Need;

impl<'d> Walk<'d> {
    /// A request body; whether it can be read.
    pub(super) fn request_body(&mut self, at: &str, body: Node<'d>) -> bool {
        if let Some(readable) = self.reference(at, body) {
            return readable;
        }
        self.text(at, body, "description", Need::Optional);
        if let Some(content) = self.object(at, body, "content", Need::Required) {
            self.content(&format!("{at}.content"), content);
        }
        self.extras(at, body, Object::RequestBody);
        true
    }

    /// The `responses` of an operation.
    pub(super) fn responses(&mut self, at: &str, responses: Node<'d>) {
        for (key, response) in responses.entries() {
            self.name(at, "Response key", key);
            self.response_entry(at, key.text().unwrap_or_default(), response);
        }
    }

    /// An entry of a map of responses; whether it is a response that can be read.
    pub(super) fn response_entry(&mut self, at: &str, key: &str, response: Node<'d>) -> bool {
        if key.starts_with("x-") {
            return false;
        }
        if !response.is_mapping() {
            self.issues.wrong_type(&format!("{at}.responses"), key, "object", response);
            return false;
        }
        self.response(&format!("{at}.{key}"), response)
    }

    fn response(&mut self, at: &str, response: Node<'d>) -> bool {
        if let Some(readable) = self.reference(at, response) {
            return readable;
        }
        self.text(at, response, "description", Need::Required);
        if let Some(headers) = self.object(at, response, "headers", Need::Optional) {
            self.headers(at, headers);
        }
        if let Some(links) = self.object(at, response, "links", Need::Optional) {
            for (key, link) in links.entries() {
                self.name(at, "Link name", key);
                if let Some(at) = self.entry(at, key, link) {
                    self.link(&at, link);
                }
            }
        }
        if let Some(content) = self.object(at, response, "content", Need::Optional) {
            self.content(&format!("{at}.content"), content);
        }
        self.extras(at, response, Object::Response);
        true
    }

    /// Media types. Their names are no part of the place.
    pub(super) fn content(&mut self, at: &str, content: Node<'d>) {
        for (_, media_type) in content.entries() {
            if self.must_be_mapping(media_type, "a media type") {
                self.media_type(at, media_type);
            }
        }
    }

    fn media_type(&mut self, at: &str, media_type: Node<'d>) {
        if let Some(schema) = self.object(at, media_type, "schema", Need::Optional) {
            self.schema(&format!("{at}.schema"), schema);
        }
        if let Some(encodings) = self.object(at, media_type, "encoding", Need::Optional) {
            let at = format!("{at}.encoding");
            for (_, encoding) in encodings.entries() {
                if self.must_be_mapping(encoding, "an encoding") {
                    self.encoding(&at, encoding);
                }
            }
        }
        if let Some(examples) = self.object(at, media_type, "examples", Need::Optional) {
            self.examples(&format!("{at}.examples"), examples);
        }
        self.extras(at, media_type, Object::MediaType);
    }

    fn encoding(&mut self, at: &str, encoding: Node<'d>) {
        const STYLES: [&str; 4] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];
        self.text(at, encoding, "contentType", Need::Required);
        self.style(at, encoding, &STYLES);
        if let Some(headers) = self.object(at, encoding, "headers", Need::Optional) {
            self.headers(at, headers);
        }
        self.extras(at, encoding, Object::Encoding);
    }

    pub(super) fn headers(&mut self, at: &str, headers: Node<'d>) {
        for (key, header) in headers.entries() {
            self.name(at, "Header name", key);
            if let Some(at) = self.entry(at, key, header) {
                self.header(&at, header);
            }
        }
    }

    /// A header; whether it can be read.
    pub(super) fn header(&mut self, at: &str, header: Node<'d>) -> bool {
        if let Some(readable) = self.reference(at, header) {
            return readable;
        }
        self.text(at, header, "description", Need::Optional);
        if let Some(schema) = self.object(at, header, "schema", Need::Optional) {
            self.schema(at, schema);
        }
        if let Some(examples) = self.object(at, header, "examples", Need::Optional) {
            self.examples(at, examples);
        }
        if let Some(content) = self.object(at, header, "content", Need::Optional) {
            self.content(&format!("{at}.content"), content);
        }
        self.extras(at, header, Object::Header);
        true
    }

    pub(super) fn examples(&mut self, at: &str, examples: Node<'d>) {
        for (key, example) in examples.entries() {
            self.name(at, "Example name", key);
            if let Some(at) = self.entry(at, key, example) {
                self.example(&at, example);
            }
        }
    }

    /// An example; whether it can be read.
    pub(super) fn example(&mut self, at: &str, example: Node<'d>) -> bool {
        if let Some(readable) = self.reference(at, example) {
            return readable;
        }
        self.texts(at, example, &["summary", "description", "externalValue"]);
        self.extras(at, example, Object::Example);
        true
    }

    /// A link; whether it can be read. Its `headers` are read, and complained of all the same.
    pub(super) fn link(&mut self, at: &str, link: Node<'d>) -> bool {
        if let Some(readable) = self.reference(at, link) {
            return readable;
        }
        self.texts(at, link, &["operationRef", "operationId"]);
        self.object(at, link, "parameters", Need::Optional);
        self.text(at, link, "requestBody", Need::Optional);
        if let Some(headers) = self.object(at, link, "headers", Need::Optional) {
            self.headers(at, headers);
        }
        if let Some(server) = self.object(at, link, "server", Need::Optional) {
            self.server(at, server);
        }
        self.text(at, link, "description", Need::Optional);
        self.extras(at, link, Object::Link);
        true
    }

    /// The place of an entry that is a mapping; a complaint for any other.
    fn entry(&mut self, at: &str, key: Node<'d>, value: Node<'d>) -> Option<String> {
        let name = key.text().unwrap_or_default();
        if value.is_mapping() {
            return Some(format!("{at}.{name}"));
        }
        self.issues.wrong_type(at, name, "object", value);
        None
    }
}
