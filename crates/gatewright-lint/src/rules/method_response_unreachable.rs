//! Responses of a method that no integration response leads to.

use gatewright_definition::Text;
use gatewright_model::IntegrationType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::selection::{Statuses, is_status};
use crate::target::Operation;

declare_rule! {
    /// A response of an operation that its integration never gives.
    ///
    /// ## Why
    ///
    /// The caller of an integration that is no proxy gets one of the status codes that its responses name,
    /// or an answer of the gateway itself. The definition promises an answer that does not come. What the
    /// gateway may answer (400, 401, 403, 413, 415, 429, 500, 502, 503, 504, and the codes of the gateway
    /// responses) is not asked for, nor are mocks.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK }, "404": { description: Not found } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
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
    ///       responses: { "200": { description: OK }, "404": { description: Not found } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           "404": { statusCode: "404" }
    ///           default: { statusCode: "200" }
    /// ```
    MethodResponseUnreachable {
        name: "method-response-unreachable",
        category: Correctness,
        severity: Info,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["response-status-invalid", "integration-responses-same-status"],
        visits: [Operation],
    }
}

/// *Gateway response types for API Gateway*, but for 404, which is given for unknown paths.
const OF_THE_GATEWAY: [&str; 10] =
    ["400", "401", "403", "413", "415", "429", "500", "502", "503", "504"];

impl Check<visit::Operation> for MethodResponseUnreachable {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let Some(integration) = operation.sound_integration() else { return };
        // A mock stands in for what is still to come.
        if integration.is_mock() || integration.kind().is_none_or(IntegrationType::is_proxy) {
            return;
        }
        let is_judged = |status: &str| is_status(status) && !OF_THE_GATEWAY.contains(&status);
        let mut responses = operation.responses.iter().flatten();
        if !responses.any(|it| is_judged(it.status.as_str())) {
            return;
        }
        let given = integration.response_list();
        let is_known = |status: &Option<Text<'_>>| status.as_ref().is_some_and(Text::is_known);
        // Without responses each call is a 500, and each response unreachable.
        if given.is_empty() || !given.iter().all(|it| is_known(&it.status_code)) {
            return;
        }
        let codes = given.iter().map(|it| &it.status_code);
        let of_gateway = cx.definition().gateway_responses.iter().map(|it| &it.status_code);
        let mut given = Statuses::default();
        for code in codes.chain(of_gateway).flatten() {
            if let Ok(code) = code.parse() {
                given.insert(code);
            }
        }
        for response in operation.responses.iter().flatten() {
            let status = response.status.as_str();
            if !is_judged(status) {
                continue;
            }
            cx.judged();
            if status.parse().is_ok_and(|code| given.has(code)) {
                continue;
            }
            cx.report(response.status.at, format!("no integration response gives {status}"))
                .label("this answer never comes")
                .help(format!("add a pattern with `statusCode: \"{status}\"` to the integration"));
        }
    }
}
