//! Findings about integration responses.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A response parameter mapping that API Gateway refuses.
    ///
    /// ## Why
    ///
    /// The key is a header that the operation declares for one of its responses; the value
    /// `integration.response.header.…`, `integration.response.body…`, `stageVariables.…`, `context.…`, or
    /// a constant in single quotes (*x-amazon-apigateway-integration.responseParameters object*). Users
    /// quote refusals of headers that are not declared and of constants without quotes.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "302": { description: Elsewhere } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses:
    ///           default:
    ///             statusCode: "302"
    ///             responseParameters: { method.response.header.Location: "'/animals'" }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration response on 'GET' for resource at path '/pets': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.Location]
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
    ///       responses:
    ///         "302": { description: Elsewhere, headers: { Location: { type: string } } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses:
    ///           default:
    ///             statusCode: "302"
    ///             responseParameters: { method.response.header.Location: "'/animals'" }
    /// ```
    pub(crate) RESPONSE_MAPPING_INVALID {
        name: "response-mapping-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An integration response for a status code that the operation does not declare.
    ///
    /// ## Why
    ///
    /// The backend's answer goes to the method response of that status code; where there is none, a call
    /// of an integration that is no proxy ends with status 500. The import takes it: a definition of the
    /// guide has such a response, and the export of that API, printed beside it, shows it again (*Set up
    /// basic request validation in API Gateway*). Proxies do not look at it.
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
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses: { default: { statusCode: "404" } }
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
    ///       responses: { "200": { description: OK }, "404": { description: No pets } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses: { default: { statusCode: "404" } }
    /// ```
    pub(crate) INTEGRATION_RESPONSE_UNDECLARED {
        name: "integration-response-undeclared",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An integration response without a status code.
    ///
    /// ## Why
    ///
    /// `statusCode` says which method response the answer becomes, as a number from 100 to 599
    /// (*x-amazon-apigateway-integration.response object*). The refusal of a single integration response
    /// is recorded; the words of an import are not known.
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
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses: { default: { statusCode: ok } }
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
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    pub(crate) INTEGRATION_RESPONSE_STATUS_INVALID {
        name: "integration-response-status-invalid",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Two integration responses with one status code, of which one can be stored.
    ///
    /// ## Why
    ///
    /// The definition has integration responses by pattern, the API by status code (API Reference,
    /// *Integration*), so the second of a status code replaces the first. One pattern can cover both
    /// cases.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK }, "400": { description: Wrong } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses:
    ///           default: { statusCode: "200" }
    ///           "400": { statusCode: "400" }
    ///           "404": { statusCode: "400" }
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
    ///       responses: { "200": { description: OK }, "400": { description: Wrong } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses:
    ///           default: { statusCode: "200" }
    ///           400|404: { statusCode: "400" }
    /// ```
    pub(crate) INTEGRATION_RESPONSES_SAME_STATUS {
        name: "integration-responses-same-status",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A selection pattern that is no regular expression.
    ///
    /// ## Why
    ///
    /// The keys of an integration's `responses`, but for `default`, are regular expressions that choose by
    /// the backend's status code, or by the error message of a Lambda function (*Set up an integration
    /// response in API Gateway*). The text is recorded for a single integration response.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "400": { description: Wrong } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses: { "4(": { statusCode: "400" } }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration response on 'GET' for resource at path '/pets': Invalid regex pattern specified
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
    ///       responses: { "400": { description: Wrong } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses: { 4..: { statusCode: "400" } }
    /// ```
    pub(crate) SELECTION_PATTERN_INVALID {
        name: "selection-pattern-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}
