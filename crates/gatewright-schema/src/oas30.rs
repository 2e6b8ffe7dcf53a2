//! Schemas of OpenAPI 3.0.

use std::fmt::Write;

use gatewright_source::{Node, Scalar};

use super::{Object, Writer, boolean, integer, is_number, text};

/// Members of a schema that draft 4 does not know. CreateModel refuses keywords that it does not
/// know, and documents with these are imported, so that the import leaves them out.
const DROPPED: [&str; 7] =
    ["deprecated", "example", "externalDocs", "nullable", "readOnly", "writeOnly", "xml"];

/// The members of a schema that are looked at, each with its node.
#[derive(Default)]
struct Members<'d> {
    title: Option<Node<'d>>,
    multiple_of: Option<Node<'d>>,
    maximum: Option<Node<'d>>,
    exclusive_maximum: Option<Node<'d>>,
    minimum: Option<Node<'d>>,
    exclusive_minimum: Option<Node<'d>>,
    max_length: Option<Node<'d>>,
    min_length: Option<Node<'d>>,
    pattern: Option<Node<'d>>,
    max_items: Option<Node<'d>>,
    min_items: Option<Node<'d>>,
    unique_items: Option<Node<'d>>,
    max_properties: Option<Node<'d>>,
    min_properties: Option<Node<'d>>,
    required: Option<Node<'d>>,
    schema_type: Option<Node<'d>>,
    not: Option<Node<'d>>,
    properties: Option<Node<'d>>,
    additional_properties: Option<Node<'d>>,
    description: Option<Node<'d>>,
    format: Option<Node<'d>>,
    all_of: Option<Node<'d>>,
    any_of: Option<Node<'d>>,
    one_of: Option<Node<'d>>,
    items: Option<Node<'d>>,
    default: Option<Node<'d>>,
    enumeration: Option<Node<'d>>,
    reference: Option<Node<'d>>,
    /// The key.
    discriminator: Option<Node<'d>>,
    /// Whether there are members that are left out.
    has_dropped: bool,
    /// Those that the library does not know, extensions apart.
    unknown: Vec<(Node<'d>, &'d str)>,
}

impl<'d> Members<'d> {
    fn read(node: Node<'d>) -> Self {
        let mut members = Self::default();
        for (key, value) in node.entries() {
            let slot = match key.text().unwrap_or_default() {
                "title" => &mut members.title,
                "multipleOf" => &mut members.multiple_of,
                "maximum" => &mut members.maximum,
                "exclusiveMaximum" => &mut members.exclusive_maximum,
                "minimum" => &mut members.minimum,
                "exclusiveMinimum" => &mut members.exclusive_minimum,
                "maxLength" => &mut members.max_length,
                "minLength" => &mut members.min_length,
                "pattern" => &mut members.pattern,
                "maxItems" => &mut members.max_items,
                "minItems" => &mut members.min_items,
                "uniqueItems" => &mut members.unique_items,
                "maxProperties" => &mut members.max_properties,
                "minProperties" => &mut members.min_properties,
                "required" => &mut members.required,
                "type" => &mut members.schema_type,
                "not" => &mut members.not,
                "properties" => &mut members.properties,
                "additionalProperties" => &mut members.additional_properties,
                "description" => &mut members.description,
                "format" => &mut members.format,
                "allOf" => &mut members.all_of,
                "anyOf" => &mut members.any_of,
                "oneOf" => &mut members.one_of,
                "items" => &mut members.items,
                "default" => &mut members.default,
                "enum" => &mut members.enumeration,
                "$ref" => &mut members.reference,
                "discriminator" => {
                    members.discriminator = Some(key);
                    continue;
                }
                name => {
                    members.has_dropped |= DROPPED.contains(&name);
                    let is_one = !name.starts_with("x-") && !key.has_unknown();
                    members.unknown.extend(is_one.then_some((key, name)));
                    continue;
                }
            };
            *slot = Some(value);
        }
        members
    }

    /// The text of `type`, when it is one.
    fn type_name(&self) -> Option<(Node<'d>, &'d str)> {
        let node = self.schema_type?;
        node.as_str().filter(|name| !name.trim().is_empty()).map(|name| (node, name))
    }

