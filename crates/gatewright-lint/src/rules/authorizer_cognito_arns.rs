//! User pools that are none.

use gatewright_definition::values::{Arn, Pieces};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::SecurityScheme;

declare_rule! {
    /// A member of `providerARNs` that is no user pool.
    ///
    /// ## Why
    ///
    /// The members are ARNs of the form `arn:aws:cognito-idp:{region}:{account}:userpool/{pool}`
    /// (API Reference, *Authorizer*), and the name of a pool begins with its region. The import
    /// does not ask whether there is such a pool; no token is from one that cannot be.
    ///
    /// ## Bad
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
    ///         providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:identitypool/pets"]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
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
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:identitypool/pets"]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
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
    ///       security: [{ users: [] }]
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
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    AuthorizerCognitoArns {
        name: "authorizer-cognito-arns",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["document-unresolved-placeholder", "tag-unresolved"],
        visits: [SecurityScheme],
    }
}

impl Check<visit::SecurityScheme> for AuthorizerCognitoArns {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let Some(authorizer) = &scheme.authorizer else { return };
        for arn in &authorizer.provider_arns {
            cx.judged();
            if let Some(fault) = fault(arn.pieces()) {
                cx.report(arn.at, format!("`{arn}` is no user pool"))
                    .label(fault)
                    .help("write `arn:aws:cognito-idp:{region}:{account}:userpool/{pool}`");
            }
        }
    }
}

/// What is wrong with an ARN, as far as it is known.
fn fault(text: Pieces<'_>) -> Option<&'static str> {
    let Some(arn) = Arn::parse(text) else {
        // Braces are where other tools fill something in.
        let is_known = text.is_known() && !text.text().contains('{');
        return is_known.then_some("this is no ARN");
    };
    if arn.service.known().is_some_and(|service| service != "cognito-idp") {
        return Some("user pools belong to the service `cognito-idp`");
    }
    let Some(pool) = arn.resource.strip_prefix("userpool/") else {
        let is_wrong = arn.resource.is_known();
        return is_wrong.then_some("the resource of a user pool is `userpool/{pool}`");
    };
    let (region, pool) = (arn.region.known()?, pool.known()?);
    let is_of_region = pool.strip_prefix(region).is_some_and(|rest| rest.starts_with('_'));
    (!is_of_region).then_some("the name of a pool begins with its region and `_`")
}
