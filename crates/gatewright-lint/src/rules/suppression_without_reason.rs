//! Suppressions that do not say why. Told by `suppress`.

use crate::rule::declare_rule;

declare_rule! {
    /// A suppression that does not say why.
    ///
    /// ## Why
    ///
    /// The settings ask for a reason (`suppressions: { require-reason: true }`), so that whoever comes later can tell whether
    /// it still holds. It stands behind two hyphens.
    ///
    /// ## Bad
    ///
    /// ```yaml,reasons:required
    /// paths:
    ///   /ping:
    ///     x-gatewright-ignore: path-reserved
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/ping" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,reasons:required
    /// paths:
    ///   /ping:
    ///     x-gatewright-ignore: { path-reserved: nobody calls it from outside }
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/ping" }
    /// ```
    SuppressionWithoutReason {
        name: "suppression-without-reason",
        category: Configuration,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [],
    }
}
