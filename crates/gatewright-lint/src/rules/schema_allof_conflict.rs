//! Combinations that cannot hold together.

use gatewright_definition::Version;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::keywords::Keywords;
use crate::rule::declare_rule;
use crate::schemas::{is_unknown, key_of, same};
use crate::target::Schema;

declare_rule! {
    /// An `allOf` of schemas that contradict each other.
    ///
    /// ## Why
    ///
    /// A value has to fit each of them. Where one says `string` and another `integer`, where their
    /// `enum` have no value in common, or where one forbids (`additionalProperties: false`) what
    /// another describes, no value does, or none with that property.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Name: { allOf: [{ type: string }, { type: integer }] }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Name: { allOf: [{ type: string }, { type: integer }] }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Name: { allOf: [{ type: string }, { maxLength: 5 }] }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Name: { allOf: [{ type: string }, { maxLength: 5 }] }
    /// ```
    SchemaAllofConflict {
        name: "schema-allof-conflict",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-schema-invalid", "model-reference-unsatisfied"],
        visits: [Schema],
    }
}

impl Check<visit::Schema> for SchemaAllofConflict {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let Some(list) = schema.keywords.all_of.filter(|it| it.is_sequence()) else { return };
        if schema.keywords.reference.is_some() {
            return;
        }
        let mut parts = Vec::new();
        collect(schema.at, schema.at, &mut parts, cx);
        if parts.len() < 2 {
            return;
        }
        cx.judged();
        if let Some((one, other)) = types(&parts) {
            cx.report(key_of(list), "a value would have to be of two types at once")
                .label("no value fits")
                .related(one.schema_type.unwrap_or(list), "one type")
                .related(other.schema_type.unwrap_or(list), "and another")
                .help("have parts of the same type, or write `anyOf`");
        } else if let Some((one, other)) = values(&parts) {
            cx.report(key_of(list), "the values of `enum` have none in common")
                .label("no value fits")
                .related(one.enumeration.unwrap_or(list), "these values")
                .related(other.enumeration.unwrap_or(list), "and these")
                .help("list values that are in both, or write `anyOf`");
        // The import of Swagger 2.0 leaves `additionalProperties: false` out.
        } else if cx.version() == Version::OpenApi30
            && let Some((closed, key)) = forbidden(&parts)
        {
            let name = key.text().unwrap_or_default();
            let message = format!("one part describes `{name}`, and another forbids it");
            cx.report(key_of(list), message)
                .label("no value with that property fits")
                .related(key, "described here")
                .related(closed, "forbidden here, with all that this part does not describe")
                .help("remove `additionalProperties: false` from the parts");
        }
    }
}

/// More parts than this are not compared.
const MOST_PARTS: usize = 16;

/// The schema, and the parts of its `allOf` with theirs.
fn collect<'a>(at: Node<'a>, from: Node<'a>, parts: &mut Vec<Keywords<'a>>, cx: &Context<'a>) {
    let Some(at) = cx.schemas().resolve(at) else { return };
    if parts.len() >= MOST_PARTS || (at.id() == from.id() && !parts.is_empty()) {
        return;
    }
    let keywords = Keywords::read(at);
    parts.push(keywords);
    for part in keywords.all_of.into_iter().flat_map(Node::items) {
        collect(part, from, parts, cx);
    }
}

fn types<'p, 'a>(parts: &'p [Keywords<'a>]) -> Option<(&'p Keywords<'a>, &'p Keywords<'a>)> {
    let mut typed = parts.iter().filter_map(|it| Some((it, it.type_word()?)));
    let (first, word) = typed.next()?;
    let is_number = |word: &str| matches!(word, "integer" | "number");
    let agree = |other: &str| other == word || is_number(word) && is_number(other);
    let known = |word: &str| has_type_word(word);
    let (other, _) = typed.find(|(_, other)| known(word) && known(other) && !agree(other))?;
    Some((first, other))
}

fn has_type_word(word: &str) -> bool {
    ["array", "boolean", "integer", "null", "number", "object", "string"].contains(&word)
}

fn values<'p, 'a>(parts: &'p [Keywords<'a>]) -> Option<(&'p Keywords<'a>, &'p Keywords<'a>)> {
    let mut listed = parts.iter().filter_map(|it| Some((it, it.enumeration?)));
    let (first, list) = listed.next()?;
    let meets = |other: Node<'a>| {
        other.items().any(|it| is_unknown(it) || list.items().any(|own| same(own, it)))
    };
    let is_known = list.items().next().is_some() && !list.items().any(is_unknown);
    let (other, _) = listed
        .filter(|(_, other)| other.items().next().is_some())
        .find(|(_, other)| is_known && !meets(*other))?;
    Some((first, other))
}

/// A part that allows no other properties, and the key of one that another part describes.
fn forbidden<'a>(parts: &[Keywords<'a>]) -> Option<(Node<'a>, Node<'a>)> {
    parts.iter().enumerate().find_map(|(place, part)| {
        let closed = part.additional_properties?;
        if closed.as_bool() != Some(false) {
            return None;
        }
        let others = parts.iter().enumerate().filter(|(other, _)| *other != place);
        let mut described = others
            .filter_map(|(_, other)| other.properties)
            .flat_map(Node::entries)
            .map(|(key, _)| key);
        let key = described.find(|key| {
            let name = key.text().unwrap_or_default();
            part.properties.is_none_or(|own| own.get(name).is_none())
        })?;
        Some((closed, key))
    })
}
