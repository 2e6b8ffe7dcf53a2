//! Request bodies: a parameter in Swagger 2.0, an object of its own in OpenAPI 3.0.

use gatewright_definition::{Operation, RequestBody, Version};
use gatewright_model::Method;
use gatewright_source::Node;
use serde_json::Value;

use crate::json::{Members, members, name, take, value};
use crate::operation::BODY_NAME;
use crate::orders::Object;
use crate::put_back::Converter;

impl<'d> Converter<'_, 'd> {
    /// Writes the body to `parameters`, or to the operation `out`.
    pub(crate) fn request_body(
        &mut self,
        operation: &Operation<'d>,
        method: &Method,
        of_export: Option<Members>,
        parameters: &mut Vec<Value>,
        out: &mut Members,
    ) {
        let of_export = of_export.unwrap_or_else(|| take(out, "requestBody"));
        let Some(body) = &operation.request_body else { return };
        self.used.insert(body.at.id());
        // The text of the documentation stays where the definition has none.
        let described = of_export.get("description").cloned();
        match (self.definition.version, self.target) {
            (Version::Swagger20, Version::Swagger20) => {
                let mut written = members(body.at);
                let first = body.content.first();
                if let Some(schema) = first.and_then(|it| it.schema.as_ref()) {
                    let model = first.and_then(|it| method.request_models.get(&*it.name.value));
                    written.insert("schema".to_owned(), self.payload(schema, model));
                }
                written.entry("required").or_insert(false.into());
                describe(&mut written, described);
                parameters.push(Value::Object(self.arrange(written, Object::RequestBody)));
            }
            (Version::OpenApi30, Version::Swagger20) => {
                let name = operation.at.get(BODY_NAME).and_then(Node::text);
                let (mut written, media_types) = self.swagger_body(body, method, name);
                describe(&mut written, described);
                parameters.push(Value::Object(self.arrange(written, Object::RequestBody)));
                if !media_types.is_empty() {
                    out.insert("consumes".to_owned(), media_types.into());
                }
            }
            (_, Version::OpenApi30) => {
                let mut written = self.openapi_body(body, method);
                describe(&mut written, described);
                let written = self.arrange(written, Object::RequestBody);
                out.insert("requestBody".to_owned(), Value::Object(written));
                let models = method.request_models.values();
                let is_usual = |name: &str| name == "body" || models.clone().any(|it| it == name);
                if let Some(name) = body.name.as_deref().filter(|name| !is_usual(name)) {
                    out.insert(BODY_NAME.to_owned(), name.into());
                }
            }
        }
    }

    fn openapi_body(&mut self, body: &RequestBody<'d>, method: &Method) -> Members {
        let mut out = Members::new();
        let mut content = Members::new();
        for media_type in &body.content {
            let model = method.request_models.get(&*media_type.name.value);
            let written = if self.is_same() {
                self.media_type(media_type, model)
            } else {
                let schema = media_type.schema.iter();
                let written = schema.map(|it| ("schema".to_owned(), self.payload(it, model)));
                written.collect()
            };
            content.insert(media_type.name.to_string(), Value::Object(written));
        }
        for (key, at) in body.at.entries() {
            match (name(key), self.definition.version) {
                ("content", Version::OpenApi30)
                | ("name" | "in" | "schema", Version::Swagger20) => {}
                // Without a word it is not required; Swagger 2.0 says so all the same.
                ("required", Version::Swagger20) if at.text() == Some("false") => {}
                ("description" | "required", _) => {
                    out.insert(name(key).to_owned(), value(at));
                }
                ("x-examples", Version::Swagger20) if is_by_media_type(at) => {
                    put_examples(at, &mut content);
                }
                _ => self.other(key, at, "a body", &mut out),
            }
        }
        out.insert("content".to_owned(), Value::Object(content));
        out
    }

    fn swagger_body(
        &mut self,
        body: &RequestBody<'d>,
        method: &Method,
        body_name: Option<&str>,
    ) -> (Members, Vec<String>) {
        let models = |media_type: &str| method.request_models.get(media_type).cloned();
        self.note_new_models(&body.content, models);
        let chosen = self.chosen(&body.content, models, "a body");
        let mut out = Members::new();
        for (key, at) in body.at.entries() {
            match name(key) {
                "content" => {}
                "description" => {
                    out.insert("description".to_owned(), value(at));
                }
                "required" => {
                    out.insert("required".to_owned(), value(at));
                }
                _ => self.other(key, at, "a body", &mut out),
            }
        }
        let named = body_name.map(str::to_owned).or_else(|| {
            let target = chosen.schema.as_ref().and_then(|it| it.get("$ref")?.as_str());
            chosen.model.clone().filter(|_| target.is_some())
        });
        out.insert("in".to_owned(), "body".into());
        out.insert("name".to_owned(), named.unwrap_or_else(|| "body".to_owned()).into());
        out.entry("required").or_insert(false.into());
        out.insert(
            "schema".to_owned(),
            chosen.schema.unwrap_or_else(|| Value::Object(Members::new())),
        );
        if !chosen.examples.is_empty() {
            out.insert("x-examples".to_owned(), Value::Object(chosen.examples));
        }
        (out, chosen.media_types)
    }
}

fn describe(written: &mut Members, described: Option<Value>) {
    if let Some(description) = described {
        written.entry("description").or_insert(description);
    }
}

/// Whether examples are given for media types.
pub(crate) fn is_by_media_type(at: Node<'_>) -> bool {
    at.is_mapping() && at.entries().all(|(key, _)| name(key).contains('/'))
}

/// Writes the examples of Swagger 2.0, each to its media type.
pub(crate) fn put_examples(at: Node<'_>, content: &mut Members) {
    for (key, example) in at.entries() {
        let media_type = content.entry(name(key)).or_insert_with(|| Members::new().into());
        if let Some(media_type) = media_type.as_object_mut() {
            media_type.insert("example".to_owned(), value(example));
        }
    }
}
