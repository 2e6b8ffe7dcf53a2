//! Mapping templates whose output is broken JSON.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::{Place, Template};
use crate::vtl::output::{Verdict, means_json};

declare_rule! {
    /// A mapping template that prints JSON which cannot be read.
    ///
    /// ## Why
    ///
    /// A missing comma or quote in the constant parts of a template breaks every output, whatever
    /// the references in it print. Branches and loops are followed; only what holds in each way
    /// through the template is reported.
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
    ///         uri: https://api.example.com/pets
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseTemplates:
    ///               application/json: |
    ///                 {
    ///                   "pets": $input.json('$.pets')
    ///                   "next": $input.json('$.next')
    ///                 }
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
    ///         uri: https://api.example.com/pets
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseTemplates:
    ///               application/json: |
    ///                 {
    ///                   "pets": $input.json('$.pets'),
    ///                   "next": $input.json('$.next')
    ///                 }
    /// ```
    TemplateJsonOutput {
        name: "template-json-output",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["template-content-type-invalid"],
        visits: [Template],
    }
}

impl Check<visit::Template> for TemplateJsonOutput {
    fn check<'a>(template: &Template<'a>, cx: &mut Context<'a>) {
        if !is_judged(template) {
            return;
        }
        let nodes = &template.parsed().nodes;
        if !means_json(template.text, nodes) {
            return;
        }
        cx.judged();
        let Verdict::Broken(fault) = template.json_verdict() else { return };
        let round = if fault.is_in_second_round { " in the second round of a loop" } else { "" };
        cx.report(template.text.at, format!("broken JSON{round}: {}", fault.message))
            .span(template.span_of(fault.span))
            .label("the output is no JSON from here on")
            .help("look at the commas, quotes and braces before it");
    }
}

/// Whether what a template prints should be JSON, if it begins as such: its media type says so, and
/// nobody reads it who takes less. The service reads the output of a mock's template itself, and
/// takes keys without quotes.
fn is_judged(template: &Template<'_>) -> bool {
    let is_of_mock = matches!(template.place, Place::Request(integration) if integration.is_mock());
    is_json(template.media_type)
        && !is_of_mock
        && template.is_velocity()
        && !template.is_unfinished()
        && template.parsed().errors.is_empty()
}

/// Whether a media type is JSON or a kind of it.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let (plain, kind, amazon) = ("application/json", "+json", "application/x-amz-json");
    let begins =
        |with: &str| essence.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with));
    let ends = |with: &str| {
        let from = essence.len().checked_sub(with.len());
        from.and_then(|from| essence.get(from..)).is_some_and(|it| it.eq_ignore_ascii_case(with))
    };
    essence.eq_ignore_ascii_case(plain) || ends(kind) || begins(amazon)
}
