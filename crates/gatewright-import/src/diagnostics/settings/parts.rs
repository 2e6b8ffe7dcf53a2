//! Findings about gateway responses and documentation parts.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A gateway response of a type that API Gateway does not have.
    ///
    /// ## Why
    ///
    /// The keys of `x-amazon-apigateway-gateway-responses` are the types of *Gateway response types for API
    /// Gateway*, in capital letters. The refusal of a single gateway response is recorded; the words of an
    /// import are not known.
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
    /// x-amazon-apigateway-gateway-responses:
    ///   NOT_FOUND: { statusCode: "404" }
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
    /// x-amazon-apigateway-gateway-responses:
    ///   RESOURCE_NOT_FOUND: { statusCode: "404" }
    /// ```
    pub(crate) GATEWAY_RESPONSE_TYPE_UNKNOWN {
        name: "gateway-response-type-unknown",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A gateway response whose status code is none.
    ///
    /// ## Why
    ///
    /// The status code of a gateway response is a number from 100 to 599 (API Reference,
    /// *PutGatewayResponse*). The refusal of a single gateway response is recorded; the words of an import
    /// are not known.
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
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX: { statusCode: 4XX }
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
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX: { statusCode: "400" }
    /// ```
    pub(crate) GATEWAY_RESPONSE_STATUS_INVALID {
        name: "gateway-response-status-invalid",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A documentation part whose location is not possible.
    ///
    /// ## Why
    ///
    /// Each type of documentation part has its own members of the location: a part about the API, for
    /// instance, has neither path nor method (*Representation of API documentation in API Gateway*). The
    /// refusal of a single part is recorded; the words of an import are not known.
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
    /// x-amazon-apigateway-documentation:
    ///   documentationParts:
    ///     - location: { type: API, path: /pets }
    ///       properties: { description: All about pets. }
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
    ///     - location: { type: RESOURCE, path: /pets }
    ///       properties: { description: All about pets. }
    /// ```
    pub(crate) DOCUMENTATION_LOCATION_INVALID {
        name: "documentation-location-invalid",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Two documentation parts about the same thing.
    ///
    /// ## Why
    ///
    /// A location has one documentation part; a second one conflicts with it (*Publish API documentation
    /// using the API Gateway REST API*). What an import says of two in one definition is not known. Put
    /// all properties into one part.
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
    /// x-amazon-apigateway-documentation:
    ///   documentationParts:
    ///     - location: { type: API }
    ///       properties: { description: All about pets. }
    ///     - location: { type: API }
    ///       properties: { info: { description: Pets } }
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
    ///     - location: { type: API }
    ///       properties: { description: All about pets., info: { description: Pets } }
    /// ```
    pub(crate) DOCUMENTATION_PART_DUPLICATE {
        name: "documentation-part-duplicate",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}
