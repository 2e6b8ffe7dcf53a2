//! Each danger of a change: what gives it, and what does not.

use std::fmt::Write;

use gatewright_diagnostics::SourceId;
use gatewright_import::{ImportOptions, PutMode, StableIds, dangers, import, put};
use serde_json::{Map, Value, json};

const FUNCTION: &str = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\
                        arn:aws:lambda:eu-west-1:123456789012:function:login/invocations";

/// A definition: its paths and schemas, and members that come to it or replace some.
fn definition(paths: &Value, schemas: &Value, more: &Value) -> Value {
    let scheme = |kind: &str, authorizer: Value| {
        json!({ "type": "apiKey", "name": "Authorization", "in": "header",
                "x-amazon-apigateway-authtype": kind,
                "x-amazon-apigateway-authorizer": authorizer })
    };
    let pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc";
    let mut root = json!({
        "openapi": "3.0.1",
        "info": { "title": "Pets", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": {
            "key": { "type": "apiKey", "name": "x-api-key", "in": "header" },
            "login": scheme("custom", json!({ "type": "token", "authorizerUri": FUNCTION })),
            "door": scheme("custom", json!({ "type": "token", "authorizerUri": FUNCTION })),
            "pool": scheme("cognito_user_pools",
                           json!({ "type": "cognito_user_pools", "providerARNs": [pool] })),
        } },
        "x-amazon-apigateway-request-validators": {
            "all": { "validateRequestBody": true, "validateRequestParameters": true },
        },
    });
    merge(&mut root, more);
    root
}

fn merge(value: &mut Value, more: &Value) {
    match (value, more) {
        (Value::Object(members), Value::Object(more)) => {
            for (key, more) in more {
                merge(members.entry(key).or_insert(Value::Null), more);
            }
        }
        (value, more) => *value = more.clone(),
    }
}

/// An operation with these members.
fn operation(more: &Value) -> Value {
    let mut operation = json!({
        "responses": { "200": { "description": "OK" } },
        "x-amazon-apigateway-integration":
            { "type": "http_proxy", "httpMethod": "ANY", "uri": "https://example.com" },
    });
    merge(&mut operation, more);
    operation
}

/// What is dangerous in putting one over the other: `harm name entity: message` in lines.
fn told(before: &Value, after: &Value) -> String {
    let document = |it: &Value| gatewright_source::read(SourceId(0), it.to_string().into_bytes());
    let options = ImportOptions::default();
    let before = import(&document(before), &options, &mut StableIds::default());
    let before = before.api.expect("an API");
    let mut ids = StableIds::beside(&before);
    let after = put(&before, &document(after), PutMode::Overwrite, &options, &mut ids);
    let after = after.api.expect("an API");
    let mut text = String::new();
    for danger in dangers(&before, &after) {
        let (harm, name) = (danger.harm.as_str(), danger.name);
        let _ = writeln!(text, "{harm} {name} {}: {}", danger.entity, danger.message);
    }
    assert_eq!(dangers(&after, &after), []);
    text
}

/// The dangers of one operation's change.
fn of_operation(before: &Value, after: &Value) -> String {
    let definition = |more: &Value| {
        definition(&json!({ "/pets": { "get": operation(more) } }), &json!({}), &json!({}))
    };
    told(&definition(before), &definition(after))
}

/// The dangers of other paths: each a path, a verb, and the names of its security schemes.
fn of_paths(before: &[(&str, &str, &[&str])], after: &[(&str, &str, &[&str])]) -> String {
    let definition = |operations: &[(&str, &str, &[&str])]| {
        let mut paths = json!({});
        for (path, verb, schemes) in operations {
            let schemes = schemes.iter().map(|it| ((*it).to_owned(), json!([])));
            let security = json!([schemes.collect::<Map<_, _>>()]);
            let verb = if *verb == "any" { "x-amazon-apigateway-any-method" } else { verb };
            paths[path][verb] = operation(&json!({ "security": security }));
        }
        definition(&paths, &json!({}), &json!({}))
    };
    told(&definition(before), &definition(after))
}

/// The dangers of another schema, in requests and in answers.
fn of_schema(before: &Value, after: &Value) -> String {
    let definition = |schema: &Value| {
        let body = json!({ "content": { "application/json":
            { "schema": { "$ref": "#/components/schemas/Pet" } } } });
        let mut answer = body.clone();
        answer["description"] = json!("OK");
        let operation = operation(&json!({ "requestBody": body, "responses": { "200": answer } }));
        definition(
            &json!({ "/pets": { "post": operation } }),
            &json!({ "Pet": schema }),
            &json!({}),
        )
    };
    told(&definition(before), &definition(after))
}

