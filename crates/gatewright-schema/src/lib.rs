//! A schema as the service writes it.
//!
//! The service does not keep a schema as it stands. Its reader turns the schema into an object of
//! the open-source Swagger library of that version and writes the object out again, so that members
//! get a fixed order, members that the object does not have are gone, and values are converted
//! (recorded for OpenAPI 3.0; the orders and conversions beyond the recordings are those of the
//! libraries). This happens twice: an import makes the text of a model of a schema of the document,
//! its references becoming addresses of models of the API (*Data models for REST APIs*); an export
//! makes a schema of a document of the text of a model, the addresses becoming references.
//!
//! ```
//! use gatewright_diagnostics::SourceId;
//! use gatewright_schema::{Dialect, References, write};
//!
//! let text = r##"{ "properties": { "pet": { "$ref": "#/definitions/Pet" } }, "type": "object" }"##;
//! let document = gatewright_source::read(SourceId(0), text.into());
//! let root = document.value.root().expect("the text is no empty document");
//! let references = References::ToModels { home: Dialect::Swagger20, api_id: "a1b2c3d4e5" };
//! assert_eq!(
//!     write(root, Dialect::Swagger20, references).text,
//!     r#"{"type":"object","properties":{"pet":{"$ref":"https://apigateway.amazonaws.com/restapis/a1b2c3d4e5/models/Pet"}}}"#,
//! );
//! ```

mod draft4;
mod oas30;
mod swagger20;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use gatewright_source::{Kind, Node, Scalar};

pub use oas30::class_name;

/// A schema as text, and what is to be said of it.
#[derive(Debug, Default)]
pub struct SchemaText<'d> {
    /// Compact JSON.
    pub text: String,
    /// Where the text is no valid JSON schema of draft 4, and why.
    pub violations: Vec<(Node<'d>, &'static str)>,
    /// Keywords that CreateModel refuses: the key, and its text.
    pub unsupported: Vec<(Node<'d>, &'d str)>,
    /// The references, in the order of the text.
    pub references: Vec<Reference<'d>>,
    /// Keywords that are left out without a word: the key, and its text.
    pub dropped: Vec<(Node<'d>, &'d str)>,
}

/// A reference in a schema.
#[derive(Debug, Clone)]
pub struct Reference<'d> {
    /// The value of `$ref`.
    pub at: Node<'d>,
    /// What it means.
    pub target: Target<'d>,
}

/// What the text of a reference means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'d> {
    /// The model of that name.
    Model(Cow<'d, str>),
    /// The address of a model, written out.
    Canonical,
    /// Anything else.
    Foreign,
}

/// The library of which version writes the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Swagger 2.0.
    Swagger20,
    /// OpenAPI 3.0.
    OpenApi30,
}

impl Dialect {
    /// What a reference to a schema of the document begins with.
    pub fn home(self) -> &'static str {
        match self {
            Self::Swagger20 => "#/definitions/",
            Self::OpenApi30 => "#/components/schemas/",
        }
    }
}

/// What becomes of the references.
#[derive(Debug, Clone, Copy)]
pub enum References<'a> {
    /// References to schemas of a document become addresses of models of an API.
    ToModels {
        /// The dialect of the document.
        home: Dialect,
        /// The identifier of the API.
        api_id: &'a str,
    },
    /// Addresses of models become references to schemas of a document.
    ToSchemas {
        /// The dialect of the document.
        home: Dialect,
    },
}

/// Where the models of all APIs are (recorded: a host without a region).
const MODELS_HOST: &str = "https://apigateway.amazonaws.com/restapis/";

impl References<'_> {
    fn read<'d>(&self, text: &'d str) -> Target<'d> {
        match self {
            Self::ToModels { home, .. } => Target::read(text, *home),
            // The addresses of an API that was put together by hand may have any identifier.
            Self::ToSchemas { .. } => match model_of_address(text) {
                Some(name) => Target::Model(Cow::Borrowed(name)),
                None => Target::Foreign,
            },
        }
    }

    /// Whether the schema is on its way to a model, and not back.
    fn is_import(&self) -> bool {
        matches!(self, Self::ToModels { .. })
    }

    /// The parts of the reference's text.
    fn write<'t>(&'t self, target: &'t Target<'_>, text: &'t str) -> [&'t str; 4] {
        match (self, target) {
            (Self::ToModels { api_id, .. }, Target::Model(name)) => {
                [MODELS_HOST, api_id, "/models/", name]
            }
            (Self::ToSchemas { home }, Target::Model(name)) => [home.home(), name, "", ""],
            (_, Target::Canonical | Target::Foreign) => [text, "", "", ""],
        }
    }
}

