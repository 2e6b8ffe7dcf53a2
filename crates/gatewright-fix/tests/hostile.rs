//! Documents that nobody means well with: no rewriting panics, and what one writes is what it says.

use gatewright_diagnostics::{Checked, SourceId};
use gatewright_fix::{
    ModelNames, NotWritten, OpenApi30, Reach, Renamed, Rewrite, downgrade, rename_models,
    sibling_variables, strip_unsupported, write,
};
use gatewright_import::ImportOptions;
use gatewright_source::Document;
use gatewright_source::diagnostics::STOPS;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Keys that mean something somewhere, and names that want to be keys.
const KEYS: [&str; 50] = [
    "$ref",
    "$defs",
    "$id",
    "$anchor",
    "$dynamicRef",
    "type",
    "properties",
    "items",
    "prefixItems",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "const",
    "enum",
    "examples",
    "example",
    "exclusiveMinimum",
    "minimum",
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
    "contains",
    "dependentSchemas",
    "dependentRequired",
    "discriminator",
    "mapping",
    "propertyName",
    "parameters",
    "name",
    "in",
    "get",
    "post",
    "responses",
    "200",
    "content",
    "schema",
    "application/json",
    "requestBody",
    "callbacks",
    "x-amazon-apigateway-integration",
    "requestParameters",
    "requestTemplates",
    "security",
    "description",
    "summary",
    "a_b",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = select(vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1.5),
        json!(""),
        json!("null"),
        json!("string"),
        json!("array"),
        json!("path"),
        json!("a_b"),
        json!("id"),
        json!("#"),
        json!("#/components/schemas/a_b"),
        json!("#/components/schemas/a_b/properties/type"),
        json!("#/components/pathItems/a_b"),
        json!("#/paths/~1a~1{id}/get"),
        json!("#/$defs/a_b"),
        json!("#/components/parameters/a_b"),
        json!("other.yaml#/a_b"),
        json!("a_b"),
        json!("method.request.path.id"),
        json!("$input.params('id') $input.params()"),
        json!("mutualTLS"),
        json!("https://example.com/a"),
    ]);
    leaf.prop_recursive(6, 60, 5, |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            3 => prop::collection::vec((select(KEYS.to_vec()), inner), 0..5).prop_map(|members| {
                Value::Object(members.into_iter().map(|(key, it)| (key.to_owned(), it)).collect())
            }),
        ]
    })
}

fn definition() -> impl Strategy<Value = Value> {
    let version = select(vec![
        json!({ "openapi": "3.1.0" }),
        json!({ "openapi": "3.0.1" }),
        json!({ "swagger": "2.0" }),
    ]);
    (version, prop::collection::vec(value(), 11)).prop_map(|(version, mut values)| {
        let mut next = || values.pop().unwrap_or_default();
        let mut root: Map<String, Value> = version.as_object().cloned().unwrap_or_default();
        root.insert("info".to_owned(), json!({ "title": "t", "version": "1", "summary": next() }));
        root.insert(
            "paths".to_owned(),
            json!({
                "/a/{id}": next(), "/a/{x}": next(), "/a/{x}/b/{id}": next(), "/a/{p+}": next(),
            }),
        );
        root.insert(
            "components".to_owned(),
            json!({
                "schemas": { "a_b": next(), "aB": next() },
                "parameters": { "a_b": next() },
                "pathItems": { "a_b": next() },
                "securitySchemes": { "a_b": { "type": "mutualTLS" } },
            }),
        );
        root.insert("definitions".to_owned(), json!({ "a_b": next() }));
        root.insert("security".to_owned(), json!([{ "a_b": [] }]));
        root.insert("webhooks".to_owned(), next());
        Value::Object(root)
    })
}

