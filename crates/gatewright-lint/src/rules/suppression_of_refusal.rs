//! Suppressions of what the service refuses. Told by `suppress`.

use crate::rule::declare_rule;

declare_rule! {
    /// A suppression of something that the service refuses.
    ///
    /// ## Why
    ///
    /// What keeps the API from being made or deployed is told whatever anybody says: the service would refuse the
    /// definition all the same. The suppression does nothing but to look as if the fault did not matter.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /health:
    ///     x-gatewright-ignore: { resource-path-part-invalid: it works on my machine }
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
    SuppressionOfRefusal {
        name: "suppression-of-refusal",
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
