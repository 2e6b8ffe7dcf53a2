//! Schemes that name one of several sources.

use gatewright_model::AuthorizerType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::SecurityScheme;

declare_rule! {
    /// A scheme that names one of several sources that its authorizer reads.
    ///
    /// ## Why
    ///
    /// A scheme has room for one name, and an authorizer with several identity sources wants them
    /// all. The guide asks for the name `Unused` in a header there (*x-amazon-apigateway-authorizer
    /// object*), so that nobody takes the one for the whole. The import takes other names, too.
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
    ///         type: request
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///         identitySource: method.request.header.Authorization, method.request.querystring.tenant
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
    ///       type: request
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///       identitySource: method.request.header.Authorization, method.request.querystring.tenant
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
    ///       name: Unused
    ///       in: header
    ///       x-amazon-apigateway-authtype: custom
    ///       x-amazon-apigateway-authorizer:
    ///         type: request
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///         identitySource: method.request.header.Authorization, method.request.querystring.tenant
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
    ///     name: Unused
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: request
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///       identitySource: method.request.header.Authorization, method.request.querystring.tenant
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
    /// ## Fix safety
    ///
    /// A request authorizer reads its sources, whatever the scheme is called.
    AuthorizerSeveralSources {
        name: "authorizer-several-sources",
        category: Documentation,
        severity: Info,
        preset: Strict,
        fix: Safe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["authorizer-identity-source", "authorizer-identity-source-invalid"],
        visits: [SecurityScheme],
    }
}

impl Check<visit::SecurityScheme> for AuthorizerSeveralSources {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let Some(authorizer) = &scheme.authorizer else { return };
        let kind = authorizer.authorizer_type.as_ref().and_then(|it| AuthorizerType::parse(it));
        let (Some(name), Some(source)) = (&scheme.parameter, &authorizer.identity_source) else {
            return;
        };
        if kind != Some(AuthorizerType::Request) || !source.contains(',') || !name.is_known() {
            return;
        }
        cx.judged();
        if !name.eq_ignore_ascii_case("Unused") {
            cx.report(
                name.at,
                format!("`{name}` is one of several things that the authorizer reads"),
            )
            .label("callers need more than this")
            .related(source.at, "all of these")
            .help("write `name: Unused`")
            .fix(Fix::safe("write `Unused`").set(name.at, "Unused"));
        }
    }
}
