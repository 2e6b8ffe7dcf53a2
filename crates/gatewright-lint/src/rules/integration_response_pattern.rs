//! Selection patterns that do not do what they look like.

use gatewright_definition::{IntegrationResponse, Text};
use gatewright_model::IntegrationType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::selection::{Compared, MAX_RESPONSES, compared, is_default, is_status};
use crate::target::Integration;

declare_rule! {
    /// A selection pattern that takes none of the backend's answers.
    ///
    /// ## Why
    ///
    /// The keys under `responses` of an integration are regular expressions. They are compared with the
    /// whole status code of the backend, where `4xx` takes nothing and `4\d{2}` takes all from 400 to
    /// 499; or, of a Lambda function, with its whole error message, where neither a status code nor a
    /// beginning alone takes anything (*Set up an integration response in API Gateway*). Proxies do not
    /// look at them.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK }, "400": { description: Bad request } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           4xx: { statusCode: "400" }
    ///           default: { statusCode: "200" }
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK }, "400": { description: Bad request } }
    ///       x-amazon-apigateway-integration:
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
    ///         responses:
    ///           ^Bad request: { statusCode: "400" }
    ///           default: { statusCode: "200" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK }, "400": { description: Bad request } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           '4\d{2}': { statusCode: "400" }
    ///           default: { statusCode: "200" }
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK }, "400": { description: Bad request } }
    ///       x-amazon-apigateway-integration:
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
    ///         responses:
    ///           Bad request.*: { statusCode: "400" }
    ///           default: { statusCode: "200" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The response begins to be used.
    IntegrationResponsePattern {
        name: "integration-response-pattern",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["selection-pattern-invalid"],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationResponsePattern {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if integration.kind().is_none_or(IntegrationType::is_proxy) {
            return;
        }
        let responses = integration.response_list();
        let patterns = responses.iter().filter(|it| !is_default(it) && it.pattern.is_known());
        let compared = compared(integration, cx);
        for response in patterns.take(MAX_RESPONSES) {
            match compared {
                Compared::Status => check_status(&response.pattern, responses, cx),
                Compared::Message => check_message(&response.pattern, cx),
                Compared::Unknown => {}
            }
        }
    }
}

fn check_status<'a>(
    pattern: &'a Text<'a>,
    responses: &[IntegrationResponse<'_>],
    cx: &mut Context<'a>,
) {
    cx.judged();
    if !cx.statuses(pattern).is_some_and(|it| it.is_empty()) {
        return;
    }
    let draft = cx.report(pattern.at, format!("`{pattern}` takes no status code"));
    draft.label("the backend never answers so");
    let Some(family) = family(pattern) else {
        draft.help("write a regular expression for the status codes, such as `4\\d{2}`");
        return;
    };
    let cured = format!("{family}\\d{{2}}");
    draft.help(format!("write `{cured}` for all from {family}00 to {family}99"));
    if !responses.iter().any(|it| it.pattern.as_str() == cured) {
        draft.fix(Fix::unsafely(format!("write `{cured}`")).rename(pattern.at, cured));
    }
}

/// The first digit of `4xx` or `4XX`.
fn family(pattern: &str) -> Option<char> {
    let mut letters = pattern.chars();
    let family = letters.next().filter(|it| ('1'..='5').contains(it))?;
    let rest = letters.as_str();
    matches!(rest, "xx" | "XX").then_some(family)
}

fn check_message<'a>(pattern: &'a Text<'a>, cx: &mut Context<'a>) {
    cx.judged();
    if is_status(pattern) || family(pattern).is_some() || is_status_range(pattern) {
        cx.report(pattern.at, format!("`{pattern}` where error messages are compared"))
            .label("a Lambda function that fails gives a message and no status code")
            .help(format!("write what the message is like, such as `.*{pattern}.*`"));
    } else if is_beginning(pattern) {
        cx.report(pattern.at, format!("`{pattern}` takes no more than a beginning"))
            .label("compared with the whole error message")
            .help(format!("add `.*` at the end: `{pattern}.*`"));
    }
}

/// Whether it is a digit and then something for two more.
fn is_status_range(pattern: &str) -> bool {
    let rest = pattern.strip_prefix(['1', '2', '3', '4', '5']);
    matches!(rest, Some("\\d{2}" | "\\d\\d" | ".." | "[0-9]{2}" | "[0-9][0-9]"))
}

/// Whether it says where the message begins, and nothing of how it goes on.
fn is_beginning(pattern: &str) -> bool {
    let Some(rest) = pattern.strip_prefix('^') else { return false };
    !rest.is_empty() && !rest.contains(['*', '+', '$', '|', '{'])
}
