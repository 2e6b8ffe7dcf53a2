//! API keys that an authorizer should name and none is asked.

use gatewright_model::{ApiKeySource, AuthorizationType};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A method that needs an API key from an authorizer and has none.
    ///
    /// ## Why
    ///
    /// With the source `AUTHORIZER` the API key is what the Lambda function of the authorizer
    /// returns as `usageIdentifierKey` (*Choose an API key source*). A method without such an
    /// authorizer never gets one, and each call is answered with 403.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     key: { type: apiKey, name: x-api-key, in: header }
    /// x-amazon-apigateway-api-key-source: AUTHORIZER
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   key: { type: apiKey, name: x-api-key, in: header }
    /// x-amazon-apigateway-api-key-source: AUTHORIZER
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ key: [] }]
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
    ///     key: { type: apiKey, name: x-api-key, in: header }
    /// x-amazon-apigateway-api-key-source: AUTHORIZER
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [], key: [] }]
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
    ///   key: { type: apiKey, name: x-api-key, in: header }
    /// x-amazon-apigateway-api-key-source: AUTHORIZER
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ users: [], key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ApiKeySourceFault {
        name: "api-key-source",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for ApiKeySourceFault {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let Some(method) = operation.method.filter(|method| method.api_key_required) else {
            return;
        };
        if cx.api().rest_api.api_key_source != ApiKeySource::Authorizer {
            return;
        }
        let Some(source) = &cx.definition().api_key_source else { return };
        cx.judged();
        if method.authorization_type != AuthorizationType::Custom {
            cx.report(operation.key, "no Lambda authorizer names the API key that is asked for")
                .label("each call is answered with 403")
                .related(source.at, "keys come from an authorizer")
                .help("add a Lambda authorizer to `security`, or write `HEADER` for the source");
        }
    }
}
