//! All that a case can have recorded after a call, in the form of its `expect` objects.

use gatewright_model::{Api, GatewayResponse, Method};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::reply::{Exception, Reply, ServiceError};

/// The answer of a call, and everything that the service would list of the API afterwards.
pub(super) fn step(reply: &Reply, api: Option<&Api>) -> Value {
    let mut dump = match &reply.answer {
        Ok((status, Value::Null)) => json!({ "httpStatus": status }),
        Ok((status, body)) => json!({ "httpStatus": status, "response": body }),
        Err(ServiceError { exception, message }) => json!({
            "httpStatus": exception.status(),
            "error": { "code": exception.code(), "message": message },
        }),
    };
    if let Some(export) = &reply.export {
        dump["export"] = export.clone();
    }
    if let Some(api) = api {
        let (methods, lookup_errors) = methods(api);
        dump["resources"] = resources(api);
        dump["methods"] = methods;
        dump["lookupErrors"] = lookup_errors;
        dump["models"] = value(&api.models);
        dump["authorizers"] = value(&api.authorizers);
        dump["requestValidators"] = value(&api.request_validators);
        dump["documentationParts"] = value(&api.documentation_parts);
        dump["gatewayResponses"] = value(&GatewayResponse::effective(&api.gateway_responses));
    }
    dump
}

/// GetResources without `embed`: each method is an empty object.
fn resources(api: &Api) -> Value {
    let mut resources = value(&api.resources);
    for resource in resources.as_array_mut().into_iter().flatten() {
        if let Some(Value::Object(methods)) = resource.get_mut("resourceMethods") {
            methods.values_mut().for_each(|method| *method = json!({}));
        }
    }
    resources
}

/// GetMethod of each method, and the errors of the look-ups that the recorder makes for each.
fn methods(api: &Api) -> (Value, Value) {
    let mut methods = Map::new();
    let mut errors = Map::new();
    for (resource, method) in api.methods() {
        let name = format!("{} {}", method.http_method, resource.path);
        lookup_errors(method, &name, &mut errors);
        methods.insert(name, value(method));
    }
    (methods.into(), errors.into())
}

/// GetIntegration, GetMethodResponse 200 and GetIntegrationResponse 200 give the part of GetMethod
/// that they name, or an error where there is none (recorded).
fn lookup_errors(method: &Method, name: &str, errors: &mut Map<String, Value>) {
    let no_response = "Invalid Response status code specified";
    let no_integration = "Invalid Integration identifier specified";
    let mut add = |lookup: String, message: &str| {
        let (code, status) = (Exception::NotFound.code(), Exception::NotFound.status());
        let error = json!({ "code": code, "message": message, "httpStatus": status });
        errors.insert(lookup, error);
    };
    if !method.method_responses.contains_key("200") {
        add(format!("GetMethodResponse {name} 200"), no_response);
    }
    match &method.method_integration {
        None => {
            add(format!("GetIntegration {name}"), no_integration);
            add(format!("GetIntegrationResponse {name} 200"), no_integration);
        }
        Some(integration) if !integration.integration_responses.contains_key("200") => {
            add(format!("GetIntegrationResponse {name} 200"), no_response);
        }
        Some(_) => {}
    }
}

fn value(part: &impl Serialize) -> Value {
    serde_json::to_value(part).expect("the model's serde form is JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::case::{Body, Call, Step};
    use crate::conformance::service::Service;

    #[test]
    fn look_ups_fail_where_getmethod_has_no_such_part() {
        let text = "\
openapi: 3.0.1
info: {title: t, version: '1'}
paths:
  /bare:
    get: {responses: {'201': {description: made}}}
  /whole:
    get:
      responses: {'200': {description: ok}}
      x-amazon-apigateway-integration: {type: mock, responses: {default: {statusCode: '200'}}}
";
        let options = gatewright_import::ImportOptions::default();
        let call = Call::ImportRestApi(Body { bytes: text.as_bytes().to_vec(), options });
        let mut service = Service::default();
        let reply = service.call(&Step { call, rest_api_id: None }).expect("a reply");
        let dump = step(&reply, service.api(&reply));
        assert_eq!(dump["httpStatus"], 201);
        let errors = dump["lookupErrors"].as_object().expect("a map");
        let mut lookups: Vec<&str> = errors.keys().map(String::as_str).collect();
        lookups.sort_unstable();
        let expected = [
            "GetIntegration GET /bare",
            "GetIntegrationResponse GET /bare 200",
            "GetMethodResponse GET /bare 200",
        ];
        assert_eq!(lookups, expected);
        assert_eq!(dump["resources"][1]["resourceMethods"], json!({ "GET": {} }));
        let methods: Vec<&String> = dump["methods"].as_object().expect("a map").keys().collect();
        assert_eq!(methods, ["GET /bare", "GET /whole"]);
    }
}
