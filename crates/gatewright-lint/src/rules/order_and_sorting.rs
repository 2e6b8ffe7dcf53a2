//! Tags out of order.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A list of tags that is not in the order of the alphabet.
    ///
    /// ## Why
    ///
    /// A sorted list makes for small differences, and shows what is there already. (Documentation shows tags
    /// in the order of the list: whoever chose another one leaves this rule off.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// tags: [{ name: shops }, { name: pets }]
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// tags: [{ name: pets }, { name: shops }]
    /// ```
    ///
    /// ## Fix safety
    ///
    /// API Gateway makes nothing of tags.
    OrderAndSorting {
        name: "order-and-sorting",
        category: Style,
        severity: Info,
        preset: All,
        fix: Safe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["tag-repeated"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for OrderAndSorting {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let Some(tags) = definition.root.get("tags").filter(|it| it.is_sequence()) else { return };
        let name = |tag: Node<'a>| tag.get("name").and_then(Node::as_text).unwrap_or_default();
        if tags.items().any(|tag| tag.get("name").is_some_and(Node::has_unknown)) {
            return;
        }
        cx.judged();
        let mut pairs = tags.items().zip(tags.items().skip(1));
        let Some((before, tag)) = pairs.find(|(one, other)| name(*one) > name(*other)) else {
            return;
        };
        let mut sorted: Vec<Node<'a>> = tags.items().collect();
        sorted.sort_by_cached_key(|tag| name(*tag));
        let message = format!("the tag `{}` stands after `{}`", name(tag), name(before));
        cx.report(tag, message)
            .label("out of order")
            .help("sort the tags by their names")
            .fix(Fix::safe("sort the tags").reorder(tags, &sorted));
    }
}
