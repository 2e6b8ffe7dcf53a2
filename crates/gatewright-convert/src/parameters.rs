//! Parameters other than bodies, and the headers of responses.

use std::collections::HashMap;

use gatewright_definition::{Operation, Parameter, ParameterIn, Version};
use gatewright_model::Method;
use gatewright_source::Node;
use serde_json::Value;

use crate::json::{Members, members, name, value};
use crate::orders::Object;
use crate::put_back::Converter;

impl<'d> Converter<'_, 'd> {
    /// The parameters in the order of the definition, then variables of the path that it does not
    /// declare, then the body of Swagger 2.0.
    pub(crate) fn parameters(
        &mut self,
        operation: &Operation<'d>,
        method: &Method,
        out: &mut Members,
    ) {
        let exported: Vec<Members> = match out.shift_remove("parameters") {
            Some(Value::Array(items)) => items
                .into_iter()
                .filter_map(|item| match item {
                    Value::Object(members) => Some(members),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let (bodies, exported): (Vec<_>, Vec<_>) =
            exported.into_iter().partition(|it| text(it, "in") == "body");
        let of_body = bodies.into_iter().next();
        let mut exported: Vec<Option<Members>> = exported.into_iter().map(Some).collect();
        let places = exported.iter().flatten().enumerate();
        let places: HashMap<(String, String), usize> = places
            .map(|(at, it)| ((text(it, "in").to_owned(), text(it, "name").to_owned()), at))
            .collect();
        let mut written: Vec<Value> = Vec::new();
        for parameter in &operation.parameters {
            let key = (parameter.place.as_str().to_owned(), parameter.name.to_string());
            let of_export = places.get(&key).and_then(|at| exported[*at].take());
            let parameter = self.parameter(parameter, of_export.unwrap_or_default());
            written.extend(parameter.map(Value::Object));
        }
        // A greedy variable that is not declared is no parameter to the service, only to its export.
        let undeclared = exported.into_iter().flatten().filter(|it| {
            let key = format!("method.request.path.{}", text(it, "name"));
            method.request_parameters.contains_key(&key)
        });
        written.extend(undeclared.map(Value::Object));
        self.request_body(operation, method, of_body, &mut written, out);
        if !written.is_empty() {
            out.insert("parameters".to_owned(), Value::Array(written));
        }
    }

    fn parameter(&mut self, parameter: &Parameter<'d>, mut of_export: Members) -> Option<Members> {
        let at = parameter.at;
        self.used.insert(at.id());
        let what = match parameter.place {
            ParameterIn::FormData => "a form parameter",
            ParameterIn::Cookie => "a cookie parameter",
            ParameterIn::Path | ParameterIn::Query | ParameterIn::Header => "a parameter",
        };
        if !self.is_same() && matches!(parameter.place, ParameterIn::FormData | ParameterIn::Cookie)
        {
            // As a body, a form would get a model, and with a validator be refused: it is no JSON.
            self.no_place(parameter.name.at, &format!("{what} (`{}`)", parameter.name.value));
            return None;
        }
        // The texts of the documentation stay where the definition has none.
        let described = of_export.shift_remove("description");
        let mut out = Members::new();
        if let Some(description) = described {
            out.insert("description".to_owned(), description);
        }
        let place = Some(parameter.place);
        match (self.definition.version, self.target) {
            (Version::Swagger20, Version::Swagger20) | (Version::OpenApi30, Version::OpenApi30) => {
                out.extend(members(at));
                if let Some(schema) = at.get("schema") {
                    out.insert("schema".to_owned(), self.schema(schema, Object::Property));
                }
            }
            (Version::Swagger20, Version::OpenApi30) => {
                self.openapi_value(at, place, what, &mut out);
            }
            (Version::OpenApi30, Version::Swagger20) => {
                self.swagger_value(at, place, what, &mut out);
            }
        }
        out.insert("name".to_owned(), parameter.name.as_str().into());
        out.insert("in".to_owned(), parameter.place.as_str().into());
        let required = parameter.required || parameter.place == ParameterIn::Path;
        if required || self.is_to_swagger() {
            out.insert("required".to_owned(), required.into());
        } else if !self.is_same() {
            out.shift_remove("required");
        }
        let (kind, default) = if self.is_to_swagger() {
            ("type", Value::from("string"))
        } else {
            ("schema", serde_json::json!({ "type": "string" }))
        };
        if !out.contains_key(kind) && !out.contains_key("content") {
            out.insert(kind.to_owned(), default);
        }
        Some(self.arrange(out, Object::Parameter))
    }

    /// A header of a response.
    pub(crate) fn header(&mut self, node: Node<'d>, of_export: Option<Value>) -> Option<Value> {
        let at = self.follow(node).filter(|at| at.is_mapping())?;
        let mut out = Members::new();
        let described = of_export.and_then(|mut it| it.get_mut("description").map(Value::take));
        if let Some(description) = described {
            out.insert("description".to_owned(), description);
        }
        match (self.definition.version, self.target) {
            (Version::Swagger20, Version::Swagger20) | (Version::OpenApi30, Version::OpenApi30) => {
                out.extend(members(at));
                if let Some(schema) = at.get("schema") {
                    out.insert("schema".to_owned(), self.schema(schema, Object::Property));
                }
            }
            (Version::Swagger20, Version::OpenApi30) => {
                self.openapi_value(at, None, "a header", &mut out);
            }
            (Version::OpenApi30, Version::Swagger20) => {
                self.swagger_value(at, None, "a header", &mut out);
                if !out.contains_key("type") {
                    out.insert("type".to_owned(), "string".into());
                }
            }
        }
        Some(Value::Object(self.arrange(out, Object::Header)))
    }

    fn openapi_value(
        &mut self,
        at: Node<'d>,
        place: Option<ParameterIn>,
        what: &str,
        out: &mut Members,
    ) {
        let mut schema = Members::new();
        for (key, value_at) in at.entries() {
            match name(key) {
                "name" | "in" | "required" | "collectionFormat" => {}
                "description" => {
                    out.insert("description".to_owned(), value(value_at));
                }
                "allowEmptyValue" if place == Some(ParameterIn::Query) => {
                    out.insert("allowEmptyValue".to_owned(), value(value_at));
                }
                "x-example" | "x-examples" | "x-deprecated" => {
                    let member = name(key).trim_start_matches("x-");
                    // Several examples have names.
                    if member != "examples" || are_named_examples(value_at) {
                        out.insert(member.to_owned(), value(value_at));
                    } else {
                        self.other(key, value_at, what, out);
                    }
                }
                _ if self.read_schema_member(key, value_at, &mut schema) => {}
                "allowEmptyValue" => self.no_place(key, &format!("`allowEmptyValue` of {what}")),
                _ => self.other(key, value_at, what, out),
            }
        }
        self.style(at, place, out);
        if !schema.is_empty() {
            let schema = self.arrange(schema, Object::Property);
            out.insert("schema".to_owned(), Value::Object(schema));
        }
    }

    fn swagger_value(
        &mut self,
        at: Node<'d>,
        place: Option<ParameterIn>,
        what: &str,
        out: &mut Members,
    ) {
        for (key, value_at) in at.entries() {
            match name(key) {
                "name" | "in" | "style" | "explode" | "schema" => {}
                "required" if place.is_some() => {}
                "description" => {
                    out.insert("description".to_owned(), value(value_at));
                }
                "allowEmptyValue" if place == Some(ParameterIn::Query) => {
                    out.insert("allowEmptyValue".to_owned(), value(value_at));
                }
                "example" | "deprecated" => {
                    out.insert(format!("x-{}", name(key)), value(value_at));
                }
                "examples" if value_at.is_mapping() => {
                    let examples = self.named_examples(value_at);
                    out.insert("x-examples".to_owned(), examples);
                }
                member @ ("allowEmptyValue" | "allowReserved" | "content" | "required") => {
                    self.no_place(key, &format!("`{member}` of {what}"));
                }
                _ => self.other(key, value_at, what, out),
            }
        }
        if let Some(schema) = at.get("schema").filter(|at| at.is_mapping()) {
            self.write_schema_members(schema, out);
        }
        self.collection_format(at, place, out);
    }

    /// Examples with their names, references followed.
    pub(crate) fn named_examples(&mut self, at: Node<'d>) -> Value {
        let mut out = Members::new();
        for (key, example) in at.entries() {
            let example = self.follow(example).unwrap_or(example);
            out.insert(name(key).to_owned(), value(example));
        }
        Value::Object(out)
    }
}

/// Whether examples are objects as OpenAPI 3.0 has them.
fn are_named_examples(at: Node<'_>) -> bool {
    at.is_mapping()
        && at.entries().all(|(_, example)| {
            example.entries().next().is_some()
                && example.entries().all(|(key, _)| {
                    let member = name(key);
                    member.starts_with("x-")
                        || ["value", "summary", "description", "externalValue"].contains(&member)
                })
        })
}

/// Whether a member is that text.
fn text<'m>(members: &'m Members, key: &str) -> &'m str {
    members.get(key).and_then(Value::as_str).unwrap_or_default()
}
