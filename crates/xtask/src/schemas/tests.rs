//! The schemas are schemas, take what the service takes, and find what it does not.

use jsonschema::Validator;
use serde_json::{Value, json};

use super::{all, check, of_definition};
use crate::workspace;

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::new(schema).expect("a schema")
}

#[test]
fn they_are_schemas_of_draft_7() {
    let all = all();
    assert_eq!(all.len(), 17);
    for (name, schema) in &all {
        if let Err(error) = jsonschema::draft7::meta::validate(schema) {
            panic!("{name}: {error} at {}", error.instance_path());
        }
        validator(schema);
    }
}

#[test]
fn they_take_their_own_examples() {
    for (name, schema) in all() {
        let validator = validator(&schema);
        let examples = schema["examples"].as_array();
        for example in examples.into_iter().flatten() {
            let faults = check::faults(&validator, example);
            assert!(faults.is_empty(), "{name}: {faults:?}");
        }
    }
}

#[test]
fn what_they_find_in_the_fixtures_others_find_too() {
    let counts = check::count(&workspace().join("testdata")).expect("definitions");
    assert!(counts.valid > 200, "{}", counts.valid);
    assert!(counts.shared.len() > 20, "{:#?}", counts.shared);
    assert!(counts.alone.is_empty(), "{:#?}", counts.alone);
}

/// A definition with an integration, in both versions.
fn with_integration(integration: &Value) -> [Value; 2] {
    let paths = json!({ "/pets": { "get": { "x-amazon-apigateway-integration": integration } } });
    [
        json!({ "swagger": "2.0", "info": {}, "paths": paths.clone() }),
        json!({ "openapi": "3.0.1", "info": {}, "paths": paths }),
    ]
}

#[test]
fn what_is_written_wrongly_is_found_and_what_is_filled_in_is_not() {
    let validator = validator(&of_definition());
    let wrong = [
        json!({ "type": "htp" }),
        json!({ "uri": "https://example.com" }),
        json!({ "type": "mock", "timeoutInMillis": 49 }),
        json!({ "type": "mock", "timeoutInMillis": "soon" }),
        json!({ "type": "mock", "passthroughBehavior": "always" }),
        json!({ "type": "mock", "responses": { "default": {} } }),
        json!({ "type": "mock", "responses": { "default": { "statusCode": "2xx" } } }),
        json!({ "type": "mock", "requestParameters": { "integration.request.header.X": true } }),
        json!({ "type": "mock", "requestParameters": { "integration.request.header.X": "x" } }),
        json!({ "type": "mock", "requestParameters": { "header.X": "'x'" } }),
        json!({ "type": "mock", "requestTemplates": { "json": "{}" } }),
        json!({ "type": "mock", "cacheKeyParameters": "method.request.path.id" }),
        json!({ "type": "mock", "uri": { "host": "example.com" } }),
        json!([]),
    ];
    for integration in wrong {
        for definition in with_integration(&integration) {
            assert!(!validator.is_valid(&definition), "{integration}");
        }
    }
    let right = [
        json!({ "type": "HTTP_proxy", "httpMethod": "get" }),
        json!({ "type": "${Type}", "timeoutInMillis": "{{ timeout }}", "uri": null }),
        json!({ "type": { "Fn::Sub": "${Type}" }, "uri": { "Ref": "Uri" } }),
        json!({ "Fn::If": ["isMock", { "type": "mock" }, {}] }),
        json!({ "type": "mock", "timeoutInMillis": "29000", "madeUp": { "a": [] } }),
        json!({ "type": "mock", "timeoutInMillis": 120_000, "payloadFormatVersion": 1.0 }),
        json!({ "type": "mock", "responses": { "5\\d{2}": { "statusCode": 500 } } }),
        json!({ "type": "mock", "requestParameters": { "${Name}": { "Fn::GetAtt": ["A", "B"] } } }),
        json!({ "type": "mock", "integration-target": "a", "tlsConfig": { "x-a": 1 } }),
        Value::Null,
    ];
    for integration in right {
        for definition in with_integration(&integration) {
            let faults = check::faults(&validator, &definition);
            assert!(faults.is_empty(), "{integration}: {faults:?}");
        }
    }
}

#[test]
fn extensions_are_looked_at_wherever_they_stand() {
    let validator = validator(&of_definition());
    let wrong = [
        json!({ "swagger": "2.0", "x-amazon-apigateway-api-key-source": "QUERY" }),
        json!({ "swagger": "2.0", "x-amazon-apigateway-gateway-responses": { "DEFAULT_6XX": {} } }),
        json!({ "swagger": "2.0", "x-amazon-apigateway-endpoint-configuration": [] }),
        json!({ "openapi": "3.0.1", "servers": [
            { "x-amazon-apigateway-endpoint-configuration": { "ipAddressType": "ipv6" } }] }),
        json!({ "swagger": "2.0", "securityDefinitions": {
            "a": { "x-amazon-apigateway-authorizer": { "type": "lambda" } } } }),
        json!({ "openapi": "3.0.1", "components": { "securitySchemes": {
            "a": { "x-amazon-apigateway-authorizer": { "type": "lambda" } } } } }),
        json!({ "openapi": "3.0.1", "paths": { "/a": { "x-amazon-apigateway-any-method": {
            "x-amazon-apigateway-integration": { "type": "none" } } } } }),
        json!({ "openapi": "3.0.1", "paths": { "/a": { "put": {
            "x-amazon-apigateway-auth": { "type": "IAM" } } } } }),
        json!({ "info": {} }),
    ];
    for definition in wrong {
        assert!(!validator.is_valid(&definition), "{definition}");
    }
    let right = json!({ "openapi": "3.0.1", "paths": { "/a": {
        "x-amazon-apigateway-any-method": { "isDefaultRoute": true, "responses": {} } } },
        "x-amazon-apigateway-cors": { "allowOrigins": ["*"] } });
    assert!(validator.is_valid(&right));
}
