//! Tags of operations that the definition does not list.

use std::borrow::Cow;
use std::collections::HashSet;

use gatewright_source::Node;
use serde_json::json;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A tag of an operation that `tags` of the definition does not list.
    ///
    /// ## Why
    ///
    /// Documentation groups operations by their tags, in the order and with the descriptions of the
    /// list. A tag that is missing there may be misspelled. A tag is told once, where it occurs first.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       tags: [pets]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// tags: [{ name: pets }]
    /// paths:
    ///   /pets:
    ///     get:
    ///       tags: [pets]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// API Gateway makes nothing of tags; the list gets an entry without a description.
    OperationTagsDefined {
        name: "operation-tags-defined",
        category: Documentation,
        severity: Info,
        preset: Strict,
        fix: Safe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for OperationTagsDefined {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let list = definition.root.get("tags");
        let listed = list.into_iter().flat_map(Node::items);
        let mut known: HashSet<Cow<'a, str>> = HashSet::new();
        known.extend(listed.filter_map(|it| it.get("name")?.as_text()));
        let mut missing = Vec::new();
        for tag in definition.operations().flat_map(|(_, operation)| &operation.tags) {
            cx.judged();
            if known.insert(Cow::Borrowed(tag.as_str())) {
                missing.push(tag);
            }
        }
        // A list that there is not yet comes as a whole, with the first that is missing.
        let mut whole = list.is_none().then(|| {
            let entries: Vec<_> =
                missing.iter().map(|tag| json!({ "name": tag.as_str() })).collect();
            Fix::safe("list the tags").insert(definition.root, "tags", entries)
        });
        for tag in missing {
            let draft = cx.report(tag.at, format!("the tag `{tag}` is not listed"));
            draft
                .label("`tags` of the definition has no such tag")
                .help(format!("add `{{ name: {tag} }}` to `tags` of the definition"));
            if let Some(list) = list.filter(|it| it.is_sequence()) {
                let entry = json!({ "name": tag.as_str() });
                draft.fix(Fix::safe(format!("list `{tag}`")).append(list, entry));
            } else if let Some(whole) = whole.take() {
                draft.fix(whole);
            }
        }
    }
}
