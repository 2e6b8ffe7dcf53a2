//! The methods that answer preflight requests (*CorsConfiguration* of *AWS::Serverless::Api*).

use gatewright_diagnostics::Span;
use serde_json::json;

use super::definition::{ANY, INTEGRATION, OPTIONS, path, paths};
use super::value::Value;

const EVERY: &str = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT";

/// Gives each path without a method `options` one that answers for the others.
pub(crate) fn add<'d>(body: &mut Value<'d>, cors: &Value<'d>) {
    let mut done = std::collections::HashSet::new();
    for name in paths(body) {
        // `/pets` and `/pets/` are one resource.
        let resource = if name == "/" { "/" } else { name.trim_end_matches('/') };
        if !done.insert(resource.to_owned()) {
            continue;
        }
        let Some(item) = path(body, &name) else { continue };
        if item.has(OPTIONS) {
            continue;
        }
        let method = method(cors, item);
        item.set(cors.at(), OPTIONS, method);
    }
}

fn method<'d>(cors: &Value<'d>, item: &Value<'d>) -> Value<'d> {
    let at = cors.at();
    let (mut parameters, mut headers) = (Value::mapping(at), Value::mapping(at));
    let mut add = |name: &str, value: Value<'d>, kind: &str| {
        let at = value.at();
        parameters.set(at, &format!("method.response.header.{name}"), value.repeated());
        headers.set(at, name, Value::made(at, json!({ "type": kind })));
    };
    // One text is the origin; a mapping has more.
    let origin = if cors.is_mapping() { cors.get("AllowOrigin") } else { Some(cors.clone()) };
    let origin = origin.unwrap_or_else(|| Value::text(at, "'*'"));
    add("Access-Control-Allow-Origin", origin, "string");
    if let Some(allowed) = cors.said("AllowHeaders") {
        add("Access-Control-Allow-Headers", allowed, "string");
    }
    let allowed = cors.said("AllowMethods").unwrap_or_else(|| allowed_methods(at, item));
    add("Access-Control-Allow-Methods", allowed, "string");
    if let Some(seconds) = cors.member("MaxAge") {
        add("Access-Control-Max-Age", seconds, "integer");
    }
    if cors.get("AllowCredentials").and_then(|it| it.as_bool()) == Some(true) {
        let at = cors.key_span("AllowCredentials").unwrap_or(at);
        add("Access-Control-Allow-Credentials", Value::text(at, "'true'"), "string");
    }

    let mut response = Value::made(at, json!({ "statusCode": "200" }));
    response.set(at, "responseParameters", parameters);
    response.set(at, "responseTemplates", Value::made(at, json!({ "application/json": "{}\n" })));
    let mut method = Value::made(
        at,
        json!({
            "summary": "CORS support",
            "consumes": ["application/json"],
            "produces": ["application/json"],
            INTEGRATION: {
                "type": "mock",
                "requestTemplates": { "application/json": "{\n  \"statusCode\" : 200\n}\n" },
                "responses": {},
            },
            "responses": { "200": { "description": "Default response for CORS method" } },
        }),
    );
    method.within(at, INTEGRATION).within(at, "responses").set(at, "default", response);
    method.within(at, "responses").within(at, "200").set(at, "headers", headers);
    method
}

/// The methods that a path has, as a text for a header; members of the path that are no methods count
/// as well.
fn allowed_methods<'d>(at: Span, item: &Value<'d>) -> Value<'d> {
    let keys = item.keys();
    if keys.iter().any(|it| it == ANY) {
        return Value::text(at, format!("'{EVERY}'"));
    }
    let mut names: Vec<_> = keys.iter().map(|it| it.to_uppercase()).collect();
    names.push("OPTIONS".to_owned());
    names.sort_unstable();
    names.dedup();
    Value::text(at, format!("'{}'", names.join(",")))
}
