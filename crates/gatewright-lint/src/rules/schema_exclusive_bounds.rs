//! Exclusive limits as later drafts write them.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::schemas::has_type;
use crate::target::Schema;

declare_rule! {
    /// An exclusive limit that is a number.
    ///
    /// ## Why
    ///
    /// Models are JSON schemas of draft 4, in which `exclusiveMinimum: true` says how `minimum` is
    /// meant. A number there is of later drafts. The import leaves it out, and nothing limits the
    /// value.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Count: { type: integer, exclusiveMinimum: 0 }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Count: { type: integer, exclusiveMinimum: 0 }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Count: { type: integer, minimum: 1 }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Count: { type: integer, minimum: 1 }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Of whole numbers the limit becomes the next number, which means the same.
    SchemaExclusiveBounds {
        name: "schema-exclusive-bounds",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-of-wrong-type"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaExclusiveBounds {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        if it.reference.is_some() {
            return;
        }
        if it.minimum.or(it.maximum).is_some() {
            cx.judged();
        }
        check(schema, ("exclusiveMinimum", it.exclusive_minimum), ("minimum", it.minimum, 1), cx);
        check(schema, ("exclusiveMaximum", it.exclusive_maximum), ("maximum", it.maximum, -1), cx);
    }
}

fn check<'a>(
    schema: &Schema<'a>,
    (word, at): (&str, Option<Node<'a>>),
    (inclusive, limit, step): (&str, Option<Node<'a>>, i64),
    cx: &mut Context<'a>,
) {
    let Some(at) = at.filter(|at| has_type(*at, "number") == Some(true)) else { return };
    let whole = schema.keywords.type_word() == Some("integer");
    let next = at.as_i64().and_then(|number| number.checked_add(step));
    let draft = cx
        .report(at, format!("`{word}` is a flag, and not a number"))
        .label("the import leaves this limit out")
        .help(format!("write `{inclusive}`, with `{word}: true` if the number itself is excluded"));
    if let Some(next) = next.filter(|_| whole && limit.is_none()) {
        let title = format!("write `{inclusive}: {next}`");
        draft.fix(Fix::unsafely(title).insert(schema.at, inclusive, next).remove(at));
    }
}
