//! Formats of numbers that the service does not know.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::{Schema, SchemaRole};

declare_rule! {
    /// A number in a format that API Gateway does not support.
    ///
    /// ## Why
    ///
    /// `int32` and `int64` are formats of `type: integer`; of other numbers they say nothing, and a
    /// validator lets `1.5` through. `decimal` is a format of no specification. (*Important notes*:
    /// neither is supported.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Price: { type: number, format: decimal }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Price: { type: number, format: decimal }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Price: { type: number, format: double }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Price: { type: number, format: double }
    /// ```
    SchemaNumberFormat {
        name: "schema-number-format",
        category: Compatibility,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaNumberFormat {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let is_model = !matches!(schema.role, SchemaRole::Parameter | SchemaRole::Header);
        let Some(format) = it.format.filter(|_| is_model && it.reference.is_none()) else { return };
        let Some(word @ ("number" | "integer")) = it.type_word() else { return };
        cx.judged();
        match (word, format.as_str()) {
            (_, Some("decimal")) => {
                cx.report(format, "`decimal` is no format of numbers")
                    .label("nothing knows this format")
                    .help("remove it, or limit the value with `multipleOf`");
            }
            ("number", Some(name @ ("int32" | "int64"))) => {
                cx.report(
                    format,
                    format!("`{name}` is a format of `integer`, and not of `number`"),
                )
                .label("numbers with a fraction fit, too")
                .help("write `type: integer`");
            }
            _ => {}
        }
    }
}
