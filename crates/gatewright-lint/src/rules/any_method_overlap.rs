//! Methods that are guarded beside an `ANY` that is not.

use gatewright_definition::Verb;
use gatewright_model::{AuthorizationType, Method};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// An `x-amazon-apigateway-any-method` that anybody may call, beside a guarded operation.
    ///
    /// ## Why
    ///
    /// ANY takes all verbs that the path does not have otherwise, with its own authorization: that of
    /// the operations beside it does not count. When `get` asks for an authorizer or an API key and
    /// ANY for nothing, everybody may POST, PUT and DELETE. Preflights under `options` are not
    /// compared.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ caller: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    ///     x-amazon-apigateway-any-method:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: ANY, uri: "https://example.com/pets" }
    /// securityDefinitions:
    ///   caller:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: awsSigv4
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ caller: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    ///     x-amazon-apigateway-any-method:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: ANY, uri: "https://example.com/pets" }
    /// components:
    ///   securitySchemes:
    ///     caller:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: awsSigv4
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ caller: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    ///     x-amazon-apigateway-any-method:
    ///       security: [{ caller: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: ANY, uri: "https://example.com/pets" }
    /// securityDefinitions:
    ///   caller:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: awsSigv4
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ caller: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    ///     x-amazon-apigateway-any-method:
    ///       security: [{ caller: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: ANY, uri: "https://example.com/pets" }
    /// components:
    ///   securitySchemes:
    ///     caller:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: awsSigv4
    /// ```
    AnyMethodOverlap {
        name: "any-method-overlap",
        category: Security,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["operation-open", "security-scheme-undefined", "security-scheme-unsupported"],
        visits: [PathItem],
    }
}

impl Check<visit::PathItem> for AnyMethodOverlap {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        let Some(any) = item.operations.iter().find(|it| it.verb == Verb::Any) else { return };
        let guards = |cx: &Context<'a>, at| cx.subject.method_of(at).map(|(_, it)| is_guarded(it));
        let Some(any_is_guarded) = guards(cx, any.at) else { return };
        let others = item.operations.iter();
        let mut others = others.filter(|it| !matches!(it.verb, Verb::Any | Verb::Options));
        let Some(guarded) = others.find(|it| guards(cx, it.at) == Some(true)) else { return };
        cx.judged();
        if !any_is_guarded {
            let word = guarded.key.text().unwrap_or_default();
            let message = format!(
                "anybody may call `{}` with a verb that is not listed, but not with `{word}`",
                item.path
            );
            cx.report(any.key, message)
                .label("the authorization of the other operations does not count here")
                .related(guarded.key, "this operation is guarded")
                .help("give it `security` too, or list the verbs that there are");
        }
    }
}

fn is_guarded(method: &Method) -> bool {
    method.authorization_type != AuthorizationType::None || method.api_key_required
}
