//! Models that say nothing.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::{Schema, SchemaRole};

declare_rule! {
    /// A model of an object of which nothing is described.
    ///
    /// ## Why
    ///
    /// The import takes it, and it takes every object. A mapping template cannot be generated from
    /// it (`Model schema must have at least 1 property or array items defined`), nor a useful SDK.
    /// A model called `Empty` is meant so.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object, properties: { name: { type: string } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object, properties: { name: { type: string } } }
    /// ```
    ModelEmptySchema {
        name: "model-empty-schema",
        category: Correctness,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Recorded,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "model-keyword-unsupported",
            "model-name-invalid",
            "model-schema-invalid",
            "model-reference-unsatisfied",
        ],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for ModelEmptySchema {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let SchemaRole::Model(name) = schema.role else { return };
        let is_object = matches!(it.type_word(), None | Some("object"));
        if schema.depth > 0 || it.reference.is_some() || !is_object {
            return;
        }
        cx.judged();
        let has_members = |at: Node<'a>| at.entries().next().is_some();
        let says = it.properties.is_some_and(has_members)
            || it.schema_type.is_some_and(|at| at.as_str().is_none())
            || [
                it.items,
                it.additional_properties,
                it.enumeration,
                it.all_of,
                it.any_of,
                it.one_of,
                it.not,
                it.required,
                it.min_properties,
                it.max_properties,
            ]
            .into_iter()
            .any(|at| at.is_some());
        if !says && !name.eq_ignore_ascii_case("empty") {
            cx.report(name.at, format!("the model `{name}` says nothing"))
                .label("every object fits")
                .help("describe its `properties`, or write `additionalProperties: true`");
        }
    }
}
