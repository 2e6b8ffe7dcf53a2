//! Required properties that no schema describes.

use std::collections::HashSet;

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::keywords::Keywords;
use crate::rule::declare_rule;
use crate::schemas::is_unknown;
use crate::target::{Schema, SchemaRole};

declare_rule! {
    /// A schema that requires what it does not describe.
    ///
    /// ## Why
    ///
    /// Of Swagger 2.0 the import leaves out of `required` what is no property, so that the property
    /// that was meant is optional. Of OpenAPI 3.0 it keeps such a name, and a request validator
    /// refuses every body that does not have it. Properties count that come from `allOf`, there or
    /// around the schema. A name that stands twice in the list, and `required: true` at a property,
    /// say nothing.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object, required: [nmae], properties: { name: { type: string } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object, required: [nmae], properties: { name: { type: string } } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Pet: { type: object, required: [name], properties: { name: { type: string } } }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet: { type: object, required: [name], properties: { name: { type: string } } }
    /// ```
    SchemaRequiredDefined {
        name: "schema-required-defined",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "attribute-of-wrong-type",
            "model-schema-invalid",
            "reference-not-found",
            "model-reference-unknown",
        ],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaRequiredDefined {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let keywords = &schema.keywords;
        let demands = [keywords.required, keywords.all_of, keywords.any_of, keywords.one_of];
        if keywords.reference.is_some() || demands.iter().all(Option::is_none) {
            return;
        }
        if let Some(required) = keywords.required.filter(|it| !it.is_sequence()) {
            flag(schema, required, cx);
        }
        // The parts of a combination are judged with the whole: what is described for one of them
        // is for all, and to be read once.
        if is_part(schema.at) {
            return;
        }
        let mut described = None;
        let mut open = vec![schema.at];
        while let Some(at) = open.pop() {
            let keywords = Keywords::read(at);
            if keywords.reference.is_some() {
                continue;
            }
            judge(&keywords, schema.at, &mut described, cx);
            open.extend(keywords.parts().filter(|it| it.is_mapping()));
        }
    }
}

/// Judges the names that a schema requires, which is the whole or a part of it.
fn judge<'a>(
    keywords: &Keywords<'a>,
    whole: Node<'a>,
    described: &mut Option<Described<'a>>,
    cx: &mut Context<'a>,
) {
    let Some(required) = keywords.required.filter(|it| it.is_sequence()) else { return };
    // In short lists the names before each are gone through.
    let is_short = required.items().nth(SHORT).is_none();
    let mut seen = HashSet::new();
    for (place, item) in required.items().enumerate() {
        let Some(name) = item.as_str() else { continue };
        cx.judged();
        let is_second = if is_short {
            required.items().take(place).any(|it| it.as_str() == Some(name))
        } else {
            !seen.insert(name)
        };
        if is_second {
            cx.report(item, format!("`{name}` is required twice"))
                .label("it stands in the list already")
                .help("remove one of them, or write the name that was meant");
            continue;
        }
        // Those described here are found without a look at what surrounds the schema.
        let is_own = keywords.properties.is_some_and(|it| it.get(name).is_some());
        if is_own || is_unknown(item) {
            continue;
        }
        let described = described.get_or_insert_with(|| Described::by(whole, cx));
        if described.is_closed() && !described.names.contains(name) {
            cx.report(item, format!("`{name}` is required, and no property has that name"))
                .label("there is no such property")
                .help("describe it under `properties`, or correct the name");
        }
    }
}

/// `required: true`, which parameters of Swagger 2.0 have, and no schema.
fn flag<'a>(schema: &Schema<'a>, required: Node<'a>, cx: &mut Context<'a>) {
    let is_whole = matches!(schema.role, SchemaRole::Parameter | SchemaRole::Header);
    if is_whole && schema.depth == 0 || required.as_bool().is_none() {
        return;
    }
    cx.report(required, "`required` of a schema is a list of names")
        .label("this requires nothing")
        .help("list the name under `required` of the object that has the property");
}

/// A list of more names is looked up.
const SHORT: usize = 8;

/// Whether a schema is a part of an `allOf`, `anyOf` or `oneOf`.
fn is_part(schema: Node<'_>) -> bool {
    let list = schema.parent().filter(|it| it.is_sequence());
    let word = list.and_then(Node::key).and_then(Node::text);
    matches!(word, Some("allOf" | "anyOf" | "oneOf"))
}

/// The properties that a schema describes, with its parts.
#[derive(Default)]
struct Described<'a> {
    names: HashSet<&'a str>,
    /// Whether others are described as well, whose names nobody knows.
    others: bool,
}

/// More parts than this are not looked at.
const MOST_PARTS: usize = 200;

impl<'a> Described<'a> {
    fn by(schema: Node<'a>, cx: &Context<'a>) -> Self {
        let mut described = Self::default();
        let mut open = vec![schema];
        let mut seen = HashSet::new();
        while let Some(at) = open.pop() {
            let Some(at) = cx.schemas().resolve(at).filter(|_| seen.len() < MOST_PARTS) else {
                described.others = true;
                break;
            };
            if !seen.insert(at.id()) {
                continue;
            }
            let keywords = Keywords::read(at);
            let others = keywords.additional_properties;
            described.others |= others.is_some_and(|it| it.as_bool() != Some(false));
            let properties = keywords.properties.into_iter().flat_map(Node::entries);
            described.names.extend(properties.filter_map(|(key, _)| key.text()));
            open.extend(keywords.parts());
        }
        described
    }

    /// Whether a name that is not described is most likely a slip. Of an object of which nothing is
    /// described it is not.
    fn is_closed(&self) -> bool {
        !self.others && !self.names.is_empty()
    }
}
