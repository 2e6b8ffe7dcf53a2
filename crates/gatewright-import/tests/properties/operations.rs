//! Operations of any kind.

use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::{Map, Value, json};

use crate::definitions::{SCHEMES, Version, mostly};
use crate::schemas::{Faults, HOME, NAMES, schema};

/// An operation. What its integration maps it declares.
pub(crate) fn operation(version: Version, faults: Faults) -> BoxedStrategy<Value> {
    let parts = (
        parameters(version, faults),
        prop::option::weighted(0.4, body(faults)),
        responses(version, faults),
        prop::option::weighted(0.5, security()),
        integration(faults),
        mostly(faults, &["none", ""], &["nobody"]),
    );
    parts
        .prop_map(move |(mut parameters, body, responses, security, integration, validator)| {
            let mut operation = Map::new();
            operation.insert("operationId".to_owned(), json!("does it"));
            if let Some(schema) = body {
                match version {
                    Version::Swagger20 => {
                        parameters.push(json!({ "name": "body", "in": "body", "schema": schema }));
                    }
                    Version::OpenApi30 => {
                        let content =
                            json!({ "content": { "application/json": { "schema": schema } } });
                        operation.insert("requestBody".to_owned(), content);
                    }
                }
            }
            operation.insert("parameters".to_owned(), Value::from(parameters));
            operation.insert("responses".to_owned(), responses);
            if let Some(security) = security {
                operation.insert("security".to_owned(), security);
            }
            operation.insert("x-amazon-apigateway-integration".to_owned(), integration);
            if !validator.is_empty() {
                let key = "x-amazon-apigateway-request-validator".to_owned();
                operation.insert(key, json!(validator));
            }
            Value::from(operation)
        })
        .boxed()
}

fn parameters(version: Version, faults: Faults) -> impl Strategy<Value = Vec<Value>> {
    let header = mostly(faults, &["X-Trace"], &["page", "a[b]", "ü"]);
    let place = mostly(faults, &["header"], &["cookie", "formData", "nowhere"]);
    (header, place, any::<bool>(), any::<bool>()).prop_map(
        move |(header, place, required, has_page)| {
            let mut parameters = vec![json!({ "name": header, "in": place, "required": required })];
            if has_page {
                parameters.push(json!({ "name": "page", "in": "query" }));
            }
            for parameter in &mut parameters {
                match version {
                    Version::Swagger20 => parameter["type"] = json!("string"),
                    Version::OpenApi30 => parameter["schema"] = json!({ "type": "string" }),
                }
            }
            parameters
        },
    )
}

/// The schema of a body: a reference, or an object or list that becomes a model of its own.
fn body(faults: Faults) -> impl Strategy<Value = Value> {
    let name = prop::sample::select(&NAMES[..]);
    let reference = name.prop_map(|name| json!({ "$ref": format!("{HOME}{name}") }));
    let any = match faults {
        Faults::None => Just(json!({ "type": "object", "properties": { "a": {} } })).boxed(),
        Faults::Some => schema(faults),
    };
    prop_oneof![
        4 => reference.clone(),
        1 => reference.prop_map(|items| json!({ "type": "array", "items": items })),
        1 => any,
    ]
}

fn responses(version: Version, faults: Faults) -> impl Strategy<Value = Value> {
    let code = mostly(faults, &["404", "500"], &["default", "5XX", "600"]);
    (code, prop::option::weighted(0.5, body(faults))).prop_map(move |(code, schema)| {
        let header = match version {
            Version::Swagger20 => json!({ "type": "string" }),
            Version::OpenApi30 => json!({ "schema": { "type": "string" } }),
        };
        let mut first = json!({ "description": "OK", "headers": { "Age": header } });
        if let Some(schema) = schema {
            match version {
                Version::Swagger20 => first["schema"] = schema,
                Version::OpenApi30 => {
                    first["content"] = json!({ "application/json": { "schema": schema } });
                }
            }
        }
        json!({ "200": first, code: { "description": "Another" } })
    })
}

fn security() -> impl Strategy<Value = Value> {
    let names: Vec<&str> = SCHEMES.iter().map(|(name, _)| *name).collect();
    subsequence(names, 0..2).prop_map(|names| {
        let requirement = |name: &str| {
            let scopes = if name == "pool" { json!(["read", "write"]) } else { json!([]) };
            json!({ name: scopes })
        };
        names.into_iter().map(requirement).collect()
    })
}

fn integration(faults: Faults) -> impl Strategy<Value = Value> {
    let kind = mostly(faults, &["http", "HTTP_PROXY", "mock"], &["aws", "lambda", ""]);
    let uri = mostly(faults, &["https://example.com/a?b=${stageVariables.b}"], &["/a", ""]);
    let source = mostly(
        faults,
        &["\"method.request.header.X-Trace\"", "\"'a: b'\"", "\"context.stage\"", "null"],
        &["true", "1.50", "\"plain\"", "\"method.request.querystring.nobody\"", "[1]"],
    );
    let pattern = mostly(faults, &["default", "5\\d{2}", ".*\"a\".*"], &["("]);
    let status = mostly(faults, &["\"200\"", "200"], &["\"600\"", "null", "[]"]);
    let template =
        prop::sample::select(&["", "{\n  \"a\": 1\n}", "#set($x = 1)\n", "é\t\u{1f600}"][..]);
    (kind, uri, source, pattern, status, template).prop_map(
        |(kind, uri, source, pattern, status, template)| {
            let value = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
            json!({
                "type": kind,
                "httpMethod": "GET",
                "uri": uri,
                "timeoutInMillis": 100,
                "requestParameters": { "integration.request.header.A": value(source) },
                "requestTemplates": { "application/json": template },
                "responses": {
                    pattern: {
                        "statusCode": value(status),
                        "responseParameters": { "method.response.header.Age": "'1'" },
                    },
                },
            })
        },
    )
}
