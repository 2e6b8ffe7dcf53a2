//! Patterns that are no regular expressions.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::is_unknown;
use crate::target::Schema;

declare_rule! {
    /// A pattern that is no regular expression, or one in slashes.
    ///
    /// ## Why
    ///
    /// What cannot be read matches nothing, and whoever validates with it fails. Slashes around a
    /// pattern belong to programs in JavaScript: here they are part of what must be matched, so
    /// that no value fits.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Name: { type: string, pattern: "[a-z" }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Name: { type: string, pattern: "[a-z" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Name: { type: string, pattern: "^[a-z]+$" }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Name: { type: string, pattern: "^[a-z]+$" }
    /// ```
    SchemaPatternRegex {
        name: "schema-pattern-regex",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-schema-invalid"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaPatternRegex {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let Some(at) = it.pattern.filter(|_| it.reference.is_none()) else { return };
        let Some(pattern) = at.as_str() else { return };
        // `${` opens a placeholder, and `$` before `{` is no pattern that anybody needs.
        if is_unknown(at) {
            return;
        }
        cx.judged();
        if let Some(fault) = cx.schemas().pattern_fault(pattern) {
            cx.report(at, "the pattern is no regular expression")
                .label(fault)
                .help("correct the expression; `\\` before a sign takes its meaning away");
        } else if is_in_slashes(pattern) {
            cx.report(at, "the slashes around the pattern are part of it")
                .label("no value begins with `/` before its beginning")
                .help("remove the slashes, and what follows the last");
        }
    }
}

/// `/^…$/`, perhaps with flags: the anchors stand where no text can begin or end.
fn is_in_slashes(pattern: &str) -> bool {
    let end = pattern.trim_end_matches(['g', 'i', 'm', 's', 'u', 'y']);
    pattern.starts_with("/^") && end.len() > 2 && end.ends_with("$/")
}
