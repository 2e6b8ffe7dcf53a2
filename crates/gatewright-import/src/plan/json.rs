//! JSON that the service keeps as text, in the form in which it is compared.

use serde_json::{Number, Value};

/// The largest integer up to which each one has a float of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The value of a text: references to models of the API are their names, since the address of a model
/// holds the identifier of the API, and a number has one spelling (of limits, Swagger 2.0 makes
/// `5.0`). None if the text is no JSON.
pub(super) fn compared(text: &str, api_id: &str) -> Option<Value> {
    let home = format!("/restapis/{api_id}/models/");
    serde_json::from_str(text).ok().map(|value| form(value, &home))
}

fn form(value: Value, home: &str) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(key, value): (String, Value)| {
                let name = value.as_str().filter(|_| key == "$ref");
                let name = name.and_then(|url| Some(url.split_once(home)?.1.to_owned()));
                let value = name.map_or_else(|| form(value, home), Value::from);
                (key, value)
            };
            members.into_iter().map(member).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| form(item, home)).collect(),
        Value::Number(number) => Value::Number(whole(&number).unwrap_or(number)),
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}

/// The integer that a float is.
fn whole(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|it| number.is_f64() && it.fract() == 0.0)?;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and within the bounds")]
    (float.abs() < EXACT).then(|| Number::from(float as i64))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_means_the_same_is_the_same() {
        let text = r#"{"items":{"$ref":"https://apigateway.amazonaws.com/restapis/abc/models/Pet"},
                       "minimum":5.0,"maximum":5.5,"multipleOf":1e300}"#;
        let expected = json!({ "items": { "$ref": "Pet" }, "minimum": 5, "maximum": 5.5,
                               "multipleOf": 1e300 });
        assert_eq!(compared(text, "abc"), Some(expected));
        assert!(compared(text, "abd").is_some_and(|it| it["items"]["$ref"] != "Pet"));
        assert_eq!(compared("{", "abc"), None);
    }
}
