//! References to parts of another kind.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::components::{Kind, part_of};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A reference to a part of another kind than its place wants.
    ///
    /// ## Why
    ///
    /// The import follows it without a word, finds none of the members that it looks for, and makes a
    /// response without models, a parameter that is none, or no body.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200": { description: OK }
    ///         "404": { $ref: "#/components/schemas/Problem" }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// components:
    ///   schemas:
    ///     Problem: { type: object }
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200": { description: OK }
    ///         "404": { $ref: "#/definitions/Problem" }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// definitions:
    ///   Problem: { type: object, description: What is wrong }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200": { description: OK }
    ///         "404": { $ref: "#/components/responses/Problem" }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// components:
    ///   responses:
    ///     Problem: { description: What is wrong }
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200": { description: OK }
    ///         "404": { $ref: "#/responses/Problem" }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// responses:
    ///   Problem: { description: What is wrong }
    /// ```
    RefPlace {
        name: "ref-place",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-reference-invalid", "model-reference-unknown", "parameter-incomplete", "reference-missing", "reference-not-found"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for RefPlace {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        for item in &definition.path_items {
            list(item.at.get("parameters"), cx);
            for operation in &item.operations {
                for (key, value) in operation.at.entries() {
                    match key.text() {
                        Some("parameters") => list(Some(value), cx),
                        Some("requestBody") => part(value, Kind::RequestBodies, cx),
                        Some("responses") => responses(value, cx),
                        _ => {}
                    }
                }
            }
        }
    }
}

fn responses<'a>(responses: Node<'a>, cx: &mut Context<'a>) {
    for (_, response) in responses.entries() {
        part(response, Kind::Responses, cx);
        for (_, header) in response.get("headers").into_iter().flat_map(Node::entries) {
            part(header, Kind::Headers, cx);
        }
    }
}

fn list<'a>(parameters: Option<Node<'a>>, cx: &mut Context<'a>) {
    for parameter in parameters.into_iter().flat_map(Node::items) {
        part(parameter, Kind::Parameters, cx);
    }
}

/// Looks at the reference, if it is one, of a thing of that kind.
fn part<'a>(at: Node<'a>, wanted: Kind, cx: &mut Context<'a>) {
    let Some(reference) = at.get("$ref") else { return };
    let Some(text) = reference.as_str() else { return };
    let version = cx.version();
    let Some((kind, name)) = part_of(text, version) else { return };
    cx.judged();
    if kind == wanted || cx.definition().follow(at).is_none() {
        return;
    }
    let help = match wanted.prefix(version) {
        Some(prefix) => format!("refer to `{prefix}{name}`, or write the {} here", wanted.word()),
        None => format!("write the {} here", wanted.word()),
    };
    cx.report(reference, format!("a {} where a {} belongs", kind.word(), wanted.word()))
        .label(format!("this is a {}", kind.word()))
        .help(help);
}
