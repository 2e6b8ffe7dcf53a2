//! Slashes in a path that separate nothing.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A path that ends in a slash, or has two of them in a row.
    ///
    /// ## Why
    ///
    /// Each segment of a path becomes a resource, and there is none after the last slash. `/pets/`
    /// becomes the resource `/pets`: an export, the ARN of the method and the key of a documentation
    /// part have that path, not the one that is written here.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets/:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
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
    ///
    /// ## Fix safety
    ///
    /// The path gets the name that its resource has already.
    PathTrailingSlash {
        name: "path-trailing-slash",
        category: Compatibility,
        severity: Info,
        preset: Recommended,
        fix: Safe,
        confidence: Quoted,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for PathTrailingSlash {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut counts = None;
        for item in &definition.path_items {
            cx.judged();
            let path = item.path.as_str();
            if !path.starts_with('/') || paths::is_resource_path(path) {
                continue;
            }
            let counts = counts.get_or_insert_with(|| paths::resource_counts(definition));
            let resource = paths::resource_path(path);
            // Of two paths that are one resource `path-duplicate-resource` speaks.
            if counts.get(&resource) != Some(&1) {
                continue;
            }
            cx.report(item.path.at, format!("`{path}` becomes the resource `{resource}`"))
                .label("a slash with nothing behind it makes no resource")
                .help(format!("write `{resource}`"))
                .fix(
                    Fix::safe(format!("write `{resource}`"))
                        .rename(item.path.at, resource.as_ref()),
                );
        }
    }
}
