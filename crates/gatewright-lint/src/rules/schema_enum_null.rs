//! Values of `enum` without the `null` that is allowed beside it.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Schema;

declare_rule! {
    /// A schema that allows `null` and does not list it.
    ///
    /// ## Why
    ///
    /// `nullable` adds `null` to the types, and `enum` then allows its own values only, so that
    /// `null` is refused after all. (API Gateway leaves `nullable` out: it refuses `null` in any
    /// case.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Size: { type: string, nullable: true, enum: [small, large] }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Size: { type: string, nullable: true, enum: [small, large, null] }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// It may be `nullable` that should go.
    SchemaEnumNull {
        name: "schema-enum-null",
        category: Correctness,
        severity: Info,
        preset: Strict,
        fix: Unsafe,
        confidence: Documented,
        versions: OpenApi30,
        since: "0.1.0",
        yields_to: [],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaEnumNull {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let Some(list) = it.enumeration.filter(|at| at.is_sequence()) else { return };
        let is_nullable = it.nullable.and_then(Node::as_bool) == Some(true);
        if !is_nullable || it.reference.is_some() {
            return;
        }
        cx.judged();
        if !list.items().any(Node::is_null) {
            cx.report(list, "`enum` does not list `null`, which `nullable` allows")
                .label("this refuses `null`")
                .help("add `null` to the values, or remove `nullable`")
                .fix(Fix::unsafely("add `null`").append(list, serde_json::Value::Null));
        }
    }
}
