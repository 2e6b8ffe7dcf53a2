//! Required parameters that the validator does not ask for.

use gatewright_definition::ParameterIn;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::guards::validator;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A required parameter of a method whose validator does not look at parameters.
    ///
    /// ## Why
    ///
    /// `required: true` in the definition is a promise to callers. API Gateway asks for the
    /// parameter only where a request validator with `validateRequestParameters` is in force
    /// (*Request validation for REST APIs*); the validator of this method looks at the body alone,
    /// so that requests without the parameter reach the backend.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       x-amazon-apigateway-request-validator: body
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
    ///       x-amazon-apigateway-request-validator: body
    ///       parameters: [{ name: status, in: query, required: true, type: string }]
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
    ParameterRequiredWithoutValidator {
        name: "parameter-required-without-validator",
        category: Security,
        severity: Info,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for ParameterRequiredWithoutValidator {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let is_asked =
            |place: ParameterIn| matches!(place, ParameterIn::Query | ParameterIn::Header);
        let mut required =
            operation.parameters.iter().filter(|it| it.required && is_asked(it.place));
        let Some(parameter) = required.next() else { return };
        let Some(validator) = operation.method.and_then(|method| validator(method, cx)) else {
            return;
        };
        cx.judged();
        if validator.validate_request_parameters || !validator.validate_request_body {
            return;
        }
        let name = &parameter.name;
        let draft = cx
            .report(name.at, format!("`{name}` is required, and nobody asks for it"))
            .label(format!("the validator `{}` does not look at parameters", validator.name))
            .help("take a validator with `validateRequestParameters: true`");
        if let Some(named) = &operation.operation.request_validator {
            draft.related(named.at, "the validator");
        }
    }
}
