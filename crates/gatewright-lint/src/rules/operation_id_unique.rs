//! Operation ids of Swagger 2.0 that occur twice.

use std::collections::HashMap;

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An operation id of Swagger 2.0 that another operation has already.
    ///
    /// ## Why
    ///
    /// The id becomes the operation name of the method. Generated SDKs call their functions by it,
    /// and the specification demands that it be unique.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: list
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    ///   /owners:
    ///     get:
    ///       operationId: list
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/owners" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    ///   /owners:
    ///     get:
    ///       operationId: listOwners
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/owners" }
    /// ```
    ///
    /// ## See also
    ///
    /// `operation-id-repeated`, the service's own warning for OpenAPI 3.0.
    OperationIdUnique {
        name: "operation-id-unique",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for OperationIdUnique {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut seen: HashMap<&str, Node<'a>> = HashMap::new();
        for (_, operation) in definition.operations() {
            let Some(id) = &operation.operation_id else { continue };
            cx.judged();
            // The operations of a shared path item are the same.
            match seen.get(id.as_str()) {
                Some(first) if *first != id.at => {
                    cx.report(id.at, format!("the operation id `{id}` is used twice"))
                        .label("another operation has this id")
                        .related(*first, "the first of them")
                        .help("give each operation an id of its own");
                }
                Some(_) => {}
                None => {
                    seen.insert(id.as_str(), id.at);
                }
            }
        }
    }
}
