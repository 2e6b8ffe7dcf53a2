//! Examples and defaults that do not fit.

use gatewright_definition::Version;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::{is_unknown, misfit};
use crate::target::{Operation, Parameter, Response, Schema};

declare_rule! {
    /// An example or a default that does not fit its schema.
    ///
    /// ## Why
    ///
    /// Readers, mock servers and generated clients take what stands there for true. Formats are not asserted,
    /// and `null` for the whole value counts as none.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// definitions:
    ///   Count: { type: integer, default: one }
    /// ```
    ///
    /// ```yaml,openapi
    /// components:
    ///   schemas:
    ///     Count: { type: integer, maximum: 10, example: 11 }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// definitions:
    ///   Count: { type: integer, default: 1 }
    /// ```
    ///
    /// ```yaml,openapi
    /// components:
    ///   schemas:
    ///     Count: { type: integer, maximum: 10, example: 10 }
    /// ```
    SchemaExampleValid {
        name: "schema-example-valid",
        category: Documentation,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-of-wrong-type", "model-keyword-unsupported", "model-schema-invalid", "schema-enum", "schema-bounds-inverted", "schema-type-known", "schema-allof-conflict"],
        visits: [Schema, Parameter, Operation, Response],
    }
}

impl Check<visit::Schema> for SchemaExampleValid {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        if it.reference.is_some() {
            return;
        }
        for (what, value) in [("default", it.default), ("example", it.example)] {
            if let Some(value) = value {
                judge(what, schema.at, value, cx);
            }
        }
    }
}

impl Check<visit::Parameter> for SchemaExampleValid {
    fn check<'a>(parameter: &Parameter<'a>, cx: &mut Context<'a>) {
        if cx.version() == Version::OpenApi30 {
            described(parameter.parameter.at, cx);
        }
    }
}

impl Check<visit::Operation> for SchemaExampleValid {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        if let Some(body) = &operation.operation.request_body {
            if cx.version() == Version::OpenApi30 {
                content(body.at, cx);
            }
        }
    }
}

impl Check<visit::Response> for SchemaExampleValid {
    fn check<'a>(response: &Response<'a>, cx: &mut Context<'a>) {
        let at = response.response.at;
        match cx.version() {
            Version::OpenApi30 => {
                content(at, cx);
                for (_, header) in at.get("headers").into_iter().flat_map(Node::entries) {
                    if let Some(header) = cx.definition().follow(header) {
                        described(header, cx);
                    }
                }
            }
            Version::Swagger20 => {
                let Some(schema) = at.get("schema").filter(|it| it.is_mapping()) else { return };
                for (name, value) in at.get("examples").into_iter().flat_map(Node::entries) {
                    if is_json(name) {
                        judge("example", schema, value, cx);
                    }
                }
            }
        }
    }
}

/// The examples of each media type.
fn content<'a>(at: Node<'a>, cx: &mut Context<'a>) {
    for (name, media_type) in at.get("content").into_iter().flat_map(Node::entries) {
        if is_json(name) {
            described(media_type, cx);
        }
    }
}

fn is_json(media_type: Node<'_>) -> bool {
    media_type.text().is_some_and(|it| it.contains("json"))
}

/// The examples that stand beside a schema.
fn described<'a>(at: Node<'a>, cx: &mut Context<'a>) {
    let Some(schema) = at.get("schema").filter(|it| it.is_mapping()) else { return };
    if let Some(value) = at.get("example") {
        judge("example", schema, value, cx);
    }
    for (_, example) in at.get("examples").into_iter().flat_map(Node::entries) {
        let example = cx.definition().follow(example);
        if let Some(value) = example.and_then(|it| it.get("value")) {
            judge("example", schema, value, cx);
        }
    }
}

fn judge<'a>(what: &str, schema: Node<'a>, value: Node<'a>, cx: &mut Context<'a>) {
    cx.judged();
    // Many write the text of a body there.
    let is_text_of_body = value.as_str().is_some_and(|it| it.trim_start().starts_with(['{', '[']));
    if is_text_of_body {
        return;
    }
    let Some(misfit) = misfit(cx.schemas(), schema, value) else { return };
    let message = if misfit.at.id() == value.id() {
        format!("the {what} does not fit its schema: it is {}", misfit.reason)
    } else {
        format!("the {what} does not fit its schema: a part of it is {}", misfit.reason)
    };
    cx.report(misfit.at, message)
        .label("the schema refuses this")
        .related(schema, "the schema")
        .help(format!("correct the {what}, or the schema"));
}
