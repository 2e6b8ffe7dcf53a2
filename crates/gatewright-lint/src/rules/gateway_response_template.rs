//! Templates of gateway responses that ask for more than they get.

use gatewright_diagnostics::Span;

use super::mapping_context_variable::context_name;
use super::template_json_output::is_json;
use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::{Place, Template};
use crate::vtl::output::{Position, judge, means_json};
use crate::vtl::references;
use crate::vtl::tree::{Node, NodeKind};

declare_rule! {
    /// A template of a gateway response that needs more than variables filled in.
    ///
    /// ## Why
    ///
    /// Templates of gateway responses do not go through Velocity. `$context`, `$stageVariables` and
    /// the parameters of the request are filled in; directives, `$input` and `$util` are printed as
    /// they stand. `$context.error.messageString` has its quotes already, `$context.error.message` has
    /// none.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseTemplates:
    ///       application/json: '{ "message": "$context.error.messageString" }'
    /// ```
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseTemplates:
    ///       application/json: '{ "path": "$util.escapeJavaScript($context.path)" }'
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseTemplates:
    ///       application/json: '{ "message": $context.error.messageString }'
    /// ```
    GatewayResponseTemplate {
        name: "gateway-response-template",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Template],
    }
}

impl Check<visit::Template> for GatewayResponseTemplate {
    fn check<'a>(template: &Template<'a>, cx: &mut Context<'a>) {
        if !matches!(template.place, Place::Gateway) || !template.text.contains(['$', '#']) {
            return;
        }
        if template.is_unfinished() {
            return;
        }
        cx.judged();
        let nodes = &template.parsed().nodes;
        if let Some(span) = first_directive(nodes) {
            let word = template.text[span.range()].split(['(', ' ']).next().unwrap_or_default();
            cx.report(template.text.at, format!("`{word}` in a template that is not run"))
                .span(template.span_of(span))
                .label("printed as it stands")
                .help("remove the directives");
            return;
        }
        references(nodes, &mut |reference, _| {
            let name = reference.name(template.text);
            if matches!(name, "input" | "util") && !template.is_hopeless() {
                cx.report(template.text.at, format!("`${name}` in a gateway response"))
                    .span(template.span_of(reference.span))
                    .label("printed as it stands")
                    .help("use `$context` and `$stageVariables` only");
            }
        });
        if is_json(template.media_type) && means_json(template.text, nodes) {
            check_quotes(template, nodes, cx);
        }
    }
}

/// The head of the first directive.
fn first_directive(nodes: &[Node]) -> Option<Span> {
    nodes.iter().find_map(|node| match &node.kind {
        NodeKind::If { arms, .. } => arms.first().map(|arm| arm.head),
        NodeKind::Set { .. } | NodeKind::Insert { .. } => Some(node.span),
        NodeKind::Foreach { body, .. } | NodeKind::Block { body, .. } => {
            let end = body.first().map_or(node.span.end, |first| first.span.start);
            Some(Span::new(node.span.start, end))
        }
        _ => None,
    })
}

fn check_quotes<'a>(template: &Template<'a>, nodes: &[Node], cx: &mut Context<'a>) {
    for (reference, position) in judge(template.text, nodes).printed {
        let Some((name, span)) = context_name(template.text, reference) else { continue };
        let (message, label, help) = match (name, position) {
            ("error.messageString", Position::Quoted) => (
                "`$context.error.messageString` in quotes",
                "has quotes of its own",
                "remove the quotes around it",
            ),
            ("error.message", Position::Bare) => (
                "`$context.error.message` without quotes",
                "has no quotes of its own",
                "write `$context.error.messageString`",
            ),
            _ => continue,
        };
        cx.report(template.text.at, message).span(template.span_of(span)).label(label).help(help);
    }
}
