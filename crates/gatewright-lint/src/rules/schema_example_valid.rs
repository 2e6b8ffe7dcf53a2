//! Examples and defaults that do not fit.

use gatewright_definition::Version;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::nodes::NodeSet;
use crate::rule::declare_rule;
use crate::schemas::{Misfit, misfit};
use crate::target::{Definition, Schema};

declare_rule! {
    /// An example or a default that does not fit its schema.
    ///
    /// ## Why
    ///
    /// Readers, mock servers and generated clients take what stands there for true. Formats are not
    /// asserted, and `null` for the whole value counts as none.
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
        yields_to: [
            "attribute-of-wrong-type",
            "model-keyword-unsupported",
            "model-schema-invalid",
            "schema-enum",
            "schema-bounds-inverted",
            "schema-type-known",
            "schema-allof-conflict",
        ],
        visits: [Definition, Schema],
    }
}

impl Check<visit::Schema> for SchemaExampleValid {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        if it.reference.is_some() {
            return;
        }
        for (what, value) in [("default", it.default), ("example", it.example)] {
            let Some(value) = value else { continue };
            if let Some(misfit) = fault(schema.at, value, cx) {
                report(what, schema.at, value, &misfit, cx);
            }
        }
    }
}

/// What stands beside a schema. Operations share parameters, bodies and responses, and are looked at
/// together.
impl Check<visit::Definition> for SchemaExampleValid {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut beside = Beside::default();
        for (_, operation) in definition.operations() {
            let responses = operation.responses.iter().flatten().map(|it| it.at);
            if definition.version == Version::Swagger20 {
                responses.for_each(|it| beside.of_swagger(it, cx));
                continue;
            }
            for parameter in &operation.parameters {
                beside.described(parameter.at, cx);
            }
            for at in operation.request_body.iter().map(|it| it.at).chain(responses) {
                beside.content(at, cx);
            }
        }
    }
}

#[derive(Default)]
struct Beside {
    /// What was looked at.
    seen: NodeSet,
    /// The places of findings: shared examples are brought to many.
    told: NodeSet,
}

impl Beside {
    fn of_swagger<'a>(&mut self, response: Node<'a>, cx: &mut Context<'a>) {
        let schema = response.get("schema").filter(|it| it.is_mapping());
        let (Some(schema), true) = (schema, self.seen.insert(response.id())) else { return };
        for (name, value) in response.get("examples").into_iter().flat_map(Node::entries) {
            if is_json(name) {
                self.judge(schema, value, cx);
            }
        }
    }

    /// The examples of each media type, and of each header.
    fn content<'a>(&mut self, at: Node<'a>, cx: &mut Context<'a>) {
        if !self.seen.insert(at.id()) {
            return;
        }
        for (key, value) in at.entries() {
            match key.text() {
                Some("content") => {
                    for (name, media_type) in value.entries() {
                        if is_json(name) {
                            self.described(media_type, cx);
                        }
                    }
                }
                Some("headers") => {
                    for (_, header) in value.entries() {
                        if let Some(header) = cx.definition().follow(header) {
                            self.described(header, cx);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The examples of one parameter, media type or header.
    fn described<'a>(&mut self, at: Node<'a>, cx: &mut Context<'a>) {
        let (mut schema, mut example, mut examples) = (None, None, None);
        for (key, value) in at.entries() {
            match key.text() {
                Some("schema") => schema = Some(value).filter(|it| it.is_mapping()),
                Some("example") => example = Some(value),
                Some("examples") => examples = Some(value),
                _ => {}
            }
        }
        let Some(schema) = schema.filter(|_| example.is_some() || examples.is_some()) else {
            return;
        };
        if !self.seen.insert(at.id()) {
            return;
        }
        if let Some(value) = example {
            self.judge(schema, value, cx);
        }
        for (name, example) in examples.into_iter().flat_map(Node::entries) {
            // Some show what is refused, under a name that says so.
            let is_meant = !name.has_unknown()
                && !name.text().unwrap_or_default().to_ascii_lowercase().contains("invalid");
            let example = cx.definition().follow(example).filter(|_| is_meant);
            if let Some(value) = example.and_then(|it| it.get("value")) {
                self.judge(schema, value, cx);
            }
        }
    }

    fn judge<'a>(&mut self, schema: Node<'a>, value: Node<'a>, cx: &mut Context<'a>) {
        // Many write the text of a body there, or an empty text for none.
        let is_other = |text: &str| text.is_empty() || text.trim_start().starts_with(['{', '[']);
        if value.as_str().is_some_and(is_other) {
            return;
        }
        let misfit = fault(schema, value, cx);
        if let Some(misfit) = misfit.filter(|it| self.told.insert(place(value, it).id())) {
            report("example", schema, value, &misfit, cx);
        }
    }
}

fn is_json(media_type: Node<'_>) -> bool {
    media_type.text().is_some_and(|it| it.contains("json"))
}

fn fault<'a>(schema: Node<'a>, value: Node<'a>, cx: &mut Context<'a>) -> Option<Misfit<'a>> {
    cx.judged();
    misfit(cx.schemas(), schema, value)
}

/// The part that does not fit, unless an alias brings it from elsewhere.
fn place<'a>(value: Node<'a>, misfit: &Misfit<'a>) -> Node<'a> {
    let (whole, part) = (value.span(), misfit.at.span());
    if whole.start <= part.start && part.end <= whole.end { misfit.at } else { value }
}

fn report<'a>(
    what: &str,
    schema: Node<'a>,
    value: Node<'a>,
    misfit: &Misfit<'a>,
    cx: &mut Context<'a>,
) {
    let part = if misfit.at.id() == value.id() { "it" } else { "a part of it" };
    let message = format!("the {what} does not fit its schema: {part} is {}", misfit.reason);
    cx.report(place(value, misfit), message)
        .label("the schema refuses this")
        .related(schema, "the schema")
        .help(format!("correct the {what}, or the schema"));
}
