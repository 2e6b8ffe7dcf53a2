//! Models without a name of their own.

use gatewright_definition as definition;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::schemas::reference;
use crate::target::{Operation, Schema, SchemaRole};

declare_rule! {
    /// A body with a schema of its own, for which the import makes a model with a name of its own.
    ///
    /// ## Why
    ///
    /// A schema that stands in a body becomes a model all the same, and the import makes up a name
    /// for it. Generated SDKs and exports have that name, and a change of the schema may change it.
    /// Lists of a named schema are not looked at.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       consumes: [application/json]
    ///       parameters:
    ///         - name: pet
    ///           in: body
    ///           schema: { type: object, properties: { name: { type: string } } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema: { type: object, properties: { name: { type: string } } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       consumes: [application/json]
    ///       parameters:
    ///         - name: pet
    ///           in: body
    ///           schema: { $ref: "#/definitions/Pet" }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// definitions:
    ///   Pet: { type: object, properties: { name: { type: string } } }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema: { $ref: "#/components/schemas/Pet" }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// components:
    ///   schemas:
    ///     Pet: { type: object, properties: { name: { type: string } } }
    /// ```
    ModelInline {
        name: "model-inline",
        category: Compatibility,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "request-schema-unsupported",
            "response-schema-unsupported",
            "response-schema-dropped",
            "model-schema-invalid",
            "model-keyword-unsupported",
            "model-reference-unsatisfied",
        ],
        visits: [Operation, Schema],
    }
}

impl Check<visit::Operation> for ModelInline {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let content = operation.operation.request_body.iter().flat_map(|it| &it.content);
        if content.into_iter().any(|it| matches!(it.schema, Some(definition::Schema::Reference(_))))
        {
            cx.judged();
        }
    }
}

impl Check<visit::Schema> for ModelInline {
    fn check<'a>(schema: &Schema<'a>, cx: &mut Context<'a>) {
        let it = &schema.keywords;
        let of = match schema.role {
            SchemaRole::RequestBody => "a request",
            SchemaRole::Response => "a response",
            SchemaRole::Model(_) | SchemaRole::Parameter | SchemaRole::Header => return,
        };
        if schema.depth > 0 {
            return;
        }
        let is_list_of_named = it.items.is_some_and(|items| reference(items).is_some());
        let says = it.properties.or(it.items).is_some();
        if !says || is_list_of_named {
            return;
        }
        cx.report(schema.at, format!("the schema of {of} has no name"))
            .label("the import makes up a name for the model")
            .help("move it to the named schemas, and refer to it");
    }
}
