//! HTTP backends that are called with another verb than the method.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// An HTTP backend that is called with another verb than that of the method.
    ///
    /// ## Why
    ///
    /// That may be meant, and is often left over from a copy. A method of `ANY` calls with whatever verb
    /// the integration says, and HEAD is commonly served by a GET.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     delete:
    ///       operationId: deletePets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     delete:
    ///       operationId: deletePets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: DELETE, uri: "https://example.com/pets" }
    /// ```
    IntegrationMethodMismatch {
        name: "integration-method-mismatch",
        category: Correctness,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["method-verb-invalid", "integration-word-unknown"],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationMethodMismatch {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if !integration.calls_http() {
            return;
        }
        let Some(verb) = &integration.integration.http_method else { return };
        let method = integration.operation.verb_word();
        if method == "ANY" || verb.is_empty() || !verb.is_known() {
            return;
        }
        cx.judged();
        let is_same = [method, "ANY"].iter().any(|it| verb.eq_ignore_ascii_case(it));
        if is_same || (method == "HEAD" && verb.eq_ignore_ascii_case("GET")) {
            return;
        }
        cx.report(verb.at, format!("a `{method}` method that calls with `{verb}`"))
            .label("the backend gets another verb than the API")
            .help(format!("write `{method}`, unless the backend wants `{verb}`"));
    }
}
