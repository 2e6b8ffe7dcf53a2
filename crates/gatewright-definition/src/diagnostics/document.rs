//! Findings about the document as a whole and its values.

use gatewright_diagnostics::declare_diagnostic;

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
    /// A version of OpenAPI that the import does not read.
    ///
    /// ## Why
    ///
    /// REST APIs are imported from Swagger 2.0 and OpenAPI 3.0.x. Users report this sentence for
    /// OpenAPI 3.1 documents. Of these, the first of each construct that 3.0 does not have is marked.
    /// `gatewright fix downgrade` rewrites them.
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
        confidence: Derived,
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
        confidence: Derived,
        since: "0.1.0",
    }
}
