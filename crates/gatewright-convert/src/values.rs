//! What a parameter or header says of its value: members of its own in Swagger 2.0, a schema in
//! OpenAPI 3.0.

use gatewright_definition::ParameterIn;
use gatewright_source::Node;
use serde_json::Value;

use crate::json::{Members, arranged, name, value};
use crate::orders::{Object, order};
use crate::put_back::Converter;

/// The members that both have.
const SHARED: [&str; 16] = [
    "type",
    "format",
    "default",
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
    "enum",
    "multipleOf",
    "items",
];
/// Members of one version that the other has as extensions, by agreement of its tools.
pub(crate) const AS_EXTENSIONS: [(&str, &str); 2] =
    [("nullable", "x-nullable"), ("deprecated", "x-deprecated")];

/// Deeper lists of lists are taken for lists of themselves.
const MAX_LISTS: usize = 16;

impl<'d> Converter<'_, 'd> {
    /// Reads a member of a parameter of Swagger 2.0 that belongs to its schema.
    pub(crate) fn read_schema_member(
        &mut self,
        key: Node<'d>,
        at: Node<'d>,
        schema: &mut Members,
    ) -> bool {
        match name(key) {
            "items" if at.is_mapping() => {
                let mut items = Members::new();
                for (key, at) in at.entries() {
                    if name(key) == "collectionFormat" {
                        if at.text() != Some("csv") {
                            self.no_place(key, "`collectionFormat` of a list in a list");
                        }
                    } else if !self.read_schema_member(key, at, &mut items) {
                        self.other(key, at, "`items`", &mut items);
                    }
                }
                let items = arranged(items, order(Object::Property, self.target));
                schema.insert("items".to_owned(), Value::Object(items));
            }
            "type" if at.text() == Some("file") => {
                schema.insert("type".to_owned(), "string".into());
                schema.insert("format".to_owned(), "binary".into());
            }
            "x-nullable" => {
                schema.insert("nullable".to_owned(), value(at));
            }
            member if SHARED.contains(&member) => {
                schema.insert(member.to_owned(), value(at));
            }
            _ => return false,
        }
        true
    }

    /// `style` and `explode` for the `collectionFormat` of a list.
    pub(crate) fn style(&mut self, node: Node<'d>, place: Option<ParameterIn>, out: &mut Members) {
        let written = node.entry("collectionFormat");
        if node.get("type").and_then(Node::text) != Some("array") {
            return;
        }
        let format = written.and_then(|(_, at)| at.text()).unwrap_or("csv");
        let is_query = matches!(place, Some(ParameterIn::Query));
        let style = match (format, is_query) {
            ("csv", true) => "form",
            // What a list is without a word.
            ("multi", true) | ("csv", false) => return,
            ("ssv", true) => "spaceDelimited",
            ("pipes", true) => "pipeDelimited",
            _ => {
                if let Some((key, _)) = written {
                    self.no_place(key, &format!("`collectionFormat: {format}`"));
                }
                return;
            }
        };
        out.insert("style".to_owned(), style.into());
        out.insert("explode".to_owned(), false.into());
    }

    /// Writes the schema of a parameter of OpenAPI 3.0 as members of it.
    pub(crate) fn write_schema_members(&mut self, schema: Node<'d>, out: &mut Members) {
        self.write_members(schema, out, MAX_LISTS);
    }

    fn write_members(&mut self, schema: Node<'d>, out: &mut Members, lists: usize) {
        let Some(schema) = self.definition.follow(schema).filter(|_| lists > 0) else {
            // A list of itself has no end.
            if lists == 0 {
                self.no_place(schema, "a list of lists without end");
            }
            out.insert("type".to_owned(), "string".into());
            return;
        };
        let kind = schema.get("type").and_then(Node::text);
        let is_simple = matches!(kind, Some("string" | "number" | "integer" | "boolean"));
        let is_list = kind == Some("array") && schema.get("items").is_some_and(Node::is_mapping);
        if !is_simple && !is_list {
            out.insert("type".to_owned(), "string".into());
            let what = match kind {
                Some(kind) => format!("a parameter of type `{kind}`"),
                None => "a parameter without a type".to_owned(),
            };
            self.no_place(schema.key().unwrap_or(schema), &what);
        }
        for (key, at) in schema.entries() {
            match name(key) {
                // What else is left out has been said.
                "type" | "items" if !is_simple && !is_list => {}
                "items" if !is_list => self.no_place(key, "`items` of what is no list"),
                "items" => {
                    let mut items = Members::new();
                    self.write_members(at, &mut items, lists - 1);
                    let items = arranged(items, order(Object::Header, self.target));
                    out.insert("items".to_owned(), Value::Object(items));
                }
                member if SHARED.contains(&member) => {
                    out.insert(member.to_owned(), value(at));
                }
                member if let Some(extension) = extension_of(member) => {
                    out.entry(extension.to_owned()).or_insert_with(|| value(at));
                }
                // Texts and examples of the parameter go before those of its schema.
                "description" => {
                    out.entry("description").or_insert_with(|| value(at));
                }
                "example" => {
                    out.entry("x-example").or_insert_with(|| value(at));
                }
                member if member.starts_with("x-") => self.other(key, at, "a schema", out),
                member => self.no_place(key, &format!("`{member}` of a parameter's schema")),
            }
        }
    }

    /// `collectionFormat` for `style` and `explode` of a list.
    pub(crate) fn collection_format(
        &mut self,
        node: Node<'d>,
        place: Option<ParameterIn>,
        out: &mut Members,
    ) {
        let is_list = out.get("type").and_then(Value::as_str) == Some("array");
        let is_query = matches!(place, Some(ParameterIn::Query));
        let default = if is_query { "form" } else { "simple" };
        let style = node.get("style").and_then(Node::text).unwrap_or(default);
        let explode = node.get("explode").and_then(Node::as_bool).unwrap_or(style == "form");
        let format = match (style, explode, is_list) {
            ("form", true, true) if is_query => "multi",
            ("form", false, true) if is_query => "csv",
            ("spaceDelimited", false, true) if is_query => "ssv",
            ("pipeDelimited", false, true) if is_query => "pipes",
            ("simple", _, true) if !is_query => return,
            // Of a single value neither says anything.
            ("form" | "simple", _, false) => return,
            _ => {
                for key in ["style", "explode"] {
                    if let Some((key, at)) = node.entry(key) {
                        let text = at.as_text().unwrap_or_default();
                        self.no_place(key, &format!("`{}: {text}` of a parameter", name(key)));
                    }
                }
                return;
            }
        };
        out.insert("collectionFormat".to_owned(), format.into());
    }
}

/// The extension that stands for a member of OpenAPI 3.0.
fn extension_of(member: &str) -> Option<&'static str> {
    AS_EXTENSIONS.iter().find(|(known, _)| *known == member).map(|(_, extension)| *extension)
}
