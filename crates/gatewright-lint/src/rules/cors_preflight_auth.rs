//! Preflights that nobody may send.

use gatewright_definition::Verb;
use gatewright_model::{AuthorizationType, HttpMethod, Method};
use serde_json::Value;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::speaks_of_origin;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// An OPTIONS that asks for credentials.
    ///
    /// ## Why
    ///
    /// Before a browser calls a method from another origin it asks with OPTIONS, and sends neither tokens
    /// nor API keys nor signatures with the question. A method with an authorizer, IAM or a required API key
    /// answers 401 or 403, and the browser never makes the call. Mind `security` at the root: it holds for
    /// each operation that has none of its own. A path with `x-amazon-apigateway-any-method` and without
    /// `options` answers the question with the former, whose security then holds, too: that is told where the
    /// path sends or declares `Access-Control-Allow-Origin`.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// security: [{ key: [] }]
    /// paths:
    ///   /cart:
    ///     get:
    ///       operationId: getCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: OPTIONS, uri: "https://example.com/cart" }
    /// components:
    ///   securitySchemes:
    ///     key: { type: apiKey, name: x-api-key, in: header }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     get:
    ///       operationId: getCart
    ///       security: [{ key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       security: [{ key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: OPTIONS, uri: "https://example.com/cart" }
    /// securityDefinitions:
    ///   key: { type: apiKey, name: x-api-key, in: header }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// security: [{ key: [] }]
    /// paths:
    ///   /cart:
    ///     get:
    ///       operationId: getCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       security: []
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: OPTIONS, uri: "https://example.com/cart" }
    /// components:
    ///   securitySchemes:
    ///     key: { type: apiKey, name: x-api-key, in: header }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     get:
    ///       operationId: getCart
    ///       security: [{ key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       security: []
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: OPTIONS, uri: "https://example.com/cart" }
    /// securityDefinitions:
    ///   key: { type: apiKey, name: x-api-key, in: header }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Browsers send preflights without credentials, so that a guarded one is of use to nobody.
    CorsPreflightAuth {
        name: "cors-preflight-auth",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for CorsPreflightAuth {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let is_any = match operation.operation.verb {
            Verb::Options => false,
            Verb::Any => true,
            _ => return,
        };
        let Some((resource, method)) = cx.subject.method_of(operation.operation.at) else {
            return;
        };
        let verbs = &resource.resource_methods;
        // Without a word of CORS on this very path it may be there for other callers than pages.
        let answers_pages =
            !verbs.contains_key(&HttpMethod::Options) && verbs.values().any(speaks_of_origin);
        if is_any && !answers_pages {
            return;
        }
        cx.judged();
        let Some(guard) = guard(method) else { return };
        let (key, at) = (operation.operation.key, operation.operation.at);
        if is_any {
            cx.report(key, format!("preflights of this path need {guard}"))
                .label("`ANY` answers OPTIONS, too, and browsers ask without credentials")
                .help("add an `options` operation with `security: []`");
            return;
        }
        let draft = cx.report(key, format!("a preflight that needs {guard}"));
        draft.label("browsers send it without credentials").help("write `security: []`");
        // `x-amazon-apigateway-auth` would still hold.
        if operation.operation.auth.is_none() {
            let nobody = Value::Array(Vec::new());
            let fix = Fix::unsafely("let everybody ask");
            draft.fix(match at.get("security") {
                Some(security) => fix.set(security, nobody),
                None => fix.insert(at, "security", nobody),
            });
        }
    }
}

/// What a caller must have.
fn guard(method: &Method) -> Option<&'static str> {
    Some(match method.authorization_type {
        AuthorizationType::AwsIam => "a signature of IAM",
        AuthorizationType::Custom
        | AuthorizationType::CognitoUserPools
        | AuthorizationType::Jwt => "a token for the authorizer",
        AuthorizationType::None if method.api_key_required => "an API key",
        AuthorizationType::None => return None,
    })
}
