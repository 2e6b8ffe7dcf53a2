//! Bodies among the parameters of Swagger 2.0.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::PathItem;

declare_rule! {
    /// A second body among the parameters of Swagger 2.0, or a body without a schema.
    ///
    /// ## Why
    ///
    /// A request has one body, whose schema becomes the model that requests are checked against. Of
    /// several the last counts, and without a schema there is no model. The same model twice is how API
    /// Gateway exports a body of two media types, and is not told.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     post:
    ///       parameters:
    ///         - { name: pet, in: body, schema: { $ref: "#/definitions/Pet" } }
    ///         - { name: owner, in: body, schema: { $ref: "#/definitions/Owner" } }
    ///       responses: { "201": { description: Created } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// definitions:
    ///   Pet: { type: object }
    ///   Owner: { type: object }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     post:
    ///       parameters:
    ///         - { name: pet, in: body, schema: { $ref: "#/definitions/Pet" } }
    ///       responses: { "201": { description: Created } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       owner: { type: string }
    /// ```
    ///
    /// ## See also
    ///
    /// `parameter-in-form-data`, the service's own warning about fields of a form.
    ParameterBody {
        name: "parameter-body",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: ["value-of-wrong-type"],
        visits: [PathItem],
    }
}

impl Check<visit::PathItem> for ParameterBody {
    fn check<'a>(item: &PathItem<'a>, cx: &mut Context<'a>) {
        let owners = [item.at].into_iter().chain(item.operations.iter().map(|it| it.at));
        for list in owners.filter_map(|owner| owner.get("parameters")) {
            check_list(list, cx);
        }
    }
}

fn check_list<'a>(list: Node<'a>, cx: &mut Context<'a>) {
    let definition = cx.definition();
    let mut first: Option<(Node<'a>, Option<&str>)> = None;
    for item in list.items() {
        let Some(parameter) = definition.follow(item) else { continue };
        if parameter.get("in").and_then(Node::text) != Some("body") {
            continue;
        }
        cx.judged();
        let name = parameter.get("name").filter(|_| item == parameter);
        let at = name.unwrap_or(item);
        let model = parameter.get("schema").and_then(|it| it.get("$ref")?.as_str());
        match first {
            // An export has the body once for each of its media types.
            Some((_, other)) if model.is_some() && other == model => {}
            Some((first, _)) => {
                cx.report(at, "a second body")
                    .label("a request has one body, and the last counts")
                    .related(first, "the first of them")
                    .help("describe both by one schema");
            }
            None if parameter.get("schema").is_none() => {
                cx.report(at, "a body without a schema")
                    .label("the method gets no model to check it against")
                    .help("add a `schema`");
            }
            None => {}
        }
        first.get_or_insert((at, model));
    }
}
