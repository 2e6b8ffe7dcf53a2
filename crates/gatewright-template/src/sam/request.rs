//! What an event says of the requests of its method (*RequestModel* and *RequestParameter*).

use serde_json::json;

use super::definition::{INTEGRATION, is_openapi_3, method_name, operation};
use super::event::Event;
use super::value::Value;

const VALIDATORS: &str = "x-amazon-apigateway-request-validators";
const VALIDATOR: &str = "x-amazon-apigateway-request-validator";

/// Adds the model of the body and the validator that the event names.
pub(crate) fn add_model<'d>(body: &mut Value<'d>, event: &Event<'d>) {
    let Some(request) = event.properties.said("RequestModel").filter(Value::is_mapping) else {
        return;
    };
    let Some(model) = request.said("Model") else { return };
    let (at, name) = (model.at(), model.as_text().unwrap_or_default().to_lowercase());
    let required = request.member("Required");
    let is_swagger = body.member("swagger").is_some();
    let is_openapi = body.get("openapi").is_some_and(|it| is_openapi_3(&it));
    let method = method_name(&event.method);
    let Some(operation) = operation(body, &event.path, &method) else { return };
    if is_swagger {
        let schema = json!({ "$ref": format!("#/definitions/{name}") });
        let mut parameter = Value::made(at, json!({ "in": "body", "name": name }));
        parameter.set(at, "schema", Value::made(at, schema));
        if let Some(required) = required {
            parameter.set(required.at(), "required", required);
        }
        add_parameter(operation, parameter);
    } else if is_openapi {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        let content = json!({ "content": { "application/json": { "schema": schema } } });
        let mut content = Value::made(at, content);
        if let Some(required) = required {
            content.set(required.at(), "required", required);
        }
        operation.set(at, "requestBody", content);
    }
    validate(body, event, &request);
}

fn add_parameter<'d>(operation: &mut Value<'d>, parameter: Value<'d>) {
    if let Some(parameters) = operation.get_mut("parameters") {
        parameters.push(parameter);
    } else {
        let at = parameter.at();
        operation.set(at, "parameters", Value::list(at, vec![parameter]));
    }
}

fn validate<'d>(body: &mut Value<'d>, event: &Event<'d>, request: &Value<'d>) {
    let (of_body, of_parameters) =
        (request.member("ValidateBody"), request.member("ValidateParameters"));
    let Some(at) = of_body.as_ref().or(of_parameters.as_ref()).map(Value::at) else { return };
    let says = |it: Option<&Value<'_>>| it.and_then(Value::as_bool) == Some(true);
    let (of_body, of_parameters) = (says(of_body.as_ref()), says(of_parameters.as_ref()));
    let name = match (of_body, of_parameters) {
        (true, true) => "body-and-params",
        (true, false) => "body-only",
        (false, true) => "params-only",
        (false, false) => "no-validation",
    };
    let validators = body.within(at, VALIDATORS);
    if validators.said(name).is_none() {
        let validator =
            json!({ "validateRequestBody": of_body, "validateRequestParameters": of_parameters });
        validators.set(at, name, Value::made(at, validator));
    }
    if let Some(operation) = operation(body, &event.path, &method_name(&event.method)) {
        operation.set(at, VALIDATOR, Value::text(at, name));
    }
}

/// Adds the parameters that the event names. They have their type as in Swagger 2.0, whichever
/// version the definition has.
pub(crate) fn add_parameters<'d>(body: &mut Value<'d>, event: &Event<'d>) {
    let Some(parameters) = event.properties.said("RequestParameters") else { return };
    let Some(operation) = operation(body, &event.path, &method_name(&event.method)) else { return };
    for parameter in parameters.items() {
        let (at, name, settings) = match parameter.entries().into_iter().next() {
            Some(entry) => entry,
            None => (parameter.at(), parameter.as_text().unwrap_or_default(), parameter.clone()),
        };
        let Some((place, own_name)) =
            name.strip_prefix("method.request.").and_then(|it| it.split_once('.'))
        else {
            continue;
        };
        let place = if place == "querystring" { "query" } else { place };
        let mut made = Value::mapping(at);
        made.set(at, "in", Value::text(at, place));
        made.set(at, "name", Value::text(at, own_name));
        let required = settings.get("Required");
        made.set(at, "required", required.unwrap_or_else(|| Value::made(at, json!(false))));
        made.set(at, "type", Value::text(at, "string"));
        add_parameter(operation, made);
        if settings.said("Caching").is_some() {
            let integration = operation.within(at, INTEGRATION);
            if let Some(keys) = integration.get_mut("cacheKeyParameters") {
                keys.push(Value::text(at, name));
            } else {
                let keys = Value::list(at, vec![Value::text(at, name)]);
                integration.set(at, "cacheKeyParameters", keys);
            }
        }
    }
    if !operation.has("parameters") {
        operation.set(parameters.at(), "parameters", Value::list(parameters.at(), Vec::new()));
    }
}
