//! Status codes that two selection patterns take.

use gatewright_model::IntegrationType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::selection::{Compared, MAX_RESPONSES, Statuses, compared, is_default};
use crate::target::Integration;

declare_rule! {
    /// Two selection patterns that take the same status code of the backend.
    ///
    /// ## Why
    ///
    /// Which of the two responses is used is not documented. What a single pattern does not take goes to
    /// `default`.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200": { description: OK }
    ///         "400": { description: Bad request }
    ///         "404": { description: Not found }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           "404": { statusCode: "404" }
    ///           '4\d{2}': { statusCode: "400" }
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
    ///       responses:
    ///         "200": { description: OK }
    ///         "400": { description: Bad request }
    ///         "404": { description: Not found }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           "404": { statusCode: "404" }
    ///           '4(?!04)\d{2}': { statusCode: "400" }
    ///           default: { statusCode: "200" }
    /// ```
    IntegrationResponseOverlap {
        name: "integration-response-overlap",
        category: Correctness,
        severity: Info,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["selection-pattern-invalid"],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationResponseOverlap {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        let kind = integration.kind();
        let responses = integration.response_list();
        if responses.len() < 2 || kind.is_none_or(IntegrationType::is_proxy) {
            return;
        }
        if compared(integration, cx) != Compared::Status {
            return;
        }
        cx.judged();
        // Who takes each status code first, with the sets of all so far.
        let mut earlier: Vec<(usize, Statuses)> = Vec::new();
        for (index, response) in responses.iter().enumerate().take(MAX_RESPONSES) {
            let pattern = &response.pattern;
            if is_default(response) || !pattern.is_known() {
                continue;
            }
            let Some(set) = cx.statuses(pattern) else { continue };
            let shared = earlier.iter().find_map(|(other, taken)| {
                Some((*other, set.iter().find(|status| taken.has(*status))?))
            });
            earlier.push((index, set));
            let Some((other, status)) = shared else { continue };
            let other = &responses[other].pattern;
            cx.report(pattern.at, format!("both `{other}` and `{pattern}` take {status}"))
                .label("nothing says which response is used")
                .help("let no status code match two patterns")
                .related(other.at, "the other pattern");
        }
    }
}
