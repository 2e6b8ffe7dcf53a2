//! Small definitions of any kind, of both versions, as values.

use std::fmt;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use crate::operations::operation;
use crate::schemas::{Faults, HOME, NAMES, schema};
use crate::yaml;

/// The version of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    Swagger20,
    OpenApi30,
}

/// A definition, to be written in either format.
#[derive(Clone)]
pub(crate) struct Written(Value);

impl Written {
    /// The definition as JSON.
    pub(crate) fn json(&self) -> String {
        self.0.to_string()
    }

    /// The definition as YAML.
    pub(crate) fn yaml(&self) -> String {
        yaml::write(&self.0)
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.json())
    }
}

/// A definition, half of the time one without a fault.
pub(crate) fn definition() -> impl Strategy<Value = Written> {
    prop_oneof![definition_with(Faults::None), definition_with(Faults::Some)]
}

/// A definition.
pub(crate) fn definition_with(faults: Faults) -> impl Strategy<Value = Written> {
    prop_oneof![Just(Version::Swagger20), Just(Version::OpenApi30)].prop_flat_map(move |version| {
        (info(faults), base(version), paths(version, faults), schemas(faults), settings()).prop_map(
            move |(info, base, paths, schemas, settings)| {
                let mut root = Map::new();
                let schemes = json!(SCHEMES.iter().map(scheme).collect::<Map<_, _>>());
                root.insert("info".to_owned(), info);
                root.extend(base);
                root.insert("paths".to_owned(), paths);
                let home = match version {
                    Version::Swagger20 => {
                        root.insert("swagger".to_owned(), json!("2.0"));
                        root.insert("definitions".to_owned(), schemas);
                        root.insert("securityDefinitions".to_owned(), schemes);
                        "#/definitions/"
                    }
                    Version::OpenApi30 => {
                        root.insert("openapi".to_owned(), json!("3.0.1"));
                        let parts = json!({ "schemas": schemas, "securitySchemes": schemes });
                        root.insert("components".to_owned(), parts);
                        "#/components/schemas/"
                    }
                };
                root.extend(settings);
                let text = Value::from(root).to_string().replace(HOME, home);
                Written(serde_json::from_str(&text).expect("JSON"))
            },
        )
    })
}

/// One of `sound`, or now and then of `wrong`.
pub(crate) fn mostly(
    faults: Faults,
    sound: &'static [&'static str],
    wrong: &'static [&'static str],
) -> BoxedStrategy<&'static str> {
    match faults {
        Faults::None => select(sound).boxed(),
        Faults::Some => prop_oneof![30 => select(sound), 1 => select(wrong)].boxed(),
    }
}

fn info(faults: Faults) -> impl Strategy<Value = Value> {
    let title = mostly(faults, &["Pets", "Pets & \"owners\"", "Ünï: code"], &["", " "]);
    let version = select(&["\"1.0\"", "1", "1.10", "null", "\"2022-04-12\"", "true"][..]);
    (title, version, any::<bool>()).prop_map(|(title, version, described)| {
        let version: Value = serde_json::from_str(version).expect("JSON");
        let mut info = json!({ "title": title, "version": version });
        if described {
            info["description"] = json!("Line one\nline two # and: more\n");
        }
        info
    })
}

/// The members that hold the base path.
fn base(version: Version) -> impl Strategy<Value = Map<String, Value>> {
    let path = select(&["", "/", "/v1", "/shop/v1/", "v1"][..]);
    (path, any::<bool>()).prop_map(move |(path, has_variable)| {
        let members = match version {
            Version::Swagger20 => json!({ "basePath": path }),
            Version::OpenApi30 if has_variable => json!({ "servers": [
                { "url": "https://example.com/{basePath}",
                  "variables": { "basePath": { "default": path } } },
            ] }),
            Version::OpenApi30 => json!({ "servers": [{ "url": format!("https://a{path}") }] }),
        };
        members.as_object().cloned().unwrap_or_default()
    })
}

fn paths(version: Version, faults: Faults) -> impl Strategy<Value = Value> {
    let sound = [
        "/",
        "/pets",
        "/pets/{petId}",
        "/pets/{petId}/toys",
        "/pets/mine",
        "/owners/",
        "/owners/{rest+}",
        "/v1.0/a-b_c:d",
    ];
    let wrong = ["/pets/{id}/x", "/owners/{rest+}/x", "/a b", "/{x}.json", "pets", "/owners"];
    let chosen = match faults {
        Faults::None => subsequence(sound.to_vec(), 0..5).boxed(),
        Faults::Some => (subsequence(sound.to_vec(), 0..5), subsequence(wrong.to_vec(), 0..2))
            .prop_map(|(sound, wrong)| [sound, wrong].concat())
            .boxed(),
    };
    chosen.prop_shuffle().prop_flat_map(move |paths| {
        let items: Vec<_> = paths.iter().map(|path| path_item(path, version, faults)).collect();
        items.prop_map(move |items| {
            let keys = paths.iter().map(|path| (*path).to_owned());
            Value::from(keys.zip(items).collect::<Map<_, _>>())
        })
    })
}