/// The dangers of other members at the root.
fn of_root(before: &Value, after: &Value) -> String {
    let paths = json!({ "/pets": { "get": operation(&json!({ "security": [{ "login": [] }] })) } });
    let definition = |more: &Value| definition(&paths, &json!({}), more);
    told(&definition(before), &definition(after))
}

#[test]
fn a_method_that_loses_what_protects_it() {
    let security = |schemes: Value| json!({ "security": [schemes] });
    let login = security(json!({ "login": [] }));
    let open = json!({});
    assert_eq!(
        of_operation(&login, &open),
        "security method-public /pets GET: everybody may call it: the authorizer `login` (CUSTOM) \
         is lost\n"
    );
    assert_eq!(
        of_operation(&open, &login),
        "breaking authorization-required /pets GET: callers need credentials now: the authorizer \
         `login` (CUSTOM)\n"
    );
    assert_eq!(
        of_operation(&login, &security(json!({ "door": [] }))),
        "security authorizer-exchanged /pets GET: the authorizer `door` (CUSTOM) decides instead of \
         the authorizer `login` (CUSTOM)\n"
    );
    let key = security(json!({ "key": [] }));
    assert_eq!(
        of_operation(&key, &open),
        "security api-key-lost /pets GET: an API key is not asked for any more\n"
    );
    assert_eq!(
        of_operation(&open, &key),
        "breaking api-key-required /pets GET: callers need an API key now\n"
    );
    let scopes = |scopes: &[&str]| security(json!({ "pool": scopes }));
    assert_eq!(
        of_operation(&scopes(&["a"]), &scopes(&["b"])),
        "security scopes-widened /pets GET: tokens with another scope pass as well: `b`\n\
         breaking scopes-narrowed /pets GET: tokens with these scopes alone pass no more: `a`\n"
    );
    assert!(of_operation(&scopes(&["a"]), &scopes(&[])).starts_with("security scopes-widened"));
    assert!(of_operation(&scopes(&[]), &scopes(&["a"])).starts_with("breaking scopes-narrowed"));
    assert_eq!(
        of_operation(&login, &scopes(&[])).lines().map(|line| &line[..29]).collect::<Vec<_>>(),
        ["security authorization-change", "breaking authorization-change"]
    );
}

#[test]
fn preflight_requests_are_open_to_everybody() {
    let before = [("/pets", "options", &["login"][..])];
    assert_eq!(of_paths(&before, &[("/pets", "options", &[])]), "");
}

#[test]
fn what_another_method_takes_is_not_broken_but_may_be_open() {
    let none: &[&str] = &[];
    let login: &[&str] = &["login"];
    let pets = ("/pets", "get", login);
    let lost = "breaking method-removed /pets GET: it is removed, and nothing else takes its \
                requests\n";
    let other = ("/other", "get", none);
    assert_eq!(of_paths(&[pets, other], &[other]), lost);
    for (path, verb) in [("/pets", "any"), ("/{proxy+}", "get"), ("/{all+}", "any")] {
        assert_eq!(of_paths(&[pets], &[(path, verb, login)]), "", "{path} {verb}");
        let open = of_paths(&[pets], &[(path, verb, none)]);
        let start = format!("security method-public {path} {}: ", verb.to_uppercase());
        assert!(open.starts_with(&start) && open.lines().count() == 1, "{open}");
    }
    // The greedy path takes what is below it and nothing else.
    assert_eq!(of_paths(&[pets], &[("/pets/{proxy+}", "any", login)]), lost);
    assert_eq!(of_paths(&[("/", "get", none)], &[("/{proxy+}", "get", none)]).lines().count(), 1);
    // What a variable is called, callers do not see.
    assert_eq!(of_paths(&[("/pets/{id}", "get", login)], &[("/pets/{pet}", "get", login)]), "");
    // Of all verbs, those that are left.
    let gone = of_paths(&[("/pets", "any", none)], &[("/pets", "get", none)]);
    assert_eq!(gone.lines().count(), 6, "{gone}");
    assert!(gone.starts_with("breaking method-removed /pets ANY: nothing answers DELETE any more"));
    // A new method that takes requests from a guarded one.
    let any = ("/pets", "any", login);
    let open = of_paths(&[any], &[any, ("/pets", "get", none)]);
    assert!(
        open.starts_with("security method-public /pets GET: everybody may call it: "),
        "{open}"
    );
    let proxy = ("/{proxy+}", "any", login);
    let open = of_paths(&[proxy], &[proxy, ("/health", "get", none)]);
    assert!(open.starts_with("security method-public /health GET: "), "{open}");
    let proxy = ("/{proxy+}", "any", none);
    assert_eq!(of_paths(&[proxy], &[proxy, ("/health", "get", login)]), "");
    assert_eq!(of_paths(&[other], &[other, ("/new", "get", none)]), "");
}

