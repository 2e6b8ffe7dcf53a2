//! Values of a request that go into JSON as they come.

use gatewright_source::Node;

use super::template_json_output::is_json;
use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Template;
use crate::vtl::output::{Position, judge, means_json};
use crate::vtl::tree::StepKind;
use crate::vtl::{Reference, Use, references};

declare_rule! {
    /// A value of a request that a mapping template puts into JSON unescaped.
    ///
    /// ## Why
    ///
    /// `$input.params(…)`, `$input.path(…)` and `$input.body` print a value as it comes. A quote or a line break in
    /// it breaks the JSON around it, and a caller who knows that can add members of their own.
    /// `$util.escapeJavaScript(…)` escapes what stands between quotes; `$input.json(…)` prints a value
    /// with its own quotes.
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
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:us-east-1:dynamodb:action/Query
    ///         credentials: arn:aws:iam::123456789012:role/pets
    ///         requestTemplates:
    ///           application/json: '{ "owner": "$input.params("owner")" }'
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
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:us-east-1:dynamodb:action/Query
    ///         credentials: arn:aws:iam::123456789012:role/pets
    ///         requestTemplates:
    ///           application/json: '{ "owner": "$util.escapeJavaScript($input.params("owner"))" }'
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    TemplateValueUnescaped {
        name: "template-value-unescaped",
        category: Security,
        severity: Warning,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["template-json-output"],
        visits: [Template],
    }
}

impl Check<visit::Template> for TemplateValueUnescaped {
    fn check<'a>(template: &Template<'a>, cx: &mut Context<'a>) {
        let text = template.text.as_str();
        if !text.contains("$input.") || !is_json(template.media_type) || !template.is_velocity() {
            return;
        }
        let parsed = template.parsed();
        if !parsed.errors.is_empty() || !means_json(text, &parsed.nodes) {
            return;
        }
        cx.judged();
        // To follow the output costs more than to see that nothing could come of it.
        let mut is_any = false;
        references(&parsed.nodes, &mut |it, place| {
            is_any |= place == Use::Printed && function(text, it).is_some();
        });
        if !is_any {
            return;
        }
        for (reference, position) in judge(text, &parsed.nodes).printed {
            if template.is_hopeless() {
                break;
            }
            let Some(name) = function(text, reference) else { continue };
            let written = &text[reference.span.range()];
            let help = match (position, name) {
                (Position::Quoted, _) => format!("write `$util.escapeJavaScript({written})`"),
                (Position::Bare, "params") if !is_number(template, reference) => {
                    format!("write `\"$util.escapeJavaScript({written})\"`, with the quotes")
                }
                _ => continue,
            };
            let what = if position == Position::Bare { "without quotes" } else { "unescaped" };
            cx.report(template.text.at, format!("a value of the request, {what} in JSON"))
                .span(template.span_of(reference.span))
                .label("printed as it comes")
                .help(help);
        }
    }
}

/// `params`, `path` or `body`, when the value of that member of `$input` is printed as it comes.
fn function<'t>(text: &'t str, reference: &Reference) -> Option<&'t str> {
    if reference.name(text) != "input" {
        return None;
    }
    let (first, rest) = reference.steps.split_first()?;
    // What is called on the value may escape it.
    if rest.iter().any(|step| matches!(step.kind, StepKind::Call { .. })) {
        return None;
    }
    let name = first.name(text)?;
    let is_value = match &first.kind {
        StepKind::Call { arguments, .. } => {
            arguments.len() == 1 && matches!(name, "params" | "path")
        }
        StepKind::Property { .. } => name == "body",
        StepKind::Index(_) => false,
    };
    is_value.then_some(name)
}

/// Whether the parameter is declared as one that needs no quotes.
fn is_number(template: &Template<'_>, reference: &Reference) -> bool {
    let Some(StepKind::Call { arguments, .. }) = reference.steps.first().map(|it| &it.kind) else {
        return false;
    };
    let name = arguments.first().and_then(|argument| argument.constant(template.text));
    let Some(integration) = template.place.integration() else { return false };
    let mut declared = integration.operation.operation.parameters.iter();
    declared.find(|it| Some(it.name.as_str()) == name).is_some_and(|parameter| {
        let at = parameter.at;
        let kind = at.get("type").or_else(|| at.get("schema").and_then(|it| it.get("type")));
        matches!(kind.and_then(Node::text), Some("integer" | "number" | "boolean"))
    })
}
