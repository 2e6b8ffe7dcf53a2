//! Types that are none.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::is_unknown;
use crate::target::{Schema, SchemaRole};

declare_rule! {
    /// A schema with a type that there is not.
    ///
    /// ## Why
    ///
    /// A type is one of `array`, `boolean`, `integer`, `number`, `object` and `string`. A model
    /// with another word is refused, which the import says itself; elsewhere, and where the type is
    /// a list of words, the import leaves it out, and everything passes.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       parameters: [{ name: limit, in: query, type: int }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       parameters: [{ name: limit, in: query, schema: { type: int } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       parameters: [{ name: limit, in: query, type: integer }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       parameters: [{ name: limit, in: query, schema: { type: integer } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    SchemaTypeKnown {
        name: "schema-type-known",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["attribute-of-wrong-type", "model-schema-invalid"],
        visits: [Schema],
    }
}

/// The types of both specifications, and `null` of draft 4, which the service takes.
const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// Words of other languages.
const MEANT: [(&str, &str); 10] = [
    ("bool", "boolean"),
    ("date", "string` with `format: date"),
    ("datetime", "string` with `format: date-time"),
    ("double", "number` with `format: double"),
    ("enum", "string"),
    ("float", "number` with `format: float"),
    ("int", "integer"),
    ("list", "array"),
    ("long", "integer` with `format: int64"),
    ("uuid", "string` with `format: uuid"),
];

impl Check<visit::Schema> for SchemaTypeKnown {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let Some(at) = it.schema_type.filter(|_| it.reference.is_none()) else { return };
        if at.is_sequence() {
            cx.report(at, "the type is a list")
                .label("the import leaves this out")
                .help("write one type; `nullable: true` of OpenAPI 3.0 allows `null`");
            return;
        }
        let Some(word) = at.as_str() else { return };
        if TYPES.contains(&word) {
            cx.judged();
            return;
        }
        if is_unknown(at) {
            return;
        }
        cx.judged();
        // Of Swagger 2.0, for what is sent and answered as a whole.
        let is_file = word == "file" && !matches!(schema.role, SchemaRole::Model(_));
        if is_file {
            return;
        }
        let meant = MEANT.iter().find(|(other, _)| word.eq_ignore_ascii_case(other));
        let meant = meant
            .map(|(_, meant)| *meant)
            .or_else(|| TYPES.into_iter().find(|known| strsim::osa_distance(word, known) <= 2));
        let draft = cx.report(at, format!("`{word}` is no type")).label("there is no such type");
        match meant {
            Some(meant) => draft.help(format!("write `{meant}`")),
            None => draft.help(format!("write one of {}", TYPES.join(", "))),
        };
    }
}
