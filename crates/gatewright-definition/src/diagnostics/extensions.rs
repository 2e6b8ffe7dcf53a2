//! Findings about the extensions of API Gateway.

use gatewright_diagnostics::declare_diagnostic;

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
        confidence: Derived,
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
        confidence: Derived,
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
    ///         passthroughBehaviour: when_no_templates
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
    ///         passthroughBehavior: when_no_templates
    /// ```
    pub EXTENSION_PROPERTY_UNKNOWN {
        name: "extension-property-unknown",
        stage: Definition,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
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
