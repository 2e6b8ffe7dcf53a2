//! Security that stands at the root alone.

use std::collections::HashSet;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::{Applicability, Fix};
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A `security` at the root that operations rely on.
    ///
    /// ## Why
    ///
    /// Two sources disagree: the guide says that API Gateway does not use it and that each
    /// operation needs its own (*Important notes*), while an import of OpenAPI 3.0 is recorded that
    /// gave it to the operations without one. Written at each operation it holds either way, and
    /// what is open is plain to see. An operation that answers the preflight requests of browsers
    /// gets it too, and then answers none.
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
    /// security: [{ users: [] }]
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
    /// ## Fix safety
    ///
    /// Each operation gets what the root says, which the import gave it before.
    SecurityRootLevel {
        name: "security-root-level",
        category: Security,
        severity: Warning,
        preset: Strict,
        fix: Safe,
        confidence: Documented,
        versions: OpenApi30,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for SecurityRootLevel {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        check_root(definition, Applicability::Safe, cx);
    }
}

/// Reports the `security` of the root where operations rely on it.
pub(crate) fn check_root<'a>(
    definition: Definition<'a>,
    applicability: Applicability,
    cx: &mut Context<'a>,
) {
    cx.judged();
    let Some(requirements) = &definition.security else { return };
    if requirements.iter().all(|requirement| requirement.schemes.is_empty()) {
        return;
    }
    let Some((key, value)) = definition.root.entry("security") else { return };
    // What is there and cannot be read is another matter.
    let relying = || {
        let operations = definition.operations().map(|(_, operation)| operation.at);
        operations.filter(|at| at.get("security").is_none())
    };
    let Some(first) = relying().next() else { return };
    let mut fix = Fix { applicability, ..Fix::safe("write it at each operation that has none") };
    // Paths may share their operations.
    let mut seen = HashSet::new();
    for at in relying().filter(|at| seen.insert(at.id())) {
        fix = fix.insert(at, "security", value.to_json());
    }
    let message = match seen.len() {
        1 => "an operation that relies on the `security` of the root".to_owned(),
        count => format!("{count} operations that rely on the `security` of the root"),
    };
    cx.report(key, message)
        .label("the guide says that API Gateway does not use this")
        .related(first.key().unwrap_or(first), "an operation without its own")
        .help("write `security` at each operation")
        .fix(fix);
}