fn rewritings(document: &Document) -> [(&'static str, Checked<Rewrite>); 5] {
    let names = ModelNames::of(document, &[]).value;
    let here = Renamed { names: &names, is_meant: &str::is_empty };
    [
        ("rename", Checked::new(rename_models(document, &[here]), Vec::new())),
        ("sibling", sibling_variables(document)),
        ("strip", strip_unsupported(document, Reach::Troubling)),
        ("strip all", strip_unsupported(document, Reach::All)),
        ("downgrade", downgrade(document, OpenApi30::default())),
    ]
}

/// Makes a rewriting again, which soon has nothing left to do.
fn settles(mut document: Checked<Document>, index: usize, text: &str) {
    for _ in 0..4 {
        let (name, again) = &rewritings(&document.value)[index];
        if again.value.edits.is_empty() {
            return;
        }
        match write(&document, &again.value, &ImportOptions::default()) {
            Ok(written) => document = written.document,
            Err(error) => panic!("{name} of {text}: {error:?}"),
        }
    }
    panic!("number {index} never ends for {text}");
}

/// Makes each rewriting; the text, read again, is what it is to be, and needs no rewriting.
fn check(text: &str) {
    let document = gatewright_source::read(SourceId(0), text.into());
    if document.diagnostics.iter().any(|it| STOPS.contains(&it.metadata)) {
        return;
    }
    let options = ImportOptions::default();
    for (index, (name, rewrite)) in rewritings(&document.value).into_iter().enumerate() {
        match write(&document, &rewrite.value, &options) {
            // Giving a name frees others.
            Ok(_) if name == "sibling" => {}
            // What no schema is may be one without the keyword that made it none.
            Ok(written) if name.starts_with("strip") => settles(written.document, index, text),
            Ok(written) => {
                let (_, again) = &rewritings(&written.document.value)[index];
                assert_eq!(again.value.edits, [], "{name} of {text}\ngives {}", written.text);
            }
            Err(NotWritten::Different | NotWritten::Refused(_)) => panic!("{name} of {text}"),
            Err(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_everything_says_what_it_should(definition in definition()) {
        check(&definition.to_string());
    }
}

#[test]
fn what_is_nested_as_deeply_as_can_be_is_rewritten_or_left() {
    for (open, close) in [
        (r#"{"if":"#, r#","then":{},"else":{"const":1}}"#),
        (r#"{"prefixItems":["#, "]}"),
        (r#"{"$defs":{"a_b":"#, "}}"),
        (r#"{"additionalProperties":false,"patternProperties":{"a":"#, "}}"),
        (r#"{"contains":"#, "}"),
        (r#"{"discriminator":1,"properties":{"a":"#, "}}"),
    ] {
        let depth = 240 / open.matches(['{', '[']).count();
        let schema = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
        for version in [r#""openapi":"3.1.0""#, r#""openapi":"3.0.1""#] {
            check(&format!(
                r#"{{{version},"paths":{{}},"components":{{"schemas":{{"A":{schema}}}}}}}"#
            ));
        }
    }
}

#[test]
fn path_items_that_hold_each_other_come_to_an_end() {
    let item = |other: &str| {
        let callback = json!({ "b": { "$ref": format!("#/components/pathItems/{other}") } });
        json!({ "get": { "callbacks": { "a": callback.clone(), "c": callback }, "responses": {} } })
    };
    // Each is written out twice in the one before.
    let items: Map<String, Value> =
        (0..40).map(|it| (format!("p{it}"), item(&format!("p{}", it + 1)))).collect();
    let circle = json!({ "a": item("b"), "b": item("a") });
    for (first, items) in [("p0", Value::Object(items)), ("a", circle)] {
        let text = json!({
            "openapi": "3.1.0",
            "info": { "title": "t", "version": "1" },
            "paths": { "/a": { "$ref": format!("#/components/pathItems/{first}") } },
            "components": { "pathItems": items },
        });
        check(&text.to_string());
    }
}

#[test]
fn aliases_and_merge_keys_are_changed_where_they_lead() {
    let text = "
openapi: 3.1.0
info: { title: t, version: '1' }
paths: {}
x-base: &base
  type: [string, 'null'] # shared
components:
  schemas:
    A_1: *base
    B_1: { <<: *base, maxLength: 3 }
    C_1: { anyOf: [*base, { $ref: '#/components/schemas/A_1' }] }
";
    check(text);
    let document = gatewright_source::read(SourceId(0), text.into());
    let rewrite = downgrade(&document.value, OpenApi30::default()).value;
    let written = write(&document, &rewrite, &ImportOptions::default()).expect("it is written");
    assert!(
        written.text.contains("&base\n  type: string # shared\n  nullable: true\n"),
        "{}",
        written.text
    );
}
