//! Parameters of one name at one place.

use std::collections::HashMap;

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// Two parameters of one name at one place in a list.
    ///
    /// ## Why
    ///
    /// Of two that are called the same only the last counts. Names of headers that differ in capitals
    /// only are one name in HTTP, but two parameters of the method.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: limit, in: query, type: integer }
    ///         - { name: limit, in: query, type: string }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: X-Shop, in: header, schema: { type: string } }
    ///         - { name: x-shop, in: header, schema: { type: string } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: limit, in: query, type: integer }
    ///         - { name: from, in: query, type: string }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: limit, in: query, schema: { type: string } }
    ///         - { name: X-Shop, in: header, schema: { type: string } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## See also
    ///
    /// `parameters-duplicate`, the service's own warning for OpenAPI 3.0.
    ParameterUnique {
        name: "parameter-unique",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["parameters-duplicate"],
        visits: [PathItem],
    }
}

impl Check<visit::PathItem> for ParameterUnique {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        let owners = [item.at].into_iter().chain(item.operations.iter().map(|it| it.at));
        for list in owners.filter_map(|owner| owner.get("parameters")) {
            check_list(list, cx);
        }
    }
}

/// The length of a list whose members are compared with each other; more are looked up.
const FEW: usize = 16;

fn check_list<'a>(list: Node<'a>, cx: &mut Context<'a>) {
    if list.items().nth(1).is_none() {
        return;
    }
    cx.judged();
    let definition = cx.definition();
    let read = |item: Node<'a>| Name::read(item, definition.follow(item)?);
    let mut names: Vec<Name<'a>> = Vec::with_capacity(FEW.min(list.items().count()));
    names.extend(list.items().filter_map(read));
    let mut known: HashMap<(&str, String), Name<'a>> = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let first = if names.len() <= FEW {
            names[..index].iter().find(|it| it.is_same(name)).copied()
        } else {
            let key = (name.place, name.folded());
            let first = known.get(&key).copied();
            known.entry(key).or_insert(*name);
            first
        };
        let Some(first) = first else { continue };
        let draft = if first.text == name.text {
            let message = format!("a second parameter `{}` in `{}`", name.text, name.place);
            let draft = cx.report(name.at, message);
            draft.label("only the last of the two counts").help("remove one of the two");
            draft
        } else {
            let message = format!("the headers `{}` and `{}` are one", first.text, name.text);
            let draft = cx.report(name.at, message);
            draft
                .label("capitals make no other header")
                .help("keep one of the two, spelled as requests spell it");
            draft
        };
        draft.related(first.at, "the first of them");
    }
}

/// By what a parameter is known.
#[derive(Clone, Copy)]
struct Name<'a> {
    place: &'a str,
    text: &'a str,
    /// Where the list has it.
    at: Node<'a>,
}

impl<'a> Name<'a> {
    fn read(item: Node<'a>, parameter: Node<'a>) -> Option<Self> {
        let name = parameter.get("name")?;
        let at = if item == parameter { name } else { item };
        let place = parameter.get("in")?.as_str()?;
        // Bodies have no name in a request.
        (place != "body").then_some(Self { place, text: name.text()?, at })
    }

    fn is_header(&self) -> bool {
        self.place == "header"
    }

    fn is_same(&self, other: &Self) -> bool {
        let is_same_text = self.text == other.text
            || (self.is_header() && self.text.eq_ignore_ascii_case(other.text));
        self.place == other.place && is_same_text
    }

    fn folded(&self) -> String {
        if self.is_header() { self.text.to_ascii_lowercase() } else { self.text.to_owned() }
    }
}
