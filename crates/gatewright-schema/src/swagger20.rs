//! Schemas of Swagger 2.0.
//!
//! The library has one set of classes for schemas with a name, its models, and another for all that
//! stands inside, its properties; each has its own order and its own members.

use gatewright_source::{Node, Scalar};

use super::{Object, Writer, integer, is_number, text};

/// Keywords that the service refuses by name (quoted by users). The library keeps both.
const UNSUPPORTED: [&str; 2] = ["discriminator", "example"];

/// Where a schema stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Model,
    Property,
}

/// The orders of members, as the classes of the library write them.
const MODEL: &[&str] = &[
    "type",
    "required",
    "properties",
    "title",
    "minimum",
    "maximum",
    "multipleOf",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "uniqueItems",
    "description",
    "additionalProperties",
    "enum",
    "default",
];
const ARRAY_MODEL: &[&str] =
    &["title", "properties", "type", "description", "items", "uniqueItems", "minItems", "maxItems"];
const COMPOSED_MODEL: &[&str] = &["title", "properties", "allOf", "description"];
const PLAIN_PROPERTY: &[&str] = &[
    "type",
    "format",
    "description",
    "title",
    "minimum",
    "maximum",
    "multipleOf",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "default",
    "enum",
];
const ARRAY_PROPERTY: &[&str] =
    &["type", "description", "title", "uniqueItems", "items", "maxItems", "minItems"];
const OBJECT_PROPERTY: &[&str] = &["type", "description", "title", "properties", "required"];
const MAP_PROPERTY: &[&str] =
    &["type", "description", "title", "minProperties", "maxProperties", "additionalProperties"];
const COMPOSED_PROPERTY: &[&str] = &["type", "description", "allOf"];

