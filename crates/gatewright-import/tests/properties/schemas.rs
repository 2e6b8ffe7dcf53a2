//! Schemas of any kind, as definitions have them.

use proptest::prelude::*;
use serde_json::{Value, json};

/// Whether what is made may have faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Faults {
    /// Each part is sound.
    None,
    /// Now and then one is not.
    Some,
}

/// The names of schemas that a definition can have; all of them, since any may be referred to.
pub(crate) const NAMES: [&str; 3] = ["Pet", "Owner", "Toy"];

/// What a reference to a schema begins with, until the version of the definition is known.
pub(crate) const HOME: &str = "#/schemas/";

/// A schema.
pub(crate) fn schema(faults: Faults) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        4 => string(),
        3 => number(),
        1 => Just(json!({ "type": "boolean", "default": true })),
        3 => reference(faults),
        1 => Just(json!({})),
    ];
    let leaf = with_faults(leaf.boxed(), faults);
    let nested = leaf.prop_recursive(3, 12, 3, move |inner| {
        let inner = inner.boxed();
        let parts = prop::collection::vec(inner.clone(), 1..3);
        let word = prop_oneof![3 => Just("allOf"), 1 => Just("anyOf"), 1 => Just("oneOf")];
        let made = prop_oneof![
            4 => object(inner.clone()),
            3 => (inner.clone(), 0..3_u8).prop_map(|(items, least)| {
                json!({ "items": items, "type": "array", "minItems": least, "uniqueItems": true })
            }),
            1 => (word, parts).prop_map(|(word, parts)| json!({ word: parts })),
            1 => inner.prop_map(|inner| json!({ "not": inner })),
        ];
        with_faults(made.boxed(), faults)
    });
    nested.boxed()
}

fn reference(faults: Faults) -> BoxedStrategy<Value> {
    let name = prop::sample::select(&NAMES[..]).prop_map(|name| format!("{HOME}{name}"));
    let wrong: &'static [&str] =
        &["https://example.com/pet.json", "#/schemas/Nobody", "#/schemas/Pet/properties/a", ""];
    let name = match faults {
        Faults::None => name.boxed(),
        Faults::Some => {
            let wrong = prop::sample::select(wrong).prop_map(str::to_owned);
            prop_oneof![20 => name, 1 => wrong].boxed()
        }
    };
    name.prop_map(|name| json!({ "$ref": name })).boxed()
}

fn string() -> impl Strategy<Value = Value> {
    (0..4_u8, any::<bool>(), prop::collection::btree_set("[a-c é'\"\\\\]{0,3}", 0..3)).prop_map(
        |(length, described, words)| {
            let mut schema = json!({ "minLength": length, "type": "string", "pattern": "^a+$" });
            if described {
                schema["description"] = json!("A text: what else");
                schema["format"] = json!("byte");
            }
            if !words.is_empty() {
                schema["enum"] = json!(words);
            }
            schema
        },
    )
}

fn number() -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(&["integer", "number"][..]);
    (kind, any::<bool>(), -3..3_i32, prop::collection::btree_set(0..9_u8, 0..3)).prop_map(
        |(kind, exclusive, least, values)| {
            let mut schema = json!({ "maximum": 12, "minimum": least, "type": kind });
            schema["exclusiveMinimum"] = json!(exclusive);
            schema["multipleOf"] = json!(0.5);
            if !values.is_empty() {
                schema["enum"] = json!(values);
            }
            schema
        },
    )
}

fn object(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    let properties = prop::collection::btree_map("[a-d]", inner.clone(), 0..4);
    let rest = prop_oneof![
        3 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => inner,
    ];
    (properties, any::<prop::sample::Selector>(), 0..3_usize, rest).prop_map(
        |(properties, selector, count, rest)| {
            let mut chosen = Vec::new();
            if !properties.is_empty() {
                chosen.push(selector.select(properties.keys()).clone());
                let others = properties.keys().filter(|name| **name != chosen[0]);
                let others: Vec<String> = others.take(count).cloned().collect();
                chosen.extend(others);
            }
            let mut schema = json!({ "title": "Thing", "properties": properties });
            schema["type"] = json!("object");
            if !chosen.is_empty() {
                schema["required"] = json!(chosen);
            }
            if !rest.is_null() {
                schema["additionalProperties"] = rest;
            }
            schema
        },
    )
}

/// Members that a schema of draft 4 cannot have, that the reader cannot take for what they should
/// be, or that nobody knows.
const ODD: [(&str, &str); 29] = [
    ("type", "\"text\""),
    ("type", "[\"string\", \"null\"]"),
    ("type", "5"),
    ("minLength", "-1"),
    ("minLength", "\"5\""),
    ("maxItems", "-2"),
    ("maxLength", "1.5"),
    ("minProperties", "-1"),
    ("multipleOf", "0"),
    ("multipleOf", "-0.5"),
    ("multipleOf", "\"2\""),
    ("minimum", "\"1\""),
    ("minimum", "1e3"),
    ("exclusiveMaximum", "true"),
    ("exclusiveMinimum", "5"),
    ("exclusiveMinimum", "\"yes\""),
    ("enum", "[\"a\", \"a\"]"),
    ("enum", "[1, \"1\", null, [], {\"b\": 1}]"),
    ("enum", "[]"),
    ("required", "[\"a\", \"a\"]"),
    ("required", "[]"),
    ("required", "\"a\""),
    ("required", "[1, \"b\"]"),
    ("properties", "[]"),
    ("properties", "{\"a\": 1}"),
    ("items", "[{}]"),
    ("additionalProperties", "\"false\""),
    ("example", "{\"a\": 1}"),
    ("discriminator", "{\"propertyName\": \"a\"}"),
];

fn with_faults(schema: BoxedStrategy<Value>, faults: Faults) -> BoxedStrategy<Value> {
    if faults == Faults::None {
        return schema;
    }
    let odd = prop::collection::vec(prop::sample::select(&ODD[..]), 1..3);
    prop_oneof![
        20 => schema.clone(),
        1 => (schema, odd).prop_map(|(mut schema, odd)| {
            for (key, text) in odd {
                schema[key] = serde_json::from_str(text).expect("JSON");
            }
            schema
        }),
    ]
    .boxed()
}
