//! Combinations of one schema.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::schemas::{key_of, reference};
use crate::target::{Schema, SchemaRole};

declare_rule! {
    /// A combination of a single schema.
    ///
    /// ## Why
    ///
    /// `allOf`, `anyOf` and `oneOf` of one schema say no more than the schema itself. What stands
    /// in a body becomes no model when it is a combination. A reference that has a description
    /// beside the combination is meant so.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object, properties: { owner: { allOf: [{ $ref: "#/definitions/Owner" }] } } }
    ///   Owner: { type: object, properties: { name: { type: string } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object, properties: { owner: { allOf: [{ $ref: "#/components/schemas/Owner" }] } } }
    ///     Owner: { type: object, properties: { name: { type: string } } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object, properties: { owner: { $ref: "#/definitions/Owner" } } }
    ///   Owner:
    ///     allOf:
    ///       - { type: object, properties: { name: { type: string } } }
    ///       - { required: [name] }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object, properties: { owner: { $ref: "#/components/schemas/Owner" } } }
    ///     Owner:
    ///       allOf:
    ///         - { type: object, properties: { name: { type: string } } }
    ///         - { required: [name] }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Only where the import makes the same of both.
    SchemaSingleCombinator {
        name: "schema-single-combinator",
        category: Style,
        severity: Info,
        preset: All,
        fix: Unsafe,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaSingleCombinator {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        if it.reference.is_some() {
            return;
        }
        for list in [it.all_of, it.any_of, it.one_of].into_iter().flatten() {
            let mut parts = list.items();
            let (Some(only), None) = (parts.next(), parts.next()) else {
                cx.judged();
                continue;
            };
            let is_alone = schema.at.entries().nth(1).is_none();
            if !is_alone && reference(only).is_some() {
                cx.judged();
                continue;
            }
            let key = key_of(list);
            let word = key.text().unwrap_or_default();
            let draft = cx
                .report(key, format!("`{word}` of one schema"))
                .label("the schema alone says the same")
                .help("write the schema in the place of the combination");
            if is_alone && keeps_model(schema, only) {
                let title = format!("write the schema without `{word}`");
                draft.fix(Fix::unsafely(title).set(schema.at, only.to_json()));
            }
        }
    }
}

/// Whether the import makes the same of the schema without the combination. A body has no model with
/// it, and one without.
fn keeps_model(schema: &Schema<'_>, only: Node<'_>) -> bool {
    let is_body = matches!(schema.role, SchemaRole::RequestBody | SchemaRole::Response);
    only.is_mapping() && (schema.depth > 0 || !is_body)
}
