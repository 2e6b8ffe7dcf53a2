//! Names in mapping templates that mean nothing to the service.

use gatewright_diagnostics::Span;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::nearest::nearest;
use crate::rule::declare_rule;
use crate::target::Template;
use crate::vtl::names::{self, Member, VARIABLES};
use crate::vtl::tree::{Node, NodeKind, Reference, StepKind};
use crate::vtl::{Use, references, unknown_words};

declare_rule! {
    /// A mapping template that calls or prints something that does not exist.
    ///
    /// ## Why
    ///
    /// Velocity prints a reference that it does not know as it is written: the backend gets the text
    /// `$util.parseJSON($input.body)`. Case matters, and so does the number of arguments. `$util` is
    /// not that of AppSync.
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
    ///               application/json: '{ "pets": $util.parseJSON($input.body) }'
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
    ///               application/json: '{ "pets": $util.parseJson($input.body) }'
    /// ```
    TemplateVtlNames {
        name: "template-vtl-names",
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

impl Check<visit::Template> for TemplateVtlNames {
    fn check<'a>(template: &Template<'a>, cx: &mut Context<'a>) {
        let is_plain = !template.text.contains(['$', '#']);
        if is_plain || !template.is_velocity() || template.is_unfinished() {
            return;
        }
        let parsed = template.parsed();
        if !parsed.errors.is_empty() {
            return;
        }
        let mut known = None;
        references(&parsed.nodes, &mut |reference, usage| {
            cx.judged();
            if template.is_hopeless() {
                return;
            }
            let name = reference.name(template.text);
            if let Some(members) = names::members(name) {
                check_member(template, reference, members, cx);
            } else if usage != Use::Assigned && name.len() >= SHORTEST && !VARIABLES.contains(&name)
            {
                let known = known.get_or_insert_with(|| Known::of(template.text, &parsed.nodes));
                check_variable(template, reference, known, cx);
            }
        });
        unknown_words(&parsed.nodes, &mut |name| {
            if !template.is_hopeless() {
                check_word(template, name, cx);
            }
        });
    }
}

fn check_member<'a>(
    template: &Template<'a>,
    reference: &Reference,
    members: &'static [Member],
    cx: &mut Context<'a>,
) {
    let text = template.text.as_str();
    let variable = reference.name(text);
    let Some(step) = reference.steps.first() else { return };
    let (name, arguments) = match &step.kind {
        StepKind::Property { name } => (*name, None),
        StepKind::Call { name, arguments } => (*name, Some(arguments.len())),
        StepKind::Index(_) => return,
    };
    let word = &text[name.range()];
    let Some(member) = members.iter().find(|member| member.name == word) else {
        // What a Java object has besides is not documented.
        if arguments.is_some() && word.starts_with("get") {
            return;
        }
        let near = nearest(word, members.iter().map(|member| member.name));
        let meant = members.iter().find(|member| Some(member.name) == near);
        let draft = cx
            .report(template.text.at, format!("`${variable}` has no `{word}`"))
            .span(template.span_of(name))
            .label("printed as it stands");
        if let Some(member) = meant {
            draft.help(format!("write `{}`", member.usage(variable)));
        } else {
            let all: Vec<String> =
                members.iter().map(|member| format!("`{}`", member.name)).collect();
            draft.help(format!("use one of {}", all.join(", ")));
        }
        return;
    };
    let usage = || member.usage(variable);
    match arguments {
        None if !member.arguments.is_empty() => {
            cx.report(template.text.at, format!("`${variable}.{word}` is a function"))
                .span(template.span_of(reference.span))
                .label("printed as it stands")
                .help(format!("call it: `{}`", usage()));
        }
        Some(count) if !member.arguments.contains(&count) => {
            let message = match (member.arguments, count) {
                ([], _) => format!("`${variable}.{word}` is no function"),
                (_, 0) => format!("`${variable}.{word}` needs an argument"),
                _ => format!("`${variable}.{word}` takes one argument, not {count}"),
            };
            cx.report(template.text.at, message)
                .span(template.span_of(step.span))
                .label("printed as it stands")
                .help(format!("write `{}`", usage()));
        }
        _ => {}
    }
}

/// The variables that a template has.
struct Known<'t> {
    names: Vec<&'t str>,
    /// Something may set others.
    is_open: bool,
}

impl<'t> Known<'t> {
    fn of(text: &'t str, nodes: &[Node]) -> Self {
        let mut names = VARIABLES.to_vec();
        references(nodes, &mut |reference, usage| {
            if usage == Use::Assigned && reference.steps.is_empty() {
                names.push(reference.name(text));
            }
        });
        names.sort_unstable();
        names.dedup();
        let sets_others =
            |node: &Node| matches!(node.kind, NodeKind::Block { .. } | NodeKind::Insert { .. });
        let is_open = names.len() > MAX_NAMES || nodes.iter().any(sets_others);
        Self { names, is_open }
    }
}

/// Names shorter than this are too much alike.
const SHORTEST: usize = 4;

/// Among more names none is looked for that is like another.
const MAX_NAMES: usize = 200;

/// A variable that nothing sets, with the name of another in mind. Without one it may be meant to be
/// printed, as in `"$ref"`.
fn check_variable<'a>(
    template: &Template<'a>,
    reference: &Reference,
    known: &Known<'_>,
    cx: &mut Context<'a>,
) {
    let name = reference.name(template.text);
    if known.is_open || known.names.binary_search(&name).is_ok() {
        return;
    }
    let Some(near) = nearest(name, known.names.iter().copied()) else { return };
    cx.report(template.text.at, format!("nothing sets `${name}`"))
        .span(template.span_of(reference.span))
        .label("there is no such variable")
        .help(format!("write `${near}` if that is meant"));
}

/// What other languages call `#elseif`.
const ELSE_IF: [&str; 2] = ["elsif", "elif"];

const WITH_ARGUMENTS: [&str; 4] = ["elseif", "foreach", "if", "set"];

/// A word that would be a directive if it were written otherwise, before what a directive has. Any
/// other is text.
fn check_word<'a>(template: &Template<'a>, name: Span, cx: &mut Context<'a>) {
    let word = &template.text[name.range()];
    let rest = template.text[name.range().end..].trim_start_matches([' ', '\t', '}']);
    let meant = if rest.starts_with('(') {
        let is_meant = |it: &&&str| it.eq_ignore_ascii_case(word);
        let other = ELSE_IF.contains(&word).then_some("elseif");
        other.or_else(|| WITH_ARGUMENTS.iter().find(is_meant).copied())
    } else if rest.starts_with('$') {
        ["foreach", "set"].into_iter().find(|it| *it == word)
    } else {
        None
    };
    let Some(meant) = meant else { return };
    let hash = Span::new(name.start.saturating_sub(1), name.end);
    cx.report(template.text.at, format!("`#{word}` is no directive"))
        .span(template.span_of(hash))
        .label("printed as it stands")
        .help(format!("write `#{meant}(…)`"));
}
