//! Operations that can only fail.

use gatewright_model::IntegrationType;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// An operation that answers with errors only.
    ///
    /// ## Why
    ///
    /// Unless the integration is a proxy, the caller gets nothing but the responses that are declared.
    /// When all of them are errors, the success of the backend has no response to go to, and ends as
    /// an error too.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "400": { description: Wrong }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           default: { statusCode: "400" }
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
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           default: { statusCode: "200" }
    ///           "4\\d{2}": { statusCode: "400" }
    /// ```
    OperationSuccessResponse {
        name: "operation-success-response",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["response-default-unsupported", "response-status-invalid"],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for OperationSuccessResponse {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        // A mock may well be there to refuse.
        let kind = operation.sound_integration().and_then(|it| it.kind());
        let Some(IntegrationType::Http | IntegrationType::Aws) = kind else { return };
        let responses = operation.responses.as_deref().unwrap_or_default();
        if responses.is_empty() {
            return;
        }
        cx.judged();
        if responses.iter().all(|it| it.status.starts_with(['4', '5'])) {
            let at = operation.at.get("responses").and_then(Node::key);
            let word = operation.verb_word();
            let message = format!("`{word} {}` can only answer with errors", operation.item.path);
            cx.report(at.unwrap_or(operation.key), message)
                .label("no response is a success")
                .help("declare the response of a success, such as `200`");
        }
    }
}
