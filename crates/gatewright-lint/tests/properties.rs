//! What holds of the linting of any definition: made-up ones, and written ones with parts broken.

#[path = "../../gatewright-import/tests/properties/definitions.rs"]
mod definitions;
#[path = "../../gatewright-import/tests/properties/operations.rs"]
mod operations;
#[path = "../../gatewright-import/tests/properties/schemas.rs"]
mod schemas;
#[path = "../../gatewright-import/tests/properties/yaml.rs"]
mod yaml;

use definitions::definition;
use gatewright_diagnostics::{Checked, SourceId, Verdict};
use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_lint::{Finding, Lint, Preset, Settings, lint};
use gatewright_source::Document;
use proptest::prelude::*;
use serde_json::{Value, json};

/// One with something for most rules to look at.
const EXEMPLARY: &str = include_str!("../../../testdata/lint/exemplary-oas30.yaml");

fn document(text: &str) -> Checked<Document> {
    gatewright_source::read(SourceId(0), text.as_bytes().to_vec())
}

fn run(document: &Checked<Document>) -> Lint {
    let settings = Settings { preset: Preset::All, ..Settings::default() };
    lint(document, &ImportOptions::default(), &settings)
}

/// What is said, without the places in the text.
fn said(lint: &Lint) -> Vec<String> {
    let shown = |it: &Finding| {
        let diagnostic = &it.diagnostic;
        format!(
            "{} {} {}",
            diagnostic.metadata.name, diagnostic.location.pointer, diagnostic.message
        )
    };
    let mut lines: Vec<String> = lint.findings.iter().map(shown).collect();
    lines.sort();
    lines
}

fn check(text: &str) -> Result<Lint, TestCaseError> {
    let document = document(text);
    let first = run(&document);
    for finding in &first.findings {
        let places = finding.diagnostic.related.iter().map(|label| &label.location);
        for place in places.chain([&finding.diagnostic.location]) {
            let at = place.span.range();
            prop_assert!(document.value.text().get(at).is_some(), "{finding:?}");
        }
    }
    let again = run(&document);
    prop_assert_eq!(said(&first), said(&again));
    let imported = import(&document, &ImportOptions::default(), &mut StableIds::default());
    prop_assert_eq!(first.import.verdict(), imported.verdict());
    Ok(first)
}

/// Values that do not belong where they are put.
fn stray() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!(7)),
        Just(json!(-1)),
        Just(json!(true)),
        Just(json!("")),
        Just(json!("${unknown}")),
        Just(json!("'é")),
        Just(json!("#if($x")),
        Just(json!([])),
        Just(json!([{}])),
        Just(json!({})),
        Just(json!({ "$ref": "#/components/schemas/Order" })),
        Just(json!({ "$ref": "#/nowhere" })),
    ]
}

/// All places of a value, by pointer.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                pointers(value, &format!("{at}/{}", escaped(key)), all);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), all);
            }
        }
        _ => {}
    }
}

fn broken(edits: &[(prop::sample::Index, Value)]) -> Value {
    let mut value = document(EXEMPLARY).value.root().expect("a document").to_json();
    for (index, stray) in edits {
        let mut all = Vec::new();
        pointers(&value, "", &mut all);
        let pointer = index.get(&all);
        *value.pointer_mut(pointer).expect("it is there") = stray.clone();
    }
    value
}

proptest! {
    #![proptest_config(ProptestConfig {
        // Each is a whole definition; `PROPTEST_CASES` asks for more.
        cases: ProptestConfig::default().cases / 2,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn findings_have_places_and_are_the_same_each_time(written in definition()) {
        check(&written.json())?;
    }

    #[test]
    fn yaml_and_json_are_told_the_same(written in definition()) {
        let (json, yaml) = (check(&written.json())?, check(&written.yaml())?);
        prop_assert_eq!(said(&json), said(&yaml));
    }

    #[test]
    fn strange_values_anywhere_are_no_trouble(
        edits in prop::collection::vec((any::<prop::sample::Index>(), stray()), 1..4),
    ) {
        check(&broken(&edits).to_string())?;
    }
}

#[test]
fn the_exemplary_definition_is_accepted() {
    let lint = run(&document(EXEMPLARY));
    assert_eq!(lint.import.verdict(), Verdict::Accepted);
}