fn path_item(path: &'static str, version: Version, faults: Faults) -> BoxedStrategy<Value> {
    let verbs = ["get", "put", "post", "delete", "options", "x-amazon-apigateway-any-method"];
    let verbs = match faults {
        Faults::None => subsequence(verbs.to_vec(), 1..3).boxed(),
        Faults::Some => {
            prop_oneof![9 => subsequence(verbs.to_vec(), 0..3), 1 => Just(vec!["trace"])].boxed()
        }
    };
    let operations = verbs.prop_flat_map(move |verbs| {
        let operations: Vec<_> = verbs.iter().map(|_| operation(version, faults)).collect();
        (Just(verbs), operations)
    });
    operations
        .prop_map(move |(verbs, operations)| {
            let keys = verbs.into_iter().map(str::to_owned);
            let mut item: Map<String, Value> = keys.zip(operations).collect();
            let parts = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
            let parameters = parts.map(|name| {
                let name = name.trim_end_matches('+');
                match version {
                    Version::Swagger20 => {
                        json!({ "name": name, "in": "path", "required": true, "type": "string" })
                    }
                    Version::OpenApi30 => json!({
                        "name": name, "in": "path", "required": true, "schema": { "type": "string" },
                    }),
                }
            });
            item.insert("parameters".to_owned(), parameters.collect());
            Value::from(item)
        })
        .boxed()
}

fn schemas(faults: Faults) -> impl Strategy<Value = Value> {
    let name = mostly(faults, &["Other"], &["bad_name", "x-none", "a~/b"]);
    (prop::collection::vec(schema(faults), NAMES.len() + 1), name).prop_map(|(schemas, name)| {
        let names = NAMES.iter().copied().chain([name]).map(str::to_owned);
        Value::from(names.zip(schemas).collect::<Map<_, _>>())
    })
}

/// The names of the security schemes that each definition has, and what each is.
pub(crate) const SCHEMES: [(&str, &str); 5] = [
    ("key", r#"{ "type": "apiKey", "name": "x-api-key", "in": "header" }"#),
    (
        "signed",
        r#"{ "type": "apiKey", "name": "Authorization", "in": "header",
             "x-amazon-apigateway-authtype": "awsSigv4" }"#,
    ),
    (
        "token",
        r#"{ "type": "apiKey", "name": "Authorization", "in": "header",
             "x-amazon-apigateway-authtype": "custom",
             "x-amazon-apigateway-authorizer": {
               "type": "token", "authorizerResultTtlInSeconds": 300,
               "authorizerUri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations" } }"#,
    ),
    (
        "pool",
        r#"{ "type": "apiKey", "name": "Authorization", "in": "header",
             "x-amazon-apigateway-authtype": "cognito_user_pools",
             "x-amazon-apigateway-authorizer": {
               "type": "cognito_user_pools",
               "providerARNs": ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a"] } }"#,
    ),
    ("login", r#"{ "type": "http", "scheme": "bearer" }"#),
];

fn scheme((name, text): &(&str, &str)) -> (String, Value) {
    ((*name).to_owned(), serde_json::from_str(text).expect("JSON"))
}

/// Extensions at the root.
fn settings() -> impl Strategy<Value = Map<String, Value>> {
    let all = json!({
        "security": [{ "token": [] }],
        "x-amazon-apigateway-api-key-source": "AUTHORIZER",
        "x-amazon-apigateway-binary-media-types": ["image/png", "*/*"],
        "x-amazon-apigateway-minimum-compression-size": 10,
        "x-amazon-apigateway-policy": { "Statement": [{ "Effect": "Deny", "Resource": "${AWS::Region}" }] },
        "x-amazon-apigateway-request-validators": {
            "all": { "validateRequestBody": true, "validateRequestParameters": true }, "none": {},
        },
        "x-amazon-apigateway-request-validator": "all",
        "x-amazon-apigateway-gateway-responses": {
            "THROTTLED": { "statusCode": 503 },
            "DEFAULT_4XX": { "responseTemplates": { "text/plain": "no\n" } },
        },
        "x-amazon-apigateway-documentation": { "documentationParts": [
            { "location": { "type": "API" }, "properties": { "description": "All\nof it" } },
            { "location": { "type": "METHOD", "method": "GET" }, "properties": { "a": [1, 2.5] } },
        ] },
        "x-other": { "a": null },
    });
    let all: Vec<(String, Value)> =
        all.as_object().cloned().unwrap_or_default().into_iter().collect();
    subsequence(all.clone(), 0..all.len()).prop_map(|chosen| chosen.into_iter().collect())
}
