//! References that lead nowhere and that the import never follows.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::components::part_of;
use crate::context::Context;
use crate::nearest::nearest;
use crate::rule::declare_rule;
use crate::target::Reference;

declare_rule! {
    /// A reference to a place of the document that does not exist.
    ///
    /// ## Why
    ///
    /// The import says so of what it reads. What nothing uses, the schemas of parameters, links and callbacks
    /// it does not look at, and other tools fail there.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// components:
    ///   parameters:
    ///     Size:
    ///       name: size
    ///       in: query
    ///       schema: { $ref: "#/components/schemas/Number" }
    ///   schemas:
    ///     Numbers: { type: integer }
    /// ```
    ///
    /// ```yaml
    /// definitions:
    ///   Problem: { type: object }
    /// responses:
    ///   Failed:
    ///     description: Failed
    ///     schema: { $ref: "#/definitions/Problems" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// components:
    ///   parameters:
    ///     Size:
    ///       name: size
    ///       in: query
    ///       schema: { $ref: "#/components/schemas/Number" }
    ///   schemas:
    ///     Number: { type: integer }
    /// ```
    ///
    /// ```yaml
    /// definitions:
    ///   Problem: { type: object }
    /// responses:
    ///   Failed:
    ///     description: Failed
    ///     schema: { $ref: "#/definitions/Problem" }
    /// ```
    RefUnresolved {
        name: "ref-unresolved",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "attribute-unexpected",
            "model-reference-ignored",
            "model-reference-invalid",
            "model-reference-unknown",
            "model-reference-unsatisfied",
            "reference-cyclic",
            "reference-missing",
            "reference-not-found",
        ],
        visits: [Reference],
    }
}

impl Check<visit::Reference> for RefUnresolved {
    fn check<'a>(reference: &Reference<'a>, cx: &mut Context<'a>) {
        let text = reference.at.as_str().unwrap_or_default();
        if !text.starts_with('#') {
            return;
        }
        cx.judged();
        // Looked up, since large definitions refer to thousands of parts.
        let is_there = match part_of(text, cx.version()) {
            Some(part) if !text.contains('%') => cx.has_part(&part),
            _ => cx.definition().follow(reference.owner).is_some(),
        };
        if is_there {
            return;
        }
        let document = cx.definition().document;
        let similar = || {
            let (place, name) = text.rsplit_once('/')?;
            let owner = document.at_pointer(place.strip_prefix('#')?)?;
            let names = owner.entries().filter_map(|(key, _): (Node<'a>, _)| key.text());
            Some(format!("{place}/{}", nearest(name, names)?))
        };
        let similar = if cx.is_hopeless() { None } else { similar() };
        let help = match similar {
            Some(similar) => format!("write `{similar}`, if that is meant"),
            None => "correct the reference, or add what it refers to".to_owned(),
        };
        cx.report(reference.at, format!("`{text}` leads nowhere"))
            .label("nothing stands there")
            .help(help);
    }
}
