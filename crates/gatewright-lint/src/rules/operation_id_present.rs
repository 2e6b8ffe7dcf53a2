//! Operations without an id.

use gatewright_definition::Verb;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// An operation without an operation id.
    ///
    /// ## Why
    ///
    /// The id becomes the operation name of the method, by which SDKs call their functions. Without
    /// it they make up a name from the path. Preflights under `options` are not asked for one.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
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
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    OperationIdPresent {
        name: "operation-id-present",
        category: Documentation,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Recorded,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-of-wrong-type", "value-of-wrong-type"],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for OperationIdPresent {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        if operation.verb == Verb::Options {
            return;
        }
        cx.judged();
        if operation.operation_id.is_none() {
            let word = operation.verb_word();
            cx.report(
                operation.key,
                format!("`{word} {}` has no operation id", operation.item.path),
            )
            .label("the method gets no operation name")
            .help("add an `operationId`");
        }
    }
}
