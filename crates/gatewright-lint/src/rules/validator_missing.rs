//! Methods whose requests could be checked and are not.

use gatewright_definition as definition;
use gatewright_model::Method;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A method with a model of its body or required parameters, and no request validator.
    ///
    /// ## Why
    ///
    /// API Gateway refuses malformed requests before they cost a call of the backend, where a
    /// validator is in force (*Request validation for REST APIs*). Without one, models and
    /// `required` say what callers should send, and nobody looks. Where no method of the API has a
    /// validator, that is told once.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://api.example.com/pets" }
    /// components:
    ///   schemas:
    ///     Pet: { type: object, properties: { name: { type: string } } }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       consumes: [application/json]
    ///       parameters: [{ name: pet, in: body, schema: { $ref: "#/definitions/Pet" } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://api.example.com/pets" }
    /// definitions:
    ///   Pet: { type: object, properties: { name: { type: string } } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       x-amazon-apigateway-request-validator: all
    ///       requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://api.example.com/pets" }
    /// x-amazon-apigateway-request-validators:
    ///   body: { validateRequestBody: true, validateRequestParameters: false }
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// components:
    ///   schemas:
    ///     Pet: { type: object, properties: { name: { type: string } } }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       x-amazon-apigateway-request-validator: all
    ///       consumes: [application/json]
    ///       parameters: [{ name: pet, in: body, schema: { $ref: "#/definitions/Pet" } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://api.example.com/pets" }
    /// x-amazon-apigateway-request-validators:
    ///   body: { validateRequestBody: true, validateRequestParameters: false }
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// definitions:
    ///   Pet: { type: object, properties: { name: { type: string } } }
    /// ```
    ValidatorMissing {
        name: "validator-missing",
        category: Security,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["validator-no-effect"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ValidatorMissing {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut is_any_checked = false;
        let mut unchecked: Vec<&'a definition::Operation<'a>> = Vec::new();
        for (_, operation) in definition.operations() {
            let Some((_, method)) = cx.subject.method_of(operation.at) else { continue };
            if !can_be_checked(method) {
                continue;
            }
            cx.judged();
            // One that is named and not defined has a finding of its own.
            let has_one = method.request_validator_id.is_some()
                || operation.request_validator.is_some()
                || definition.request_validator.is_some();
            if has_one {
                is_any_checked = true;
            } else {
                unchecked.push(operation);
            }
        }
        let help = "name a validator in `x-amazon-apigateway-request-validator`";
        if !is_any_checked
            && unchecked.len() > 1
            && let Some((key, _)) = definition.root.entry("paths")
        {
            cx.report(key, format!("requests of {} methods could be checked", unchecked.len()))
                .label("no method has a request validator")
                .related(unchecked[0].key, "the first of them")
                .help(help);
            return;
        }
        for operation in unchecked {
            cx.report(operation.key, "requests of this method could be checked")
                .label("the method has no request validator")
                .help(help);
        }
    }
}

/// Whether a validator would find something to check. Path variables are always there.
fn can_be_checked(method: &Method) -> bool {
    let is_asked =
        |(name, required): (&String, &bool)| *required && !name.starts_with("method.request.path.");
    !method.request_models.is_empty() || method.request_parameters.iter().any(is_asked)
}
