//! Definitions that a template of Terraform is, alone, without the configuration that fills it.
//!
//! Who fills a text cannot be seen, and a placeholder that somebody forgot to fill looks the same. So a
//! file counts as a template if its name says so, if it has directives, if it can only be read with
//! holes, if one of its names is given a value, or if a placeholder stands where the service takes an
//! ARN or an address and nothing else (DECISIONS.md, 119).

use std::rc::Rc;

use gatewright_diagnostics::{Checked, Diagnostic, Span};
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{Document, Node};

use super::configuration::Configuration;
use super::definition;
use super::hcl::{self, Block};
use super::language::{Expr, ExprKind, Part};
use super::scope::Scope;
use super::value::{Is, Place, Value};
use crate::Request;
use crate::diagnostics::TEMPLATE_PLACEHOLDERS;
use crate::find::is_definition;
use crate::library::Library;

/// Members whose texts are for people, and those that hold programs: what stands in braces there may
/// be meant so.
const PROSE: [&str; 8] = [
    "description",
    "example",
    "examples",
    "pattern",
    "requestTemplates",
    "responseTemplates",
    "summary",
    "title",
];

/// Members that hold what only a deployment knows.
const DEPLOYED: [&str; 7] = [
    "authorizerCredentials",
    "authorizerUri",
    "connectionId",
    "credentials",
    "providerARNs",
    "timeoutInMillis",
    "uri",
];

/// Endings of the names of templates, perhaps before another one: `api.tpl.json`.
const ENDINGS: [&str; 4] = ["template", "tftpl", "tmpl", "tpl"];

/// The definition in a text that something like `templatefile` fills first; nothing if it has no
/// placeholders, or if they are meant as they are.
pub(crate) fn filled(
    path: &str,
    plain: &Checked<Document>,
    request: &Request<'_>,
    library: &Library<'_>,
) -> Option<Checked<Document>> {
    let document = &plain.value;
    let text = document.text();
    let has = |start: &[u8]| memchr::memmem::find(text.as_bytes(), start).is_some();
    if !has(b"${") && !has(b"%{") {
        return None;
    }
    let template = hcl::template(text, 0..text.len());
    let mut holes = Vec::new();
    names(&template.parts, &mut holes);
    let has_directive = template.parts.iter().any(|it| matches!(it, Part::If(_) | Part::Loop(_)));
    let is_given = holes.iter().any(|(_, name)| request.parameters.contains_key(name));
    let is_certain = is_called_template(path) || has_directive || is_given;
    let is_readable = !is_broken(plain) && is_definition(document);
    let by_content = !is_certain && is_readable;
    let first = if by_content { Some(placeholder(document, &holes)?) } else { None };
    if !is_certain && !is_readable && holes.is_empty() {
        return None;
    }

    let prose = if by_content { places(document, &PROSE) } else { Vec::new() };
    let unmatched = template.unmatched;
    let mut parts = template.parts;
    keep(&mut parts, &|at, expr| {
        let is_ours = expr.is_some_and(|expr| root(expr).is_some_and(is_filled));
        is_ours && !is_within(&prose, at)
    });
    let template = Rc::new(super::language::Template { parts, ..template });
    let configuration = Configuration::new(library, request, text, Block::default());
    let place = Place { file: 0, span: template.at };
    let given = request.parameters.iter();
    let given = given.map(|(name, it)| (name.clone(), Value::of_json(place, it)));
    let scope = Scope::Template(Rc::new(given.collect()));
    let text = Is::Text(Rc::new(configuration.render(0, &template, &scope)));
    let mut read = definition::of_value(&configuration, &Value::new(place, text))?;
    // It may not be readable before something is filled.
    let is_unread = read.value.root().is_some_and(Node::is_unknown) && is_definition(document);
    let is_ours = is_unread || is_definition(&read.value);
    if !is_ours || (!is_certain && is_broken(&read)) {
        return None;
    }
    // Who fills a text that nobody calls cannot be seen, unless by its name.
    let is_of_terraform = path.strip_suffix(".tftpl").is_some();
    let is_refused = is_of_terraform || is_unread || is_broken(&read);
    if let Some((at, missing)) = unmatched.filter(|_| is_refused) {
        // The service does not get to see it.
        let at = configuration.location(Place { file: 0, span: at });
        let told = vec![super::configuration::unmatched(at, missing)];
        return Some(definition::unknown(&configuration, place, told));
    }
    if is_unread {
        return Some(read);
    }
    if let Some((at, name)) = first {
        let message = "this is read as a template, of which not all values are known";
        let node = read.value.root()?;
        let mut location = node.location();
        location.span = at;
        let told = Diagnostic::new(&TEMPLATE_PLACEHOLDERS, message, location)
            .label(format!("something puts a value here, such as `{name}`"))
            .help(format!("give the values: `--var {name}=value`"));
        read.diagnostics.push(told);
    }
    Some(read)
}

