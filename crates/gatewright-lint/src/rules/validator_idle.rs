//! Validators that find nothing to check in what a request has.

use gatewright_definition::ParameterIn;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::guards::validator;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A method with a body or parameters, and a validator that finds nothing to check in them.
    ///
    /// ## Why
    ///
    /// A validator looks at the body where the method has a model of it for the media type, and at
    /// parameters where some are required. The definition has a body without a schema that becomes
    /// a model, or parameters that are all optional: the line looks like a check, and all requests
    /// pass.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       x-amazon-apigateway-request-validator: all
    ///       parameters: [{ name: status, in: query, schema: { type: string } }]
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
    ///       parameters: [{ name: status, in: query, type: string }]
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
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["request-schema-unsupported"],
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
        if checks {
            return;
        }
        // Of a request that has nothing to check nobody expects a check.
        let is_plain = |place| matches!(place, ParameterIn::Query | ParameterIn::Header);
        let optional = operation.parameters.iter().find(|it| is_plain(it.place));
        let (at, label) = match (&operation.request_body, optional) {
            (Some(it), _) if body => (it.at, "the body has no model"),
            (_, Some(it)) if parameters => (it.at, "no parameter is required"),
            _ => return,
        };
        cx.report(
            named.at,
            format!("the request validator `{}` finds nothing to check", named.value),
        )
        .label(label)
        .related(at, "this is not checked")
        .help("describe what is to be checked, or remove the validator");
    }
}
