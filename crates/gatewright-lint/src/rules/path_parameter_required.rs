//! Path parameters that do not say that they are required.

use gatewright_definition::ParameterIn;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Parameter;

declare_rule! {
    /// A path parameter that is not `required: true`.
    ///
    /// ## Why
    ///
    /// A request whose path lacks a segment is one for another resource, so API Gateway takes each
    /// path parameter for required, whatever it says, and exports it so. The specification demands
    /// `required: true`, and other tools refuse the definition without it.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       parameters: [{ name: id, in: path, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       parameters: [{ name: id, in: path, required: false, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       parameters: [{ name: id, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The parameter is required already.
    PathParameterRequired {
        name: "path-parameter-required",
        category: Compatibility,
        severity: Info,
        preset: Recommended,
        fix: Safe,
        confidence: Recorded,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-of-wrong-type", "value-of-wrong-type"],
        visits: [Parameter],
    }
}

impl Check<visit::Parameter> for PathParameterRequired {
    fn check<'a>(parameter: &Parameter<'a>, cx: &mut Context<'a>) {
        if parameter.place != ParameterIn::Path {
            return;
        }
        cx.judged();
        if parameter.required {
            return;
        }
        let fix = Fix::safe("add `required: true`");
        let (at, fix) = match parameter.at.get("required") {
            Some(written) => (written, fix.set(written, true)),
            None => (parameter.name.at, fix.insert(parameter.at, "required", true)),
        };
        cx.report(at, format!("the path parameter `{}` is not marked as required", parameter.name))
            .label("API Gateway takes it for required")
            .help("write `required: true`")
            .fix(fix);
    }
}
