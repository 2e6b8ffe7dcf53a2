//! Scopes on schemes that have none.

use gatewright_definition::SecurityRequirement;
use serde_json::json;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::guards::scheme;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// Scopes of a scheme that checks none.
    ///
    /// ## Why
    ///
    /// The list behind the name of a scheme becomes the scopes of a method, and only tokens have
    /// scopes. Signed requests and API keys have none: the list is dropped without a word, and
    /// whoever has the key may do everything.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     key: { type: apiKey, name: x-api-key, in: header }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ key: [pets.read] }]
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
    ///       security: [{ key: [pets.read] }]
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
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [pets/read] }]
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
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [pets/read] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The scopes were left out before.
    SecurityScopes {
        name: "security-scopes",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Safe,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for SecurityScopes {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        for requirement in definition.security.iter().flatten() {
            check(requirement, cx);
        }
        for (_, operation) in definition.operations() {
            for requirement in operation.security.iter().flatten() {
                check(requirement, cx);
            }
        }
    }
}

fn check<'a>(requirement: &'a SecurityRequirement<'a>, cx: &mut Context<'a>) {
    for (name, scopes) in &requirement.schemes {
        let Some(scope) = scopes.first() else { continue };
        let Some(scheme) = scheme(cx.definition(), name) else { continue };
        cx.judged();
        // The import refuses scopes of other authorizers than Cognito, and ignores other types.
        let has_none =
            scheme.authorizer.is_none() && scheme.scheme_type.as_deref() == Some("apiKey");
        if !has_none {
            continue;
        }
        let what =
            if scheme.authtype.is_some() { "signed requests have" } else { "an API key has" };
        let Some((_, list)) = requirement.at.entry(name) else { continue };
        cx.report(scope.at, format!("scopes of `{name}`, which checks none"))
            .label(format!("{what} no scopes: this is left out"))
            .help(format!("write `{name}: []`"))
            .fix(Fix::safe("remove the scopes").set(list, json!([])));
    }
}
