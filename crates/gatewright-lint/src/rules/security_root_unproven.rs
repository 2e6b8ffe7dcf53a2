//! Security that stands at the root alone, in Swagger 2.0.

use super::security_root_level::check_root;
use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Applicability;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A `security` at the root of a Swagger 2.0 definition that operations rely on.
    ///
    /// ## Why
    ///
    /// The guide says that API Gateway does not use it and that each operation needs its own
    /// (*Important notes*). Imports of OpenAPI 3.0 are known to use it all the same; of Swagger 2.0
    /// nobody has shown that. Operations without their own may be open to everybody.
    ///
    /// ## Bad
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
    /// security: [{ users: [] }]
    /// ```
    ///
    /// ## Good
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
    /// Each operation gets what the root says. Those that were open are guarded then, the
    /// preflight requests of browsers among them.
    SecurityRootUnproven {
        name: "security-root-unproven",
        category: Security,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for SecurityRootUnproven {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        check_root(definition, Applicability::Unsafe, cx);
    }
}
