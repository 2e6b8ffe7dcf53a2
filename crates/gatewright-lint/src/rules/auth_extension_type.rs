//! Operations that say two things of signed requests.

use gatewright_model::AuthorizationType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// An `x-amazon-apigateway-auth` of type `NONE` on an operation whose `security` asks for
    /// signed requests.
    ///
    /// ## Why
    ///
    /// The one says that everybody may call, and the other that callers sign. Which of them the
    /// import takes is written nowhere, so the method may be open.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     signed:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: awsSigv4
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ signed: [] }]
    ///       x-amazon-apigateway-auth: { type: NONE }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   signed:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: awsSigv4
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ signed: [] }]
    ///       x-amazon-apigateway-auth: { type: NONE }
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
    ///     signed:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: awsSigv4
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ signed: [] }]
    ///       x-amazon-apigateway-auth: { type: AWS_IAM }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   signed:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: awsSigv4
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ signed: [] }]
    ///       x-amazon-apigateway-auth: { type: AWS_IAM }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    AuthExtensionType {
        name: "auth-extension-type",
        category: Security,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["auth-ignored"],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for AuthExtensionType {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let (Some(auth), Some(method)) = (&operation.operation.auth, operation.method) else {
            return;
        };
        cx.judged();
        let says_open = AuthorizationType::parse(auth) == Some(AuthorizationType::None);
        if says_open && method.authorization_type == AuthorizationType::AwsIam {
            cx.report(auth.at, "`NONE`, while `security` asks for signed requests")
                .label("the method may be open to everybody")
                .help("write `AWS_IAM`, or remove the extension");
        }
    }
}
