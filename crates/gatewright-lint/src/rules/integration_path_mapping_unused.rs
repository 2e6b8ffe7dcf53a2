//! Values for variables that an address does not have.

use gatewright_definition::values::Unknown;
use gatewright_model::{ParameterName, ParameterPlace};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A value for a variable that the address of the backend does not have.
    ///
    /// ## Why
    ///
    /// `integration.request.path.name` fills `{name}` in the `uri`. Where the `uri` has no such
    /// variable, the value goes nowhere, and the backend is called at one address for all requests.
    /// (Lambda functions get the path in the event, so that they are not looked at.)
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         requestParameters: { integration.request.path.petId: method.request.path.petId }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters: [{ name: petId, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         requestParameters: { integration.request.path.petId: method.request.path.petId }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets/{petId}
    ///         requestParameters: { integration.request.path.petId: method.request.path.petId }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters: [{ name: petId, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets/{petId}
    ///         requestParameters: { integration.request.path.petId: method.request.path.petId }
    /// ```
    IntegrationPathMappingUnused {
        name: "integration-path-mapping-unused",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["request-mapping-invalid", "request-parameter-not-a-string"],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationPathMappingUnused {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if !integration.calls_http() && !integration.calls_aws() {
            return;
        }
        let Some(uri) = &integration.integration.uri else { return };
        for (key, _) in &integration.integration.request_parameters {
            let name = ParameterName::parse(key, "integration.request.");
            let Some(ParameterName { place: ParameterPlace::Path, name }) = name else { continue };
            let pieces = uri.pieces();
            // A template may put a variable there; a stage variable cannot have braces.
            let is_open = pieces.unknowns().any(|it| it.unknown == Some(Unknown::Placeholder));
            let address = cx.invocation(uri).filter(|_| integration.calls_aws());
            let is_lambda = address.is_some_and(|it| it.service.text() == "lambda");
            if is_open || is_lambda {
                return;
            }
            cx.judged();
            // With a plus sign it has a finding of its own.
            let mut names = pieces.path_variables().map(|it| it.name.trim_end_matches('+'));
            if !names.any(|it| it == name) {
                cx.report(key.at, format!("`{{{name}}}` is not in the `uri`"))
                    .label("the value goes nowhere")
                    .help(format!("write `{{{name}}}` where the value belongs, or remove this"));
            }
        }
    }
}
