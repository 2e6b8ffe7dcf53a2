//! Suppressions that say nothing. Told by `suppress`.

use crate::rule::declare_rule;

declare_rule! {
    /// A suppression that gatewright does not understand.
    ///
    /// ## Why
    ///
    /// Somebody wanted to be spared a finding, and is not: the comment or the member `x-gatewright-ignore` names no
    /// rule, asks for something that there is not, or ends what was not started. These are understood:
    ///
    /// ```text
    /// # gatewright: ignore NAME, NAME -- why        the member or item below, or behind something its line
    /// # gatewright: ignore-file NAME -- why         the whole file
    /// # gatewright: ignore-start NAME -- why        from here on
    /// # gatewright: ignore-end                      up to here
    /// ```
    ///
    /// In JSON the member stands in the object that is meant, with a name, a list of names, or a mapping of names to
    /// reasons.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /health:
    ///     x-gatewright-ignore: 7
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
    SuppressionMalformed {
        name: "suppression-malformed",
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