fn is_broken(read: &Checked<Document>) -> bool {
    let breaks = |it: &Diagnostic| STOPS.iter().any(|stop| std::ptr::eq(*stop, it.metadata));
    read.diagnostics.iter().any(breaks)
}

fn is_called_template(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut parts = name.rsplit('.');
    let (last, before) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_one = |it: &str| ENDINGS.contains(&it);
    // A `template.yaml` is one of CloudFormation.
    parts.next().is_some() && is_one(before) && before != "template"
        || is_one(last) && last != "template"
}

/// The names that expressions begin with, with the places of the placeholders.
fn names(parts: &[Part], to: &mut Vec<(Span, String)>) {
    for part in parts {
        match part {
            Part::Hole(at, Some(expr)) => {
                if let Some(name) = root(expr).filter(|it| is_filled(it)) {
                    to.push((*at, name.to_owned()));
                }
            }
            Part::If(it) => {
                names(&it.then, to);
                names(&it.otherwise, to);
            }
            Part::Loop(it) => names(&it.body, to),
            Part::Hole(_, None) | Part::Literal(_) | Part::Escape(..) | Part::Stripped => {}
        }
    }
}

/// The name that an expression begins with; of a call, that of its first argument.
fn root(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Path(from, _) => root(from),
        ExprKind::Call(call) => call.arguments.iter().find_map(root).or(Some(&call.name)),
        ExprKind::Conditional(it) => it.iter().find_map(root),
        ExprKind::Binary(left, _, right) => root(left).or_else(|| root(right)),
        ExprKind::Not(it) | ExprKind::Negative(it) => root(it),
        _ => None,
    }
}

/// Whether it is not the service that fills `${name…}`.
fn is_filled(name: &str) -> bool {
    !matches!(name, "stageVariables" | "context" | "AWS")
}

/// Takes the placeholders that are none out: they are text.
fn keep(parts: &mut [Part], is_kept: &dyn Fn(Span, Option<&Expr>) -> bool) {
    for part in parts {
        match part {
            Part::Hole(at, expr) if !is_kept(*at, expr.as_ref()) => *part = Part::Literal(*at),
            Part::If(it) => {
                keep(&mut it.then, is_kept);
                keep(&mut it.otherwise, is_kept);
            }
            Part::Loop(it) => keep(&mut it.body, is_kept),
            Part::Hole(..) | Part::Literal(_) | Part::Escape(..) | Part::Stripped => {}
        }
    }
}

/// A placeholder that can only mean that something fills it, in a definition that can be read as it is.
fn placeholder(document: &Document, holes: &[(Span, String)]) -> Option<(Span, String)> {
    let has_functions = document.nodes().any(|node| {
        node.tag().is_some_and(|tag| !tag.starts_with("!!") && tag.starts_with('!'))
            || (node.is_key()
                && node.text().is_some_and(|it| it.starts_with("Fn::") || it == "Ref"))
    });
    if has_functions {
        return None;
    }
    let deployed = places(document, &DEPLOYED);
    let text = document.text();
    holes
        .iter()
        .find(|(at, _)| {
            let inner = &text[at.range()];
            let of_cloudformation =
                inner[2..].starts_with(|c: char| c.is_ascii_uppercase()) && inner.contains('.');
            !of_cloudformation && is_within(&deployed, *at)
        })
        .cloned()
}

/// The places of texts for people and of programs, or of other members, in order and without those that
/// are within others.
fn places(document: &Document, names: &[&str]) -> Vec<Span> {
    let keys = names.iter().flat_map(|name| document.keys_named(name));
    let mut spans: Vec<Span> = keys.filter_map(Node::value_of_key).map(Node::span).collect();
    spans.sort_by_key(|it| (it.start, u32::MAX - it.end));
    let mut end = 0;
    spans.retain(|it| {
        let is_outer = it.end > end;
        end = end.max(it.end);
        is_outer
    });
    spans
}

/// Whether a place is in one of those.
fn is_within(places: &[Span], at: Span) -> bool {
    let next = places.partition_point(|it| it.start <= at.start);
    places[..next].last().is_some_and(|it| at.end <= it.end)
}
