//! Parts of a definition that nothing uses.

use std::borrow::Cow;
use std::collections::HashSet;

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::components::{Kind, containers, part_of};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A schema, parameter, response or other shared part that nothing refers to.
    ///
    /// ## Why
    ///
    /// Each schema becomes a model, used or not, and one that is refused lets the import fail. The other
    /// parts leave no trace.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Old: { type: object }
    /// ```
    ///
    /// ```yaml
    /// definitions:
    ///   Old: { type: object }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
    ///     Pets: { type: array, items: { $ref: "#/components/schemas/Pet" } }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           content: { application/json: { schema: { $ref: "#/components/schemas/Pets" } } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object }
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       produces: [application/json]
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/Pet" } } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The API loses the model of a schema, which other stacks or SDKs may use by its name.
    ComponentUnused {
        name: "component-unused",
        category: Style,
        severity: Info,
        preset: Strict,
        fix: Unsafe,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["authorizer-unused"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ComponentUnused {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut used: Option<HashSet<(Kind, Cow<'a, str>)>> = None;
        for (kind, container) in containers(definition.root, definition.version) {
            for (key, value) in container.entries() {
                let name = key.text().unwrap_or_default();
                if name.starts_with("x-") {
                    continue;
                }
                cx.judged();
                let used = used.get_or_insert_with(|| all_used(definition));
                if used.contains(&(kind, Cow::Borrowed(name))) {
                    continue;
                }
                let word = kind.word();
                cx.report(key, format!("the {word} `{name}` is not used"))
                    .label("nothing refers to it")
                    .help("remove it")
                    .fix(Fix::unsafely(format!("remove the {word} `{name}`")).remove(value));
            }
        }
    }
}

fn all_used(definition: Definition<'_>) -> HashSet<(Kind, Cow<'_, str>)> {
    let version = definition.version;
    let parts = containers(definition.root, version).map(|(_, at)| at.entries().count());
    let mut used = HashSet::with_capacity(parts.sum());
    let of_operations = definition.operations().map(|(_, operation)| &operation.security);
    // Most operations require what the one before requires.
    let mut last = None;
    for requirement in of_operations.chain([&definition.security]).flatten().flatten() {
        for (name, _) in &requirement.schemes {
            if last.replace(name.as_str()) != Some(name.as_str()) {
                used.insert((Kind::SecuritySchemes, Cow::Borrowed(name.as_str())));
            }
        }
    }
    // Discriminators name schemas, too, but the service refuses models that have one.
    // Neighbours often refer to the same part.
    let mut last = None;
    for at in definition.document.keys_named("$ref").filter_map(Node::value_of_key) {
        let text = at.as_str();
        if last.replace(text) != Some(text) {
            used.extend(text.and_then(|text| part_of(text, version)));
        }
    }
    used
}
