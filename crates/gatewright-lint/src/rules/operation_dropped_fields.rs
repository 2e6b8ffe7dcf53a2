//! Members of paths, operations and responses that leave no trace in an API.

use std::collections::HashSet;

use gatewright_source::{Node, NodeId};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A member of paths, operations or responses that leaves no trace in the API.
    ///
    /// ## Why
    ///
    /// A method has no place for `deprecated`, `callbacks`, `links`, servers of its own, addresses of
    /// further documentation, or extensions of others. An export does not have them, so that the
    /// definition as it was written is the one to keep. Each kind is told once, with how often it
    /// occurs. Descriptions and tags are not counted: they are there for readers of the definition.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       deprecated: true
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
    ///       description: Deprecated, see /v2/pets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// x-amazon-apigateway-documentation:
    ///   documentationParts:
    ///     - location: { type: METHOD, path: /pets, method: GET }
    ///       properties: { description: Deprecated, see /v2/pets }
    /// ```
    ///
    /// ## See also
    ///
    /// `descriptions-dropped`, `schema-keywords-dropped`.
    OperationDroppedFields {
        name: "operation-dropped-fields",
        category: Compatibility,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

/// How often a kind of member occurs, and where first.
struct Kind<'a> {
    name: &'static str,
    /// Each once, also where paths share an operation.
    keys: HashSet<NodeId>,
    first: Option<Node<'a>>,
}

const OF_OPERATIONS: [&str; 6] =
    ["callbacks", "deprecated", "externalDocs", "schemes", "servers", EXTENSIONS];
const EXTENSIONS: &str = "x-";

impl Check<visit::Definition> for OperationDroppedFields {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let kind = |name| Kind { name, keys: HashSet::new(), first: None };
        let mut kinds = OF_OPERATIONS.map(kind);
        let mut links = kind("links");
        for (_, operation) in definition.operations() {
            cx.judged();
            for (key, _) in operation.at.entries() {
                let name = match key.text().unwrap_or_default() {
                    name if !name.starts_with("x-") => name,
                    name if name.starts_with("x-amazon-") => continue,
                    // It is there to leave no trace.
                    crate::suppression::MEMBER => continue,
                    _ => EXTENSIONS,
                };
                // Each begins with another letter, or nearly so.
                let is = |kind: &&mut Kind<'_>| {
                    kind.name.as_bytes().first() == name.as_bytes().first() && kind.name == name
                };
                if let Some(kind) = kinds.iter_mut().find(is) {
                    kind.add(key);
                }
            }
            for response in operation.responses.iter().flatten() {
                if let Some((key, _)) = response.at.entry("links") {
                    links.add(key);
                }
            }
        }
        for kind in kinds.iter().chain([&links]) {
            let Some(first) = kind.first else { continue };
            let name = match kind.name {
                EXTENSIONS => first.text().unwrap_or_default(),
                exact => exact,
            };
            let more = match (kind.keys.len() - 1, kind.name) {
                (0, _) => String::new(),
                (1, EXTENSIONS) => ", nor does another extension".to_owned(),
                (more, EXTENSIONS) => format!(", nor do {more} other extensions"),
                (1, _) => ", and it occurs once more".to_owned(),
                (more, _) => format!(", and it occurs {more} more times"),
            };
            cx.report(first, format!("`{name}` leaves no trace in the API{more}"))
                .label("an export does not have it")
                .help("keep this definition as the one to edit, rather than an export");
        }
    }
}

impl<'a> Kind<'a> {
    fn add(&mut self, key: Node<'a>) {
        self.keys.insert(key.id());
        self.first.get_or_insert(key);
    }
}
