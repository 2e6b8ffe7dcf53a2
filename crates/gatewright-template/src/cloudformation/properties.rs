//! The properties of an API beside its definition.

use gatewright_diagnostics::Location;
use serde_json::Value as Json;

use super::evaluator::{Evaluator, IsKnown};
use super::value::{Entry, Value};
use crate::{Settings, Spot};

/// The properties that say something of the API itself.
const OF_THE_API: [&str; 7] = [
    "ApiKeySourceType",
    "BinaryMediaTypes",
    "Description",
    "DisableExecuteApiEndpoint",
    "MinimumCompressionSize",
    "Name",
    "Policy",
];

/// What the properties of `AWS::ApiGateway::RestApi` say, as far as it is known.
pub(super) fn settings<'t>(evaluator: &Evaluator<'t>, properties: &[Entry<'t>]) -> Settings {
    let mut settings = Settings::default();
    for property in properties {
        let Some(name) = property.key.as_known() else { continue };
        let at = property.at.node.location();
        match name {
            "Parameters" => add_parameters(evaluator, &property.value, &mut settings),
            "FailOnWarnings" => {
                let value = known(evaluator, &property.value).and_then(|it| as_bool(&it));
                settings.fail_on_warnings = value.map(|value| Spot { value, at });
            }
            "Mode" => settings.mode = text(evaluator, &property.value, at),
            "EndpointConfiguration" => {
                let value = known_members(evaluator, &property.value);
                if let Some(value) = value {
                    settings.properties.insert("EndpointConfiguration", Spot { value, at });
                }
            }
            _ => {
                let own = OF_THE_API.into_iter().find(|it| *it == name);
                // The definition is a property, too, and large.
                if let Some(name) = own
                    && let Some(value) = known(evaluator, &property.value)
                {
                    settings.properties.insert(name, Spot { value, at });
                }
            }
        }
    }
    settings
}

fn add_parameters<'t>(evaluator: &Evaluator<'t>, value: &Value<'t>, settings: &mut Settings) {
    let Value::Written(place) = value else { return };
    for entry in evaluator.entries(place) {
        let at = entry.at.node.location();
        let value = text(evaluator, &entry.value, at);
        if let (Some(name), Some(value)) = (entry.key.as_known(), value) {
            settings.parameters.insert(name.to_owned(), value);
        }
    }
}

fn known<'t>(evaluator: &Evaluator<'t>, value: &Value<'t>) -> Option<Json> {
    let (json, known) = evaluator.json(value);
    (known == IsKnown::Yes && !json.is_null()).then_some(json)
}

/// The members of a mapping that are known.
fn known_members<'t>(evaluator: &Evaluator<'t>, value: &Value<'t>) -> Option<Json> {
    let Value::Written(place) = value else { return known(evaluator, value) };
    let entries = evaluator.entries(place).into_iter();
    let members = entries
        .filter_map(|it| Some((it.key.as_known()?.to_owned(), known(evaluator, &it.value)?)));
    Some(Json::Object(members.collect()))
}

fn text<'t>(evaluator: &Evaluator<'t>, value: &Value<'t>, at: Location) -> Option<Spot<String>> {
    let text = evaluator.text(value).as_known()?.to_owned();
    Some(Spot { value: text, at })
}

fn as_bool(value: &Json) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.to_ascii_lowercase().parse().ok())
}
