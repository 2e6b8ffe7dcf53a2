//! Findings about references and aliases.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A YAML alias in an OpenAPI 3.0 definition.
    ///
    /// ## Why
    ///
    /// The open-source library whose messages the service gives for OpenAPI 3.0 does not follow
    /// aliases: `*name` becomes the text `name`, and `<<` an unexpected member. Whether the service
    /// has that from the library is not recorded, so gatewright follows aliases and says so once.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// x-shared: &shared { type: mock }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: *shared
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
    /// ```
    pub ALIASES_UNSUPPORTED {
        name: "aliases-unsupported",
        stage: Definition,
        effect: Noted,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A `$ref` to a place of the document that does not exist.
    ///
    /// ## Why
    ///
    /// A parameter, response, header or request body that cannot be found is left out of the API.
    /// (References to schemas have messages of the service's own.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - $ref: "#/parameters/Limit"
    ///       responses: {}
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
    ///       parameters:
    ///         - $ref: "#/parameters/Limit"
    ///       responses: {}
    /// parameters:
    ///   Limit: { name: limit, in: query, type: string }
    /// ```
    pub REFERENCE_NOT_FOUND {
        name: "reference-not-found",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A `$ref` to another file or address.
    ///
    /// ## Why
    ///
    /// The import sees one document and fetches nothing, so what the reference stands for is left
    /// out of the API. Bundle the files into one document first.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - $ref: "common.yaml#/parameters/Limit"
    ///       responses: {}
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
    ///       parameters:
    ///         - { name: limit, in: query, type: string }
    ///       responses: {}
    /// ```
    pub REFERENCE_EXTERNAL {
        name: "reference-external",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A `$ref` that leads back to itself.
    ///
    /// ## Why
    ///
    /// Nothing stands at the end of such a chain, so the thing is left out of the API. (Schemas may
    /// refer to each other in circles; a chain of nothing but references may not.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - $ref: "#/parameters/A"
    ///       responses: {}
    /// parameters:
    ///   A: { $ref: "#/parameters/B" }
    ///   B: { $ref: "#/parameters/A" }
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
    ///       parameters:
    ///         - $ref: "#/parameters/A"
    ///       responses: {}
    /// parameters:
    ///   A: { $ref: "#/parameters/B" }
    ///   B: { name: limit, in: query, type: string }
    /// ```
    pub REFERENCE_CYCLIC {
        name: "reference-cyclic",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Members of a path item beside its `$ref`.
    ///
    /// ## Why
    ///
    /// The open-source library whose messages the service gives takes what the reference stands for and
    /// drops what stands beside it, operations included, without a word.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get: { responses: { "200": { description: OK } } }
    ///   /animals:
    ///     $ref: "#/paths/~1pets"
    ///     post: { responses: { "200": { description: OK } } }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get: { responses: { "200": { description: OK } } }
    ///   /animals:
    ///     $ref: "#/paths/~1pets"
    /// ```
    pub PATH_ITEM_SIBLINGS_DROPPED {
        name: "path-item-siblings-dropped",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
