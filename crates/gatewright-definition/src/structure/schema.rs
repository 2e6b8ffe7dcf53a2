//! Schemas. The place does not get longer within one: all its parts share that of the outermost.

use std::borrow::Cow;

use gatewright_diagnostics::Diagnostic;
use gatewright_source::{Kind, Node, Scalar};

use super::Walk;
use super::decode::Format;
use super::issues::attribute;
use super::keys::Object;
use super::members::{Need, as_text, boolean, is_blank};
use super::remarks::{READ_ONLY_AND_WRITE_ONLY, REFERENCE_MISSING};

/// What the reader makes of a schema before it looks at the single keywords.
#[derive(Default)]
struct Class {
    /// The type that the shape of the schema fixes, whatever `type` says.
    fixed_type: Option<&'static str>,
    /// The format of texts whose `enum` and `default` are decoded.
    format: Option<Format>,
}

impl<'d> Walk<'d> {
    /// A schema; whether it can be read.
    pub(super) fn schema(&mut self, at: &str, schema: Node<'d>) -> bool {
        let class = self.class(at, schema);
        if let Some(readable) = self.reference(at, schema) {
            if readable {
                self.schema_reference(at, schema);
            }
            return readable;
        }
        self.text(at, schema, "title", Need::Optional);
        if let Some(discriminator) = self.object(at, schema, "discriminator", Need::Optional) {
            self.text(at, discriminator, "propertyName", Need::Required);
            self.object(at, discriminator, "mapping", Need::Optional);
        }
        for key in ["multipleOf", "maximum", "minimum"] {
            self.number(at, schema, key, "double");
        }
        for key in ["minLength", "maxLength"] {
            self.number(at, schema, key, "integer");
        }
        self.text(at, schema, "pattern", Need::Optional);
        for key in ["maxItems", "minItems", "maxProperties", "minProperties"] {
            self.number(at, schema, key, "integer");
        }
        self.required(at, schema);
        self.values(at, schema, class.format);
        let final_type = self.final_type(at, schema, class.fixed_type);
        if let Some(not) = self.object(at, schema, "not", Need::Optional) {
            self.schema(at, not);
        }
        if let Some(properties) = self.object(at, schema, "properties", Need::Optional) {
            for (_, property) in properties.entries() {
                if property.is_mapping() {
                    self.schema(at, property);
                } else {
                    self.issues.wrong_type(at, "properties", "object", property);
                }
            }
        }
        self.texts(at, schema, &["description", "format"]);
        self.default(at, schema, &final_type, class.format);
        self.read_only_and_write_only(at, schema);
        if let Some(xml) = self.object(at, schema, "xml", Need::Optional) {
            for key in ["name", "namespace", "prefix"] {
                self.text(&format!("{at}.{key}"), xml, key, Need::Optional);
            }
            self.extras(at, xml, Object::Xml);
        }
        if let Some(docs) = self.object(at, schema, "externalDocs", Need::Optional) {
            self.external_docs(at, docs);
        }
        self.extras(at, schema, Object::Schema);
        true
    }

    /// Walks over the parts that decide the class.
    fn class(&mut self, at: &str, schema: Node<'d>) -> Class {
        let one_of = self.array(at, schema, "oneOf");
        let all_of = self.array(at, schema, "allOf");
        let any_of = self.array(at, schema, "anyOf");
        let items = self.object(at, schema, "items", Need::Optional);
        let is_composed = one_of.or(all_of).or(any_of).is_some();
        for list in [all_of, any_of, one_of].into_iter().flatten() {
            for part in list.items().filter(|part| part.is_mapping()) {
                self.schema(at, part);
            }
        }
        if let Some(items) = items {
            self.schema(at, items);
        }
        let is_map = boolean(schema, "additionalProperties").is_some()
            || self
                .object(at, schema, "additionalProperties", Need::Optional)
                .is_some_and(|values| self.schema(at, values));
        if items.is_some() {
            return Class { fixed_type: Some("array"), format: None };
        }
        if is_composed {
            return Class::default();
        }
        if is_map {
            return Class { fixed_type: Some("object"), format: None };
        }
        let format = schema.get("format").and_then(Node::as_str);
        match schema.get("type").and_then(Node::as_str) {
            Some("string") => {
                Class { fixed_type: Some("string"), format: format.and_then(Format::of) }
            }
            Some("integer") => Class { fixed_type: Some("integer"), format: None },
            Some("number") => Class { fixed_type: Some("number"), format: None },
            Some("boolean") => Class { fixed_type: Some("boolean"), format: None },
            Some("object") => Class { fixed_type: Some("object"), format: None },
            _ => Class::default(),
        }
    }

