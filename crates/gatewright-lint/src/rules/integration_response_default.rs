//! Answers of a backend for which there is no response.

use std::ops::RangeInclusive;

use gatewright_import::JavaPattern;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::selection::{Compared, MAX_RESPONSES, Statuses, compared, is_default};
use crate::target::Integration;

declare_rule! {
    /// An integration without a response for some of the backend's answers.
    ///
    /// ## Why
    ///
    /// What no selection pattern takes goes to `default`, and without one the caller gets a 500
    /// (*Set up an integration response in API Gateway*). For a Lambda function that goes for each
    /// success, since patterns are compared with error messages only. Who names some answers of each
    /// kind (2xx and 4xx) is not asked for the rest. Proxies need no responses, and what a mock answers
    /// is known.
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
    ///         responses: { '2\d{2}': { statusCode: "200" } }
    /// ```
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
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK }, "502": { description: No answer } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           '2\d{2}': { statusCode: "200" }
    ///           default: { statusCode: "502" }
    /// ```
    IntegrationResponseDefault {
        name: "integration-response-default",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["selection-pattern-invalid", "integration-response-pattern"],
        visits: [Integration],
    }
}

/// The answers that each backend gives at times, in words. That of an error of its own becomes an
/// error in any case, and who names some answers of a kind has thought of the others.
const KINDS: [(RangeInclusive<u16>, &str); 2] = [(200..=299, "a success"), (400..=499, "a 4xx")];

impl Check<visit::Integration> for IntegrationResponseDefault {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        let Some(kind) = integration.kind() else { return };
        if kind.is_proxy() || integration.is_mock() {
            return;
        }
        let responses = integration.response_list();
        let key = integration.integration.key;
        if responses.is_empty() {
            cx.report(key, "an integration without responses")
                .label("each answer of the backend becomes a 500")
                .help("add `responses`, such as `default: { statusCode: \"200\" }`");
            return;
        }
        cx.judged();
        let is_open = |it| is_default(it) || !it.pattern.is_known();
        if responses.iter().any(is_open) || responses.len() > MAX_RESPONSES {
            return;
        }
        let backend = compared(integration, cx);
        let mut missing_kind = || {
            let sets = responses.iter().map(|it| cx.statuses(&it.pattern));
            let sets = sets.collect::<Option<Vec<Statuses>>>()?;
            let is_taken = |status| sets.iter().any(|set| set.has(status));
            KINDS.into_iter().find(|(statuses, _)| !statuses.clone().any(is_taken))
        };
        // Nobody has written down what a pattern for any text does when there is no message.
        let takes_success = || responses.iter().any(|it| may_match_nothing(&it.pattern));
        let label = match backend {
            Compared::Message if !takes_success() => {
                "each success of the function becomes a 500".to_owned()
            }
            Compared::Status => match missing_kind() {
                Some((_, kind)) => format!("{kind} of the backend becomes a 500"),
                None => return,
            },
            Compared::Unknown if !takes_success() && missing_kind().is_some() => {
                "what no pattern takes becomes a 500".to_owned()
            }
            Compared::Message | Compared::Unknown => return,
        };
        let at = integration.at.get("responses").and_then(Node::key).unwrap_or(key);
        cx.report(at, "no response for what no selection pattern takes")
            .label(label)
            .help("add `default` with the status code of the remaining answers");
    }
}

/// Whether the pattern takes the empty text, as far as can be told.
fn may_match_nothing(pattern: &str) -> bool {
    JavaPattern::parse(pattern).is_ok_and(|it| it.is_match("") != Some(false))
}
