//! Credentials of authorizers that are no role.

use gatewright_definition::values::{Arn, Pieces};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::SecurityScheme;

declare_rule! {
    /// An `authorizerCredentials` that is no role.
    ///
    /// ## Why
    ///
    /// API Gateway takes a role to call the function of an authorizer, and its ARN stands here
    /// (*x-amazon-apigateway-authorizer object*). Without one the function's own policy must allow
    /// the call. With anything else the function is not called, and each call of the API ends with
    /// 500.
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
    ///       x-amazon-apigateway-authtype: custom
    ///       x-amazon-apigateway-authorizer:
    ///         type: token
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///         authorizerCredentials: arn:aws:iam::123456789012:user/auth
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
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: token
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///       authorizerCredentials: arn:aws:iam::123456789012:user/auth
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
    ///       x-amazon-apigateway-authtype: custom
    ///       x-amazon-apigateway-authorizer:
    ///         type: token
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///         authorizerCredentials: arn:aws:iam::123456789012:role/auth
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
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: token
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///       authorizerCredentials: arn:aws:iam::123456789012:role/auth
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    AuthorizerCredentials {
        name: "authorizer-credentials",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["document-unresolved-placeholder", "tag-unresolved"],
        visits: [SecurityScheme],
    }
}

impl Check<visit::SecurityScheme> for AuthorizerCredentials {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let Some(authorizer) = &scheme.authorizer else { return };
        // Recorded: an empty text counts as none.
        let Some(role) = authorizer.credentials.as_ref().filter(|it| !it.is_empty()) else {
            return;
        };
        cx.judged();
        if !may_be_role(role.pieces()) {
            cx.report(role.at, format!("`{role}` is no role"))
                .label("the function cannot be called with this")
                .help("write `arn:aws:iam::{account}:role/{name}`, or remove it");
        }
    }
}

fn may_be_role(text: Pieces<'_>) -> bool {
    // Braces are where other tools fill something in.
    let Some(arn) = Arn::parse(text) else { return !text.is_known() || text.text().contains('{') };
    arn.service.known().is_none_or(|service| service == "iam")
        && (arn.resource.strip_prefix("role/").is_some() || !arn.resource.is_known())
}