    fn class(&self) -> Class {
        if self.items.is_some_and(Node::is_mapping) {
            return match self.additional_properties.map(additional) {
                Some(Some(true)) => Class::Map,
                Some(Some(false) | None) | None => Class::Array,
            };
        }
        let composed = [self.all_of, self.any_of, self.one_of];
        if composed.into_iter().flatten().any(Node::is_sequence) {
            return Class::Composed;
        }
        match self.additional_properties.and_then(additional) {
            Some(true) => return Class::Map,
            Some(false) => return Class::Typed("ObjectSchema"),
            None => {}
        }
        let format = self.format.and_then(Node::text).unwrap_or_default();
        match self.effective_type() {
            Some("integer") => Class::Typed("IntegerSchema"),
            Some("number") => Class::Typed("NumberSchema"),
            Some("boolean") => Class::Typed("BooleanSchema"),
            Some("object") => Class::Typed("ObjectSchema"),
            Some("string") => Class::Typed(match format {
                "byte" => "ByteArraySchema",
                "binary" => "BinarySchema",
                "date" => "DateSchema",
                "date-time" => "DateTimeSchema",
                "password" => "PasswordSchema",
                "email" => "EmailSchema",
                "uuid" => "UUIDSchema",
                _ => "StringSchema",
            }),
            _ => Class::Untyped,
        }
    }

    /// The type as written; without one, that of the first value of `enum`.
    fn effective_type(&self) -> Option<&'d str> {
        if let Some((_, name)) = self.type_name() {
            return Some(name);
        }
        let values = self.enumeration.filter(|node| node.is_sequence())?;
        Some(match values.items().next().and_then(Node::scalar) {
            Some(Scalar::Bool(_)) => "boolean",
            Some(Scalar::Integer(_) | Scalar::Float(_)) => "number",
            Some(Scalar::Null | Scalar::String(_)) | None => "string",
        })
    }
}

/// The library's classes of schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Composed,
    Array,
    Map,
    Typed(&'static str),
    Untyped,
}

impl Class {
    /// The name that the service's messages show.
    fn name(self) -> &'static str {
        match self {
            Self::Composed => "ComposedSchema",
            Self::Array => "ArraySchema",
            Self::Map => "MapSchema",
            Self::Typed(name) => name,
            Self::Untyped => "Schema",
        }
    }
}

/// Whether `additionalProperties` asks for a map: a schema or `true`; `false` forbids.
fn additional(node: Node<'_>) -> Option<bool> {
    if node.is_mapping() { Some(true) } else { boolean(node) }
}

