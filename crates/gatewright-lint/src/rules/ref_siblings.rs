//! Members beside a reference.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Reference;

declare_rule! {
    /// A member beside a `$ref` that changes what the reference stands for.
    ///
    /// ## Why
    ///
    /// Where there is a `$ref`, Swagger 2.0 and OpenAPI 3.0 ignore what stands beside it, and so does the
    /// import. Restrictions have no effect there. (Descriptions and examples beside a reference harm nobody
    /// and are not told.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Name: { type: string }
    ///     Pet:
    ///       type: object
    ///       properties:
    ///         name: { $ref: "#/components/schemas/Name", maxLength: 20 }
    /// ```
    ///
    /// ```yaml
    /// definitions:
    ///   Name: { type: string }
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       name: { $ref: "#/definitions/Name", maxLength: 20 }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Name: { type: string }
    ///     Pet:
    ///       type: object
    ///       properties:
    ///         name: { allOf: [{ $ref: "#/components/schemas/Name" }, { maxLength: 20 }] }
    /// ```
    ///
    /// ```yaml
    /// definitions:
    ///   Name: { type: string, maxLength: 20 }
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       name: { $ref: "#/definitions/Name" }
    /// ```
    RefSiblings {
        name: "ref-siblings",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["path-item-siblings-dropped"],
        visits: [Reference],
    }
}

/// Members that tell people something, and change nothing.
const REMARKS: [&str; 9] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
    "xml",
];

impl Check<visit::Reference> for RefSiblings {
    fn check<'a>(reference: &Reference<'a>, cx: &mut Context<'a>) {
        cx.judged();
        for (key, _) in reference.owner.entries() {
            let name = key.text().unwrap_or_default();
            if name == "$ref" || name.starts_with("x-") || REMARKS.contains(&name) {
                continue;
            }
            cx.report(key, format!("`{name}` beside `$ref` has no effect"))
                .label("nothing beside a reference is read")
                .help("move it to where the reference leads, or write the part out here")
                .related(reference.at, "the reference");
        }
    }
}
