//! Backends on the internet that are called without encryption.

use gatewright_definition::values::HttpUri;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A backend that is called over the internet without encryption.
    ///
    /// ## Why
    ///
    /// Clients reach API Gateway with HTTPS. Behind it, an address with `http://` sends the same
    /// requests, tokens and all, in the clear. What is called through a VPC link stays in a network
    /// of one's own and is not looked at.
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
    ///         { type: http_proxy, httpMethod: GET, uri: "http://api.example.com/pets" }
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
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    IntegrationUriCleartext {
        name: "integration-uri-cleartext",
        category: Security,
        severity: Warning,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationUriCleartext {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if !integration.calls_http() {
            return;
        }
        let connection = integration.integration.connection_type.as_ref();
        if connection.is_some_and(|it| !it.eq_ignore_ascii_case("INTERNET")) {
            return;
        }
        let Some(uri) = &integration.integration.uri else { return };
        let Some(address) = HttpUri::parse(uri.pieces()) else { return };
        cx.judged();
        if !address.is_encrypted() {
            cx.report(uri.at, "a backend that is called without encryption")
                .span(uri.span_of(address.scheme.range()))
                .label("requests and answers can be read on their way")
                .help("write `https://`, or call the backend through a VPC link");
        }
    }
}
