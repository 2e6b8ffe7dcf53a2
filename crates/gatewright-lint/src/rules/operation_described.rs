//! Operations that tell nobody what they do.

use std::collections::{HashMap, HashSet};

use gatewright_definition::{Operation, PathItem, Text, Verb};
use gatewright_source::{Node, NodeId};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::paths::segments;
use crate::rule::declare_rule;
use crate::target::{self, Definition};

declare_rule! {
    /// An operation without a summary or description, or with the description of another one.
    ///
    /// ## Why
    ///
    /// Whoever reads the definition, or pages made from it, learns from them what the method does. A
    /// description that stands twice was most likely copied, and says the wrong thing of one of the two; only
    /// versions of one path (`/v1/pets`, `/v2/pets`) do the same, and what is deprecated the same as what comes
    /// in its place. Preflights under `options` are not asked for one, nor are methods that a part of
    /// `x-amazon-apigateway-documentation` describes.
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
        let mut descriptions: HashMap<&str, (&PathItem<'a>, &Operation<'a>, &Text<'a>)> =
            HashMap::new();
        let mut bare: HashSet<NodeId> = HashSet::new();
        for (item, operation) in definition.operations() {
            if operation.verb == Verb::Options {
                continue;
            }
            cx.judged();
            let is_filled = |text: &&Text<'_>| !text.trim().is_empty();
            let summary = operation.summary.as_ref().filter(is_filled);
            let description = operation.description.as_ref().filter(is_filled);
            if summary.or(description).is_none() {
                // Paths share operations.
                let word = target::Operation { item, operation, method: None }.verb_word();
                let is_documented = || cx.subject.documented().has_method(&item.path, word);
                if !bare.insert(operation.key.id()) || is_documented() {
                    continue;
                }
                let message = format!("an operation of `{}` without a description", item.path);
                cx.report(operation.key, message)
                    .label("nothing says what it does")
                    .help("add a `summary` or a `description`");
                continue;
            }
            let Some(description) = description else { continue };
            let Some((path, other, first)) = descriptions.get(description.trim()) else {
                descriptions.insert(description.trim(), (item, operation, description));
                continue;
            };
            // Shared path items and aliases are one text at one place.
            let is_meant = first.at == description.at
                || is_deprecated(operation)
                || is_deprecated(other)
                || (operation.verb == other.verb && are_versions(&item.path, &path.path));
            if !is_meant {
                cx.report(description.at, "a description that another operation has, too")
                    .label("most likely copied")
                    .help("say what this operation does")
                    .related(first.at, "the other operation");
            }
        }
    }
}

fn is_deprecated(operation: &Operation<'_>) -> bool {
    operation.at.get("deprecated").and_then(Node::as_bool) == Some(true)
}

/// Whether the paths differ in nothing but a version.
fn are_versions(one: &str, other: &str) -> bool {
    let is_named = |segment: &&str| !is_version(segment);
    segments(one).filter(is_named).eq(segments(other).filter(is_named))
}

/// `v1`, `v2.10`.
fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix(['v', 'V']);
    digits.is_some_and(|it| {
        it.starts_with(|first: char| first.is_ascii_digit())
            && it.chars().all(|it| it.is_ascii_digit() || it == '.')
    })
}
