//! Paths that the service keeps for itself.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// A path that API Gateway keeps for its health checks.
    ///
    /// ## Why
    ///
    /// `/ping` and `/sping` at the root are the service's health checks. With a custom domain it answers
    /// them itself, so that requests do not reach the integration.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /ping:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/ping" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /health:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/ping" }
    /// ```
    PathReserved {
        name: "path-reserved",
        category: Compatibility,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [PathItem],
    }
}

/// *Amazon API Gateway important notes*.
const RESERVED: [&str; 2] = ["/ping", "/sping"];

impl Check<visit::PathItem> for PathReserved {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        cx.judged();
        let path = item.path.as_str();
        if RESERVED.contains(&path) {
            cx.report(item.path.at, format!("`{path}` is a health check of the service"))
                .label("behind a custom domain the service answers it itself")
                .help("give the path another name, such as `/health`");
        }
    }
}
