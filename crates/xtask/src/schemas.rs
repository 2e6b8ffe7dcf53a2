//! JSON Schemas of the extensions, made of the vocabulary: `docs/schemas/`.
//!
//! One for each extension that REST APIs read, and one for a whole definition that knows where the
//! extensions stand and leaves the rest open. They are of draft 7, which the editors know; each
//! stands for itself, with no address of its own. What the service takes they take: members that
//! nobody reads, words in capitals or small letters, and whatever a template fills in.

pub(crate) mod check;
mod definitions;
mod place;
mod shape;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use gatewright_definition::vocabulary::{Extension, Reading, extensions};
use serde_json::{Map, Value, json};

use self::definitions::Definitions;

/// The folder of the schemas.
pub(crate) const FOLDER: &str = "docs/schemas";

/// The name of the schema of whole definitions.
const WHOLE: &str = "openapi-apigateway";

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schemas by the names of their files.
pub(crate) fn all() -> BTreeMap<String, Value> {
    let read = extensions().iter().filter(|it| it.reading == Reading::Read);
    let mut all: BTreeMap<_, _> = read.map(|it| (file_name(it.name), of_extension(it))).collect();
    all.insert(file_name(WHOLE), of_definition());
    all
}

/// The table of the files for the README of the folder.
pub(crate) fn table() -> String {
    let mut table = String::from("| schema | where the extension stands |\n| --- | --- |\n");
    let row = |name: &str, place: &str| format!("| [`{name}`]({}) | {place} |\n", file_name(name));
    table.push_str(&row(WHOLE, "a whole definition"));
    for extension in extensions().iter().filter(|it| it.reading == Reading::Read) {
        table.push_str(&row(extension.name, &extension.home()));
    }
    table
}

/// The text of a file.
pub(crate) fn text(schema: &Value) -> String {
    let text = serde_json::to_string_pretty(schema).expect("a value has a text");
    format!("{text}\n")
}

fn file_name(name: &str) -> String {
    format!("{name}.schema.json")
}

fn of_extension(extension: &'static Extension) -> Value {
    let mut definitions = Definitions::default();
    let body = place::extension(extension, &mut definitions);
    let mut schema = head();
    schema.extend(body);
    finish(schema, definitions)
}

fn of_definition() -> Value {
    let mut definitions = Definitions::default();
    let body = place::root(&mut definitions);
    let mut schema = head();
    schema.insert("title".into(), json!("OpenAPI definition of an Amazon API Gateway REST API"));
    let description = "Swagger 2.0 or OpenAPI 3.0 with the extensions of Amazon API Gateway. What \
        is no extension is not looked at.";
    schema.insert("description".into(), json!(description));
    schema.extend(body);
    finish(schema, definitions)
}

fn head() -> Map<String, Value> {
    let comment = "Made of gatewright's vocabulary by `cargo xtask docs`.";
    Map::from_iter([("$schema".to_owned(), json!(DRAFT)), ("$comment".to_owned(), json!(comment))])
}

fn finish(mut schema: Map<String, Value>, definitions: Definitions) -> Value {
    schema.insert("definitions".into(), Value::Object(definitions.into_map()));
    Value::Object(schema)
}
