//! Operations of which only the API key is left.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::guards::{is_authorized, requirements, scheme};
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// An operation that asks for a login and an API key, and gets the key alone.
    ///
    /// ## Why
    ///
    /// The scheme of the login is nothing to API Gateway and is ignored; the API key beside it
    /// stays. So the method is not open, and yet nobody is asked who they are: all users of an
    /// application send the same key.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     login: { type: http, scheme: bearer }
    ///     key: { type: apiKey, name: x-api-key, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ login: [], key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   login: { type: basic }
    ///   key: { type: apiKey, name: x-api-key, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ login: [], key: [] }]
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
    ///     users:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: cognito_user_pools
    ///       x-amazon-apigateway-authorizer:
    ///         type: cognito_user_pools
    ///         providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aBcDeFgHi"]
    ///     key: { type: apiKey, name: x-api-key, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [], key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   users:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aBcDeFgHi"]
    ///   key: { type: apiKey, name: x-api-key, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [], key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    SecurityLoginDropped {
        name: "security-login-dropped",
        category: Security,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Quoted,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for SecurityLoginDropped {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let Some(method) = operation.method.filter(|method| method.api_key_required) else {
            return;
        };
        cx.judged();
        if is_authorized(method) {
            return;
        }
        // Of alternatives the key alone is one that the definition admits.
        for requirement in requirements(operation.operation, cx.definition()) {
            let dropped = requirement.schemes.iter().find(|(name, _)| {
                let scheme = scheme(cx.definition(), name);
                scheme.is_some_and(|scheme| scheme.scheme_type.as_deref() != Some("apiKey"))
            });
            if let Some((name, _)) = dropped.filter(|_| requirement.schemes.len() > 1) {
                cx.report(operation.key, "of a login and an API key only the key is asked for")
                    .label("whoever has the key may call this")
                    .related(name.at, format!("`{name}` protects nothing"))
                    .help("make the scheme an `apiKey` scheme with an `x-amazon-apigateway-authorizer`");
                return;
            }
        }
    }
}
