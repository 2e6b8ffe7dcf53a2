//! What `downgrade` says of a change is held to values: a schema of 3.1 takes what the schema of 3.0
//! takes that comes of it, unless a change is said to allow more.

use std::ops::ControlFlow;

use gatewright_diagnostics::SourceId;
use gatewright_fix::{Meaning, OpenApi30, downgrade, write};
use gatewright_import::ImportOptions;
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

const NAMES: [&str; 3] = ["a", "b", "x-c"];

fn value() -> impl Strategy<Value = Value> {
    let leaf = select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(2),
        json!(2.5),
        json!(""),
        json!("a"),
        json!("abc"),
    ]);
    leaf.prop_recursive(2, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(select(NAMES.to_vec()), inner, 0..3).prop_map(|members| {
                Value::Object(members.into_iter().map(|(key, it)| (key.to_owned(), it)).collect())
            }),
        ]
    })
}

/// A keyword with its value.
type Member = (&'static str, Value);

fn types() -> impl Strategy<Value = Value> {
    let all = vec!["null", "boolean", "integer", "number", "string", "array", "object"];
    prop_oneof![
        select(all.clone()).prop_map(Value::from),
        subsequence(all, 1..4).prop_map(|types| json!(types)),
    ]
}

fn plain() -> impl Strategy<Value = Member> {
    prop_oneof![
        types().prop_map(|it| ("type", it)),
        value().prop_map(|it| ("const", it)),
        prop::collection::vec(value(), 1..4).prop_map(|it| ("enum", it.into())),
        (0i64..3).prop_map(|it| ("minimum", it.into())),
        (0i64..3).prop_map(|it| ("exclusiveMinimum", it.into())),
        (1i64..4).prop_map(|it| ("maximum", it.into())),
        (1i64..4).prop_map(|it| ("exclusiveMaximum", it.into())),
        (0i64..3).prop_map(|it| ("maxLength", it.into())),
        (0i64..3).prop_map(|it| ("maxItems", it.into())),
        (0i64..3).prop_map(|it| ("minContains", it.into())),
        subsequence(NAMES.to_vec(), 1..3).prop_map(|it| ("required", json!(it))),
        (select(NAMES.to_vec()), subsequence(NAMES.to_vec(), 0..3))
            .prop_map(|(name, needs)| ("dependentRequired", json!({ name: needs }))),
        Just(("examples", json!([1, 2]))),
        Just(("$comment", json!("a comment"))),
        Just(("unknown", json!({ "type": "string" }))),
    ]
}

fn of(members: Vec<Member>) -> Value {
    let mut schema: Map<String, Value> =
        members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    // Two equal values are no schema in 3.0.
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        let mut distinct: Vec<Value> = Vec::new();
        values.retain(|it| {
            let is_new = !distinct.contains(it);
            distinct.push(it.clone());
            is_new
        });
    }
    Value::Object(schema)
}

fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        6 => prop::collection::vec(plain(), 0..3).prop_map(of),
        1 => any::<bool>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 3, |inner| {
        let one = |key: &'static str| inner.clone().prop_map(move |it| (key, it));
        let list = |key: &'static str| {
            prop::collection::vec(inner.clone(), 1..3).prop_map(move |it| (key, it.into()))
        };
        let map = |key: &'static str, names: &[&'static str]| {
            (select(names.to_vec()), inner.clone())
                .prop_map(move |(name, it)| (key, json!({ name: it })))
        };
        let applied = prop_oneof![
            one("items"),
            one("additionalProperties"),
            one("not"),
            one("if"),
            one("then"),
            one("else"),
            one("contains"),
            one("propertyNames"),
            one("unevaluatedProperties"),
            one("unevaluatedItems"),
            list("allOf"),
            list("anyOf"),
            list("oneOf"),
            list("prefixItems"),
            map("properties", &NAMES),
            map("patternProperties", &["^x-", "a"]),
            map("dependentSchemas", &NAMES),
        ];
        (prop::collection::vec(plain(), 0..3), prop::collection::vec(applied, 0..3))
            .prop_map(|(plain, applied)| of(plain.into_iter().chain(applied).collect()))
    })
}

