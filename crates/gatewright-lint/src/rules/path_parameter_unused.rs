//! Path parameters that their path does not have.

use gatewright_definition::ParameterIn;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::nodes::NodeSet;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// A path parameter that its path does not have.
    ///
    /// ## Why
    ///
    /// The method gets a parameter that no request can have, so that what is mapped from it is empty.
    /// Most often the name in the path and the name of the parameter were meant to be the same.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       parameters:
    ///         - { name: id, in: path, required: true, type: string }
    ///         - { name: petId, in: path, required: true, type: string }
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
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       parameters:
    ///         - { name: id, in: path, required: true, type: string }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /files/{proxy+}:
    ///     x-amazon-apigateway-any-method:
    ///       parameters:
    ///         - { name: proxy, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: ANY, uri: "https://example.com/files" }
    /// ```
    PathParameterUnused {
        name: "path-parameter-unused",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["parameter-name-invalid", "resource-path-part-invalid"],
        visits: [PathItem],
    }
}

impl Check<visit::PathItem> for PathParameterUnused {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        if !item.path.is_known() {
            return;
        }
        let mut told = NodeSet::default();
        for parameter in item.operations.iter().flat_map(|it| &it.parameters) {
            if parameter.place != ParameterIn::Path {
                continue;
            }
            cx.judged();
            let name = parameter.name.as_str();
            let is_used = paths::variables(&item.path).any(|it| it == name);
            if is_used || !told.insert(parameter.at.id()) {
                continue;
            }
            let (area, declared) = (item.at.span(), parameter.at.span());
            let is_here = area.start <= declared.start && declared.end <= area.end;
            let message = format!("`{}` has no variable `{name}`", item.path);
            let help = format!("write `{{{name}}}` in the path, or correct the name");
            if is_here {
                cx.report(parameter.name.at, message)
                    .label("no part of the path is this parameter")
                    .related(item.path.at, "the path")
                    .help(help);
            } else {
                cx.report(item.path.at, message)
                    .label("an operation here refers to such a parameter")
                    .related(parameter.name.at, "the parameter")
                    .help(help);
            }
        }
    }
}
