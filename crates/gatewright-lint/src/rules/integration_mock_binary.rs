//! Integrations without a backend that cannot read what they get.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::is_mock;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A mock integration that fails because every payload is binary.
    ///
    /// ## Why
    ///
    /// With `*/*` among the binary media types each request is binary, and a mock integration that has a
    /// template cannot read it: the call is answered 500, with `Unable to transform request` in the logs.
    /// Preflights are the usual victims. `contentHandling: CONVERT_TO_TEXT` cures it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types: ["*/*"]
    /// paths:
    ///   /health:
    ///     get:
    ///       operationId: getHealth
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types: ["*/*"]
    /// paths:
    ///   /health:
    ///     get:
    ///       operationId: getHealth
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         contentHandling: CONVERT_TO_TEXT
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A template reads text in any case.
    ///
    /// ## See also
    ///
    /// `binary-media-types`.
    IntegrationMockBinary {
        name: "integration-mock-binary",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Quoted,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationMockBinary {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        let binary = &cx.definition().binary_media_types;
        let Some(all) = binary.iter().find(|it| it.as_str() == "*/*") else { return };
        if !is_mock(integration) || integration.request_templates.is_empty() {
            return;
        }
        cx.judged();
        let extension = integration.integration;
        if extension.content_handling.is_some() {
            return;
        }
        let fix = Fix::unsafely("convert to text").insert(
            extension.at,
            "contentHandling",
            "CONVERT_TO_TEXT",
        );
        cx.report(extension.key, "a template that gets binary data")
            .label("each call is answered 500")
            .related(all.at, "this makes every payload binary")
            .help("write `contentHandling: CONVERT_TO_TEXT`")
            .fix(fix);
    }
}