impl<'d> Writer<'d, '_> {
    pub(super) fn model(&mut self, node: Node<'d>) {
        let order = if node.get("allOf").is_some_and(Node::is_sequence) {
            COMPOSED_MODEL
        } else if is_type(node, "array") || node.get("items").is_some_and(Node::is_mapping) {
            ARRAY_MODEL
        } else {
            MODEL
        };
        self.swagger(node, Level::Model, order);
    }

    fn property(&mut self, node: Node<'d>) {
        let order = if node.get("allOf").is_some_and(Node::is_sequence) {
            COMPOSED_PROPERTY
        } else if is_type(node, "array") || node.get("items").is_some_and(Node::is_mapping) {
            ARRAY_PROPERTY
        } else if node.get("additionalProperties").is_some_and(Node::is_mapping) {
            MAP_PROPERTY
        } else if is_type(node, "object") || node.get("properties").is_some() {
            OBJECT_PROPERTY
        } else {
            PLAIN_PROPERTY
        };
        self.swagger(node, Level::Property, order);
    }

    fn swagger(&mut self, node: Node<'d>, level: Level, order: &[&'static str]) {
        let mut object = self.open();
        let reference = node.get("$ref").and_then(|at| at.as_str().map(|text| (at, text)));
        if let Some((at, target)) = reference {
            if level == Level::Property {
                self.text_member(&mut object, "description", node.get("description"));
                self.text_member(&mut object, "title", node.get("title"));
            }
            self.key(&mut object, "$ref");
            self.reference(at, target);
        } else {
            for (key, _) in node.entries() {
                let name = key.text().unwrap_or_default();
                if UNSUPPORTED.contains(&name) {
                    self.out.unsupported.push((key, name));
                } else if !order.contains(&name) && !name.starts_with("x-") && !key.has_unknown() {
                    self.out.dropped.push((key, name));
                }
            }
            for key in order {
                self.swagger_member(&mut object, node, level, key);
            }
            // Other classes leave the members out.
            if order.contains(&"exclusiveMinimum") {
                self.check_exclusive(node.get("exclusiveMinimum"), node.get("minimum"));
                self.check_exclusive(node.get("exclusiveMaximum"), node.get("maximum"));
            }
        }
        self.close();
    }

    fn swagger_member(
        &mut self,
        object: &mut Object,
        owner: Node<'d>,
        level: Level,
        key: &'static str,
    ) {
        let member = owner.get(key);
        match key {
            "title" | "description" | "format" | "pattern" => {
                self.text_member(object, key, member);
            }
            "type" => self.swagger_type(object, owner, level),
            "required" => self.swagger_required(object, owner, level),
            "properties" => self.swagger_properties(object, member),
            "minimum" | "maximum" | "multipleOf" => {
                if let Some(at) = member.filter(|at| is_number(*at)) {
                    self.key(object, key);
                    self.double(at);
                    if key == "multipleOf" {
                        self.check_multiple(at);
                    }
                }
            }
            "exclusiveMinimum" | "exclusiveMaximum" | "uniqueItems" => {
                self.flag_member(object, key, member);
            }
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" => self.count_member(object, key, member),
            "items" | "additionalProperties" => {
                if let Some(at) = member.filter(|at| at.is_mapping()) {
                    self.key(object, key);
                    self.property(at);
                }
            }
            "allOf" => {
                if let Some(at) = member {
                    let mut parts = at.items().filter(|item| item.is_mapping()).peekable();
                    if parts.peek().is_some() {
                        self.key(object, key);
                        self.list(parts, Self::model);
                    }
                }
            }
            "enum" => self.swagger_enum(object, owner, level),
            "default" => {
                if let Some(at) = member.filter(|at| !at.is_null()) {
                    self.key(object, key);
                    self.json(at);
                }
            }
            _ => debug_assert!(false, "{key} is in an order and has no writer"),
        }
    }

    /// The type as written; inside a schema one that the other members imply.
    fn swagger_type(&mut self, object: &mut Object, owner: Node<'d>, level: Level) {
        let written = owner.get("type").and_then(|at| at.as_str().map(|name| (at, name)));
        let implied = || {
            if owner.get("items").is_some_and(Node::is_mapping) {
                return Some("array");
            }
            let object = owner.get("additionalProperties").is_some_and(Node::is_mapping)
                || (level == Level::Property
                    && (owner.get("properties").is_some() || owner.get("allOf").is_some()));
            if object {
                return Some("object");
            }
            (level == Level::Property && owner.get("enum").is_some()).then_some("string")
        };
        let Some(name) = written.map(|(_, name)| name).or_else(implied) else { return };
        self.key(object, "type");
        self.string(name);
        if let Some((at, name)) = written {
            self.check_type(at, name);
        }
    }

    /// The names that are properties: of a model sorted, inside in the order of the properties.
    fn swagger_required(&mut self, object: &mut Object, owner: Node<'d>, level: Level) {
        let Some(at) = owner.get("required").filter(|at| at.is_sequence()) else { return };
        let Some(properties) = owner.get("properties") else { return };
        let listed = |name: &str| at.items().any(|item| item.as_str() == Some(name));
        let names = properties.entries().filter_map(|(key, _)| key.text());
        let mut names: Vec<&str> = names.filter(|name| listed(name)).collect();
        if names.is_empty() {
            return;
        }
        if level == Level::Model {
            names.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        }
        self.key(object, "required");
        self.list(names.into_iter(), Self::string);
    }

    fn swagger_properties(&mut self, object: &mut Object, at: Option<Node<'d>>) {
        let Some(at) = at.filter(|at| self.keeps_properties(*at)) else { return };
        self.key(object, "properties");
        let mut properties = self.open();
        for (key, value) in at.entries() {
            if value.is_mapping() {
                self.name(&mut properties, key.text().unwrap_or_default());
                self.property(value);
            }
        }
        self.close();
    }

    /// The values; those of a model are texts.
    fn swagger_enum(&mut self, object: &mut Object, owner: Node<'d>, level: Level) {
        let Some(at) = owner.get("enum").filter(|at| at.is_sequence()) else { return };
        let mut values = at.items().filter(|item| item.text().is_some()).peekable();
        if values.peek().is_none() {
            return;
        }
        let as_text = level == Level::Model || is_type(owner, "string");
        self.key(object, "enum");
        self.distinct_list(at, values, |writer, value| {
            if as_text && !value.is_null() {
                writer.string(&value.as_text().unwrap_or_default());
            } else {
                writer.json(value);
            }
        });
    }

    /// A limit: the service keeps it as a double (the same sample API: `25` becomes `25.0`).
    fn double(&mut self, node: Node<'d>) {
        let whole = matches!(node.scalar(), Some(Scalar::Integer(_)));
        self.number(node);
        if whole && integer(node).is_some() {
            self.raw(".0");
        }
    }
}

fn is_type(node: Node<'_>, name: &str) -> bool {
    node.get("type").and_then(text).as_deref() == Some(name)
}
