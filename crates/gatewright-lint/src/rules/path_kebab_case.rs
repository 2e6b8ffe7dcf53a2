//! Segments that are not written in kebab case.

use std::collections::HashSet;

use gatewright_model::PathPart;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A segment of a path with capitals or underscores.
    ///
    /// ## Why
    ///
    /// Paths are case-sensitive. When all of them are in small letters with hyphens between words,
    /// nobody has to remember how one is spelled. An underscore at the start, as in `_search`, is a mark
    /// and no space between words. A segment is told once, where it occurs first.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /userAccounts:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/accounts" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /user-accounts:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/accounts" }
    /// ```
    PathKebabCase {
        name: "path-kebab-case",
        category: Style,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["resource-path-part-invalid"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for PathKebabCase {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut told: HashSet<&str> = HashSet::new();
        for item in &definition.path_items {
            if !item.path.is_known() {
                continue;
            }
            for segment in paths::segments(&item.path) {
                let PathPart::Static(text) = PathPart::parse(segment) else { continue };
                cx.judged();
                // `_search`: a mark, as FHIR has it.
                let words = text.trim_start_matches('_');
                let is_other = words.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'_');
                if is_other && told.insert(text) {
                    cx.report(item.path.at, format!("`{text}` is not in kebab case"))
                        .label("a segment with capitals or underscores")
                        .help("write small letters, with hyphens between words");
                }
            }
        }
    }
}
