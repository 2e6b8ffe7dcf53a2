//! Limits that leave nothing between them.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Schema;

declare_rule! {
    /// A schema whose least is more than its most.
    ///
    /// ## Why
    ///
    /// No value fits: a request validator refuses every body that has one. A count or length below
    /// zero says nothing, and models with one are refused.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Name: { type: string, minLength: 10, maxLength: 5 }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Name: { type: string, minLength: 10, maxLength: 5 }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Name: { type: string, minLength: 5, maxLength: 10 }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Name: { type: string, minLength: 5, maxLength: 10 }
    /// ```
    SchemaBoundsInverted {
        name: "schema-bounds-inverted",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-schema-invalid"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaBoundsInverted {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        if it.reference.is_some() {
            return;
        }
        let counts = [
            ("minLength", it.min_length, "maxLength", it.max_length),
            ("minItems", it.min_items, "maxItems", it.max_items),
            ("minProperties", it.min_properties, "maxProperties", it.max_properties),
        ];
        for (low, least, high, most) in counts {
            if least.is_none() && most.is_none() {
                continue;
            }
            for (word, at) in [(low, least), (high, most)] {
                let Some(at) = at.filter(|at| at.as_i64().is_some_and(|count| count < 0)) else {
                    continue;
                };
                cx.report(at, format!("`{word}` is below zero"))
                    .label("nothing is of such a size")
                    .help("write a number that is not negative, or remove it");
            }
            compare((low, least), (high, most), cx);
        }
        if let Some((least, most)) = compare(("minimum", it.minimum), ("maximum", it.maximum), cx) {
            let is_exclusive = |at: Option<Node<'a>>| at.and_then(Node::as_bool) == Some(true);
            let is_open = is_exclusive(it.exclusive_minimum) || is_exclusive(it.exclusive_maximum);
            if is_open && least.as_f64() == most.as_f64() {
                cx.report(most, "`minimum` and `maximum` are the same, and one is exclusive")
                    .label("no number is left")
                    .related(least, "the other limit")
                    .help("widen the limits, or let both be inclusive");
            }
        }
    }
}

/// Reports limits that are the wrong way round; gives them if they are not.
fn compare<'a>(
    (low, least): (&str, Option<Node<'a>>),
    (high, most): (&str, Option<Node<'a>>),
    cx: &mut Context<'a>,
) -> Option<(Node<'a>, Node<'a>)> {
    let (least, most) = (least?, most?);
    let (from, to) = (least.as_f64()?, most.as_f64()?);
    cx.judged();
    if from <= to {
        return Some((least, most));
    }
    cx.report(most, format!("`{low}` ({from}) is greater than `{high}` ({to})"))
        .label("nothing fits")
        .related(least, format!("`{low}`"))
        .help("exchange them, or correct one");
    None
}
