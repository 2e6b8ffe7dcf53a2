//! Schemas, keyword by keyword.

use std::collections::HashSet;

use gatewright_definition::Version;
use gatewright_model::EntityPath;
use gatewright_source::Node;
use serde_json::{Value, json};

use crate::json::{Members, name, value};
use crate::orders::Object;
use crate::put_back::{Converter, home};

/// Keywords that both versions have, with values that are no schemas.
const SHARED: [&str; 21] = [
    "title",
    "description",
    "default",
    "format",
    "type",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "enum",
    "readOnly",
    "xml",
];
/// Keywords of OpenAPI 3.0, and the extensions that stand for them in Swagger 2.0 by an agreement of
/// its tools. Both know `example`, but of Swagger 2.0 the service refuses it.
const AS_EXTENSIONS: [(&str, &str); 4] = [
    ("nullable", "x-nullable"),
    ("example", "x-example"),
    ("writeOnly", "x-writeOnly"),
    ("deprecated", "x-deprecated"),
];
/// Where the models of all APIs are.
const MODELS: &str = "/models/";

impl<'d> Converter<'_, 'd> {
    /// The schemas with names, used or not, then those that the import has named.
    pub(crate) fn schemas(&mut self) -> Members {
        let mut out = Members::new();
        let definition = self.definition;
        let mut named: HashSet<&str> = HashSet::new();
        for schema in &definition.schemas {
            named.insert(&schema.name);
            out.insert(schema.name.to_string(), self.schema(schema.at, Object::Model));
        }
        for model in self.api.models.iter().filter(|it| !named.contains(&*it.name)) {
            let node = self.provenance.get(&EntityPath::Model(model.name.clone()));
            let Some(node) = node else { continue };
            let schema = self.schema(definition.document.node(node), Object::Model);
            out.insert(model.name.clone(), schema);
        }
        out
    }

    /// A schema in the target's version. `object` says where it stands.
    pub(crate) fn schema(&mut self, node: Node<'d>, object: Object) -> Value {
        if !node.is_mapping() {
            return value(node);
        }
        let mut out = Members::new();
        for (key, at) in node.entries() {
            self.keyword(key, at, &mut out);
        }
        Value::Object(self.arrange(out, object))
    }

    fn keyword(&mut self, key: Node<'d>, at: Node<'d>, out: &mut Members) {
        let keyword = name(key);
        match keyword {
            "$ref" => {
                let target = match at.as_str() {
                    Some(text) => self.schema_reference(text, at).into(),
                    None => value(at),
                };
                out.insert(keyword.to_owned(), target);
            }
            // The service leaves out that a schema of Swagger 2.0 has no properties.
            "properties" if at.entries().next().is_none() && !self.is_same() => {}
            "properties" if at.is_mapping() => {
                let properties = at.entries();
                let properties: Members = properties
                    .map(|(key, at)| (name(key).to_owned(), self.schema(at, Object::Property)))
                    .collect();
                out.insert(keyword.to_owned(), Value::Object(properties));
            }
            "oneOf" | "anyOf" | "not" if self.is_to_swagger() && !self.is_same() => {
                self.no_place(key, &format!("`{keyword}`"));
            }
            "items" | "additionalProperties" | "not" => {
                out.insert(keyword.to_owned(), self.schema(at, Object::Property));
            }
            "allOf" | "oneOf" | "anyOf" if at.is_sequence() => {
                let parts = at.items().map(|it| self.schema(it, Object::Model)).collect();
                out.insert(keyword.to_owned(), Value::Array(parts));
            }
            _ if self.is_same() => {
                out.insert(keyword.to_owned(), value(at));
            }
            "type" if at.text() == Some("file") && !self.is_to_swagger() => {
                out.insert("type".to_owned(), "string".into());
                out.insert("format".to_owned(), "binary".into());
            }
            "required" if at.is_sequence() => {
                out.insert(keyword.to_owned(), value(at));
            }
            "externalDocs" => {
                out.insert(keyword.to_owned(), value(at));
            }
            "discriminator" => self.discriminator(key, at, out),
            _ if SHARED.contains(&keyword) => {
                out.insert(keyword.to_owned(), value(at));
            }
            _ => match self.renamed(keyword) {
                Some(renamed) => {
                    out.insert(renamed.to_owned(), value(at));
                }
                None => self.other(key, at, "a schema", out),
            },
        }
    }

    /// The target's word for a keyword that only one of the versions has.
    fn renamed(&self, keyword: &str) -> Option<&'static str> {
        let pair = |(openapi, swagger): &(&'static str, &'static str)| {
            let (from, to) = match self.definition.version {
                Version::OpenApi30 => (*openapi, *swagger),
                Version::Swagger20 => (*swagger, *openapi),
            };
            // An example that Swagger 2.0 has already is no other in OpenAPI 3.0.
            let is_shared = keyword == "example" && self.definition.version == Version::Swagger20;
            ((from == keyword) || (is_shared && to == keyword)).then_some(to)
        };
        AS_EXTENSIONS.iter().find_map(pair)
    }

    /// The name of a property in Swagger 2.0, an object in OpenAPI 3.0.
    fn discriminator(&mut self, key: Node<'d>, at: Node<'d>, out: &mut Members) {
        if !self.is_to_swagger() {
            let property = at.as_text().unwrap_or_default();
            out.insert("discriminator".to_owned(), json!({ "propertyName": property }));
            return;
        }
        if let Some(property) = at.get("propertyName") {
            out.insert("discriminator".to_owned(), value(property));
        }
        let others = at.entries().filter(|(key, _)| name(*key) != "propertyName");
        if others.count() > 0 {
            self.no_place(key, "the mapping of a discriminator");
        }
    }

    /// A reference to a schema of the definition as one to a schema of the target.
    pub(crate) fn schema_reference(&mut self, text: &str, at: Node<'d>) -> String {
        if self.is_same() {
            return text.to_owned();
        }
        if let Some(rest) = text.strip_prefix(home(self.definition.version)) {
            return format!("{}{rest}", self.schemas_home());
        }
        // A bare name, or the address of a model.
        let last = text.rsplit_once(MODELS).map_or(text, |(_, last)| last);
        if self.definition.schemas.iter().any(|it| it.name.value == last) {
            return format!("{}{last}", self.schemas_home());
        }
        if text.starts_with('#') {
            let what = format!("the place that `{text}` refers to");
            self.no_place(at, &what);
        }
        text.to_owned()
    }
}
