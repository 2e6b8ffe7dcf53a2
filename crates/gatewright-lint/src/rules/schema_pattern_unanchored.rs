//! Patterns that match a part of a text.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::is_unknown;
use crate::target::Schema;

declare_rule! {
    /// A pattern that a part of a text may match.
    ///
    /// ## Why
    ///
    /// A pattern is looked for anywhere in the text: `[0-9]{5}` takes `x123456`. With `^` before
    /// and `$` behind, the whole text must match.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Zip: { type: string, pattern: "[0-9]{5}" }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Zip: { type: string, pattern: "[0-9]{5}" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Zip: { type: string, pattern: "^[0-9]{5}$" }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Zip: { type: string, pattern: "^[0-9]{5}$" }
    /// ```
    SchemaPatternUnanchored {
        name: "schema-pattern-unanchored",
        category: Correctness,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["schema-pattern-regex"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaPatternUnanchored {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let Some(at) = it.pattern.filter(|_| it.reference.is_none()) else { return };
        let Some(pattern) = at.as_str().filter(|_| !is_unknown(at)) else { return };
        cx.judged();
        // Either end says that somebody thought of it.
        if pattern.contains('^') && !pattern.starts_with("[^")
            || pattern.contains('$')
            || [".*", "\\A", "/"].iter().any(|start| pattern.starts_with(start))
            || [".*", "\\z", "\\Z"].iter().any(|end| pattern.ends_with(end))
        {
            return;
        }
        cx.report(at, "the pattern may match a part of the text")
            .label("what stands before and behind is not looked at")
            .help("write `^` before and `$` behind it, or `.*` where anything may stand");
    }
}
