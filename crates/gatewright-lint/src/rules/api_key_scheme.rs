//! API keys that API Gateway does not look at, and nothing else guards.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::guards::{is_authorized, requirements};
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An API key that API Gateway does not look at, as all that guards an operation.
    ///
    /// ## Why
    ///
    /// Callers send the keys of API Gateway in the header `x-api-key` (*Choose an API key source*);
    /// a key in another header or in the query is nothing to it. Nobody says what the import makes
    /// of such a scheme. Either the method asks for an `x-api-key` that the definition does not
    /// name, or it is open to everybody. A key of one's own needs an authorizer.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     key: { type: apiKey, name: X-Token, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   key: { type: apiKey, name: X-Token, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     key: { type: apiKey, name: x-api-key, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   key: { type: apiKey, name: x-api-key, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ApiKeyScheme {
        name: "api-key-scheme",
        category: Security,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ApiKeyScheme {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        for scheme in &definition.security_schemes {
            let is_key = scheme.scheme_type.as_deref() == Some("apiKey")
                && scheme.authorizer.is_none()
                && scheme.authtype.is_none();
            let (Some(name), Some(place)) = (&scheme.parameter, &scheme.place) else { continue };
            if !is_key || !name.is_known() {
                continue;
            }
            cx.judged();
            if place.as_str() == "header" && name.eq_ignore_ascii_case("x-api-key") {
                continue;
            }
            let mut guarded =
                definition.operations().map(|(_, operation)| operation).filter(|it| {
                    let method = cx.subject.method_of(it.at);
                    let mut schemes =
                        requirements(it, definition).iter().flat_map(|it| &it.schemes);
                    method.is_some_and(|(_, method)| !is_authorized(method))
                        && schemes.all(|(it, _)| it.as_str() == scheme.name.as_str())
                        && !requirements(it, definition).is_empty()
                });
            let Some(first) = guarded.next() else { continue };
            let at = scheme.name.at;
            cx.report(at, format!("API Gateway does not look at the key `{}`", scheme.name))
                .label(format!("keys are read from the header `x-api-key`, not from `{name}`"))
                .related(first.key, "nothing else guards this")
                .help("write `in: header` and `name: x-api-key`, or give the scheme an authorizer");
        }
    }
}
