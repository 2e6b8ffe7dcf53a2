//! Paths that match the same requests, neither of them more specific than the other.

use std::collections::BTreeMap;

use gatewright_definition::{PathItem, Verb};
use gatewright_model::PathPart;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// Two paths that match the same request, neither of them more specific than the other.
    ///
    /// ## Why
    ///
    /// `/acme/users` fits both `/{tenant}/users` and `/acme/{kind}`. The specification says nothing
    /// of such paths, so that clients, other gateways and readers may choose otherwise than API
    /// Gateway. That `/pets/mine` goes before `/pets/{id}` is plain and is not told.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /{tenant}/users:
    ///     get:
    ///       parameters: [{ name: tenant, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/users" }
    ///   /acme/{kind}:
    ///     get:
    ///       parameters: [{ name: kind, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/acme" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /{tenant}/users:
    ///     get:
    ///       parameters: [{ name: tenant, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/users" }
    ///   /acme/{kind+}:
    ///     x-amazon-apigateway-any-method:
    ///       parameters: [{ name: kind, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: ANY, uri: "https://example.com/acme" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /tenants/{tenant}/users:
    ///     get:
    ///       parameters: [{ name: tenant, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/users" }
    ///   /tenants/acme/users:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/acme" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /tenants/{tenant}/users:
    ///     get:
    ///       parameters: [{ name: tenant, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/users" }
    ///   /tenants/acme/users:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/acme" }
    /// ```
    PathAmbiguous {
        name: "path-ambiguous",
        category: Compatibility,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["resource-below-greedy", "resource-path-part-invalid", "resource-second-variable"],
        visits: [Definition],
    }
}

/// So many pairs are compared for each path. An API of the default quota needs far fewer.
const PAIRS_PER_PATH: usize = 200;

impl Check<visit::Definition> for PathAmbiguous {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let known = definition.path_items.iter().filter(|it| it.path.is_known());
        if known.clone().all(|it| paths::variables(&it.path).next().is_none()) {
            return;
        }
        cx.judged();
        let mut tree = Tree::default();
        for item in known {
            tree.add(item);
        }
        let mut left = definition.path_items.len() * PAIRS_PER_PATH;
        for (variable, literal) in tree.forks() {
            let Some((one, other)) = tree.ambiguous(variable, literal, &mut left) else { continue };
            let request = request(&one.path, &other.path);
            let message = format!("`{}` and `{}` both match `{request}`", other.path, one.path);
            cx.report(other.path.at, message)
                .label("neither path is more specific than the other")
                .related(one.path.at, "the other path")
                .help("let one of the paths differ in a segment that is no variable in either");
        }
    }
}

/// A request that fits both paths.
fn request(one: &str, other: &str) -> String {
    let (mut one, mut other) = (paths::segments(one), paths::segments(other));
    let mut request = String::new();
    loop {
        let (left, right) = (one.next(), other.next());
        let is_literal = |it: &&str| PathPart::parse(it).variable().is_none();
        let both = [left, right];
        let mut both = both.iter().flatten();
        let Some(segment) = both.clone().find(|it| is_literal(it)).or(both.next()) else {
            return request;
        };
        request.extend(["/", segment]);
    }
}

/// The paths by their segments. A node is known by its number; the root is the first.
struct Tree<'a> {
    nodes: Vec<Branch<'a>>,
}

#[derive(Default)]
struct Branch<'a> {
    literals: BTreeMap<&'a str, usize>,
    variable: Option<usize>,
    is_greedy: bool,
    item: Option<&'a PathItem<'a>>,
}

impl Default for Tree<'_> {
    fn default() -> Self {
        Self { nodes: vec![Branch::default()] }
    }
}

impl<'a> Tree<'a> {
    fn add(&mut self, item: &'a PathItem<'a>) {
        let mut at = 0;
        for segment in paths::segments(&item.path) {
            let next = self.nodes.len();
            let part = PathPart::parse(segment);
            let child = match part {
                PathPart::Static(text) => *self.nodes[at].literals.entry(text).or_insert(next),
                PathPart::Variable(_) | PathPart::Greedy(_) => {
                    *self.nodes[at].variable.get_or_insert(next)
                }
            };
            if child == next {
                let is_greedy = matches!(part, PathPart::Greedy(_));
                self.nodes.push(Branch { is_greedy, ..Branch::default() });
            }
            at = child;
        }
        self.nodes[at].item = Some(item);
    }

    /// The variable and a text that stand in one place.
    fn forks(&self) -> impl Iterator<Item = (usize, usize)> {
        self.nodes.iter().flat_map(|node| {
            let variable = node.variable.into_iter();
            variable.flat_map(|it| node.literals.values().map(move |literal| (it, *literal)))
        })
    }

    /// Two paths, one below each, that match one request, where the one below the variable has a
    /// text in the place of a variable of the other.
    fn ambiguous(
        &self,
        variable: usize,
        literal: usize,
        left: &mut usize,
    ) -> Option<(&'a PathItem<'a>, &'a PathItem<'a>)> {
        let mut open = vec![(variable, literal, false)];
        while let Some((one, other, crossed)) = open.pop() {
            *left = left.checked_sub(1)?;
            let (one_at, other_at) = (&self.nodes[one], &self.nodes[other]);
            if crossed
                && let (Some(first), Some(second)) = (one_at.item, other_at.item)
                && have_a_verb_in_common(first, second)
            {
                return Some((first, second));
            }
            // A greedy variable goes on for as long as the other path does.
            let next_of_other = if other_at.is_greedy { Some(other) } else { other_at.variable };
            let next_of_one = if one_at.is_greedy { Some(one) } else { one_at.variable };
            for (text, child) in &one_at.literals {
                if let Some(same) = other_at.literals.get(text) {
                    open.push((*child, *same, crossed));
                }
                open.extend(next_of_other.map(|it| (*child, it, true)));
            }
            if let Some(next) = next_of_one {
                open.extend(other_at.literals.values().map(|it| (next, *it, crossed)));
                if let Some(it) = next_of_other
                    && (next, it) != (one, other)
                {
                    open.push((next, it, crossed));
                }
            }
        }
        None
    }
}

fn have_a_verb_in_common(one: &PathItem<'_>, other: &PathItem<'_>) -> bool {
    let is_any = |item: &PathItem<'_>| item.operations.iter().any(|it| it.verb == Verb::Any);
    let has = |verb: Verb| other.operations.iter().any(|it| it.verb == verb);
    // A preflight is answered alike on all paths.
    let mut own = one.operations.iter().filter(|it| it.verb != Verb::Options);
    let has_other = other.operations.iter().any(|it| it.verb != Verb::Options);
    (is_any(one) && has_other) || own.any(|it| is_any(other) || has(it.verb))
}
