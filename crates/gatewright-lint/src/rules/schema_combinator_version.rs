//! Combinations that Swagger 2.0 does not have.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::key_of;
use crate::target::Schema;

declare_rule! {
    /// A combination of schemas that the version of the definition does not have.
    ///
    /// ## Why
    ///
    /// Swagger 2.0 has `allOf` only. The import leaves `anyOf`, `oneOf` and `not` out, and the
    /// model takes whatever the rest of the schema takes. (*Important notes*: `oneOf` is not
    /// supported for Swagger 2.0.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object, oneOf: [{ required: [name] }, { required: [tag] }] }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { allOf: [{ $ref: "#/definitions/Animal" }] }
    ///   Animal: { type: object, properties: { name: { type: string } } }
    /// ```
    SchemaCombinatorVersion {
        name: "schema-combinator-version",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: [],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaCombinatorVersion {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        if it.reference.is_some() {
            return;
        }
        if it.all_of.is_some() {
            cx.judged();
        }
        for at in [it.any_of, it.one_of, it.not].into_iter().flatten() {
            let key = key_of(at);
            let word = key.text().unwrap_or_default();
            cx.report(key, format!("Swagger 2.0 has no `{word}`"))
                .label("the import leaves this out")
                .help("describe what all values have in common, or write OpenAPI 3.0");
        }
    }
}
