//! Schemas. The place does not get longer within one: all its parts share that of the outermost.

use gatewright_diagnostics::Diagnostic;
use gatewright_source::{Kind, Node, Scalar};

use super::Walk;
use super::decode::Format;
use super::issues::attribute;
use super::keys::Key;
use super::members::{Members, Need, as_text, boolean, filled};
use super::objects::Object;
use super::place::Place;
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
    pub(super) fn schema(&mut self, at: &Place<'_>, schema: Node<'d>) -> bool {
        let schema = &Members::of(schema);
        let class = self.class(at, schema);
        if let Some(readable) = self.reference(at, schema) {
            if readable {
                self.schema_reference(at, schema);
            }
            return readable;
        }
        self.text(at, schema, Key::Title, Need::Optional);
        if let Some(discriminator) = self.object(at, schema, Key::Discriminator, Need::Optional) {
            let discriminator = &Members::of(discriminator);
            self.text(at, discriminator, Key::PropertyName, Need::Required);
            self.object(at, discriminator, Key::Mapping, Need::Optional);
        }
        for key in [Key::MultipleOf, Key::Maximum, Key::Minimum] {
            self.number(at, schema, key, "double");
        }
        for key in [Key::MinLength, Key::MaxLength] {
            self.number(at, schema, key, "integer");
        }
        self.text(at, schema, Key::Pattern, Need::Optional);
        for key in [Key::MaxItems, Key::MinItems, Key::MaxProperties, Key::MinProperties] {
            self.number(at, schema, key, "integer");
        }
        self.required(at, schema);
        self.values(at, schema, class.format);
        let final_type = self.final_type(at, schema, class.fixed_type);
        if let Some(not) = self.object(at, schema, Key::Not, Need::Optional) {
            self.schema(at, not);
        }
        if let Some(properties) = self.object(at, schema, Key::Properties, Need::Optional) {
            for (_, property) in properties.entries() {
                if property.is_mapping() {
                    self.schema(at, property);
                } else {
                    self.issues.wrong_type(at, "properties", "object", property);
                }
            }
        }
        self.texts(at, schema, &[Key::Description, Key::Format]);
        self.default(at, schema, final_type, class.format);
        self.read_only_and_write_only(at, schema);
        if let Some(xml) = self.object(at, schema, Key::Xml, Need::Optional) {
            let xml = &Members::of(xml);
            for key in [Key::Name, Key::Namespace, Key::Prefix] {
                self.text(&at.member(key.as_str()), xml, key, Need::Optional);
            }
            self.extras(at, xml, Object::Xml);
        }
        if let Some(docs) = self.object(at, schema, Key::ExternalDocs, Need::Optional) {
            self.external_docs(at, docs);
        }
        self.extras(at, schema, Object::Schema);
        true
    }

    /// Walks over the parts that decide the class.
    fn class(&mut self, at: &Place<'_>, schema: &Members<'d>) -> Class {
        let one_of = self.array(at, schema, Key::OneOf);
        let all_of = self.array(at, schema, Key::AllOf);
        let any_of = self.array(at, schema, Key::AnyOf);
        let items = self.object(at, schema, Key::Items, Need::Optional);
        let is_composed = one_of.or(all_of).or(any_of).is_some();
        for list in [all_of, any_of, one_of].into_iter().flatten() {
            for part in list.items().filter(|part| part.is_mapping()) {
                self.schema(at, part);
            }
        }
        if let Some(items) = items {
            self.schema(at, items);
        }
        let is_map = boolean(schema, Key::AdditionalProperties).is_some()
            || self
                .object(at, schema, Key::AdditionalProperties, Need::Optional)
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
        let format = schema.get(Key::Format).and_then(Node::as_str);
        match schema.get(Key::Type).and_then(Node::as_str) {
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
    fn schema_reference(&mut self, at: &Place<'_>, schema: &Members<'d>) {
        let Some(value) = schema.get(Key::Ref) else { return };
        let Some(reference) = value.as_str() else { return };
        let Some(rest) = reference.strip_prefix("#/components") else { return };
        let is_there = || self.components.has(rest);
        if !at.is_below("paths") || rest.is_empty() || value.has_unknown() || is_there() {
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

    fn required(&mut self, at: &Place<'_>, schema: &Members<'d>) {
        let Some(names) = self.array(at, schema, Key::Required) else { return };
        for name in names.items().filter(|name| name.as_str().is_none()) {
            self.issues.wrong_type(at, "required", "string", name);
        }
    }

    /// The values of an `enum`.
    fn values(&mut self, at: &Place<'_>, schema: &Members<'d>, format: Option<Format>) {
        let Some(values) = self.array(at, schema, Key::Enum) else { return };
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
        at: &Place<'_>,
        schema: &Members<'d>,
        fixed: Option<&'static str>,
    ) -> &'d str {
        let written = self.text(at, schema, Key::Type, Need::Optional);
        if let Some(fixed) = fixed {
            return fixed;
        }
        if let Some(written) = written.and_then(filled) {
            if written == "array" && !schema.get(Key::Items).is_some_and(Node::is_unknown) {
                self.issues.missing(at, Key::Items, schema.owner);
            }
            return written;
        }
        let Some(values) = schema.get(Key::Enum).filter(|values| values.is_sequence()) else {
            return "";
        };
        let first = values.items().next();
        if first.is_some_and(Node::has_unknown) {
            return "";
        }
        match first.and_then(Node::scalar) {
            Some(Scalar::Bool(_)) => "boolean",
            Some(Scalar::Integer(_) | Scalar::Float(_)) => "number",
            Some(Scalar::Null | Scalar::String(_)) | None => "string",
        }
    }

    fn default(
        &mut self,
        at: &Place<'_>,
        schema: &Members<'d>,
        kind: &str,
        format: Option<Format>,
    ) {
        let Some(value) = schema.get(Key::Default) else { return };
        match kind {
            "array" => {
                self.array(at, schema, Key::Default);
            }
            "object" => {
                self.object(at, schema, Key::Default, Need::Optional);
            }
            "integer" => self.number(at, schema, Key::Default, "integer"),
            "number" => self.number(at, schema, Key::Default, "double"),
            "string" => {
                self.text(at, schema, Key::Default, Need::Optional);
                if let Some(format) = format
                    && let Some(text) = as_text(value)
                    && !format.takes(text)
                {
                    let key = format!("default=`{text}`");
                    self.issues.wrong_type(at, &key, format.as_str(), value);
                }
            }
            _ => {}
        }
    }

    fn read_only_and_write_only(&mut self, at: &Place<'_>, schema: &Members<'d>) {
        let is_set = |key| boolean(schema, key) == Some(true);
        if !is_set(Key::ReadOnly) || !is_set(Key::WriteOnly) {
            return;
        }
        let key = |key: Key| schema.owner.entry(key.as_str()).map(|(key, _)| key);
        let (Some(read_only), Some(write_only)) = (key(Key::ReadOnly), key(Key::WriteOnly)) else {
            return;
        };
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
