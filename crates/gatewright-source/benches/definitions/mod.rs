//! Definitions of any size, as API Gateway gets them: the same content as JSON and as YAML, and the
//! same bytes each time.

use std::fmt::Write;

use serde_json::{Map, Value, json};

/// The sizes that the benches use, in bytes of JSON. The service takes 6 MB and no more.
pub(crate) const SIZES: [usize; 3] = [100_000, 1_000_000, 6_000_000];

/// A definition in both formats; each of about `size` bytes.
pub(crate) struct Definition {
    pub(crate) json: String,
    pub(crate) yaml: String,
}

impl Definition {
    pub(crate) fn new(size: usize) -> Self {
        // A resource with its schema takes so many bytes in each format.
        Self { json: json_text(size / 4_920), yaml: yaml_text(size / 3_590) }
    }
}

fn json_text(resources: usize) -> String {
    serde_json::to_string_pretty(&value(resources)).unwrap_or_default()
}

fn yaml_text(resources: usize) -> String {
    let mut text = String::from("# The pet shop's public interface.\n\n");
    mapping(&value(resources), 0, &mut text);
    text
}

fn value(resources: usize) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for number in 0..resources {
        paths.insert(format!("/resource{number}/{{id}}"), path(number));
        schemas.insert(format!("Resource{number}"), schema(number));
    }
    json!({
        "openapi": "3.0.1",
        "info": { "title": "Pet shop", "version": "2026-11-24T07:00:00Z" },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "authorizer": {
                    "type": "apiKey",
                    "name": "Authorization",
                    "in": "header",
                    "x-amazon-apigateway-authtype": "custom",
                    "x-amazon-apigateway-authorizer": {
                        "type": "token",
                        "authorizerUri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:authorizer/invocations",
                    },
                },
            },
        },
    })
}

fn path(number: usize) -> Value {
    let reference = format!("#/components/schemas/Resource{number}");
    let response = json!({
        "description": "The resource as it stands after the call",
        "headers": { "X-Request-Id": { "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": { "$ref": reference } } },
    });
    let operation = |verb: &str| {
        json!({
            "operationId": format!("{verb}Resource{number}"),
            "summary": format!("Does {verb} to resource {number}"),
            "tags": ["resources", format!("group-{}", number % 17)],
            "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 100 } },
            ],
            "responses": { "200": response, "404": { "description": "There is no such: resource" } },
            "security": [{ "authorizer": [] }],
            "x-amazon-apigateway-integration": {
                "type": "aws",
                "httpMethod": "POST",
                "uri": format!("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:resource{number}/invocations"),
                "passthroughBehavior": "when_no_templates",
                "timeoutInMillis": 29000,
                "requestParameters": { "integration.request.header.id": "method.request.path.id" },
                "requestTemplates": {
                    "application/json": "#set($id = $input.params('id'))\n{\n  \"id\": \"$id\",\n  \"body\": $input.json('$')\n}\n",
                },
                "responses": { "default": { "statusCode": "200" } },
            },
        })
    };
    json!({ "get": operation("get"), "put": operation("put") })
}

fn schema(number: usize) -> Value {
    json!({
        "type": "object",
        "description": "What is kept of the resource; the names are those of the register",
        "required": ["id", "name"],
        "properties": {
            "id": { "type": "string", "format": "uuid", "readOnly": true },
            "name": { "type": "string", "minLength": 1, "maxLength": 64 + number % 64 },
            "weight": { "type": "number", "minimum": 0.5, "example": 12.75 },
            "state": { "type": "string", "enum": ["new", "sold", "lost"], "nullable": true },
            "owner": { "$ref": format!("#/components/schemas/Resource{}", number / 2) },
        },
    })
}

/// The entries of a mapping in block style, each on a line of its own.
fn mapping(value: &Value, indent: usize, text: &mut String) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let quote = if key.starts_with(|c: char| c.is_ascii_digit()) { "'" } else { "" };
        let _ = write!(text, "{:indent$}{quote}{key}{quote}:", "");
        match value {
            Value::Object(entries) if !entries.is_empty() => {
                text.push('\n');
                mapping(value, indent + 2, text);
            }
            Value::Array(items) if !items.is_empty() => {
                text.push('\n');
                list(items, indent + 2, text);
            }
            _ => scalar(value, indent, text),
        }
    }
}

fn list(items: &[Value], indent: usize, text: &mut String) {
    for item in items {
        let _ = write!(text, "{:indent$}-", "");
        if item.is_object() {
            let from = text.len();
            mapping(item, indent + 2, text);
            // The first entry follows the dash.
            text.replace_range(from..=from + indent, "");
        } else {
            scalar(item, indent, text);
        }
    }
}

fn scalar(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::String(string) if string.contains('\n') => {
            text.push_str(" |\n");
            for line in string.lines() {
                let _ = writeln!(text, "{:indent$}  {line}", "");
            }
        }
        Value::String(string) if string.contains([':', '#', '$', ' ']) || string == "200" => {
            let _ = writeln!(text, " \"{string}\"");
        }
        Value::String(string) => {
            let _ = writeln!(text, " {string}");
        }
        other => {
            let _ = writeln!(text, " {other}");
        }
    }
}