#[test]
fn requests_that_have_to_hold_more() {
    let parameter = |required: bool| {
        json!({ "parameters": [
            { "name": "limit", "in": "query", "required": required, "schema": { "type": "string" } },
        ] })
    };
    let validated = |mut operation: Value| {
        operation["x-amazon-apigateway-request-validator"] = json!("all");
        operation
    };
    assert_eq!(
        of_operation(&parameter(false), &parameter(true)),
        "breaking parameter-required /pets GET: the query parameter `limit`, which was optional, is \
         required; no validator checks that\n"
    );
    assert_eq!(
        of_operation(&validated(json!({})), &validated(parameter(true))),
        "breaking parameter-required /pets GET: the new query parameter `limit` is required\n"
    );
    assert_eq!(of_operation(&parameter(true), &parameter(false)), "");
    assert_eq!(of_operation(&json!({}), &parameter(false)), "");
    assert_eq!(
        of_operation(&validated(parameter(true)), &parameter(true)),
        "security validation-lost /pets GET: required parameters are not asked for any more\n"
    );
    assert_eq!(
        of_operation(&parameter(true), &validated(parameter(true))),
        "breaking validation-added /pets GET: requests without the required parameters are refused \
         now\n"
    );
    assert_eq!(of_operation(&validated(json!({})), &json!({})), "");
}

#[test]
fn answers_that_hold_less() {
    let answer = |answers: Value| json!({ "responses": answers });
    let plain = json!({ "description": "OK" });
    let header = json!({ "description": "OK", "headers": { "X-Total": { "schema": {} } } });
    assert_eq!(
        of_operation(&answer(json!({ "404": plain })), &json!({})),
        "breaking response-removed /pets GET response 404: the answer 404 is no longer declared\n"
    );
    assert_eq!(
        of_operation(&answer(json!({ "200": header })), &json!({})),
        "breaking response-header-removed /pets GET response 200: the answer has no header \
         `X-Total` any more\n"
    );
    assert_eq!(of_operation(&json!({}), &answer(json!({ "200": header, "404": plain }))), "");
}

#[test]
fn schemas_that_ask_for_more_or_promise_less() {
    let object = |properties: Value, more: Value| {
        let mut schema = json!({ "type": "object", "properties": properties });
        merge(&mut schema, &more);
        schema
    };
    let property = |schema: Value| object(json!({ "a": schema }), json!({}));
    let string = json!({ "type": "string" });
    let cases = [
        (object(json!({}), json!({})), property(string.clone()), ""),
        (
            property(string.clone()),
            object(json!({ "a": string }), json!({ "required": ["a"] })),
            "request `a` is required now",
        ),
        (
            object(json!({ "a": string }), json!({ "required": ["a"] })),
            property(string.clone()),
            "answer `a` may be missing now",
        ),
        (
            property(string.clone()),
            object(json!({}), json!({})),
            "answer `a` is no longer declared",
        ),
        (
            property(string.clone()),
            object(json!({ "a": string }), json!({ "additionalProperties": false })),
            "request the body may have no members but those of the model now",
        ),
        (
            property(string.clone()),
            object(
                json!({ "a": string }),
                json!({ "additionalProperties": { "type": "integer" } }),
            ),
            "request the body: members that the model does not name have to match a schema now",
        ),
        (
            property(string.clone()),
            object(json!({ "a": string }), json!({ "not": { "required": ["b"] } })),
            "request the body may not match the schema of `not`",
        ),
        (
            property(json!({ "type": "integer" })),
            property(json!({ "type": "number" })),
            "answer `a` may be number now, and was integer",
        ),
        (
            property(json!({ "type": "number" })),
            property(json!({ "type": "integer" })),
            "request `a` has to be integer now, and was number",
        ),
        (
            property(json!({ "type": "string", "enum": ["x", "y"] })),
            property(json!({ "type": "string", "enum": ["x"] })),
            "request `a` may no longer be `\"y\"`",
        ),
        (
            property(json!({ "type": "string", "enum": ["x"] })),
            property(json!({ "type": "string", "enum": ["x", "y"] })),
            "answer `a` may be `\"y\"` as well",
        ),
        (
            property(json!({ "type": "string", "maxLength": 9 })),
            property(json!({ "type": "string", "maxLength": 5, "minLength": 1 })),
            "request `maxLength` of `a` is 5 instead of 9, request `minLength` of `a` is 1",
        ),
        (
            property(json!({ "type": "string", "maxLength": 5 })),
            property(json!({ "type": "string", "maxLength": 9, "minLength": 0 })),
            "",
        ),
        (
            property(json!({ "type": "array", "items": { "type": "string" } })),
            property(json!({ "type": "array", "items": { "type": "string", "pattern": "^a" } })),
            "request `a[]` has to fit the `pattern` `^a` now",
        ),
        (
            property(json!({ "allOf": [string] })),
            property(json!({ "allOf": [string, { "minLength": 1 }] })),
            "request `allOf` of `a` asks for more",
        ),
        // A model that leads back to itself.
        (
            property(json!({ "$ref": "#/components/schemas/Pet" })),
            object(
                json!({ "a": { "$ref": "#/components/schemas/Pet" } }),
                json!({ "required": ["a"] }),
            ),
            "request `a` is required now",
        ),
    ];
    for (before, after, expected) in cases {
        let told = of_schema(&before, &after);
        let lines = told.lines().map(|line| {
            let (_, what) = line.split_once("model Pet: in ").expect("about the model");
            what.replacen("requests,", "request", 1).replacen("answers,", "answer", 1)
        });
        assert_eq!(lines.collect::<Vec<_>>().join(", "), expected, "{before} to {after}");
    }
}

