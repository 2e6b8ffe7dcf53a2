//! Paths without an operation.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// A path without an operation.
    ///
    /// ## Why
    ///
    /// It becomes a resource without a method, which answers every request with status 403 and
    /// `Missing Authentication Token`. Most often the verb is misspelled: verbs are written in small
    /// letters, and any verb is `x-amazon-apigateway-any-method`.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    ///   /owners: {}
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    PathWithoutMethod {
        name: "path-without-method",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "any-method-malformed",
            "attribute-of-wrong-type",
            "attribute-unexpected",
            "key-duplicate",
            "reference-external",
            "reference-not-found",
            "value-of-wrong-type",
        ],
        visits: [PathItem],
    }
}

const VERBS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

impl Check<visit::PathItem> for PathWithoutMethod {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        // Of an API without any method the import speaks.
        if cx.definition().operations().next().is_none() {
            return;
        }
        cx.judged();
        if !item.operations.is_empty() {
            return;
        }
        let meant = item.at.entries().find_map(|(key, _)| {
            let text = key.text()?;
            VERBS.iter().find(|verb| text.eq_ignore_ascii_case(verb)).map(|verb| (key, *verb))
        });
        let message = format!("`{}` has no operation", item.path);
        match meant {
            Some((key, verb)) => cx
                .report(key, message)
                .label("this is no verb of the specification")
                .help(format!("write `{verb}`, in small letters")),
            None => cx
                .report(item.path.at, message)
                .label("every request is answered with status 403")
                .help("add an operation, or remove the path"),
        };
    }
}
