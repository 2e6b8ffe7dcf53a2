//! Integrations that take no request.

use gatewright_model::{IntegrationType, PassthroughBehavior};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// An integration that passes nothing through and has no template.
    ///
    /// ## Why
    ///
    /// With `passthroughBehavior: never` a request whose media type has no template is answered with
    /// `415 Unsupported Media Type` (*Method request behavior for payloads without mapping templates*).
    /// Where there is no template at all, that is each request.
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
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         passthroughBehavior: never
    ///         responses: { default: { statusCode: "200" } }
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
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         passthroughBehavior: never
    ///         requestTemplates: { application/json: "" }
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    IntegrationPassthrough {
        name: "integration-passthrough",
        category: Correctness,
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

impl Check<visit::Integration> for IntegrationPassthrough {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if integration.kind().is_none_or(IntegrationType::is_proxy) {
            return;
        }
        let extension = integration.integration;
        let Some(behavior) = &extension.passthrough_behavior else { return };
        if !behavior.eq_ignore_ascii_case(PassthroughBehavior::Never.as_str()) {
            return;
        }
        cx.judged();
        if extension.request_templates.is_empty() {
            cx.report(behavior.at, "nothing is passed through, and there is no template")
                .label("each request is answered with 415")
                .help("add `requestTemplates`, or write `when_no_templates`");
        }
    }
}
