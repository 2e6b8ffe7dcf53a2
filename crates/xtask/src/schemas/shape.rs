//! The shapes of the vocabulary as JSON Schema.
//!
//! Each value is what its shape says or is filled in later, as alternatives: editors offer the words
//! of alternatives, but not those behind conditions.

use std::fmt::Write as _;

use gatewright_definition::vocabulary::{
    Choice, Choices, Extension, Form, Map as Table, Matching, Object, Others, Presence, Property,
    Reading, Shape,
};
use gatewright_diagnostics::SourceId;
use serde_json::{Map, Value, json};

use super::definitions::Definitions;

/// The name of the definition of what a template fills in.
pub(super) const FILLED_IN: &str = "filledIn";

/// What a text has that a template or a stage fills in: `${…}`, `#{…}`, `{{…}}`, `<<name>>`, `<%`,
/// `%NAME%`.
const PLACEHOLDER: &str = r"[$#]\{|\{\{|<<[^<>]+>>|<%|%[A-Za-z0-9_]+%";

/// A status code.
const STATUS_CODE: &str = r"^[1-5]\d\d$";

/// A value that stands for another: nothing, a placeholder, a function of a template.
pub(super) fn filled_in() -> Map<String, Value> {
    object(json!({
        "description": "A value that a template fills in: a placeholder or a function. Null \
            stands for an absent value.",
        "anyOf": [
            { "type": "string", "pattern": PLACEHOLDER },
            {
                "type": "object",
                "minProperties": 1,
                "patternProperties": { "^(Fn::.+|Ref)$": {} },
                "additionalProperties": false,
            },
            // Null; said so that no editor offers it.
            { "not": { "type": ["string", "number", "boolean", "object", "array"] } },
        ],
    }))
}

/// The members of an object.
fn object(value: Value) -> Map<String, Value> {
    let Value::Object(members) = value else { unreachable!("written as an object") };
    members
}

/// The value of an extension.
pub(super) fn of_extension(
    extension: &'static Extension,
    into: &mut Definitions,
) -> Map<String, Value> {
    let name = extension.name.trim_start_matches("x-amazon-apigateway-");
    let mut schema = Map::new();
    schema.insert("title".into(), json!(extension.name));
    describe(&mut schema, extension.docs, Some(extension.page));
    mark(&mut schema, extension.reading);
    schema.insert("examples".into(), json!([yaml(extension.example)]));
    schema.insert("anyOf".into(), alternatives(&extension.shape, name, into));
    schema
}

fn describe(schema: &mut Map<String, Value>, docs: &str, page: Option<&str>) {
    let first = docs.split("\n\n").next().unwrap_or(docs);
    schema.insert("description".into(), json!(first));
    let mut markdown = docs.to_owned();
    if let Some(page) = page {
        write!(markdown, "\n\nAmazon API Gateway Developer Guide: *{page}*")
            .expect("a text takes all");
    }
    if markdown != first {
        schema.insert("markdownDescription".into(), json!(markdown));
    }
}

/// What a REST API does not read is not offered. It is not marked as deprecated: for some editors that
/// is an error, and the service takes it.
fn mark(schema: &mut Map<String, Value>, reading: Reading) {
    match reading {
        Reading::Read => {}
        Reading::HttpApis | Reading::Ignored => {
            schema.insert("doNotSuggest".into(), json!(true));
        }
    }
}

/// What may stand in the place of a value. Tables within it are called by `name`.
fn alternatives(shape: &Shape, name: &str, into: &mut Definitions) -> Value {
    let mut all = Vec::new();
    add(shape, name, into, &mut all);
    all.push(json!({ "$ref": format!("#/definitions/{FILLED_IN}") }));
    Value::Array(all)
}

fn add(shape: &Shape, name: &str, into: &mut Definitions, all: &mut Vec<Value>) {
    match *shape {
        Shape::Text => all.push(json!({ "type": ["string", "number"] })),
        Shape::Form(Form { pattern, fault }) => all.push(json!({
            "type": "string", "pattern": pattern, "patternErrorMessage": fault,
        })),
        Shape::StatusCode => all.push(json!({
            "type": ["string", "integer"], "pattern": STATUS_CODE, "minimum": 100, "maximum": 599,
            "patternErrorMessage": "Not a status code: a number from 100 to 599.",
        })),
        Shape::Boolean => all.extend([
            json!({ "type": "boolean" }),
            json!({ "type": "string", "pattern": "^(true|false)$" }),
        ]),
        Shape::Integer { min, max } => {
            let mut number = json!({
                "type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": min,
                "patternErrorMessage": "Not a whole number.",
            });
            if let Some(max) = max {
                number["maximum"] = json!(max);
            }
            all.push(number);
        }
        Shape::Choice(choices) => add_choices(choices, all),
        Shape::Object(table) => {
            all.push(into.refer_to_table(table, name, |into| of_object(table, name, into)));
        }
        Shape::Map(table) => {
            all.push(into.refer_to_table(table, name, |into| of_map(table, name, into)));
        }
        Shape::List(items) => {
            let items = alternatives(items, &format!("{name}.item"), into);
            all.push(json!({ "type": "array", "items": { "anyOf": items } }));
        }
        Shape::OneOf(shapes) => shapes.iter().for_each(|shape| add(shape, name, into, all)),
        Shape::Any => all.push(json!({})),
    }
}