#[test]
fn settings_and_authorizers_that_protect_less() {
    let policy = |effect: &str| {
        json!({ "x-amazon-apigateway-policy": { "Version": "2012-10-17", "Statement": [
            { "Effect": effect, "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*" },
        ] } })
    };
    let cases = [
        (policy("Allow"), json!({}), "security policy-removed"),
        (policy("Allow"), policy("Deny"), "security policy-changed"),
        (json!({}), policy("Allow"), "breaking policy-added"),
        (
            json!({ "x-amazon-apigateway-binary-media-types": ["image/png"] }),
            json!({ "x-amazon-apigateway-binary-media-types": ["image/gif"] }),
            "breaking binary-types-changed",
        ),
        (
            json!({ "servers": [{ "url": "/", "x-amazon-apigateway-endpoint-configuration":
                { "disableExecuteApiEndpoint": true } }] }),
            json!({}),
            "security default-endpoint-enabled",
        ),
    ];
    for (before, after, expected) in cases {
        let told = of_root(&before, &after);
        assert!(told.starts_with(expected) && told.lines().count() == 1, "{expected}: {told}");
    }
    let scheme = |name: &str, authorizer: Value| {
        json!({ "components": { "securitySchemes": { "login": {
            "name": name, "x-amazon-apigateway-authorizer": authorizer } } } })
    };
    assert_eq!(
        of_root(&json!({}), &scheme("X-Token", json!({}))),
        "security authorizer-changed authorizer login: its identity source is \
         `method.request.header.X-Token` instead of `method.request.header.Authorization`\n\
         breaking identity-source-changed authorizer login: callers have to send their identity in \
         `method.request.header.X-Token` instead of `method.request.header.Authorization`\n"
    );
    let expression = scheme("Authorization", json!({ "identityValidationExpression": "^x" }));
    assert_eq!(
        of_root(&expression, &json!({})),
        "security authorizer-changed authorizer login: a token has to match nothing instead of \
         `^x`\n"
    );
}

#[test]
fn a_long_chain_of_models_is_followed_to_its_end() {
    const LENGTH: usize = 5_000;
    let definition = |limit: u32| {
        let mut schemas = Map::new();
        for index in 0..LENGTH {
            let next = json!({ "$ref": format!("#/components/schemas/M{}", index + 1) });
            let schema = json!({ "type": "object", "properties": { "next": next } });
            schemas.insert(format!("M{index}"), schema);
        }
        let last = json!({ "type": "object", "maxProperties": limit });
        schemas.insert(format!("M{LENGTH}"), last);
        let body = json!({ "content": { "application/json":
            { "schema": { "$ref": "#/components/schemas/M0" } } } });
        let operation = operation(&json!({ "requestBody": body }));
        let paths = json!({ "/pets": { "post": operation } });
        definition(&paths, &Value::from(schemas), &json!({}))
    };
    let told = told(&definition(9), &definition(5));
    let last = format!(
        "breaking request-narrowed model M{LENGTH}: in requests, `maxProperties` of the body is 5 \
         instead of 9\n"
    );
    assert_eq!(told, last);
}
