//! Variables of a path that no parameter describes.

use gatewright_definition::{Operation, ParameterIn, Verb, Version};
use gatewright_source::Node;
use serde_json::json;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::paths;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// A variable of a path that no parameter describes.
    ///
    /// ## Why
    ///
    /// API Gateway gives the method a parameter for each variable of its path, declared or not; of
    /// greedy variables that is not known. The specification demands the declaration: other tools refuse the
    /// definition without it, and generated clients do not know the parameter. An operation under
    /// `options` is not asked, since preflights do not care what the path stands for.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /files/{proxy+}:
    ///     x-amazon-apigateway-any-method:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: ANY, uri: "https://example.com/files" }
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
    ///
    /// ## Fix safety
    ///
    /// The parameter is added as a required text, which it is already.
    ///
    /// ## See also
    ///
    /// `path-parameter-undeclared`, the service's own warning for OpenAPI 3.0.
    PathVariableDeclared {
        name: "path-variable-declared",
        category: Documentation,
        severity: Info,
        preset: Strict,
        fix: Unsafe,
        confidence: Recorded,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "path-parameter-undeclared",
            "parameter-name-invalid",
            "reference-external",
            "reference-not-found",
            "resource-path-part-invalid",
        ],
        visits: [PathItem],
    }
}

impl Check<visit::PathItem> for PathVariableDeclared {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        if !item.path.is_known() {
            return;
        }
        for name in paths::variables(&item.path) {
            let lacks = |it: &&Operation<'_>| it.verb != Verb::Options && !declares(it, name);
            let asked = item.operations.iter().filter(|it| it.verb != Verb::Options).count();
            let lacking = item.operations.iter().filter(lacks).count();
            if asked > 0 {
                cx.judged();
            }
            if lacking == 0 {
                continue;
            }
            let is_written_here = item.at.key() == Some(item.path.at);
            if lacking == asked {
                let owner = is_written_here.then_some(item.at);
                report(cx, item.path.at, name, owner);
                continue;
            }
            for operation in item.operations.iter().filter(lacks) {
                report(cx, operation.key, name, is_written_here.then_some(operation.at));
            }
        }
    }
}

fn declares(operation: &Operation<'_>, name: &str) -> bool {
    let mut paths = operation.parameters.iter().filter(|it| it.place == ParameterIn::Path);
    paths.any(|it| it.name.as_str() == name)
}

fn report<'a>(cx: &mut Context<'a>, at: Node<'a>, name: &str, owner: Option<Node<'a>>) {
    let parameter = match cx.version() {
        Version::Swagger20 => {
            json!({ "name": name, "in": "path", "required": true, "type": "string" })
        }
        Version::OpenApi30 => {
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
        }
    };
    let fix = Fix::unsafely(format!("declare `{name}`"));
    let fix = owner.and_then(|owner| match owner.get("parameters") {
        Some(list) if list.is_sequence() => Some(fix.append(list, parameter)),
        Some(_) => None,
        None => Some(fix.insert(owner, "parameters", vec![parameter])),
    });
    let draft = cx.report(at, format!("no parameter describes `{name}`"));
    draft.label("the variable is not declared here").help(format!(
        "add a parameter `{name}` with `in: path` and `required: true` to the `parameters`"
    ));
    if let Some(fix) = fix {
        draft.fix(fix);
    }
}
