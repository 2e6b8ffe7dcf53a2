//! What only OpenAPI 3.0 has: request bodies and `content`.

use gatewright_source::Node;

use crate::reader::{Reader, each};
use crate::{MediaType, RequestBody, Schema, Text};

impl<'d> Reader<'d> {
    pub(crate) fn request_body(&mut self, node: Node<'d>) -> Option<RequestBody<'d>> {
        let at = self.follow(node)?;
        let mut body = RequestBody { at, description: None, name: None, content: Vec::new() };
        for (key, value) in self.mapping(at) {
            match key.text().unwrap_or_default() {
                "description" => body.description = self.text(value),
                "content" => body.content = self.content(value),
                _ => {}
            }
        }
        Some(body)
    }

    /// The members of a `content` object.
    pub(crate) fn content(&mut self, node: Node<'d>) -> Vec<MediaType<'d>> {
        let entries = self.mapping(node);
        each(entries, |(key, value)| {
            let schema = value.get("schema").filter(|at| at.is_mapping()).map(Schema::read);
            Some(MediaType { name: Text::of_key(key), schema })
        })
    }
}
