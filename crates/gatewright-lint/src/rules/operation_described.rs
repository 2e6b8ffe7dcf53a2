//! Operations that tell nobody what they do.

use std::collections::HashMap;

use gatewright_definition::{Text, Verb};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An operation without a summary or description, or with the description of another one.
    ///
    /// ## Why
    ///
    /// Both become the documentation of the method. A description that stands twice was most likely copied,
    /// and says the wrong thing of one of the two. Preflights under `options` are not asked for one.
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
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       description: Gives all pets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    ///     delete:
    ///       operationId: deletePets
    ///       description: Gives all pets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: DELETE, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       summary: Lists all pets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    OperationDescribed {
        name: "operation-described",
        category: Documentation,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Recorded,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for OperationDescribed {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut descriptions: HashMap<&str, &Text<'a>> = HashMap::new();
        for (item, operation) in definition.operations() {
            if operation.verb == Verb::Options {
                continue;
            }
            cx.judged();
            let is_filled = |text: &&Text<'_>| !text.trim().is_empty();
            let summary = operation.summary.as_ref().filter(is_filled);
            let description = operation.description.as_ref().filter(is_filled);
            if summary.or(description).is_none() {
                let message = format!("an operation of `{}` without a description", item.path);
                cx.report(operation.key, message)
                    .label("nothing says what it does")
                    .help("add a `summary` or a `description`");
                continue;
            }
            let Some(description) = description else { continue };
            if let Some(first) = descriptions.get(description.trim()) {
                // Shared path items and aliases are one text at one place.
                if first.at != description.at {
                    cx.report(description.at, "a description that another operation has, too")
                        .label("most likely copied")
                        .help("say what this operation does")
                        .related(first.at, "the other operation");
                }
            } else {
                descriptions.insert(description.trim(), description);
            }
        }
    }
}
