//! Suppressions of rules that there are not. Told by `suppress`.

use crate::rule::declare_rule;

declare_rule! {
    /// A suppression of a rule that there is not.
    ///
    /// ## Why
    ///
    /// The name is misspelled, or the rule has gone: the finding that was meant is told as before. `gatewright rules` lists
    /// the names; a beginning of names with `*` behind it, or a category, is good, too.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /health:
    ///     x-gatewright-ignore: path-reservd
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
    SuppressionUnknownRule {
        name: "suppression-unknown-rule",
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
