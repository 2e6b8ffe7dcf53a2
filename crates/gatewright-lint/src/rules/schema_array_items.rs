//! Lists of nothing in particular, and items of what is no list.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::{is_unknown, key_of};
use crate::target::Schema;

declare_rule! {
    /// A schema for lists that does not say what is in them, or one with `items` that is for no list.
    ///
    /// ## Why
    ///
    /// Both specifications require `items` where `type` is `array`. API Gateway takes the model
    /// without, and then checks nothing about the items; generated SDKs and templates fail on it.
    /// (Of an OpenAPI 3.0 definition the import says so itself.) Where the type is another one,
    /// `items` says nothing, or the import of OpenAPI 3.0 makes a list of the schema, whatever its
    /// type. A list of schemas under `items` is left out.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Pets: { type: array }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pets: { type: object, items: { type: string } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Pets: { type: array, items: { type: string } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pets: { type: array, items: { type: string } }
    /// ```
    SchemaArrayItems {
        name: "schema-array-items",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-missing", "attribute-of-wrong-type", "model-schema-invalid"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaArrayItems {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let keywords = &schema.keywords;
        let Some(at) = keywords.schema_type.filter(|_| keywords.reference.is_none()) else {
            return;
        };
        let Some(word) = at.as_str() else { return };
        match (word, keywords.items) {
            ("array", None) => {
                cx.report(at, "a list without `items`")
                    .label("nothing says what is in it")
                    .help("add `items` with the schema of one item");
            }
            ("array", Some(items)) => {
                cx.judged();
                if !items.is_mapping() && !is_unknown(items) {
                    cx.report(items, "`items` is no schema")
                        .label("the import leaves this out")
                        .help("write the one schema that all items have");
                }
            }
            ("boolean" | "integer" | "number" | "object" | "string", Some(items)) => {
                cx.report(key_of(items), format!("`items` in a schema of type `{word}`"))
                    .label("only lists have items")
                    .related(at, "the type")
                    .help("write `type: array`, or remove `items`");
            }
            _ => {}
        }
    }
}
