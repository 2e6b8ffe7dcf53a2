//! Context variables that do not exist.

use gatewright_diagnostics::Span;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::{Mapping, Place, Template};
use crate::vtl::names::{ContextName, context};
use crate::vtl::references;
use crate::vtl::tree::{Reference, Step, StepKind};

declare_rule! {
    /// A context variable that API Gateway does not set.
    ///
    /// ## Why
    ///
    /// The names under `context` are fixed, and case matters. In a parameter mapping an unknown name
    /// gives no value, in a template the reference is printed as it stands. Some names exist only in
    /// gateway responses (`error.…`), others only in access logs (`status`, `integration.…`).
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
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         requestParameters: { integration.request.header.ip: context.identity.sourceIP }
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
    ///         uri: https://api.example.com/pets
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseTemplates:
    ///               application/json: '{ "status": "$context.status" }'
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
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         requestParameters: { integration.request.header.ip: context.identity.sourceIp }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A mapping is changed where only the case of letters is wrong.
    MappingContextVariable {
        name: "mapping-context-variable",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["request-mapping-invalid", "response-mapping-invalid"],
        visits: [Mapping, Template],
    }
}

const PREFIX: &str = "context.";

impl Check<visit::Mapping> for MappingContextVariable {
    fn check<'a>(mapping: &Mapping<'a>, cx: &mut Context<'a>) {
        let Some(source) = mapping.source.as_str() else { return };
        let Some(name) = source.strip_prefix(PREFIX) else { return };
        if !is_plain(name) {
            return;
        }
        cx.judged();
        let Some(problem) = Problem::of(name, mapping.place) else { return };
        let draft = cx
            .report(mapping.source, problem.message(source))
            .label("gives no value")
            .help(problem.help(PREFIX));
        if let Problem::Unknown(Some(nearest)) = problem
            && nearest.eq_ignore_ascii_case(name)
        {
            let right = format!("{PREFIX}{nearest}");
            draft.fix(Fix::unsafely(format!("write `{right}`")).set(mapping.source, right));
        }
    }
}

impl Check<visit::Template> for MappingContextVariable {
    fn check<'a>(template: &Template<'a>, cx: &mut Context<'a>) {
        let is_read = template.is_velocity() || matches!(template.place, Place::Gateway);
        if !template.text.contains("context") || !is_read || template.is_unfinished() {
            return;
        }
        let parsed = template.parsed();
        if template.is_velocity() && !parsed.errors.is_empty() {
            return;
        }
        references(&parsed.nodes, &mut |reference, _| {
            let Some((name, span)) = context_name(template.text, reference) else { return };
            cx.judged();
            if template.is_hopeless() {
                return;
            }
            let Some(problem) = Problem::of(name, template.place) else { return };
            cx.report(template.text.at, problem.message(&format!("${PREFIX}{name}")))
                .span(template.span_of(span))
                .label("printed as it stands")
                .help(problem.help("$context."));
        });
    }
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

/// The name under `$context` that a reference has before the first call or index, and the place of
/// both.
pub(super) fn context_name<'t>(text: &'t str, reference: &Reference) -> Option<(&'t str, Span)> {
    if reference.name(text) != "context" {
        return None;
    }
    let is_property = |it: &&Step| matches!(it.kind, StepKind::Property { .. });
    let last = reference.steps.iter().take_while(is_property).last()?;
    let name = Span::new(reference.name.end + 1, last.span.end);
    Some((&text[name.range()], Span::new(reference.span.start, last.span.end)))
}

/// Why a name gives nothing.
enum Problem {
    Unknown(Option<&'static str>),
    OfErrors,
    OfLogs,
}

impl Problem {
    fn of(name: &str, place: Place<'_>) -> Option<Self> {
        match context(name) {
            ContextName::Known => None,
            ContextName::OfErrors if matches!(place, Place::Gateway) => None,
            ContextName::OfErrors => Some(Self::OfErrors),
            ContextName::OfLogs => Some(Self::OfLogs),
            ContextName::Unknown(nearest) => Some(Self::Unknown(nearest)),
        }
    }

    fn message(&self, written: &str) -> String {
        match self {
            Self::Unknown(_) => format!("`{written}` is no context variable"),
            Self::OfErrors => format!("`{written}` has a value in gateway responses only"),
            Self::OfLogs => format!("`{written}` has a value in access logs only"),
        }
    }

    fn help(&self, prefix: &str) -> String {
        match self {
            Self::Unknown(Some(nearest)) => format!("write `{prefix}{nearest}`"),
            Self::Unknown(None) => "look up the name among the context variables".to_owned(),
            Self::OfErrors => "use it in `x-amazon-apigateway-gateway-responses`".to_owned(),
            Self::OfLogs => "log it, and take the value from elsewhere here".to_owned(),
        }
    }
}
