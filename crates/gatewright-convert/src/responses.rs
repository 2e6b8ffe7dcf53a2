//! Responses.

use gatewright_definition::{Operation, Response, Version};
use gatewright_model::Method;
use gatewright_source::Node;
use serde_json::Value;

use crate::bodies::put_examples;
use crate::json::{Members, add, hand_out, members, name, take, value};
use crate::loss::Reason;
use crate::orders::Object;
use crate::put_back::{Converter, vendor};

impl<'d> Converter<'_, 'd> {
    /// The responses in the order of the definition: those that the service takes and others.
    pub(crate) fn responses(
        &mut self,
        operation: &Operation<'d>,
        responses: &[Response<'d>],
        method: &Method,
        out: &mut Members,
    ) {
        let mut exported = take(out, "responses");
        let mut written = Members::new();
        let mut produced: Vec<String> = Vec::new();
        let mut differ = false;
        for response in responses {
            let of_export = take(&mut exported, &response.status);
            let models = |media_type: &str| {
                let stored = method.method_responses.get(&*response.status.value)?;
                stored.response_models.get(media_type).cloned()
            };
            self.used.insert(response.at.id());
            let members = match (self.definition.version, self.target) {
                (Version::OpenApi30, Version::Swagger20) => {
                    let (members, media_types) = self.swagger_response(response, models, of_export);
                    if !media_types.is_empty() {
                        differ |= !produced.is_empty() && produced != media_types;
                        let new = media_types.into_iter().filter(|it| !produced.contains(it));
                        produced.extend(new.collect::<Vec<_>>());
                    }
                    members
                }
                (Version::Swagger20, Version::Swagger20) => {
                    self.same_swagger_response(response, models, of_export)
                }
                (_, Version::OpenApi30) => self.openapi_response(response, models, of_export),
            };
            let members = self.arrange(members, Object::Response);
            written.insert(response.status.to_string(), Value::Object(members));
        }
        if let Some((key, at)) = operation.at.entry("responses") {
            vendor(at, &mut written);
            if differ {
                let message =
                    "which response has which media types: Swagger 2.0 has one list for all";
                self.lose(Reason::Several, key, message.to_owned());
            }
        }
        if !produced.is_empty() {
            out.insert("produces".to_owned(), produced.into());
        }
        out.insert("responses".to_owned(), Value::Object(written));
    }

    fn same_swagger_response(
        &mut self,
        response: &Response<'d>,
        models: impl Fn(&str) -> Option<String>,
        of_export: Members,
    ) -> Members {
        let mut out = members(response.at);
        if let Some(first) = response.content.first()
            && let Some(schema) = &first.schema
        {
            let model = models(&first.name);
            out.insert("schema".to_owned(), self.payload(schema, model.as_ref()));
        }
        described(out, of_export)
    }

    fn openapi_response(
        &mut self,
        response: &Response<'d>,
        models: impl Fn(&str) -> Option<String>,
        mut of_export: Members,
    ) -> Members {
        let mut out = Members::new();
        let mut content = Members::new();
        for media_type in &response.content {
            let model = models(&media_type.name);
            let written = if self.is_same() {
                self.media_type(media_type, model.as_ref())
            } else {
                let schema = media_type.schema.iter();
                let written =
                    schema.map(|it| ("schema".to_owned(), self.payload(it, model.as_ref())));
                written.collect()
            };
            content.insert(media_type.name.to_string(), Value::Object(written));
        }
        let mut headers_of_export = take(&mut of_export, "headers");
        for (key, at) in response.at.entries() {
            match (name(key), self.definition.version) {
                ("content", Version::OpenApi30) => {
                    // An empty object stays one.
                    out.insert("content".to_owned(), Value::Object(Members::new()));
                }
                ("schema", Version::Swagger20) => {}
                ("description", _) => {
                    out.insert("description".to_owned(), value(at));
                }
                ("headers", _) => self.headers(at, &mut headers_of_export, &mut out),
                ("examples", Version::Swagger20) if at.is_mapping() => {
                    put_examples(at, &mut content);
                }
                _ => self.other(key, at, "a response", &mut out),
            }
        }
        add(&mut out, "content", content);
        described(out, of_export)
    }

    fn swagger_response(
        &mut self,
        response: &Response<'d>,
        models: impl Fn(&str) -> Option<String>,
        mut of_export: Members,
    ) -> (Members, Vec<String>) {
        if response.status.value != "default" {
            self.note_new_models(&response.content, &models);
        }
        let chosen = self.chosen(&response.content, models, "a response");
        let mut out = Members::new();
        let mut headers_of_export = take(&mut of_export, "headers");
        for (key, at) in response.at.entries() {
            match name(key) {
                "content" => {}
                "description" => {
                    out.insert("description".to_owned(), value(at));
                }
                "headers" => self.headers(at, &mut headers_of_export, &mut out),
                "links" => self.no_place(key, "`links` of a response"),
                _ => self.other(key, at, "a response", &mut out),
            }
        }
        if let Some(schema) = chosen.schema {
            out.insert("schema".to_owned(), schema);
        }
        add(&mut out, "examples", chosen.examples);
        (described(out, of_export), chosen.media_types)
    }

    fn headers(&mut self, at: Node<'d>, exported: &mut Members, out: &mut Members) {
        let mut written = Members::new();
        for (key, at) in at.entries() {
            let of_export = hand_out(exported, name(key));
            if let Some(header) = self.header(at, of_export) {
                written.insert(name(key).to_owned(), header);
            }
        }
        add(out, "headers", written);
    }
}

/// A response must have a text; the service gives one to those that have none.
fn described(mut out: Members, mut of_export: Members) -> Members {
    if let Some(description) = of_export.shift_remove("description") {
        out.entry("description").or_insert(description);
    }
    out
}
