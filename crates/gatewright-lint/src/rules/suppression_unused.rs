//! Suppressions that have nothing to suppress. Told by `suppress`.

use crate::rule::declare_rule;

declare_rule! {
    /// A suppression of something that is not found.
    ///
    /// ## Why
    ///
    /// What it was for has been mended, or it stands at the wrong place. Left alone, it hides the same fault when that
    /// comes back. It is told only of rules that ran: a suppression of a rule that is switched off is left in peace.
    ///
    /// ## Bad
    ///
    /// ```yaml,with:path-reserved
    /// paths:
    ///   /health:
    ///     x-gatewright-ignore: path-reserved
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
    ///   /ping:
    ///     x-gatewright-ignore: { path-reserved: nobody calls it from outside }
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/ping" }
    /// ```
    SuppressionUnused {
        name: "suppression-unused",
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
