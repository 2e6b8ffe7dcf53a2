//! Paths that become one resource.

use std::borrow::Cow;
use std::collections::HashMap;

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// Two paths that become one resource.
    ///
    /// ## Why
    ///
    /// Slashes that separate nothing make no resource, so `/pets` and `/pets/` are one. The methods
    /// of both end up on it, as if they stood under one path, and the import says nothing unless
    /// both have the same verb. To other readers of the definition they are two paths.
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
    ///   /pets/:
    ///     post:
    ///       responses: { "201": { description: Created } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
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
    ///     post:
    ///       responses: { "201": { description: Created } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## See also
    ///
    /// `method-duplicate`, when both have the same verb.
    PathDuplicateResource {
        name: "path-duplicate-resource",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["method-duplicate"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for PathDuplicateResource {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let items = &definition.path_items;
        if items.is_empty() {
            return;
        }
        cx.judged();
        // No two keys are equal, so that one of the two is not spelled as the resource is.
        if items.iter().all(|item| paths::is_resource_path(&item.path)) {
            return;
        }
        let mut seen: HashMap<Cow<'a, str>, Node<'a>> = HashMap::with_capacity(items.len());
        for item in items {
            let resource = paths::resource_path(&item.path);
            if let Some(first) = seen.get(&resource) {
                let message = format!("`{}` is the resource `{resource}` once more", item.path);
                cx.report(item.path.at, message)
                    .label("its methods join those of the other path")
                    .related(*first, "the path that becomes this resource first")
                    .help("put the methods under one path");
            } else {
                seen.insert(resource, item.path.at);
            }
        }
    }
}
