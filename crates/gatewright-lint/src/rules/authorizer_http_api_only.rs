//! Authorizers in the form of HTTP APIs.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::SecurityScheme;

declare_rule! {
    /// An authorizer that is written for an HTTP API.
    ///
    /// ## Why
    ///
    /// HTTP APIs name the source of an identity `$request.header.name`, and have one `issuer` and
    /// its `audience` in `jwtConfiguration`. REST APIs name it `method.request.header.name`, and
    /// know no such members: the authorizer finds no token, or cannot be made.
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
    ///         identitySource: $request.header.Authorization
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    /// security: [{ users: [] }]
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
    ///       identitySource: $request.header.Authorization
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
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
    ///         identitySource: method.request.header.Authorization
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    /// security: [{ users: [] }]
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
    ///       identitySource: method.request.header.Authorization
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    AuthorizerHttpApiOnly {
        name: "authorizer-http-api-only",
        category: Compatibility,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["authorizer-identity-source-invalid", "authorizer-type-unknown"],
        visits: [SecurityScheme],
    }
}

impl Check<visit::SecurityScheme> for AuthorizerHttpApiOnly {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let Some(authorizer) = &scheme.authorizer else { return };
        cx.judged();
        if let Some(source) = &authorizer.identity_source
            && source.contains("$request.")
        {
            cx.report(source.at, format!("`{}` is a source of HTTP APIs", source.value))
                .label("REST APIs name sources in another way")
                .help("write `method.request.header.{name}`");
        }
        let Some(configuration) = authorizer.jwt_configuration else { return };
        for name in ["issuer", "audience"] {
            if let Some((key, _)) = configuration.entry(name) {
                cx.report(key, format!("`jwtConfiguration` of a REST API has no `{name}`"))
                    .label("a member of HTTP APIs")
                    .help("list issuers with their audiences in `issuers`");
                return;
            }
        }
    }
}
