//! Writes a document, value by value, in the form that the service's answers have.
//!
//! The service writes with Jackson: JSON with its default pretty printer, YAML with its generator,
//! which leaves the characters to SnakeYAML (all exports that were looked at).

mod json;
mod yaml;

use std::borrow::Cow;

use gatewright_source::{Kind, Node, Scalar};
use serde_json::Value;

use crate::{ExportType, Format};
use yaml::Yaml;

/// Writes a definition that somebody put together in the form that the service gives to its own.
pub fn write_definition(definition: &Value, export_type: ExportType, format: Format) -> String {
    let mut writer = Writer::new(format, 1024);
    if export_type == ExportType::Swagger {
        writer.start_marker();
    }
    writer.value(definition);
    writer.finish()
}

/// A document that is being written. Calls must nest: each value of an object after its key.
pub(crate) struct Writer {
    text: String,
    form: Form,
    levels: Vec<Level>,
    /// How many objects are open. Lists do not count: the printer of JSON keeps them on the line.
    depth: usize,
}

enum Form {
    Json,
    Yaml(Yaml),
}

/// An object or list that is being written.
#[derive(Debug, Clone, Copy)]
struct Level {
    kind: LevelKind,
    is_empty: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LevelKind {
    Object,
    List,
}

impl Writer {
    pub(crate) fn new(format: Format, capacity: usize) -> Self {
        let form = match format {
            Format::Json => Form::Json,
            Format::Yaml => Form::Yaml(Yaml::default()),
        };
        Self { text: String::with_capacity(capacity), form, levels: Vec::new(), depth: 0 }
    }

    /// The mark of the start of a document, which YAML has.
    pub(crate) fn start_marker(&mut self) {
        if matches!(self.form, Form::Yaml(_)) {
            self.text.push_str("---");
        }
    }

    /// The whole text.
    pub(crate) fn finish(mut self) -> String {
        debug_assert!(self.levels.is_empty(), "all is closed");
        if matches!(self.form, Form::Yaml(_)) {
            self.text.push('\n');
        }
        self.text
    }

    pub(crate) fn open_object(&mut self) {
        self.open(LevelKind::Object);
    }

    pub(crate) fn close_object(&mut self) {
        self.close();
    }

    pub(crate) fn open_list(&mut self) {
        self.open(LevelKind::List);
    }

    pub(crate) fn close_list(&mut self) {
        self.close();
    }

    fn open(&mut self, kind: LevelKind) {
        self.before_item();
        if let Form::Json = self.form {
            self.text.push(match kind {
                LevelKind::Object => '{',
                LevelKind::List => '[',
            });
        }
        self.depth += usize::from(kind == LevelKind::Object);
        self.levels.push(Level { kind, is_empty: true });
    }

    fn close(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        self.depth -= usize::from(level.kind == LevelKind::Object);
        match &mut self.form {
            Form::Json => json::close(&mut self.text, level, self.depth),
            Form::Yaml(yaml) => yaml.close(&mut self.text, level),
        }
    }

    /// A key; its value is to follow.
    pub(crate) fn key(&mut self, key: &str) {
        let Some(level) = self.levels.last_mut() else { return };
        let is_first = std::mem::replace(&mut level.is_empty, false);
        match &mut self.form {
            Form::Json => json::key(&mut self.text, key, is_first, self.depth),
            Form::Yaml(yaml) => yaml.key(&mut self.text, key, is_first),
        }
    }

    pub(crate) fn string(&mut self, text: &str) {
        self.before_item();
        match &mut self.form {
            Form::Json => json::string(&mut self.text, text),
            Form::Yaml(yaml) => yaml.string(&mut self.text, text),
        }
    }

    /// A number, `true`, `false` or `null`, as it stands.
    pub(crate) fn raw(&mut self, text: &str) {
        self.before_item();
        if let Form::Yaml(yaml) = &mut self.form {
            yaml.before_scalar(&mut self.text);
        }
        self.text.push_str(text);
    }

    /// What stands before an item of a list, if a list is open.
    fn before_item(&mut self) {
        let Some(level) = self.levels.last_mut() else { return };
        if level.kind == LevelKind::Object {
            return;
        }
        let is_first = std::mem::replace(&mut level.is_empty, false);
        match &mut self.form {
            Form::Json => self.text.push_str(if is_first { " " } else { ", " }),
            Form::Yaml(yaml) => yaml.item(&mut self.text, is_first),
        }
    }

    pub(crate) fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    pub(crate) fn string_member(&mut self, key: &str, value: &str) {
        self.key(key);
        self.string(value);
    }

    /// A text that is put together of parts.
    pub(crate) fn parts_member(&mut self, key: &str, parts: &[&str]) {
        self.key(key);
        self.before_item();
        match &mut self.form {
            // Each part is escaped by itself.
            Form::Json => json::string_of(&mut self.text, parts),
            Form::Yaml(yaml) => yaml.string(&mut self.text, &parts.concat()),
        }
    }

    pub(crate) fn boolean_member(&mut self, key: &str, value: bool) {
        self.key(key);
        self.boolean(value);
    }

    pub(crate) fn strings_member<'t>(&mut self, key: &str, values: impl Iterator<Item = &'t str>) {
        self.key(key);
        self.strings(values);
    }