    /// A reference below `paths` to a component that is not there.
    fn schema_reference(&mut self, at: &str, schema: Node<'d>) {
        let Some(value) = schema.get("$ref") else { return };
        let Some(reference) = value.as_str() else { return };
        let Some(rest) = reference.strip_prefix("#/components") else { return };
        if !at.starts_with("paths") || rest.is_empty() || self.components.has(rest) {
            return;
        }
        self.issues.missing.push(
            Diagnostic::new(
                &REFERENCE_MISSING,
                format!("{} is missing", attribute(at, reference)),
                value.location(),
            )
            .label("there is no such component")
            .help("declare it under `components`, or correct the reference"),
        );
    }

    fn required(&mut self, at: &str, schema: Node<'d>) {
        let Some(names) = self.array(at, schema, "required") else { return };
        for name in names.items().filter(|name| name.as_str().is_none()) {
            self.issues.wrong_type(at, "required", "string", name);
        }
    }

    /// The values of an `enum`.
    fn values(&mut self, at: &str, schema: Node<'d>, format: Option<Format>) {
        let Some(values) = self.array(at, schema, "enum") else { return };
        for value in values.items() {
            if value.kind() != Kind::Scalar {
                self.issues.wrong_type(at, "enum", "value", value);
            } else if let Some(format) = format
                && let Some(Scalar::String(text)) = value.scalar()
                && !format.takes(text)
            {
                self.issues.wrong_type(at, &format!("enum=`{text}`"), format.as_str(), value);
            }
        }
    }

    /// The type that counts in the end: the one that the shape fixes, the one written, or that of
    /// the first value of an `enum`.
    fn final_type(
        &mut self,
        at: &str,
        schema: Node<'d>,
        fixed: Option<&'static str>,
    ) -> Cow<'d, str> {
        let written = self.text(at, schema, "type", Need::Optional);
        if let Some(fixed) = fixed {
            return fixed.into();
        }
        if let Some(written) = written.filter(|text| !is_blank(text)) {
            if written == "array" {
                self.issues.missing(at, "items", schema);
            }
            return written;
        }
        let Some(values) = schema.get("enum").filter(|values| values.is_sequence()) else {
            return "".into();
        };
        match values.items().next().and_then(Node::scalar) {
            Some(Scalar::Bool(_)) => "boolean".into(),
            Some(Scalar::Integer(_) | Scalar::Float(_)) => "number".into(),
            Some(Scalar::Null | Scalar::String(_)) | None => "string".into(),
        }
    }

    fn default(&mut self, at: &str, schema: Node<'d>, kind: &str, format: Option<Format>) {
        let Some(value) = schema.get("default") else { return };
        match kind {
            "array" => {
                self.array(at, schema, "default");
            }
            "object" => {
                self.object(at, schema, "default", Need::Optional);
            }
            "integer" => self.number(at, schema, "default", "integer"),
            "number" => self.number(at, schema, "default", "double"),
            "string" => {
                self.text(at, schema, "default", Need::Optional);
                if let Some(format) = format
                    && let Some(text) = as_text(value)
                    && !format.takes(&text)
                {
                    let key = format!("default=`{text}`");
                    self.issues.wrong_type(at, &key, format.as_str(), value);
                }
            }
            _ => {}
        }
    }

    fn read_only_and_write_only(&mut self, at: &str, schema: Node<'d>) {
        let both = ["readOnly", "writeOnly"].map(|key| boolean(schema, key) == Some(true));
        let (Some((read_only, _)), Some((write_only, _))) =
            (schema.entry("readOnly"), schema.entry("writeOnly"))
        else {
            return;
        };
        if both != [true, true] {
            return;
        }
        self.issues.remarks.push(
            Diagnostic::new(
                &READ_ONLY_AND_WRITE_ONLY,
                attribute(at, " writeOnly and readOnly are both present"),
                write_only.location(),
            )
            .label("a property that is only written …")
            .related(read_only.location(), "… and only read")
            .help("keep one of the two"),
        );
    }
}
