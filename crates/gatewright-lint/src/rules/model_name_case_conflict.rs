//! Names of models that differ in case only.

use std::collections::HashMap;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// Two models whose names differ in case only.
    ///
    /// ## Why
    ///
    /// API Gateway tells them apart. Generated SDKs make a class and a file of each, and on many
    /// file systems one takes the place of the other.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object, properties: { name: { type: string } } }
    ///   PET: { type: object, properties: { tag: { type: string } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object, properties: { name: { type: string } } }
    ///     PET: { type: object, properties: { tag: { type: string } } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object, properties: { name: { type: string } } }
    ///   TaggedPet: { type: object, properties: { tag: { type: string } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object, properties: { name: { type: string } } }
    ///     TaggedPet: { type: object, properties: { tag: { type: string } } }
    /// ```
    ModelNameCaseConflict {
        name: "model-name-case-conflict",
        category: Compatibility,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-name-invalid"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ModelNameCaseConflict {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        if !definition.schemas.is_empty() {
            cx.judged();
        }
        let mut seen = HashMap::with_capacity(definition.schemas.len());
        for schema in &definition.schemas {
            let Some(first) = seen.insert(schema.name.to_ascii_lowercase(), &schema.name) else {
                continue;
            };
            let message = format!("`{}` and `{first}` differ in case only", schema.name);
            cx.report(schema.name.at, message)
                .label("this is a model of its own")
                .related(first.at, "and this another")
                .help("give one of them another name");
        }
    }
}
