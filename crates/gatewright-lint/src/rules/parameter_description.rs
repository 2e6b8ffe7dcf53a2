//! Parameters that nothing describes.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Parameter;

declare_rule! {
    /// A parameter without a description.
    ///
    /// ## Why
    ///
    /// A name and a type seldom say what values a parameter may have and what they do. A part of
    /// `x-amazon-apigateway-documentation` may say it instead, and is what an import keeps.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters: [{ name: q, in: query, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters: [{ name: q, in: query, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: q, in: query, type: string, description: Part of the name }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// x-amazon-apigateway-documentation:
    ///   documentationParts:
    ///     - location: { type: QUERY_PARAMETER, path: /pets, method: GET, name: q }
    ///       properties: { description: Part of the name }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: q, in: query, schema: { type: string }, description: Part of the name }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// x-amazon-apigateway-documentation:
    ///   documentationParts:
    ///     - location: { type: QUERY_PARAMETER, path: /pets, method: GET, name: q }
    ///       properties: { description: Part of the name }
    /// ```
    ParameterDescription {
        name: "parameter-description",
        category: Documentation,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Parameter],
    }
}

impl Check<visit::Parameter> for ParameterDescription {
    fn check<'a>(parameter: &Parameter<'a>, cx: &mut Context<'a>) {
        cx.judged();
        let text = parameter.description.as_deref().unwrap_or_default();
        if text.trim().is_empty() && !cx.subject.documented().has_parameter(parameter) {
            cx.report(
                parameter.name.at,
                format!("the parameter `{}` has no description", parameter.name),
            )
            .label("nothing says what it means")
            .help("add a `description`");
        }
    }
}
