//! Schemes that are easily overheard or outdated.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::SecurityScheme;

declare_rule! {
    /// A scheme that is outdated, or sends credentials where they are written down.
    ///
    /// ## Why
    ///
    /// What stands in the query is kept in logs and histories. Basic and digest authentication send
    /// a password with each request, or what stands for one. The flows `implicit` and `password` of
    /// OAuth 2 are gone from its best practices (RFC 9700) and from OAuth 2.1. It is for the
    /// function behind the authorizer to ask for something better.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     users:
    ///       type: apiKey
    ///       name: token
    ///       in: query
    ///       x-amazon-apigateway-authtype: custom
    ///       x-amazon-apigateway-authorizer:
    ///         type: request
    ///         authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///         identitySource: method.request.querystring.token
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
    ///     name: token
    ///     in: query
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: request
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations
    ///       identitySource: method.request.querystring.token
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
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    SecurityWeakScheme {
        name: "security-weak-scheme",
        category: Security,
        severity: Warning,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [SecurityScheme],
    }
}

impl Check<visit::SecurityScheme> for SecurityWeakScheme {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        // Of the others the import says that it ignores them.
        if scheme.authorizer.is_none() {
            return;
        }
        let Some(kind) = &scheme.scheme_type else { return };
        cx.judged();
        let member = |name: &str| scheme.at.get(name).and_then(Node::as_str);
        let (at, fault, help) = match kind.as_str() {
            "apiKey" => match &scheme.place {
                Some(place) if matches!(place.as_str(), "query" | "cookie") => {
                    let fault = "credentials in the query are written to logs";
                    (
                        place.at,
                        if place.as_str() == "query" {
                            fault
                        } else {
                            "credentials in a cookie are sent by other pages, too"
                        },
                        "send them in a header",
                    )
                }
                _ => return,
            },
            "basic" => (kind.at, "a password goes with each request", "ask for a token"),
            "http" => match member("scheme") {
                Some("basic" | "digest") => (
                    kind.at,
                    "a password, or its digest, goes with each request",
                    "ask for a token",
                ),
                _ => return,
            },
            "oauth2" => {
                let flows = scheme.at.get("flows");
                let has = |name: &str| flows.and_then(|it| it.entry(name)).map(|(key, _)| key);
                let flow = scheme.at.get("flow");
                let flow = flow.filter(|it| matches!(it.as_str(), Some("implicit" | "password")));
                let Some(at) = flow.or_else(|| has("implicit")).or_else(|| has("password")) else {
                    return;
                };
                (at, "a flow that OAuth 2.1 has no more", "use the flow with authorization codes")
            }
            _ => return,
        };
        cx.report(at, format!("`{}` is a weak scheme", scheme.name)).label(fault).help(help);
    }
}
