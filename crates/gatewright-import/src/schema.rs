//! The text of a model: a schema of the document, written anew as the service stores it.
//!
//! The service does not keep a schema as it stands. Its reader turns the schema into an object of
//! the open-source Swagger library of that version and writes the object out again, so that members
//! get a fixed order, members that the object does not have are gone, and values are converted
//! (recorded for OpenAPI 3.0; the orders and conversions beyond the recordings are those of the
//! libraries). References become addresses of models of the API (*Data models for REST APIs*).

mod draft4;
mod oas30;
mod swagger20;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use gatewright_definition::Version;
use gatewright_source::{Kind, Node, Scalar};

pub(crate) use oas30::class_name;

/// A schema as text, and what is to be said of it.
#[derive(Debug, Default)]
pub(crate) struct SchemaText<'d> {
    /// Compact JSON.
    pub(crate) text: String,
    /// Where the text is no valid JSON schema of draft 4, and why.
    pub(crate) violations: Vec<(Node<'d>, &'static str)>,
    /// Keywords that CreateModel refuses: the key, and its text.
    pub(crate) unsupported: Vec<(Node<'d>, &'d str)>,
    /// The references, in the order of the text.
    pub(crate) references: Vec<Reference<'d>>,
    /// Keywords that are left out without a word: the key, and its text.
    pub(crate) dropped: Vec<(Node<'d>, &'d str)>,
}

/// A reference in a schema.
#[derive(Debug, Clone)]
pub(crate) struct Reference<'d> {
    /// The value of `$ref`.
    pub(crate) at: Node<'d>,
    /// What it means.
    pub(crate) target: Target<'d>,
}

/// What the text of a reference means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target<'d> {
    /// The model of that name.
    Model(Cow<'d, str>),
    /// The address of a model, written out.
    Canonical,
    /// Anything else.
    Foreign,
}

/// Where the models of all APIs are (recorded: a host without a region).
const MODELS_HOST: &str = "https://apigateway.amazonaws.com/restapis/";

impl<'d> Target<'d> {
    /// Reads the text of a `$ref` to a schema.
    pub(crate) fn read(text: &'d str, version: Version) -> Self {
        let home = match version {
            Version::Swagger20 => "#/definitions/",
            Version::OpenApi30 => "#/components/schemas/",
        };
        if let Some(name) = text.strip_prefix(home) {
            let name = unescaped(name);
            return if name.contains('/') { Self::Foreign } else { Self::Model(name) };
        }
        if text.starts_with(MODELS_HOST) {
            return Self::Canonical;
        }
        // A bare name stands for a schema of the document.
        if text.is_empty() || text.contains(['#', '/', '.', ':']) {
            return Self::Foreign;
        }
        Self::Model(Cow::Borrowed(text))
    }
}

/// A step of a JSON pointer without its escapes.
fn unescaped(step: &str) -> Cow<'_, str> {
    if step.contains('~') {
        Cow::Owned(step.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(step)
    }
}

/// Writes the schema at `node` as the text of a model of the API with that identifier.
pub(crate) fn write<'d>(node: Node<'d>, version: Version, api_id: &str) -> SchemaText<'d> {
    let mut writer = Writer { out: SchemaText::default(), version, api_id };
    match version {
        Version::Swagger20 => writer.model(node),
        Version::OpenApi30 => writer.schema(node),
    }
    writer.out
}

/// Writes compact JSON.
struct Writer<'d, 'a> {
    out: SchemaText<'d>,
    version: Version,
    api_id: &'a str,
}

/// An object that is being written: whether a member came before.
struct Object {
    started: bool,
}

impl<'d> Writer<'d, '_> {
    fn open(&mut self) -> Object {
        self.out.text.push('{');
        Object { started: false }
    }

    fn close(&mut self) {
        self.out.text.push('}');
    }

    fn key(&mut self, object: &mut Object, key: &str) {
        if object.started {
            self.out.text.push(',');
        }
        object.started = true;
        self.string(key);
        self.out.text.push(':');
    }

    fn string(&mut self, text: &str) {
        if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
            self.out.text.push_str(&serde_json::Value::from(text).to_string());
        } else {
            self.out.text.extend(["\"", text, "\""]);
        }
    }

    fn raw(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    /// A list whose items `write` writes.
    fn list(
        &mut self,
        items: impl Iterator<Item = Node<'d>>,
        mut write: impl FnMut(&mut Self, Node<'d>),
    ) {
        self.raw("[");
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }

    /// Any value as it stands.
    fn json(&mut self, node: Node<'d>) {
        match node.kind() {
            Kind::Mapping => {
                let mut object = self.open();
                for (key, value) in node.entries() {
                    self.key(&mut object, key.text().unwrap_or_default());
                    self.json(value);
                }
                self.close();
            }
            Kind::Sequence => self.list(node.items(), Self::json),
            Kind::Scalar => match node.scalar() {
                None | Some(Scalar::Null) => self.raw("null"),
                Some(Scalar::Bool(value)) => self.raw(if value { "true" } else { "false" }),
                Some(Scalar::Integer(_) | Scalar::Float(_)) => self.number(node),
                Some(Scalar::String(text)) => self.string(text),
            },
        }
    }

    /// A number in the form that the service's reader gives it.
    fn number(&mut self, node: Node<'d>) {
        let text = node.as_text().unwrap_or_default();
        // Not-a-number and infinities are no JSON.
        if text.parse::<f64>().is_ok_and(f64::is_finite) {
            self.raw(&text);
        } else {
            self.string(&text);
        }
    }

    /// `{"$ref": …}`.
    fn reference(&mut self, at: Node<'d>, text: &'d str) {
        let target = Target::read(text, self.version);
        let address = match &target {
            Target::Model(name) => {
                Cow::Owned(format!("{MODELS_HOST}{}/models/{name}", self.api_id))
            }
            Target::Canonical | Target::Foreign => Cow::Borrowed(text),
        };
        self.string(&address);
        self.out.references.push(Reference { at, target });
    }

    fn violation(&mut self, at: Node<'d>, reason: &'static str) {
        self.out.violations.push((at, reason));
    }
}

/// The text of a scalar that is not blank; a blank text counts as absent.
fn text(node: Node<'_>) -> Option<Cow<'_, str>> {
    if node.is_null() {
        return None;
    }
    node.as_text().filter(|text| !text.trim().is_empty())
}

/// A boolean; other texts than `true` are false.
fn boolean(node: Node<'_>) -> Option<bool> {
    match node.scalar()? {
        Scalar::Bool(value) => Some(value),
        Scalar::String(text) => Some(text.eq_ignore_ascii_case("true")),
        Scalar::Null | Scalar::Integer(_) | Scalar::Float(_) => None,
    }
}

/// An integer of 32 bits; everything else counts as absent.
fn integer(node: Node<'_>) -> Option<i32> {
    match node.scalar()? {
        Scalar::Integer(_) => node.as_text()?.parse().ok(),
        Scalar::Null | Scalar::Bool(_) | Scalar::Float(_) | Scalar::String(_) => None,
    }
}

fn is_number(node: Node<'_>) -> bool {
    matches!(node.scalar(), Some(Scalar::Integer(_) | Scalar::Float(_)))
}
