//! Requests that must not have a body.

use gatewright_definition::Verb;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A GET or HEAD request with a body.
    ///
    /// ## Why
    ///
    /// The body of such a request has no meaning in HTTP, and many clients do not send it. Before an
    /// edge-optimized API stands CloudFront, which refuses a GET request with a body with status 403.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /search:
    ///     get:
    ///       parameters:
    ///         - { name: query, in: body, schema: { $ref: "#/definitions/Query" } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/search" }
    /// definitions:
    ///   Query: { type: object }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /search:
    ///     get:
    ///       requestBody:
    ///         content:
    ///           application/json: { schema: { $ref: "#/components/schemas/Query" } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/search" }
    /// components:
    ///   schemas:
    ///     Query: { type: object }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /search:
    ///     get:
    ///       parameters: [{ name: word, in: query, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/search" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /search:
    ///     get:
    ///       parameters: [{ name: word, in: query, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/search" }
    /// ```
    GetWithBody {
        name: "get-with-body",
        category: Compatibility,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

/// *Request and response behavior for custom origins* (CloudFront).
impl Check<visit::Operation> for GetWithBody {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        if !matches!(operation.verb, Verb::Get | Verb::Head) {
            return;
        }
        cx.judged();
        if let Some(body) = &operation.request_body {
            let word = operation.verb_word();
            let message = format!("`{word} {}` has a request body", operation.item.path);
            cx.report(operation.key, message)
                .label(format!("the body of a {word} request may never arrive"))
                .related(body.at, "the body")
                .help("take parameters of the query, or make it a POST");
        }
    }
}
