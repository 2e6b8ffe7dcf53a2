//! Arrays of nothing in particular.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Schema;

declare_rule! {
    /// A schema for lists that does not say what is in them.
    ///
    /// ## Why
    ///
    /// Swagger requires `items` where `type` is `array`. API Gateway takes the model without, and
    /// then checks nothing about the items; generated SDKs and templates fail on it. (Of an OpenAPI
    /// 3.0 definition the import says so itself.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Pets: { type: array }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Pets: { type: array, items: { type: string } }
    /// ```
    SchemaArrayItems {
        name: "schema-array-items",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: ["attribute-missing", "model-schema-invalid"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaArrayItems {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let keywords = &schema.keywords;
        let Some(word) = keywords.schema_type else { return };
        if word.as_str() != Some("array") {
            return;
        }
        cx.judged();
        if keywords.items.is_none() {
            cx.report(word, "a list without `items`")
                .label("nothing says what is in it")
                .help("add `items` with the schema of one item");
        }
    }
}
