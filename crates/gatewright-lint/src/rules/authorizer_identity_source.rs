//! Schemes that name another credential than their authorizer reads.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::SecurityScheme;

declare_rule! {
    /// A scheme that tells callers to send something else than its authorizer reads.
    ///
    /// ## Why
    ///
    /// Callers, and the clients that are made from a definition, send what the scheme names. The
    /// authorizer reads its `identitySource`, and without a value there the call is answered with
    /// 401. An authorizer of several sources, or of none that callers send, has a scheme with the
    /// name `Unused` (*x-amazon-apigateway-authorizer object*).
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     users:
    ///       type: apiKey
    ///       name: X-Api-Token
    ///       in: header
    ///       x-amazon-apigateway-authtype: custom
    ///       x-amazon-apigateway-authorizer:
    ///         type: request
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
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
    ///     name: X-Api-Token
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: request
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
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
    AuthorizerIdentitySource {
        name: "authorizer-identity-source",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["authorizer-http-api-only", "tag-unresolved"],
        visits: [SecurityScheme],
    }
}

impl Check<visit::SecurityScheme> for AuthorizerIdentitySource {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let Some(authorizer) = &scheme.authorizer else { return };
        let (Some(name), Some(source)) = (&scheme.parameter, &authorizer.identity_source) else {
            return;
        };
        // Where no answers are kept the source need only be there, and the function reads the rest.
        let ttl = authorizer.result_ttl_in_seconds.as_ref();
        let is_kept = ttl.is_none_or(|ttl| ttl.as_str() != "0" && !ttl.has_unknown());
        let is_telling = is_kept && name.is_known() && source.is_known() && !source.contains('$');
        if !is_telling || source.is_empty() {
            return;
        }
        // Of what is no source at all the import speaks.
        let is_source = |it: &str| {
            let begins = ["method.request.", "context.", "stageVariables."];
            begins.iter().any(|begin| it.trim().starts_with(begin))
        };
        if !source.split(',').all(is_source) {
            return;
        }
        cx.judged();
        let read = || {
            source.split(',').map(str::trim).filter_map(|source| {
                let rest = source.strip_prefix("method.request.")?;
                rest.strip_prefix("header.").or_else(|| rest.strip_prefix("querystring."))
            })
        };
        if name.eq_ignore_ascii_case("Unused") || read().any(|it| it.eq_ignore_ascii_case(name)) {
            return;
        }
        let right = match (read().next(), read().nth(1)) {
            (Some(only), None) if !source.contains(',') => only,
            _ => "Unused",
        };
        cx.report(name.at, format!("`{name}` is not what the authorizer reads"))
            .label("callers are told to send this")
            .related(source.at, "the authorizer reads this")
            .help(format!("write `name: {right}`, or read what callers send"));
    }
}
