//! Paths that answer pages of other origins, but not their preflights.

use gatewright_definition::Version;
use gatewright_model::{HttpMethod, Resource};
use serde_json::{Value, json};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{
    ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, ASKED_FOR, quoted, sent, speaks_of_origin,
};
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// A path whose answers are for pages of other origins, and that has no OPTIONS.
    ///
    /// ## Why
    ///
    /// Before a browser calls `PUT`, `PATCH` or `DELETE`, or sends a header of its own or a body of JSON, it
    /// asks with OPTIONS. Without such a method (or `x-amazon-apigateway-any-method`) API Gateway answers 403,
    /// and the browser makes no call, however well the method itself would answer. What is looked at are
    /// paths of which a method sends or declares `Access-Control-Allow-Origin`.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { schema: { type: string } } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: PUT
    ///         uri: https://example.com/cart
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: PUT
    ///         uri: https://example.com/cart
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { schema: { type: string } } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: PUT
    ///         uri: https://example.com/cart
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers:
    ///             Access-Control-Allow-Origin: { schema: { type: string } }
    ///             Access-Control-Allow-Methods: { schema: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: PUT
    ///         uri: https://example.com/cart
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers:
    ///             Access-Control-Allow-Origin: { type: string }
    ///             Access-Control-Allow-Methods: { type: string }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The OPTIONS that is added lets pages ask for everything that the path has, from the origin that its
    /// answers name. Whether pages should call all of it is for a person to say.
    CorsPreflightMissing {
        name: "cors-preflight-missing",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [PathItem],
    }
}

impl Check<visit::PathItem> for CorsPreflightMissing {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        let mut methods = item.operations.iter().filter_map(|it| cx.subject.method_of(it.at));
        let Some((resource, _)) = methods.next() else { return };
        let verbs = &resource.resource_methods;
        if !verbs.values().any(speaks_of_origin) {
            return;
        }
        cx.judged();
        if verbs.contains_key(&HttpMethod::Options) || verbs.contains_key(&HttpMethod::Any) {
            return;
        }
        let reason = match ASKED_FOR.iter().find(|verb| verbs.contains_key(verb)) {
            Some(verb) => format!("browsers ask before they call `{verb}`"),
            None => match cx.subject.cors().needs(resource).next() {
                Some(need) => format!("browsers ask before they send `{}`", need.header),
                None => return,
            },
        };
        let fix = origin(item).map(|origin| {
            let operation = preflight(origin, resource, cx);
            Fix::unsafely("answer preflights").insert(item.at, "options", operation)
        });
        let draft = cx.report(item.path.at, format!("`{}` answers no preflight", item.path));
        draft.label(reason).help("add an `options` operation that sends the headers of CORS");
        if let Some(fix) = fix {
            draft.fix(fix);
        }
    }
}

/// The mapping of the origin that a method of the path sends.
fn origin(item: PathItem<'_>) -> Option<&str> {
    let integrations = item.operations.iter().filter_map(|it| it.integration.as_deref());
    let mut responses = integrations.filter_map(|it| it.responses.as_deref()).flatten();
    let origin = responses.find_map(|it| sent(it, ALLOW_ORIGIN))?;
    // What comes from the backend cannot be had without one.
    origin.at.as_str().filter(|it| it.starts_with('\''))
}

/// An operation that answers without a backend.
fn preflight<'a>(origin: &str, resource: &'a Resource, cx: &Context<'a>) -> Value {
    let verbs = resource.resource_methods.keys().map(|verb| verb.as_str().to_owned());
    let verbs: Vec<String> = verbs.chain([HttpMethod::Options.as_str().to_owned()]).collect();
    let mut headers: Vec<String> = Vec::new();
    for need in cx.subject.cors().needs(resource) {
        if !headers.iter().any(|known| known.eq_ignore_ascii_case(need.header)) {
            headers.push(need.header.to_owned());
        }
    }
    let mut values = vec![(ALLOW_ORIGIN, origin.to_owned()), (ALLOW_METHODS, quoted(&verbs))];
    if !headers.is_empty() {
        values.push((ALLOW_HEADERS, quoted(&headers)));
    }
    let header = match cx.version() {
        Version::Swagger20 => json!({ "type": "string" }),
        Version::OpenApi30 => json!({ "schema": { "type": "string" } }),
    };
    let declared: serde_json::Map<String, Value> =
        values.iter().map(|(name, _)| ((*name).to_owned(), header.clone())).collect();
    let mapped: serde_json::Map<String, Value> = values
        .into_iter()
        .map(|(name, value)| (format!("method.response.header.{name}"), Value::String(value)))
        .collect();
    json!({
        "security": [],
        "responses": { "200": { "description": "What pages may call", "headers": declared } },
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
            "responses": { "default": { "statusCode": "200", "responseParameters": mapped } },
        },
    })
}
