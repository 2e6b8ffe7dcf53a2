//! Keywords that are about another type.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::key_of;
use crate::target::Schema;

declare_rule! {
    /// A keyword that has no effect on the type of its schema.
    ///
    /// ## Why
    ///
    /// It looks like a limit and is none: `maxLength` is about texts, `minItems` about lists, and
    /// where the type is another one, every value passes. The import of Swagger 2.0 leaves most of
    /// them out.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Age: { type: integer, maxLength: 3 }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Age: { type: integer, maxLength: 3 }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Age: { type: integer, maximum: 999 }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Age: { type: integer, maximum: 999 }
    /// ```
    SchemaKeywordForType {
        name: "schema-keyword-for-type",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-schema-invalid", "attribute-of-wrong-type"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaKeywordForType {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let Some(word) = it.type_word().filter(|_| it.reference.is_none()) else { return };
        let numeric: Group<'a, '_> =
            &[it.minimum, it.maximum, it.exclusive_minimum, it.exclusive_maximum, it.multiple_of];
        let textual: Group<'a, '_> = &[it.min_length, it.max_length, it.pattern];
        // `items` of anything but a list is told by another rule, and `required` of a parameter is
        // a flag.
        let listed: Group<'a, '_> = &[it.min_items, it.max_items, it.unique_items];
        let membered: Group<'a, '_> =
            &[it.properties, it.additional_properties, it.min_properties, it.max_properties];
        let foreign = match word {
            "string" => [numeric, listed, membered],
            "integer" | "number" => [textual, listed, membered],
            "array" => [numeric, textual, membered],
            // An object whose `items` make a list of it is told of there.
            "object" => [numeric, textual, listed],
            "boolean" => {
                check("boolean", &[numeric, textual, listed, membered], cx);
                return;
            }
            _ => return,
        };
        check(word, &foreign, cx);
    }
}

/// Keywords that limit the same types.
type Group<'a, 'g> = &'g [Option<Node<'a>>];

fn check<'a>(word: &str, foreign: &[Group<'a, '_>], cx: &mut Context<'a>) {
    cx.judged();
    // Nearly all schemas have none.
    if !foreign.iter().any(|group| group.iter().any(Option::is_some)) {
        return;
    }
    for at in foreign.iter().flat_map(|group| group.iter()).filter_map(|at| *at) {
        let key = key_of(at);
        let name = key.text().unwrap_or_default();
        cx.report(key, format!("`{name}` has no effect on the type `{word}`"))
            .label("this limits nothing")
            .help("remove it, or correct the type");
    }
}
