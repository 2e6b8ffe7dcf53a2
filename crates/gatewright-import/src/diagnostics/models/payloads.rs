//! Findings about the models of request bodies and responses.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A body or response that refers to a model that does not exist.
    ///
    /// ## Why
    ///
    /// A missing model reference is the service's own example of a warning (*Errors and warnings from
    /// importing your API into API Gateway*): the import goes on, and the method has no model there.
    /// Users quote it, twice for each response and once for a body.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/Pet" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Reference to model 'Pet' not found. Ignoring.
    /// Reference to model 'Pet' not found. Ignoring.
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/Pet" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    pub(crate) MODEL_REFERENCE_IGNORED {
        name: "model-reference-ignored",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A body or response that refers to something that can be no model.
    ///
    /// ## Why
    ///
    /// The last part of the reference is the model's name, and that holds letters and digits only. The
    /// import goes on without the model. Users quote the warning, twice for each response, whole
    /// reference included.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/pet--dog" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unknown or invalid reference specified by '#/definitions/pet--dog'. Ignoring.
    /// Unknown or invalid reference specified by '#/definitions/pet--dog'. Ignoring.
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/Dog" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Dog: { type: object }
    /// ```
    pub(crate) MODEL_REFERENCE_INVALID {
        name: "model-reference-invalid",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A response that loses its model.
    ///
    /// ## Why
    ///
    /// This warning follows those about the reference of a response that leads to no model, once for each
    /// response and media type. It names neither path nor status code. Users quote it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/Pet" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Invalid format for model application/json for method GET
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/Pet" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    pub(crate) RESPONSE_MODEL_FORMAT_INVALID {
        name: "response-model-format-invalid",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A request body whose schema became no model.
    ///
    /// ## Why
    ///
    /// Where a response only loses its model, a body fails the import: the method asks for a model that
    /// is not there. Users quote it, with a name of `null`, for schemas that were refused.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     post:
    ///       parameters: [{ name: pet, in: body, schema: { $ref: "#/definitions/Pet" } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put method 'POST' on resource at path '/pets': Invalid model identifier specified: null
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     post:
    ///       parameters: [{ name: pet, in: body, schema: { $ref: "#/definitions/Pet" } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    pub(crate) REQUEST_MODEL_UNKNOWN {
        name: "request-model-unknown",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A response with a schema that becomes no model.
    ///
    /// ## Why
    ///
    /// Objects and arrays that stand in a response become models of their own; single values and
    /// combinations (`allOf`, `anyOf`, `oneOf`) do not, and the response has no model. Users quote the
    /// warning for OpenAPI 3.0. A schema of the same content under a name can be referred to.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           content: { application/json: { schema: { type: string } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unsupported model type 'StringSchema' in 200 response to method 'GET /pets'. Ignoring.
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           content: { application/json: { schema: { $ref: "#/components/schemas/Name" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   schemas:
    ///     Name: { type: string }
    /// ```
    pub(crate) RESPONSE_SCHEMA_UNSUPPORTED {
        name: "response-schema-unsupported",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A request body with a schema that becomes no model.
    ///
    /// ## Why
    ///
    /// A combination (`allOf`, `anyOf`, `oneOf`), a map or a single value that stands in a request body
    /// becomes no model, and the body is not validated. Users quote the warning, which names neither the schema's kind nor the
    /// media type. A combination under a name can be referred to.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     put:
    ///       requestBody:
    ///         content:
    ///           application/json: { schema: { allOf: [{ $ref: "#/components/schemas/Pet" }] } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unsupported model type 'Content' in request schema for 'PUT /pets'. Ignoring.
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     put:
    ///       requestBody:
    ///         content:
    ///           application/json: { schema: { $ref: "#/components/schemas/Pet" } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
    /// ```
    pub(crate) REQUEST_SCHEMA_UNSUPPORTED {
        name: "request-schema-unsupported",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A Swagger 2.0 response or body with the schema of a single value.
    ///
    /// ## Why
    ///
    /// The schema of a response must be of type object (*Important notes*); a text or a number that
    /// stands there becomes no model. Whether an import of Swagger 2.0 warns of it is not known. A schema
    /// of the same content under a name can be referred to.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, schema: { type: string } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, schema: { $ref: "#/definitions/Name" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Name: { type: string }
    /// ```
    pub(crate) RESPONSE_SCHEMA_DROPPED {
        name: "response-schema-dropped",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
