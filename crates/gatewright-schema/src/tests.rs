//! What is said of a schema, against the meta-schema of draft 4.

#[path = "../../gatewright-import/tests/properties/schemas.rs"]
mod schemas;

use gatewright_diagnostics::SourceId;
use proptest::prelude::*;
use serde_json::Value;

use self::schemas::{Faults, HOME, schema};
use super::{Dialect, References};

/// Writes the schema as a model of that dialect. Gives whether we find it valid, whether draft 4
/// does, and the text.
fn verdicts(schema: &Value, dialect: Dialect) -> (bool, bool, String) {
    let text = schema.to_string().replace(HOME, dialect.home());
    let document = gatewright_source::read(SourceId(0), text.into_bytes());
    let root = document.value.root().expect("a schema");
    let written =
        super::write(root, dialect, References::ToModels { home: dialect, api_id: "abcdefghij" });
    let model: Value = serde_json::from_str(&written.text).expect("a model is JSON");
    let is_valid = jsonschema::draft4::meta::is_valid(&model) && enums_are_sound(&model);
    (written.violations.is_empty(), is_valid, written.text)
}

/// The rule of the meta-schema that the library's copy leaves out: an `enum` has values, and no two
/// are equal.
fn enums_are_sound(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let values = members.get("enum").and_then(Value::as_array);
            let is_sound = values.is_none_or(|values| {
                let repeats = |(at, value)| values[..at].contains(value);
                !values.is_empty() && !values.iter().enumerate().any(repeats)
            });
            is_sound && members.values().all(enums_are_sound)
        }
        Value::Array(items) => items.iter().all(enums_are_sound),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_schema_is_said_to_be_invalid_exactly_when_draft_4_says_so(
        schema in prop_oneof![1 => schema(Faults::None), 5 => schema(Faults::Some)],
    ) {
        for dialect in [Dialect::Swagger20, Dialect::OpenApi30] {
            let (ours, theirs, text) = verdicts(&schema, dialect);
            prop_assert_eq!(ours, theirs, "{}", text);
        }
    }
}

#[test]
fn values_that_become_one_on_the_way_out_are_written_once() {
    let model = r#"{ "enum": [1, "b", "1", "a", "b"] }"#;
    let document = gatewright_source::read(SourceId(0), model.into());
    let root = document.value.root().expect("a schema");
    let references = References::ToSchemas { home: Dialect::Swagger20 };
    let written = super::write(root, Dialect::Swagger20, references);
    assert_eq!(written.text, r#"{"enum":["1","b","a"]}"#);
}
