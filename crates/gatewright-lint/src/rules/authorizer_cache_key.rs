//! Answers of authorizers that are kept under no key.

use gatewright_model::AuthorizerType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::SecurityScheme;

declare_rule! {
    /// A request authorizer whose answers are kept, and that has no `identitySource`.
    ///
    /// ## Why
    ///
    /// Answers are kept under the values of the identity sources. Without a source there is nothing
    /// to tell callers apart, and the source is required where answers are kept (API Reference,
    /// *Authorizer*).
    ///
    /// ## Bad
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
    ///         authorizerResultTtlInSeconds: 300
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
    ///       authorizerResultTtlInSeconds: 300
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
    ///         type: request
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///         authorizerResultTtlInSeconds: 300
    ///         identitySource: method.request.header.Authorization
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
    ///       authorizerResultTtlInSeconds: 300
    ///       identitySource: method.request.header.Authorization
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    AuthorizerCacheKey {
        name: "authorizer-cache-key",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [SecurityScheme],
    }
}

impl Check<visit::SecurityScheme> for AuthorizerCacheKey {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let Some(authorizer) = &scheme.authorizer else { return };
        let kind = authorizer.authorizer_type.as_ref().and_then(|it| AuthorizerType::parse(it));
        let Some(ttl) = &authorizer.result_ttl_in_seconds else { return };
        let keeps = ttl.parse::<u32>().is_ok_and(|seconds| seconds > 0);
        if kind != Some(AuthorizerType::Request) || !keeps {
            return;
        }
        cx.judged();
        let has_source = match authorizer.at.get("identitySource") {
            None => false,
            Some(value) => value.text() != Some("") && !value.is_null(),
        };
        if !has_source {
            cx.report(ttl.at, "answers are kept, and there is no `identitySource`")
                .label("nothing tells callers apart")
                .help("add an `identitySource`, or write `0` to keep no answers");
        }
    }
}
