//! Findings about schemas that cannot become models.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A schema whose name is no name for a model.
    ///
    /// ## Why
    ///
    /// Each schema of the definition becomes a model of that name, and names of models hold letters and
    /// digits only (*Important notes*). One such schema fails the whole import; users quote this for
    /// names with `_`, `-` and `.`, which generators like to write.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   pet_food: { type: object }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create model for 'pet_food': Model name must be alphanumeric: pet_food
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
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   PetFood: { type: object }
    /// ```
    pub(crate) MODEL_NAME_INVALID {
        name: "model-name-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A schema that is no valid JSON schema of draft 4.
    ///
    /// ## Why
    ///
    /// Models are JSON schemas of draft 4, not OpenAPI's own dialect (*Important notes*), and the import
    /// checks what it would store against it: types that do not exist, equal values in an `enum` and the
    /// like are refused. (What its reader cannot convert, such as `required: []`, it leaves out first.)
    /// The text comes once for each violation. Users quote it of the single action.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet: { type: objekt }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create model for 'Pet': Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]
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
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    pub(crate) MODEL_SCHEMA_INVALID {
        name: "model-schema-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A schema with a keyword that API Gateway refuses.
    ///
    /// ## Why
    ///
    /// Models are JSON schemas of draft 4, and a keyword that draft 4 does not have fails the import
    /// when the service's reader keeps it. Users quote this for `example` in Swagger 2.0 and for
    /// `discriminator` (*Important notes* lists both as not supported); an `example` in OpenAPI 3.0 is
    /// left out.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       name: { type: string, example: Bella }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create model for 'Pet': Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified. Unsupported keyword(s): ["example"]]
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
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       name: { type: string, description: For example Bella. }
    /// ```
    pub(crate) MODEL_KEYWORD_UNSUPPORTED {
        name: "model-keyword-unsupported",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A schema that refers to another file or address.
    ///
    /// ## Why
    ///
    /// A model can refer only to models of the same API, so a `$ref` must lead to a schema of the same
    /// definition (*Important notes*). Imports took references to addresses until April 2024 and have
    /// refused them since; users quote the text.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "https://example.com/pet.json" }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create model for 'Pet': Invalid model specified: Validation Result: warnings : [], errors : [Model reference must be in canonical form]
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
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   schemas:
    ///     Pet: { $ref: "#/components/schemas/Animal" }
    ///     Animal: { type: object }
    /// ```
    pub(crate) MODEL_REFERENCE_NOT_CANONICAL {
        name: "model-reference-not-canonical",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A schema that refers to one that does not exist.
    ///
    /// ## Why
    ///
    /// A model refers to other models by name, and each must exist. The refusal lists every name that
    /// does not; users quote it for references to schemas that became no model.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       food: { $ref: "#/definitions/Food" }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create model for 'Pet': Invalid model specified: Validation Result: warnings : [], errors : [Invalid model specified: Food]
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
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       food: { $ref: "#/definitions/Food" }
    ///   Food: { type: object }
    /// ```
    pub(crate) MODEL_REFERENCE_UNKNOWN {
        name: "model-reference-unknown",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A schema that refers to one that was refused.
    ///
    /// ## Why
    ///
    /// When a schema is refused, those that refer to it cannot become models either. A user quotes these
    /// items after those of the refused schemas. Cure the first, and the others are cured.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       food: { $ref: "#/definitions/Food" }
    ///   Food: { type: objekt }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to insert model 'Pet' due to an unsatisfied schema reference.
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
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       food: { $ref: "#/definitions/Food" }
    ///   Food: { type: object }
    /// ```
    pub(crate) MODEL_REFERENCE_UNSATISFIED {
        name: "model-reference-unsatisfied",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}