/// A schema of 3.0 as JSON Schema: `nullable` as a type, and what only annotates left out.
fn as_draft4(schema: &Value) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let mut draft = Map::new();
    for (key, value) in members {
        let value = match key.as_str() {
            "properties" => {
                let members = value.as_object().expect("properties");
                members.iter().map(|(key, it)| (key.clone(), as_draft4(it))).collect()
            }
            "allOf" | "anyOf" | "oneOf" => {
                value.as_array().expect("a list").iter().map(as_draft4).collect()
            }
            "items" | "additionalProperties" | "not" => as_draft4(value),
            "nullable" | "example" => continue,
            key if key.starts_with("x-") => continue,
            _ => value.clone(),
        };
        draft.insert(key.clone(), value);
    }
    if schema["nullable"] != json!(true) {
        return draft.into();
    }
    if draft.get("enum").and_then(Value::as_array).is_some_and(|it| it.contains(&Value::Null)) {
        return draft.into();
    }
    match draft.get("type").cloned() {
        Some(name) => {
            draft.insert("type".to_owned(), json!([name, "null"]));
            draft.into()
        }
        None => json!({ "anyOf": [draft, { "type": "null" }] }),
    }
}

/// The schema that comes of one, and whether something allows more or less than before.
fn downgraded(schema: &Value) -> (Value, Vec<Meaning>) {
    let text = json!({
        "openapi": "3.1.0",
        "info": { "title": "t", "version": "1" },
        "paths": {},
        "components": { "schemas": { "A": schema } },
    });
    let document = gatewright_source::read(SourceId(0), text.to_string().into_bytes());
    let rewrite = downgrade(&document.value, OpenApi30::default()).value;
    let written = write(&document, &rewrite, &ImportOptions::default()).expect("it is written");
    let at = written.document.value.at_pointer("/components/schemas/A").expect("the schema");
    let kinds = rewrite.changes.iter().map(|it| it.meaning);
    let kinds = kinds.filter(|it| matches!(it, Meaning::Widened | Meaning::Narrowed));
    (at.to_json(), kinds.collect())
}

/// A keyword of 3.1, anywhere in a schema.
fn later(schema: &Value) -> ControlFlow<String> {
    match schema {
        Value::Bool(_) => ControlFlow::Break("a boolean".to_owned()),
        Value::Object(members) => members.iter().try_for_each(|(key, value)| match key.as_str() {
            "properties" => value.as_object().expect("properties").values().try_for_each(later),
            "allOf" | "anyOf" | "oneOf" => {
                value.as_array().expect("a list").iter().try_for_each(later)
            }
            "additionalProperties" if value.is_boolean() => ControlFlow::Continue(()),
            "items" | "not" | "additionalProperties" => later(value),
            "type" if value.is_string() && value != "null" => ControlFlow::Continue(()),
            "exclusiveMinimum" | "exclusiveMaximum" if value.is_boolean() => {
                ControlFlow::Continue(())
            }
            "enum" | "minimum" | "maximum" | "maxLength" | "maxItems" | "required" | "nullable"
            | "example" => ControlFlow::Continue(()),
            key if key.starts_with("x-") => ControlFlow::Continue(()),
            key => ControlFlow::Break(format!("{key}: {value}")),
        }),
        _ => ControlFlow::Break(schema.to_string()),
    }
}

fn validator(schema: &Value, draft: jsonschema::Draft) -> Validator {
    jsonschema::options().with_draft(draft).build(schema).expect("a schema")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_downgraded_schema_takes_what_it_is_said_to_take(
        schema in schema(),
        values in prop::collection::vec(value(), 1..40),
    ) {
        let (lower, meanings) = downgraded(&schema);
        prop_assert_eq!(later(&lower), ControlFlow::Continue(()));
        let before = validator(&schema, jsonschema::Draft::Draft202012);
        let after = validator(&as_draft4(&lower), jsonschema::Draft::Draft4);
        // What allows more within `not` allows less around it.
        let is_exact = meanings.is_empty();
        let has_not = schema.to_string().contains("\"not\"")
            || ["if", "contains", "oneOf", "dependent"].iter().any(|it| schema.to_string().contains(it));
        for value in values {
            let (old, new) = (before.is_valid(&value), after.is_valid(&value));
            if is_exact {
                prop_assert_eq!(old, new, "{} of {}", value, lower);
            } else if !has_not {
                prop_assert!(new || !old, "{} is not taken any more by {}", value, lower);
            }
        }
    }
}

#[test]
fn null_alone_beside_other_values_allows_more() {
    for beside in [json!({ "enum": [[]] }), json!({ "const": 1 })] {
        let mut schema = beside;
        schema["type"] = json!("null");
        let (_, meanings) = downgraded(&schema);
        assert!(!meanings.is_empty(), "{schema}");
    }
}
