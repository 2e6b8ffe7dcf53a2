//! What only Swagger 2.0 has: body parameters, `consumes` and `produces`.

use std::borrow::Cow;

use gatewright_source::Node;

use crate::reader::Reader;
use crate::{MediaType, RequestBody, Schema, Spanned, Text};

/// The media type of a body or response that names none (recorded).
const DEFAULT_MEDIA_TYPE: &str = "application/json";

impl<'d> Reader<'d> {
    /// The request body that a parameter in `body` stands for.
    pub(crate) fn body_parameter(
        &mut self,
        at: Node<'d>,
        consumes: Option<Node<'d>>,
    ) -> RequestBody<'d> {
        let mut body = RequestBody { at, description: None, name: None, content: Vec::new() };
        for (key, value) in self.mapping(at) {
            match key.text().unwrap_or_default() {
                "name" => body.name = self.text(value),
                "description" => body.description = self.text(value),
                "schema" => body.content = self.schema_for_each(value, consumes, "consumes"),
                _ => {}
            }
        }
        body
    }

    /// One schema for each media type of `own`, the operation's list, else of the document's list
    /// under `root_key`, else for JSON.
    pub(crate) fn schema_for_each(
        &mut self,
        schema: Node<'d>,
        own: Option<Node<'d>>,
        root_key: &str,
    ) -> Vec<MediaType<'d>> {
        if !schema.is_mapping() {
            return Vec::new();
        }
        let list =
            own.filter(|list| !list.is_null()).or_else(|| self.document.root()?.get(root_key));
        let mut names = list.map(|list| self.texts(list)).unwrap_or_default();
        if names.is_empty() {
            names.push(Spanned::new(Cow::Borrowed(DEFAULT_MEDIA_TYPE), schema));
        }
        let content = names
            .into_iter()
            .map(|name: Text<'d>| MediaType { name, schema: Some(Schema::read(schema)) });
        content.collect()
    }
}