    /// A list of texts.
    pub(crate) fn strings<'t>(&mut self, values: impl Iterator<Item = &'t str>) {
        self.open_list();
        values.for_each(|value| self.string(value));
        self.close_list();
    }

    /// An object with texts.
    pub(crate) fn map_member<'t>(
        &mut self,
        key: &str,
        entries: impl Iterator<Item = (&'t str, &'t str)>,
    ) {
        self.key(key);
        self.open_object();
        entries.for_each(|(key, value)| self.string_member(key, value));
        self.close_object();
    }

    /// Any value.
    pub(crate) fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.raw("null"),
            Value::Bool(value) => self.boolean(*value),
            Value::Number(number) => self.raw(&number.to_string()),
            Value::String(text) => self.string(text),
            Value::Array(items) => {
                self.open_list();
                for item in items {
                    self.value(item);
                }
                self.close_list();
            }
            Value::Object(members) => {
                self.open_object();
                for (key, value) in members {
                    self.key(key);
                    self.value(value);
                }
                self.close_object();
            }
        }
    }

    /// A value that is given as compact JSON, which must be valid.
    pub(crate) fn json(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let mut end = 1;
            match c {
                '{' => self.open_object(),
                '}' => self.close_object(),
                '[' => self.open_list(),
                ']' => self.close_list(),
                ',' | ':' => {}
                '"' => {
                    end = end_of_string(rest);
                    let string = unescaped(&rest[..end]);
                    if rest[end..].starts_with(':') {
                        self.key(&string);
                    } else {
                        self.string(&string);
                    }
                }
                _ => {
                    end = rest.find([',', '}', ']']).unwrap_or(rest.len());
                    self.raw(&rest[..end]);
                }
            }
            rest = &rest[end..];
        }
    }

    /// Any value of a document.
    pub(crate) fn node(&mut self, node: Node<'_>) {
        match node.kind() {
            Kind::Mapping => {
                self.open_object();
                for (key, value) in node.entries() {
                    self.key(key.text().unwrap_or_default());
                    self.node(value);
                }
                self.close_object();
            }
            Kind::Sequence => {
                self.open_list();
                node.items().for_each(|item| self.node(item));
                self.close_list();
            }
            Kind::Scalar => match node.scalar() {
                None | Some(Scalar::Null) => self.raw("null"),
                Some(Scalar::Bool(value)) => self.boolean(value),
                Some(Scalar::Integer(_) | Scalar::Float(_)) => {
                    self.raw(&node.as_text().unwrap_or_default());
                }
                Some(Scalar::String(text)) => self.string(text),
            },
        }
    }
}

/// Where a string that begins here ends, its quotes included.
fn end_of_string(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// The content of a string of JSON, quotes included.
fn unescaped(string: &str) -> Cow<'_, str> {
    if string.contains('\\') {
        Cow::Owned(serde_json::from_str(string).unwrap_or_default())
    } else {
        Cow::Borrowed(string.trim_matches('"'))
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    #[track_caller]
    fn check(value: &str, format: Format, expected: &str) {
        let document = gatewright_source::read(SourceId(0), value.into()).value;
        let mut writer = Writer::new(format, 0);
        writer.start_marker();
        writer.node(document.root().expect("a value"));
        assert_eq!(writer.finish(), expected);
    }

    #[test]
    fn json_looks_as_the_service_writes_it() {
        check(
            r#"{"a":"1","b":["x","y"],"c":[{"d":1,"e":[]},{"f":{}}]}"#,
            Format::Json,
            "{\n  \"a\" : \"1\",\n  \"b\" : [ \"x\", \"y\" ],\n  \"c\" : [ {\n    \"d\" : 1,\n    \
             \"e\" : [ ]\n  }, {\n    \"f\" : { }\n  } ]\n}",
        );
        check("\"\\u001b\\u0007\\u00e9\\n/\"", Format::Json, "\"\\u001B\\u0007é\\n/\"");
    }

    #[test]
    fn yaml_looks_as_the_service_writes_it() {
        check(
            r#"{"a":"1","b":["x","y"],"c":[{"d":1,"e":[]},{"f":{},"g":[["h"],[]]}],"200":true,"*/*":null}"#,
            Format::Yaml,
            "---\na: \"1\"\nb:\n- \"x\"\n- \"y\"\nc:\n- d: 1\n  e: []\n- f: {}\n  g:\n  - - \"h\"\n  - []\n\
             \"200\": true\n'*/*': null\n",
        );
    }

    #[test]
    fn keys_and_texts_of_any_characters_are_read_again() {
        check(
            "{\"a\\tb\":\"😀\",\"Error: .*\":\"\",\"yes\":\"\\u007f\"}",
            Format::Yaml,
            "---\n\"a\\tb\": \"😀\"\n'Error: .*': \"\"\n\"yes\": \"\\x7f\"\n",
        );
    }

    #[test]
    fn long_texts_are_folded_as_the_service_folds_them() {
        check(
            r#"{"info":{"description":"Api rest para exponer el servicio de selección de mutantes en el challenge de MELI"}}"#,
            Format::Yaml,
            "---\ninfo:\n  description: \"Api rest para exponer el servicio de selección de mutantes en el challenge\\\n    \
             \\ de MELI\"\n",
        );
    }
}
