//! Mock integrations that do not say what to answer.

use gatewright_model::PassthroughBehavior;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::{Integration, Place, Template};
use crate::vtl::status::{Status, status};

declare_rule! {
    /// A mock integration whose request template selects no response.
    ///
    /// ## Why
    ///
    /// A mock answers with the response that the `statusCode` in the output of its request template
    /// selects. Without a template, without `statusCode` in its output, or without a response for that
    /// code, a call fails with `500 Internal Server Error`.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /health:
    ///     get:
    ///       operationId: getHealth
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{ "status": 200 }' }
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /health:
    ///     get:
    ///       operationId: getHealth
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /health:
    ///     get:
    ///       operationId: getHealth
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{ "statusCode": 200 }' }
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    IntegrationMockStatus {
        name: "integration-mock-status",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["template-vtl-syntax"],
        visits: [Integration, Template],
    }
}

const HELP: &str = "let the template for `application/json` print `{\"statusCode\": 200}`";

impl Check<visit::Integration> for IntegrationMockStatus {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if !integration.is_mock() || !integration.integration.request_templates.is_empty() {
            return;
        }
        // Then each call is answered with 415.
        let behavior = integration.integration.passthrough_behavior.as_deref();
        if behavior.is_some_and(|it| it.eq_ignore_ascii_case(PassthroughBehavior::Never.as_str())) {
            return;
        }
        cx.report(integration.integration.key, "a mock without a request template")
            .label("selects no response")
            .help(HELP);
    }
}

impl Check<visit::Template> for IntegrationMockStatus {
    fn check<'a>(template: &Template<'a>, cx: &mut Context<'a>) {
        let Place::Request(integration) = template.place else { return };
        if !integration.is_mock() || template.is_unfinished() {
            return;
        }
        let parsed = template.parsed();
        if !parsed.errors.is_empty() {
            return;
        }
        cx.judged();
        match status(template.text, &parsed.nodes) {
            Status::Unknown => {}
            Status::Missing => {
                cx.report(template.text.at, "the template of a mock prints no `statusCode`")
                    .label("selects no response")
                    .help(HELP);
            }
            Status::Codes(codes) => {
                let responses = integration.response_list();
                for (code, span) in codes {
                    let selects = |pattern: &str| {
                        let is_number = pattern.bytes().all(|byte| byte.is_ascii_digit());
                        !is_number || pattern == code
                    };
                    if responses.iter().any(|response| selects(&response.pattern)) {
                        continue;
                    }
                    cx.report(template.text.at, format!("no response for the status {code}"))
                        .span(template.span_of(span))
                        .label("selects no response")
                        .help(format!("add `\"{code}\"` or `default` to `responses`"));
                }
            }
        }
    }
}
