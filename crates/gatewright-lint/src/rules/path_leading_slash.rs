//! Paths of Swagger 2.0 that do not begin with a slash.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A path of Swagger 2.0 that does not begin with a slash.
    ///
    /// ## Why
    ///
    /// Paths are appended to the base path, so each begins with `/`. Other tools do not take the
    /// member for a path at all.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
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
    /// The slash is what the specification demands.
    ///
    /// ## See also
    ///
    /// `path-without-slash`, the service's own warning for OpenAPI 3.0.
    PathLeadingSlash {
        name: "path-leading-slash",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Safe,
        confidence: Derived,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: ["resource-path-part-invalid"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for PathLeadingSlash {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut counts = None;
        for item in &definition.path_items {
            let path = item.path.as_str();
            if !item.path.is_known() {
                continue;
            }
            cx.judged();
            if path.starts_with('/') {
                continue;
            }
            let counts = counts.get_or_insert_with(|| paths::resource_counts(definition));
            let resource = paths::resource_path(path);
            // Of two paths that are one resource `path-duplicate-resource` speaks.
            if counts.get(&resource) == Some(&1) {
                let fix = Fix::safe(format!("write `{resource}`"));
                cx.report(item.path.at, format!("the path `{path}` does not begin with a slash"))
                    .label("a path begins with `/`")
                    .help(format!("write `{resource}`"))
                    .fix(fix.rename(item.path.at, resource.as_ref()));
            }
        }
    }
}
