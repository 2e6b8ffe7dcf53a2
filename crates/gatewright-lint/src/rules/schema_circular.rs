//! Schemas that refer to themselves.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::{Steps, cycles};
use crate::target::Definition;

declare_rule! {
    /// A schema that leads back to itself.
    ///
    /// ## Why
    ///
    /// API Gateway takes such models, and validates with them. Generated SDKs, mapping templates
    /// that are generated from models, and tools that write references out often do not.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Node: { type: object, properties: { next: { $ref: "#/definitions/Node" } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Node: { type: object, properties: { next: { $ref: "#/components/schemas/Node" } } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Node: { type: object, properties: { tail: { $ref: "#/definitions/Tail" } } }
    ///   Tail: { type: object, properties: { name: { type: string } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Node: { type: object, properties: { tail: { $ref: "#/components/schemas/Tail" } } }
    ///     Tail: { type: object, properties: { name: { type: string } } }
    /// ```
    SchemaCircular {
        name: "schema-circular",
        category: Compatibility,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Recorded,
        versions: Both,
        since: "0.1.0",
        yields_to: ["schema-circular-required", "model-reference-unsatisfied"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for SchemaCircular {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        if !definition.schemas.is_empty() {
            cx.judged();
        }
        for cycle in cycles(definition, cx.schemas(), Steps::All) {
            cx.report(cycle.at, format!("schemas that lead in a circle: `{}`", cycle.way))
                .label("this leads back")
                .help(
                    "have an identifier here instead, if whoever reads the schemas cannot follow",
                );
        }
    }
}
