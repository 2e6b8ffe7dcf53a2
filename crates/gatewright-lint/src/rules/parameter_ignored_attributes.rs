//! Restrictions of parameters that no validator looks at.

use gatewright_definition::{ParameterIn, Version};
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::nodes::NodeSet;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A restriction of a parameter that the validator of its method does not look at.
    ///
    /// ## Why
    ///
    /// A validator with `validateRequestParameters` checks that required parameters are there and not
    /// blank. A method does not keep what values they may have, so `enum`, `pattern` or `maximum` are
    /// not checked, and the backend must do it. Methods whose parameters are not validated at all are
    /// not looked at.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// x-amazon-apigateway-request-validators:
    ///   parameters: { validateRequestBody: false, validateRequestParameters: true }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-request-validator: parameters
    ///       parameters:
    ///         - { name: state, in: query, required: true, type: string, enum: [new, sold] }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// x-amazon-apigateway-request-validators:
    ///   parameters: { validateRequestBody: false, validateRequestParameters: true }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-request-validator: parameters
    ///       parameters:
    ///         - name: state
    ///           in: query
    ///           required: true
    ///           schema: { type: string, enum: [new, sold] }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// x-amazon-apigateway-request-validators:
    ///   parameters: { validateRequestBody: false, validateRequestParameters: true }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-request-validator: parameters
    ///       parameters:
    ///         - { name: state, in: query, required: true, type: string }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// x-amazon-apigateway-request-validators:
    ///   parameters: { validateRequestBody: false, validateRequestParameters: true }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-request-validator: parameters
    ///       parameters:
    ///         - { name: state, in: query, required: true, schema: { type: string } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ParameterIgnoredAttributes {
        name: "parameter-ignored-attributes",
        category: Compatibility,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-unexpected", "reference-not-found"],
        visits: [Definition],
    }
}

/// *Request validation for REST APIs*: of parameters only presence is checked.
const RESTRICTIONS: [&str; 12] = [
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

impl Check<visit::Definition> for ParameterIgnoredAttributes {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let validators = cx.api().request_validators.iter();
        let checking: Vec<&str> = validators
            .filter(|it| it.validate_request_parameters)
            .map(|it| it.id.as_str())
            .collect();
        if checking.is_empty() {
            return;
        }
        let mut seen = NodeSet::default();
        for (_, operation) in definition.operations() {
            let method = cx.subject.method_of(operation.at).map(|(_, method)| method);
            let validator = method.and_then(|it| it.request_validator_id.as_deref());
            if validator.is_none_or(|it| !checking.contains(&it)) {
                continue;
            }
            for parameter in &operation.parameters {
                let is_native = matches!(
                    parameter.place,
                    ParameterIn::Header | ParameterIn::Path | ParameterIn::Query
                );
                if !is_native || !seen.insert(parameter.at.id()) {
                    continue;
                }
                cx.judged();
                let Some(key) = restriction(definition, parameter.at) else { continue };
                let word = key.text().unwrap_or_default();
                let message =
                    format!("`{word}` of the parameter `{}` is not checked", parameter.name);
                cx.report(key, message)
                    .label("the validator looks only whether the parameter is there")
                    .help("check the value in the backend, or take it from the body");
            }
        }
    }
}

fn restriction<'a>(definition: Definition<'a>, parameter: Node<'a>) -> Option<Node<'a>> {
    let schema = match definition.version {
        Version::Swagger20 => parameter,
        Version::OpenApi30 => definition.follow(parameter.get("schema")?)?,
    };
    let mut keys = schema.entries().map(|(key, _)| key);
    keys.find(|key| key.text().is_some_and(|text| RESTRICTIONS.contains(&text)))
}
