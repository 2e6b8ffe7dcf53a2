//! Values of parameters and variables, as other tools write them down.

use std::path::Path;

use gatewright_diagnostics::SourceId;
use gatewright_source::Node;
use gatewright_source::diagnostics::STOPS;
use gatewright_template::Parameters;
use serde_json::{Map, Value};

use crate::output::one_line;
use crate::walk::Input;

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One of parameters of CloudFormation.
    Parameters,
    /// One of variables of Terraform.
    Variables,
}

/// Reads the values in a file.
pub(crate) fn read(path: &Path, form: Form) -> Result<Parameters, String> {
    let input = Input::named(path);
    let name = one_line(&input.name).into_owned();
    let bytes = input.read()?;
    if form == Form::Variables {
        let text = String::from_utf8(bytes).map_err(|_| format!("{name} is no UTF-8"))?;
        return gatewright_template::read_variables(&text)
            .map_err(|wrong| format!("{name} has no variables in it: {}", one_line(&wrong)));
    }
    let document = gatewright_source::read(SourceId(0), bytes);
    if let Some(stop) = document.diagnostics.iter().find(|it| STOPS.contains(&it.metadata)) {
        let at = document.value.position(stop.location.span.start);
        let reason = stop.label.as_deref().unwrap_or(&stop.message);
        return Err(format!("cannot read {name}:{}:{}: {}", at.line, at.column, one_line(reason)));
    }
    let whole = document.value.root().map(Node::to_json).unwrap_or_default();
    let values = of_parameters(whole).ok_or_else(|| {
        format!(
            "{name} has no parameters in it: write a mapping, a list of `KEY=VALUE`, or one of \
             `ParameterKey` and `ParameterValue`"
        )
    })?;
    Ok(values.into_iter().collect())
}

/// The parameters of a file: a mapping of them, one in `Parameters`, or one of the two lists that the
/// AWS command line reads.
fn of_parameters(whole: Value) -> Option<Map<String, Value>> {
    match whole {
        Value::Object(mut members) => match members.get_mut("Parameters") {
            Some(inner @ (Value::Object(_) | Value::Array(_))) => of_parameters(inner.take()),
            _ => Some(members),
        },
        Value::Array(items) => {
            let mut all = Map::new();
            for item in items {
                match item {
                    Value::String(text) => {
                        let values = pairs(&text)?.into_iter();
                        all.extend(values.map(|(name, value)| (name, Value::String(value))));
                    }
                    Value::Object(mut item) => {
                        let name = item.get("ParameterKey")?.as_str()?.to_owned();
                        // Without one, it stays as it was.
                        if let Some(value) = item.remove("ParameterValue") {
                            all.insert(name, value);
                        }
                    }
                    _ => return None,
                }
            }
            Some(all)
        }
        _ => None,
    }
}

/// `Key=Value`, several of these with blanks between them as SAM takes them, or
/// `ParameterKey=Key,ParameterValue=Value`.
pub(crate) fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let parts: Vec<&str> = text.split_ascii_whitespace().collect();
    // A value may have blanks in it.
    let are_several = parts.len() > 1 && parts.iter().all(|part| pair(part).is_some());
    if are_several { parts.into_iter().map(pair).collect() } else { Some(vec![pair(text)?]) }
}

fn pair(text: &str) -> Option<(String, String)> {
    let named = text.strip_prefix("ParameterKey=").and_then(|it| it.split_once(",ParameterValue="));
    let (name, value) = named.or_else(|| text.split_once('='))?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then(|| (name.to_owned(), unquoted(value).to_owned()))
}

/// A value without the quotes that no shell took away.
fn unquoted(value: &str) -> &str {
    let quoted = ['"', '\''].iter().find_map(|quote| {
        value.strip_prefix(*quote)?.strip_suffix(*quote).filter(|inner| !inner.contains(*quote))
    });
    quoted.unwrap_or(value)
}

/// The value of a variable of the command line: lists and objects are written as such.
pub(crate) fn of_variable(text: &str) -> Value {
    let is_collection = text.trim_start().starts_with(['[', '{']);
    let read = is_collection.then(|| serde_json::from_str(text).ok()).flatten();
    read.unwrap_or_else(|| Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_forms_of_aws_and_sam_are_read() {
        let one = |text| pairs(text).map(|all| all.into_iter().collect::<Vec<_>>());
        let of = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(one("Stage=prod"), Some(vec![of("Stage", "prod")]));
        assert_eq!(one("Url=https://a?b=c"), Some(vec![of("Url", "https://a?b=c")]));
        assert_eq!(one("Text=two words"), Some(vec![of("Text", "two words")]));
        assert_eq!(one("A=1 B=2"), Some(vec![of("A", "1"), of("B", "2")]));
        assert_eq!(one("A='x'"), Some(vec![of("A", "x")]));
        assert_eq!(one("ParameterKey=A,ParameterValue=1"), Some(vec![of("A", "1")]));
        assert_eq!(one("Empty="), Some(vec![of("Empty", "")]));
        assert_eq!(one("template.yaml"), None);
        assert_eq!(one("a/b.yaml=1"), None);
    }

    #[test]
    fn the_forms_of_files_come_to_the_same() {
        let wanted = json!({ "Stage": "prod", "Size": 3 });
        for whole in [
            json!([{ "ParameterKey": "Stage", "ParameterValue": "prod" },
                   { "ParameterKey": "Size", "ParameterValue": 3 },
                   { "ParameterKey": "Kept", "UsePreviousValue": true }]),
            json!({ "Parameters": { "Stage": "prod", "Size": 3 }, "Tags": {} }),
            json!({ "Stage": "prod", "Size": 3 }),
        ] {
            assert_eq!(of_parameters(whole).map(Value::Object), Some(wanted.clone()));
        }
        let texts = of_parameters(json!(["Stage=prod", "Size=3"])).map(Value::Object);
        assert_eq!(texts, Some(json!({ "Stage": "prod", "Size": "3" })));
        assert_eq!(of_parameters(json!("Stage")), None);
        assert_eq!(of_parameters(json!([1])), None);
    }

    #[test]
    fn a_variable_is_a_text_unless_it_is_a_collection() {
        assert_eq!(of_variable("true"), json!("true"));
        assert_eq!(of_variable(r#"["a"]"#), json!(["a"]));
        assert_eq!(of_variable("[a"), json!("[a"));
    }
}