/// The name of the model that has this address.
fn model_of_address(text: &str) -> Option<&str> {
    let (_, name) = text.strip_prefix(MODELS_HOST)?.split_once("/models/")?;
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

impl<'d> Target<'d> {
    /// Reads the text of a `$ref` to a schema of a document.
    pub fn read(text: &'d str, dialect: Dialect) -> Self {
        if let Some(name) = text.strip_prefix(dialect.home()) {
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

/// Writes the schema at `node` as the library of that dialect does.
pub fn write<'d>(node: Node<'d>, dialect: Dialect, references: References<'_>) -> SchemaText<'d> {
    // Compact, what is pretty in the document takes about half.
    let text = String::with_capacity(node.span().len() as usize / 2);
    let mut writer = Writer { out: SchemaText { text, ..SchemaText::default() }, references };
    match dialect {
        Dialect::Swagger20 => writer.model(node),
        Dialect::OpenApi30 => writer.schema(node),
    }
    writer.out
}

/// Writes compact JSON.
struct Writer<'d, 'a> {
    out: SchemaText<'d>,
    references: References<'a>,
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

    /// A key of ours, which has nothing to escape.
    fn key(&mut self, object: &mut Object, key: &'static str) {
        let start = if object.started { ",\"" } else { "\"" };
        object.started = true;
        self.out.text.extend([start, key, "\":"]);
    }

    /// A key of the document.
    fn name(&mut self, object: &mut Object, name: &str) {
        if object.started {
            self.out.text.push(',');
        }
        object.started = true;
        self.string(name);
        self.out.text.push(':');
    }

    fn string(&mut self, text: &str) {
        self.out.text.push('"');
        self.escaped(text);
        self.out.text.push('"');
    }

    /// A text as it stands between quotes.
    fn escaped(&mut self, text: &str) {
        let is_odd = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        // All bytes at once take less than stopping at the first.
        if text.bytes().fold(false, |odd, byte| odd | is_odd(byte)) {
            let quoted = serde_json::Value::from(text).to_string();
            self.raw(&quoted[1..quoted.len() - 1]);
        } else {
            self.raw(text);
        }
    }

    fn raw(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    /// A list whose items `write` writes.
    fn list<T>(&mut self, items: impl Iterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.raw("[");
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }

    /// The same of items no two of which may be equal; `at` is the list of the document. On the way
    /// out only the first of equal ones is written: values that a model tells apart may be converted
    /// to one, and a definition with both is refused.
    fn distinct_list<T>(
        &mut self,
        at: Node<'d>,
        items: impl Iterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        let list = self.out.text.len();
        let mut written = Vec::new();
        self.list(items, |writer, item| {
            let start = writer.out.text.len();
            write(writer, item);
            written.push(start..writer.out.text.len());
        });
        let is_distinct = self.check_distinct(at, &mut written);
        if !is_distinct && !self.references.is_import() {
            let text = self.out.text.split_off(list);
            let item = |range: &Range<usize>| &text[range.start - list..range.end - list];
            written.sort_by(|a, b| item(a).cmp(item(b)).then(a.start.cmp(&b.start)));
            written.dedup_by(|later, first| item(later) == item(first));
            written.sort_by_key(|range| range.start);
            self.list(written.iter().map(item), Self::raw);
        }
    }

    /// Any value as it stands.
    fn json(&mut self, node: Node<'d>) {
        match node.kind() {
            Kind::Mapping => {
                let mut object = self.open();
                for (key, value) in node.entries() {
                    self.name(&mut object, key.text().unwrap_or_default());
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
        let target = self.references.read(text);
        let references = self.references;
        self.raw("\"");
        for part in references.write(&target, text) {
            self.escaped(part);
        }
        self.raw("\"");
        self.out.references.push(Reference { at, target });
    }

    /// An empty map of properties disappears on the way in (a sample API of the guide, as definition
    /// and as export), but not on the way out (an export with such a map).
    fn keeps_properties(&self, at: Node<'d>) -> bool {
        !self.references.is_import() || at.entries().next().is_some()
    }

    /// What is unknown may yet be right.
    fn violation(&mut self, at: Node<'d>, reason: &'static str) {
        if at.has_unknown() {
            return;
        }
        self.out.violations.push((at, reason));
    }
}

/// The text of a scalar that is not blank; a blank text counts as absent.
fn text(node: Node<'_>) -> Option<Cow<'_, str>> {
    let text = match node.scalar()? {
        Scalar::Null => return None,
        scalar => scalar.as_text(),
    };
    if text.trim().is_empty() { None } else { Some(text) }
}

/// A boolean; other texts than `true` are false.
fn boolean(node: Node<'_>) -> Option<bool> {
    if node.has_unknown() {
        return None;
    }
    match node.scalar()? {
        Scalar::Bool(value) => Some(value),
        Scalar::String(text) => Some(text.eq_ignore_ascii_case("true")),
        Scalar::Null | Scalar::Integer(_) | Scalar::Float(_) => None,
    }
}

/// An integer of 32 bits; everything else counts as absent.
fn integer(node: Node<'_>) -> Option<i32> {
    match node.scalar()? {
        integer @ Scalar::Integer(_) => integer.as_text().parse().ok(),
        Scalar::Null | Scalar::Bool(_) | Scalar::Float(_) | Scalar::String(_) => None,
    }
}

fn is_number(node: Node<'_>) -> bool {
    matches!(node.scalar(), Some(Scalar::Integer(_) | Scalar::Float(_)))
}
