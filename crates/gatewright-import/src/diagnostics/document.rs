//! Findings about the document as a whole.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// More than one server, of which only the first counts.
    ///
    /// ## Why
    ///
    /// The server of an OpenAPI 3.0 definition can carry the endpoint configuration of the API. An API
    /// has one, so the import takes the first server's and says so, whether or not any of them has the
    /// extension `x-amazon-apigateway-endpoint-configuration`. Users quote the warning.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// servers:
    ///   - url: https://pets.example.com
    ///   - url: https://test.example.com
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// More than one server provided. Ignoring all but the first for defining endpoint configuration
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// servers:
    ///   - url: https://pets.example.com
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) SERVERS_IGNORED {
        name: "servers-ignored",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A definition without a title, so that the API has no name.
    ///
    /// ## Why
    ///
    /// The name of an API is the `title` of the definition's `info`, and an API must have a name (API
    /// Reference, *CreateRestApi*). What the import answers when there is none is not known.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
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
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) TITLE_MISSING {
        name: "title-missing",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A Swagger 2.0 definition whose description is an empty text.
    ///
    /// ## Why
    ///
    /// The description of an API is absent or says something: creating one with an empty text is refused
    /// in these words. That an import passes the empty text on is concluded, not seen. An OpenAPI 3.0
    /// document is read as if the empty description were not there.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1", description: "" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Description cannot be an empty string
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1", description: Pets and their owners }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) DESCRIPTION_EMPTY {
        name: "description-empty",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A base path that the chosen mode leaves out.
    ///
    /// ## Why
    ///
    /// Unless the parameter `basepath` says otherwise, an import ignores the base path, and with `split`
    /// it drops the first segment (*Set the OpenAPI basePath property*). That is right for a definition
    /// that was exported, whose base path is the stage. Paths that clients are to call need `prepend`.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// basePath: /v1
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml basepath=prepend
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// basePath: /v1
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) BASE_PATH_IGNORED {
        name: "base-path-ignored",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Descriptions and summaries that leave no trace in the API.
    ///
    /// ## Why
    ///
    /// Methods, parameters and responses of an API have no descriptions, and a recorded import kept those
    /// of the definition nowhere. Documentation parts are the place for them; an import makes one for
    /// each entry of `x-amazon-apigateway-documentation`.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       summary: Lists all pets.
    ///       responses: { "200": { description: OK } }
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
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// x-amazon-apigateway-documentation:
    ///   documentationParts:
    ///     - location: { type: METHOD, path: /pets, method: GET }
    ///       properties: { summary: Lists all pets. }
    /// ```
    pub(crate) DESCRIPTIONS_DROPPED {
        name: "descriptions-dropped",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Recorded,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Schema keywords that leave no trace in a model.
    ///
    /// ## Why
    ///
    /// Models are JSON schemas of draft 4 (*Data models for REST APIs*), and the service's readers keep
    /// even of those not everything, Swagger 2.0 less than OpenAPI 3.0. What is left out is not
    /// validated and not exported.
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
    ///     Name: { type: string, nullable: true }
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
    ///     Name: { type: string }
    /// ```
    pub(crate) SCHEMA_KEYWORDS_DROPPED {
        name: "schema-keywords-dropped",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
