//! Mock integrations that do not say what to answer.

use gatewright_model::PassthroughBehavior;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
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
    ///
    /// ## Fix safety
    ///
    /// A template is added only where there is none, for the only response that there is.
    IntegrationMockStatus {
        name: "integration-mock-status",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: Unsafe,
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
        let draft = cx
            .report(integration.integration.key, "a mock without a request template")
            .label("selects no response")
            .help(HELP);
        let at = integration.integration.at;
        if let Some(code) = code_of(integration)
            && at.get("requestTemplates").is_none()
        {
            let template = format!("{{\"statusCode\": {code}}}");
            let templates = serde_json::json!({ "application/json": template });
            let fix = Fix::unsafely(format!("add a template that selects the response {code}"));
            draft.fix(fix.insert(at, "requestTemplates", templates));
        }
    }
}

/// The status code of the only response.
fn code_of<'a>(integration: &Integration<'a>) -> Option<&'a str> {
    let [response] = integration.response_list() else { return None };
    let code = response.status_code.as_deref()?;
    let selects = response.pattern.as_str() == "default" || response.pattern.as_str() == code;
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    (selects && is_code).then_some(code)
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
