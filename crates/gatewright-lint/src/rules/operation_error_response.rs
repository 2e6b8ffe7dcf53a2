//! Operations that declare no errors.

use gatewright_definition::Verb;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// An operation that declares no error.
    ///
    /// ## Why
    ///
    /// Clients cannot provide for failures that are not described. Preflights under `options` are not
    /// asked.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200": { description: OK }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200": { description: OK }
    ///         "400": { description: Wrong }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    OperationErrorResponse {
        name: "operation-error-response",
        category: Documentation,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for OperationErrorResponse {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let responses = operation.responses.as_deref().unwrap_or_default();
        if operation.verb == Verb::Options || responses.is_empty() {
            return;
        }
        cx.judged();
        let is_error = |status: &str| status == "default" || status.starts_with(['4', '5']);
        if !responses.iter().any(|it| is_error(&it.status)) {
            let at = operation.at.get("responses").and_then(Node::key);
            let word = operation.verb_word();
            let message = format!("`{word} {}` declares no error", operation.item.path);
            cx.report(at.unwrap_or(operation.key), message)
                .label("no response is an error")
                .help("declare what a wrong request is answered with, such as `400`");
        }
    }
}
