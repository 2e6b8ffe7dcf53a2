//! Methods that anybody may call.

use gatewright_definition as definition;
use gatewright_model::HttpMethod;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::guards::{is_authorized, is_closed_elsewhere, is_meant_open, says_something};
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A method that anybody may call, with nothing in the definition that says so on purpose.
    ///
    /// ## Why
    ///
    /// Neither an authorizer nor IAM nor a resource policy guards it, and a public API endpoint is
    /// found by those who look for one. An API key alone is no guard: it tells which application
    /// calls, is sent by all its users, and is meant for quotas (*Usage plans and API keys*).
    /// `security: []` says that a method is meant to be open. Where no method of the API is
    /// guarded, that is told once.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: []
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    SecurityMissing {
        name: "security-missing",
        category: Security,
        severity: Warning,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["operation-open", "security-forgotten", "security-login-dropped"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for SecurityMissing {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        if is_closed_elsewhere(cx) {
            return;
        }
        let mut is_any_guarded = false;
        let mut open: Vec<(&'a definition::Operation<'a>, &'static str)> = Vec::new();
        for (_, operation) in definition.operations() {
            let Some((_, method)) = cx.subject.method_of(operation.at) else { continue };
            cx.judged();
            // Browsers send preflight requests without credentials.
            if method.http_method == HttpMethod::Options {
                continue;
            }
            is_any_guarded |= is_authorized(method);
            if is_authorized(method) || is_meant_open(operation, definition) {
                continue;
            }
            if method.api_key_required {
                open.push((operation, "an API key is all that is asked for"));
            } else if !says_something(operation, definition) {
                open.push((operation, "nobody is asked who they are"));
            }
        }
        if !is_any_guarded
            && open.len() > 1
            && let Some((key, _)) = definition.root.entry("paths")
        {
            cx.report(
                key,
                format!("{} methods that anybody may call, and none guarded", open.len()),
            )
            .related(open[0].0.key, "the first of them")
            .help("give operations a `security`, or `security: []` where everybody may call");
            return;
        }
        for (operation, label) in open {
            cx.report(operation.key, "a method that anybody may call")
                .label(label)
                .help("give it a `security` with an authorizer, or `security: []`");
        }
    }
}
