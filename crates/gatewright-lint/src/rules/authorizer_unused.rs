//! Authorizers that no method asks.

use std::collections::HashSet;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::guards::requirements;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An authorizer that no method asks.
    ///
    /// ## Why
    ///
    /// The import makes an authorizer of each scheme that describes one, used or not, and an API
    /// has ten at most unless a quota is raised. One that nothing asks often is a leftover, or the
    /// `security` that should name it is missing.
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
    ///
    /// ## Fix safety
    ///
    /// Somebody may have forgotten to ask it.
    AuthorizerUnused {
        name: "authorizer-unused",
        category: Style,
        severity: Info,
        preset: Strict,
        fix: Unsafe,
        confidence: Recorded,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for AuthorizerUnused {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let schemes = || definition.security_schemes.iter().filter(|it| it.authorizer.is_some());
        if schemes().next().is_none() {
            return;
        }
        cx.judged();
        let mut named: HashSet<&str> = HashSet::new();
        for (_, operation) in definition.operations() {
            let requirements = requirements(operation, definition);
            named.extend(requirements.iter().flat_map(|it| &it.schemes).map(|(it, _)| it.as_str()));
        }
        // What is refused is never made.
        let made: HashSet<&str> = cx.api().authorizers.iter().map(|it| it.name.as_str()).collect();
        let is_unused = |name: &str| made.contains(name) && !named.contains(name);
        for scheme in schemes().filter(|scheme| is_unused(scheme.name.as_str())) {
            let draft = cx
                .report(scheme.name.at, format!("no method asks the authorizer `{}`", scheme.name))
                .label("it guards nothing")
                .help("name it in the `security` of operations, or remove it");
            if scheme.at.key().is_some_and(|key| key.id() == scheme.name.at.id()) {
                draft.fix(Fix::unsafely("remove the scheme").remove(scheme.at));
            }
        }
    }
}
