//! Backends whose certificates anybody may have issued.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A backend whose certificate may come from any issuer.
    ///
    /// ## Why
    ///
    /// With `insecureSkipVerification` API Gateway does not ask who issued the certificate of the backend.
    /// Whoever stands in between can show one of their own. The guide advises against it
    /// (*x-amazon-apigateway-integration.tlsConfig object*).
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         tlsConfig: { insecureSkipVerification: true }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         tlsConfig: { insecureSkipVerification: false }
    /// ```
    IntegrationTlsInsecure {
        name: "integration-tls-insecure",
        category: Security,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationTlsInsecure {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        let Some(config) = &integration.integration.tls_config else { return };
        if !integration.calls_http() {
            return;
        }
        cx.judged();
        if config.insecure_skip_verification {
            let at = config.at.get("insecureSkipVerification").unwrap_or(config.at);
            cx.report(at, "the issuer of the backend's certificate is not checked")
                .label("any certificate passes")
                .help("remove it, and let the backend show a certificate of a public authority");
        }
    }
}