fn add_choices(choices: &Choices, all: &mut Vec<Value>) {
    let words: Vec<&str> = choices.words.iter().map(|word| word.value).collect();
    let docs: Vec<&str> = choices.words.iter().map(|word| word.docs).collect();
    all.push(json!({
        "type": "string", "enum": words, "enumDescriptions": docs, "markdownEnumDescriptions": docs,
    }));
    match choices.matching {
        Matching::Exact => {}
        Matching::AnyCase => {
            let words: Vec<String> = words.into_iter().map(any_case).collect();
            let pattern = format!("^({})$", words.join("|"));
            all.push(json!({ "type": "string", "pattern": pattern }));
        }
        Matching::Open => all.push(json!({ "type": "string" })),
    }
}

/// A regular expression for a word in capitals or small letters: that of JSON Schema has no flags.
fn any_case(word: &str) -> String {
    let letter = |it: char| match it {
        'a'..='z' | 'A'..='Z' => {
            format!("[{}{}]", it.to_ascii_uppercase(), it.to_ascii_lowercase())
        }
        _ => it.to_string(),
    };
    word.chars().map(letter).collect()
}

fn of_object(table: &Object, name: &str, into: &mut Definitions) -> Map<String, Value> {
    let mut members = Map::new();
    for property in table.properties {
        let member = of_property(property, name, into);
        for spelling in property.spellings {
            let mut same = member.clone();
            same["doNotSuggest"] = json!(true);
            members.insert((*spelling).to_owned(), same);
        }
        members.insert(property.name.to_owned(), member);
    }
    let required = table.properties.iter().filter(|it| it.presence == Presence::Required);
    let required: Vec<&str> = required.map(|it| it.name).collect();
    let mut schema = object(json!({ "type": "object", "properties": members }));
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    schema
}

fn of_property(property: &Property, owner: &str, into: &mut Definitions) -> Value {
    let mut schema = Map::new();
    describe(&mut schema, property.docs, None);
    mark(&mut schema, property.reading);
    if let Some(text) = property.default {
        schema.insert("default".into(), example(&property.shape, text));
    }
    if !property.examples.is_empty() {
        let examples = property.examples.iter().map(|text| example(&property.shape, text));
        schema.insert("examples".into(), examples.collect());
    }
    let name = format!("{owner}.{}", property.name);
    schema.insert("anyOf".into(), alternatives(&property.shape, &name, into));
    Value::Object(schema)
}

/// An example as a value of its shape; of a list an item, if it is none itself.
fn example(shape: &Shape, text: &str) -> Value {
    match shape {
        Shape::Integer { .. } | Shape::Boolean => yaml(text),
        _ if shape.items().is_some() && text.starts_with('[') => yaml(text),
        _ if shape.items().is_some() => json!([text]),
        _ => json!(text),
    }
}

fn yaml(text: &str) -> Value {
    let document = gatewright_source::read(SourceId(0), text.into());
    document.value.root().expect("the vocabulary has values").to_json()
}

fn of_map(table: &Table, name: &str, into: &mut Definitions) -> Map<String, Value> {
    let values = alternatives(&table.values, &format!("{name}.value"), into);
    let value = |word: Option<&Choice>| {
        let mut schema = Map::new();
        describe(&mut schema, word.map_or(table.keys.docs, |word| word.docs), None);
        schema.insert("anyOf".into(), values.clone());
        Value::Object(schema)
    };
    let mut schema = object(json!({ "type": "object" }));
    if !table.keys.words.is_empty() {
        let words = table.keys.words.iter();
        let members: Map<_, _> =
            words.map(|word| (word.value.to_owned(), value(Some(word)))).collect();
        schema.insert("properties".into(), Value::Object(members));
    }
    match table.keys.others {
        Others::Any => {
            schema.insert("additionalProperties".into(), value(None));
        }
        Others::None => {
            schema.insert("patternProperties".into(), json!({ PLACEHOLDER: value(None) }));
            schema.insert("additionalProperties".into(), json!(false));
        }
        Others::Matching(form) => {
            let keys = json!({ form: value(None), PLACEHOLDER: value(None) });
            schema.insert("patternProperties".into(), keys);
            schema.insert("additionalProperties".into(), json!(false));
        }
    }
    schema
}
