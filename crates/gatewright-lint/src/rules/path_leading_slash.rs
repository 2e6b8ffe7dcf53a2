//! Paths of Swagger 2.0 that do not begin with a slash.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::PathItem;

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
        yields_to: ["method-duplicate", "path-duplicate-resource", "resource-path-part-invalid"],
        visits: [PathItem],
    }
}

impl Check<visit::PathItem> for PathLeadingSlash {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        let path = item.path.as_str();
        if !paths::is_known(path) {
            return;
        }
        cx.judged();
        if !path.starts_with('/') {
            cx.report(item.path.at, format!("the path `{path}` does not begin with a slash"))
                .label("a path begins with `/`")
                .help(format!("write `/{path}`"))
                .fix(
                    Fix::safe(format!("write `/{path}`")).rename(item.path.at, format!("/{path}")),
                );
        }
    }
}
