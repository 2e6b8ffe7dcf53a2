//! Validators of methods that have nothing to check.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::guards::validator;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A method that names a request validator which finds nothing to check.
    ///
    /// ## Why
    ///
    /// A validator looks at the body where the method has a model for it, and at parameters where
    /// some are required. This method has neither of what its validator looks at, so that the line
    /// does nothing: either it can go, or a model or a `required` is missing.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       x-amazon-apigateway-request-validator: all
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// x-amazon-apigateway-request-validators:
    ///   body: { validateRequestBody: true, validateRequestParameters: false }
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       x-amazon-apigateway-request-validator: all
    ///       parameters: [{ name: status, in: query, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// x-amazon-apigateway-request-validators:
    ///   body: { validateRequestBody: true, validateRequestParameters: false }
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       x-amazon-apigateway-request-validator: all
    ///       parameters: [{ name: status, in: query, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// x-amazon-apigateway-request-validators:
    ///   body: { validateRequestBody: true, validateRequestParameters: false }
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// ```
    ValidatorIdle {
        name: "validator-idle",
        category: Correctness,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for ValidatorIdle {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let (Some(named), Some(method)) =
            (&operation.operation.request_validator, operation.method)
        else {
            return;
        };
        let Some(validator) = validator(method, cx) else { return };
        cx.judged();
        let is_asked = |(name, required): (&String, &bool)| {
            *required && !name.starts_with("method.request.path.")
        };
        let body = validator.validate_request_body;
        let parameters = validator.validate_request_parameters;
        let checks = (body && !method.request_models.is_empty())
            || (parameters && method.request_parameters.iter().any(is_asked));
        if checks || !(body || parameters) {
            return;
        }
        let lacks = match (body, parameters) {
            (true, true) => "a model of its body or required parameters",
            (true, false) => "a model of its body",
            _ => "required parameters",
        };
        cx.report(
            named.at,
            format!("the request validator `{}` finds nothing to check", named.value),
        )
        .label(format!("the method has not {lacks}"))
        .help("add what is to be checked, or remove the validator");
    }
}
