//! The findings of this crate, but for those of [`structure`](crate::structure).

use gatewright_diagnostics::{Metadata, declare_diagnostic};

/// All kinds of findings of this crate.
pub const DIAGNOSTICS: &[&Metadata] = &[
    &ALIASES_UNSUPPORTED,
    &ANY_METHOD_MALFORMED,
    &EXTENSION_FOR_HTTP_APIS,
    &EXTENSION_MISPLACED,
    &EXTENSION_PROPERTY_FOR_HTTP_APIS,
    &EXTENSION_PROPERTY_UNKNOWN,
    &EXTENSION_UNKNOWN,
    &INTEGRATION_MALFORMED,
    &NOT_A_DEFINITION,
    &PARAMETER_INCOMPLETE,
    &REFERENCE_CYCLIC,
    &REFERENCE_EXTERNAL,
    &REFERENCE_NOT_FOUND,
    &VALUE_OF_WRONG_TYPE,
    &VERSION_UNSUPPORTED,
];

declare_diagnostic! {
    /// A file that is JSON or YAML but no OpenAPI definition.
    ///
    /// ## Why
    ///
    /// The import reads an object that has `swagger: "2.0"` or `openapi: 3.0.x` at its top. It
    /// answers everything else with this one sentence, without a position.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// ```
    pub NOT_A_DEFINITION {
        name: "not-a-definition",
        stage: Definition,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

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
    /// A version of OpenAPI that the import does not read.
    ///
    /// ## Why
    ///
    /// REST APIs are imported from Swagger 2.0 and OpenAPI 3.0.x. Users report this sentence for
    /// OpenAPI 3.1 documents.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.1.0
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.3
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// ```
    pub VERSION_UNSUPPORTED {
        name: "version-unsupported",
        stage: Definition,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A value of another JSON type than its place wants.
    ///
    /// ## Why
    ///
    /// Such a member is read as if it were absent. What the service does with it is not known, so
    /// this is our own finding.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// x-amazon-apigateway-request-validators: [all]
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true }
    /// ```
    pub VALUE_OF_WRONG_TYPE {
        name: "value-of-wrong-type",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An integration with a member of the wrong JSON type.
    ///
    /// ## Why
    ///
    /// The service gives up on the whole document. The usual cause is a template's function, such
    /// as `Fn::Sub`, that nothing has resolved before the import.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: {}
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: { "Fn::Sub": "https://${Host}/pets" }
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
    ///       responses: {}
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    /// ```
    pub INTEGRATION_MALFORMED {
        name: "integration-malformed",
        stage: Definition,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An `x-amazon-apigateway-any-method` that is no OpenAPI operation.
    ///
    /// ## Why
    ///
    /// The service reads the value as an operation and refuses the document when a member has the
    /// wrong JSON type.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     x-amazon-apigateway-any-method:
    ///       security: { Pool: [] }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     x-amazon-apigateway-any-method:
    ///       security: []
    /// ```
    pub ANY_METHOD_MALFORMED {
        name: "any-method-malformed",
        stage: Definition,
        effect: Refused,
        words: Service,
        confidence: Quoted,
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
        confidence: Documented,
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
        confidence: Documented,
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
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An `x-amazon-apigateway-…` key that API Gateway does not have.
    ///
    /// ## Why
    ///
    /// The service ignores extensions that it does not know, so that a misspelt key silently
    /// changes nothing.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// x-amazon-apigateway-binary-media-type: ["image/png"]
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// x-amazon-apigateway-binary-media-types: ["image/png"]
    /// ```
    pub EXTENSION_UNKNOWN {
        name: "extension-unknown",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An extension at a place where API Gateway does not look for it.
    ///
    /// ## Why
    ///
    /// Each extension has its place: the root, a path item, an operation, a security scheme or a
    /// server. Elsewhere it is ignored.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// x-amazon-apigateway-integration: { type: mock }
    /// paths: {}
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
    ///       responses: {}
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub EXTENSION_MISPLACED {
        name: "extension-misplaced",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An extension that only HTTP APIs read.
    ///
    /// ## Why
    ///
    /// The index of the extensions marks it for HTTP APIs. A REST API is built without it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// x-amazon-apigateway-cors: { allowOrigins: ["*"] }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// ```
    pub EXTENSION_FOR_HTTP_APIS {
        name: "extension-for-http-apis",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A member that an API Gateway extension does not have.
    ///
    /// ## Why
    ///
    /// It changes nothing. Often it is a misspelling, and the default is used instead.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: {}
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         passthroughBehaviour: never
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
    ///       responses: {}
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         passthroughBehavior: never
    /// ```
    pub EXTENSION_PROPERTY_UNKNOWN {
        name: "extension-property-unknown",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A member of an extension that only HTTP APIs read.
    ///
    /// ## Why
    ///
    /// REST APIs take it without a word, and it has no effect.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: {}
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         payloadFormatVersion: "1.0"
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
    ///       responses: {}
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub EXTENSION_PROPERTY_FOR_HTTP_APIS {
        name: "extension-property-for-http-apis",
        stage: Definition,
        effect: Noted,
        words: Ours,
        confidence: Recorded,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A parameter that has no name, or stands at no place that OpenAPI knows.
    ///
    /// ## Why
    ///
    /// A method request parameter is known by its place and name. One that lacks either is left
    /// out of the API.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters: [{ in: query, type: string }]
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
    ///       parameters: [{ name: limit, in: query, type: string }]
    ///       responses: {}
    /// ```
    pub PARAMETER_INCOMPLETE {
        name: "parameter-incomplete",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}