/// The name of the library's class for the schema at `node`.
pub fn class_name(node: Node<'_>) -> &'static str {
    Members::read(node).class().name()
}

impl<'d> Writer<'d, '_> {
    pub(super) fn schema(&mut self, node: Node<'d>) {
        let members = Members::read(node);
        let mut object = self.open();
        let reference = members.reference.and_then(|at| at.as_str().map(|text| (at, text)));
        if let Some((at, text)) = reference {
            self.key(&mut object, "$ref");
            self.reference(at, text);
        } else {
            if !self.references.is_import() {
                // Of a definition the reader itself says what it does not know.
                self.out.dropped.extend(&members.unknown);
                let unnamed = members.schema_type.filter(|at| at.as_str().is_none());
                self.out.dropped.extend(unnamed.map(|at| (at, "type")));
            } else if members.has_dropped {
                let names = node.entries().filter_map(|(key, _)| Some((key, key.text()?)));
                self.out.dropped.extend(names.filter(|(_, name)| DROPPED.contains(name)));
            }
            self.members(&mut object, &members);
        }
        self.close();
    }

    fn members(&mut self, object: &mut Object, members: &Members<'d>) {
        let class = members.class();
        // Documented as refused for both versions, and taken out of definitions for that reason.
        if let Some(key) = members.discriminator {
            self.out.unsupported.push((key, "discriminator"));
        }
        self.text_member(object, "title", members.title);
        self.limits(object, members);
        self.required(object, members.required);
        self.type_member(object, members, class);
        if let Some(not) = members.not.filter(|node| node.is_mapping()) {
            self.key(object, "not");
            self.schema(not);
        }
        self.properties(object, members.properties);
        self.additional_properties(object, members);
        self.text_member(object, "description", members.description);
        self.text_member(object, "format", members.format);
        if class == Class::Composed {
            self.composed(object, "allOf", members.all_of);
            self.composed(object, "anyOf", members.any_of);
            self.composed(object, "oneOf", members.one_of);
        }
        if class == Class::Array
            && let Some(items) = members.items
        {
            self.key(object, "items");
            self.schema(items);
        }
        self.default_member(object, members, class);
        self.enumeration(object, members, class);
    }

    fn limits(&mut self, object: &mut Object, members: &Members<'d>) {
        self.number_member(object, "multipleOf", members.multiple_of);
        if let Some(at) = members.multiple_of {
            self.check_multiple(at);
        }
        self.number_member(object, "maximum", members.maximum);
        self.flag_member(object, "exclusiveMaximum", members.exclusive_maximum);
        self.check_exclusive(members.exclusive_maximum, members.maximum);
        self.number_member(object, "minimum", members.minimum);
        self.flag_member(object, "exclusiveMinimum", members.exclusive_minimum);
        self.check_exclusive(members.exclusive_minimum, members.minimum);
        self.count_member(object, "maxLength", members.max_length);
        self.count_member(object, "minLength", members.min_length);
        self.text_member(object, "pattern", members.pattern);
        self.count_member(object, "maxItems", members.max_items);
        self.count_member(object, "minItems", members.min_items);
        self.flag_member(object, "uniqueItems", members.unique_items);
        self.count_member(object, "maxProperties", members.max_properties);
        self.count_member(object, "minProperties", members.min_properties);
    }

    /// Notes a member whose value cannot be converted.
    fn left_out(&mut self, at: Node<'d>) {
        let key = at.key().filter(|_| !at.is_null() && !at.has_unknown());
        self.out.dropped.extend(key.and_then(|key| Some((key, key.text()?))));
    }

    pub(super) fn text_member(
        &mut self,
        object: &mut Object,
        key: &'static str,
        at: Option<Node<'d>>,
    ) {
        if let Some(value) = at.and_then(text) {
            self.key(object, key);
            self.string(&value);
        }
    }

    pub(super) fn number_member(
        &mut self,
        object: &mut Object,
        key: &'static str,
        at: Option<Node<'d>>,
    ) {
        let Some(at) = at else { return };
        if is_number(at) {
            self.key(object, key);
            self.number(at);
        } else {
            self.left_out(at);
        }
    }

    pub(super) fn flag_member(
        &mut self,
        object: &mut Object,
        key: &'static str,
        at: Option<Node<'d>>,
    ) {
        let Some(at) = at else { return };
        if let Some(value) = boolean(at) {
            self.key(object, key);
            self.raw(if value { "true" } else { "false" });
        } else {
            self.left_out(at);
        }
    }

    pub(super) fn count_member(
        &mut self,
        object: &mut Object,
        key: &'static str,
        at: Option<Node<'d>>,
    ) {
        let Some(at) = at else { return };
        if let Some(value) = integer(at) {
            self.key(object, key);
            let _ = write!(self.out.text, "{value}");
            self.check_count(at);
        } else {
            self.left_out(at);
        }
    }

    /// The names, sorted; those that are no strings are left out.
    fn required(&mut self, object: &mut Object, at: Option<Node<'d>>) {
        let Some(at) = at.filter(|at| at.is_sequence()) else { return };
        let mut names: Vec<&str> = at.items().filter_map(Node::as_str).collect();
        if names.is_empty() {
            return;
        }
        names.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        self.key(object, "required");
        self.distinct_list(at, names.into_iter(), Self::string);
    }

    fn type_member(&mut self, object: &mut Object, members: &Members<'d>, class: Class) {
        let name = match class {
            Class::Array => Some("array"),
            Class::Map | Class::Typed("ObjectSchema") => Some("object"),
            Class::Typed(_) | Class::Untyped | Class::Composed => members.effective_type(),
        };
        let Some(name) = name else { return };
        self.key(object, "type");
        self.string(name);
        if let Some((at, written)) = members.type_name()
            && written == name
        {
            self.check_type(at, name);
        }
    }

    fn properties(&mut self, object: &mut Object, at: Option<Node<'d>>) {
        let Some(at) = at.filter(|at| at.is_mapping()) else { return };
        self.key(object, "properties");
        let mut properties = self.open();
        for (key, value) in at.entries() {
            if value.is_mapping() {
                self.name(&mut properties, key.text().unwrap_or_default());
                self.schema(value);
            }
        }
        self.close();
    }

    fn additional_properties(&mut self, object: &mut Object, members: &Members<'d>) {
        let Some(at) = members.additional_properties else { return };
        if at.is_mapping() {
            self.key(object, "additionalProperties");
            self.schema(at);
        } else {
            self.flag_member(object, "additionalProperties", Some(at));
        }
    }

    fn composed(&mut self, object: &mut Object, key: &'static str, at: Option<Node<'d>>) {
        let Some(at) = at.filter(|at| at.is_sequence()) else { return };
        let mut parts = at.items().filter(|item| item.is_mapping()).peekable();
        if parts.peek().is_none() {
            return;
        }
        self.key(object, key);
        self.list(parts, Self::schema);
    }

    fn default_member(&mut self, object: &mut Object, members: &Members<'d>, class: Class) {
        let Some(at) = members.default else { return };
        let kind = match class {
            Class::Array => "array",
            Class::Map => "object",
            Class::Typed(_) | Class::Untyped | Class::Composed => {
                members.effective_type().unwrap_or_default()
            }
        };
        let kept = match kind {
            "string" => at.text().is_some(),
            "integer" => integer(at).is_some(),
            "number" => is_number(at),
            "boolean" => boolean(at).is_some(),
            "array" => at.is_sequence(),
            "object" => at.is_mapping(),
            _ => false,
        };
        if !kept {
            return;
        }
        self.key(object, "default");
        match kind {
            "string" => self.string(&at.as_text().unwrap_or_default()),
            "boolean" => self.raw(if boolean(at) == Some(true) { "true" } else { "false" }),
            _ => self.json(at),
        }
    }

    /// Whether a text of an enumeration stands for a number of that type. Models of Swagger 2.0 keep
    /// all values as texts, and the class that writes them here turns them back; the reader of
    /// OpenAPI 3.0 does not.
    fn spells_number(&self, value: Node<'_>, kind: &str) -> bool {
        let Some(text) = value.as_str().filter(|_| !self.references.is_import()) else {
            return false;
        };
        match kind {
            "integer" => text.parse::<i64>().is_ok_and(|number| number.to_string() == text),
            _ => serde_json::from_str::<serde_json::Number>(text).is_ok(),
        }
    }

    /// The values, converted to the type of the schema.
    fn enumeration(&mut self, object: &mut Object, members: &Members<'d>, class: Class) {
        let Some(at) = members.enumeration.filter(|at| at.is_sequence()) else { return };
        let kind = match class {
            // A type that only the values imply converts none of them.
            Class::Typed(_) if members.type_name().is_none() => "",
            Class::Typed("IntegerSchema") => "integer",
            Class::Typed("NumberSchema") => "number",
            Class::Typed("BooleanSchema") => "boolean",
            Class::Typed("ObjectSchema")
            | Class::Untyped
            | Class::Array
            | Class::Map
            | Class::Composed => "",
            Class::Typed(_) => "string",
        };
        let converts = !kind.is_empty();
        let mut values = at.items().filter(|item| !converts || item.text().is_some()).peekable();
        if values.peek().is_none() {
            return;
        }
        self.key(object, "enum");
        self.distinct_list(at, values, |writer, value| match kind {
            "string" if !value.is_null() => writer.string(&value.as_text().unwrap_or_default()),
            "integer" | "number" if writer.spells_number(value, kind) => {
                writer.raw(&value.as_text().unwrap_or_default());
            }
            "number" if !is_number(value) => writer.raw("null"),
            "integer" if !matches!(value.scalar(), Some(Scalar::Integer(_))) => writer.raw("null"),
            "boolean" if boolean(value).is_none() => writer.raw("null"),
            "boolean" => writer.raw(if boolean(value) == Some(true) { "true" } else { "false" }),
            _ => writer.json(value),
        });
    }
}
