//! Schemas that no finite value has.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::{Steps, cycles};
use crate::target::Definition;

declare_rule! {
    /// A schema that requires a value of itself within each of its values.
    ///
    /// ## Why
    ///
    /// Every value would need another within, without an end. No value fits, and a request
    /// validator refuses every body.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Node: { type: object, required: [next], properties: { next: { $ref: "#/definitions/Node" } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Node: { type: object, required: [next], properties: { next: { $ref: "#/components/schemas/Node" } } }
    /// ```
    ///
    /// ## Good
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
    SchemaCircularRequired {
        name: "schema-circular-required",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-reference-unsatisfied", "reference-cyclic"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for SchemaCircularRequired {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        if !definition.schemas.is_empty() {
            cx.judged();
        }
        for cycle in cycles(definition, cx.schemas(), Steps::Required) {
            let message = format!("no finite value fits: `{}` is required all the way", cycle.way);
            cx.report(cycle.at, message)
                .label("this leads back, and each step is required")
                .help("take a property on the way out of `required`");
        }
    }
}
