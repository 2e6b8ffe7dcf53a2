//! Texts that bring code.

use gatewright_definition::Text;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::{Definition, Operation, Parameter, PathItem, Response, Schema};

declare_rule! {
    /// A description that brings code into the page that shows it.
    ///
    /// ## Why
    ///
    /// Portals and consoles show descriptions as Markdown or HTML. A script in one runs in the
    /// browser of whoever reads the documentation, unless the page takes it out.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       description: "Lists pets. <script>alert(1)</script>"
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       description: "Lists pets whose `weight` is <= 20 kg, as a <em>list</em>."
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    DescriptionMarkup {
        name: "description-markup",
        category: Security,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition, PathItem, Operation, Parameter, Response, Schema],
    }
}

/// Elements that load or run code.
const ELEMENTS: [&str; 4] = ["script", "iframe", "object", "embed"];

impl Check<visit::Definition> for DescriptionMarkup {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        texts([definition.info.description.as_ref()], cx);
        for tag in definition.root.get("tags").into_iter().flat_map(Node::items) {
            if let Some(at) = tag.get("description") {
                node(at, cx);
            }
        }
    }
}

impl Check<visit::PathItem> for DescriptionMarkup {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        texts([item.summary.as_ref(), item.description.as_ref()], cx);
    }
}

impl Check<visit::Operation> for DescriptionMarkup {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let operation = operation.operation;
        let body = operation.request_body.as_ref().and_then(|body| body.description.as_ref());
        texts([operation.summary.as_ref(), operation.description.as_ref(), body], cx);
    }
}

impl Check<visit::Parameter> for DescriptionMarkup {
    fn check<'a>(parameter: &Parameter<'a>, cx: &mut Context<'a>) {
        texts([parameter.description.as_ref()], cx);
    }
}

impl Check<visit::Response> for DescriptionMarkup {
    fn check<'a>(response: &Response<'a>, cx: &mut Context<'a>) {
        texts([response.description.as_ref()], cx);
    }
}

impl Check<visit::Schema> for DescriptionMarkup {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        if let Some(at) = schema.keywords.description {
            node(at, cx);
        }
    }
}

fn texts<'a, const N: usize>(texts: [Option<&Text<'a>>; N], cx: &mut Context<'a>) {
    for text in texts.into_iter().flatten() {
        check(text.at, text, cx);
    }
}

fn node<'a>(at: Node<'a>, cx: &mut Context<'a>) {
    if let Some(text) = at.as_str() {
        check(at, text, cx);
    }
}

fn check<'a>(at: Node<'a>, text: &str, cx: &mut Context<'a>) {
    cx.judged();
    if let Some(code) = code(text) {
        cx.report(at, format!("a description with {code}"))
            .label("this may run in the browser of whoever reads it")
            .help("write plain text or Markdown");
    }
}

/// The code in a text, in words.
fn code(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        let end = behind.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(behind.len());
        let (element, behind) = behind.split_at(end);
        if ELEMENTS.iter().any(|it| it.eq_ignore_ascii_case(element)) && !is_quoted(text, behind) {
            return Some(format!("the element `{}`", element.to_ascii_lowercase()));
        }
        let Some((tag, _)) = behind.split_once('>').filter(|_| !element.is_empty()) else {
            continue;
        };
        if tag.split_whitespace().any(is_handler) && !is_quoted(text, behind) {
            return Some("an event handler".to_owned());
        }
    }
    None
}

/// Whether an attribute is code for an event: `onclick=…`.
fn is_handler(attribute: &str) -> bool {
    let name = attribute.split_once('=').map(|(name, _)| name);
    name.is_some_and(|name| {
        let on = name.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("on"));
        on && name.len() > 4 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

/// Whether the text before `behind` has an open backtick: then the markup is shown, not run.
fn is_quoted(text: &str, behind: &str) -> bool {
    text[..text.len() - behind.len()].bytes().filter(|byte| *byte == b'`').count() % 2 == 1
}
