//! Preflights that are refused for want of a header.

use gatewright_definition::{ParameterIn, Verb};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// An OPTIONS that demands a header.
    ///
    /// ## Why
    ///
    /// A request validator that checks parameters refuses a request without a required header. Browsers ask
    /// with OPTIONS and send none of the headers that the call itself will have, so that each preflight is
    /// answered 400. Most often the header is a parameter of the path, which holds for all of its operations.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// x-amazon-apigateway-request-validator: all
    /// paths:
    ///   /cart:
    ///     parameters: [{ name: X-Cart-Token, in: header, required: true, schema: { type: string } }]
    ///     get:
    ///       operationId: getCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: OPTIONS, uri: "https://example.com/cart" }
    /// ```
    ///
    /// ```yaml,swagger
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// x-amazon-apigateway-request-validator: all
    /// paths:
    ///   /cart:
    ///     parameters: [{ name: X-Cart-Token, in: header, required: true, type: string }]
    ///     get:
    ///       operationId: getCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: OPTIONS, uri: "https://example.com/cart" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// x-amazon-apigateway-request-validator: all
    /// paths:
    ///   /cart:
    ///     get:
    ///       operationId: getCart
    ///       parameters: [{ name: X-Cart-Token, in: header, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: OPTIONS, uri: "https://example.com/cart" }
    /// ```
    ///
    /// ```yaml,swagger
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// x-amazon-apigateway-request-validator: all
    /// paths:
    ///   /cart:
    ///     get:
    ///       operationId: getCart
    ///       parameters: [{ name: X-Cart-Token, in: header, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: OPTIONS, uri: "https://example.com/cart" }
    /// ```
    CorsPreflightParameter {
        name: "cors-preflight-parameter",
        category: Correctness,
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

impl Check<visit::Operation> for CorsPreflightParameter {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        if operation.operation.verb != Verb::Options {
            return;
        }
        let Some(id) = operation.method.and_then(|it| it.request_validator_id.as_ref()) else {
            return;
        };
        let validators = &cx.api().request_validators;
        if !validators.iter().any(|it| it.id == *id && it.validate_request_parameters) {
            return;
        }
        cx.judged();
        let parameters = &operation.operation.parameters;
        let demanded = parameters.iter().find(|it| it.place == ParameterIn::Header && it.required);
        if let Some(parameter) = demanded {
            let name = &parameter.name;
            cx.report(operation.operation.key, format!("a preflight that must have `{name}`"))
                .label("browsers ask without it, and are answered 400")
                .related(parameter.at, "required here")
                .help("declare the header on the operations that need it, and not on OPTIONS");
        }
    }
}
