//! Findings about mappings and templates.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A request parameter mapping whose value is no string.
    ///
    /// ## Why
    ///
    /// The value is a text in any case: the name of a source, or a constant in single quotes. A boolean or
    /// a number is dropped with this warning, which is recorded; the mappings beside it stay. The path in
    /// the text is the one after the base path was put before it.
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
    ///         requestParameters:
    ///           integration.request.header.X-Debug: true
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.X-Debug' of resource '/pets' and method 'GET' but got 'true'
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
    ///         requestParameters:
    ///           integration.request.header.X-Debug: "'true'"
    /// ```
    pub(crate) REQUEST_PARAMETER_NOT_A_STRING {
        name: "request-parameter-not-a-string",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Recorded,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A response parameter mapping whose value is no string.
    ///
    /// ## Why
    ///
    /// The value is a text in any case: the name of a source, or a constant in single quotes. For request
    /// parameters the import drops a boolean or a number with a warning; here it is read in the same way,
    /// but the service's words are not known.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK, headers: { Age: { type: string } } } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses:
    ///           default: { statusCode: "200", responseParameters: { method.response.header.Age: 0 } }
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
    ///       responses: { "200": { description: OK, headers: { Age: { type: string } } } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         responses:
    ///           default: { statusCode: "200", responseParameters: { method.response.header.Age: "'0'" } }
    /// ```
    pub(crate) RESPONSE_PARAMETER_NOT_A_STRING {
        name: "response-parameter-not-a-string",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A request parameter mapping that API Gateway refuses.
    ///
    /// ## Why
    ///
    /// The key is a place in the request to the backend; the value a parameter that the operation
    /// declares, `stageVariables.…`, `context.…`, or a constant in single quotes (*Parameter mapping
    /// source reference for REST APIs*). Users quote refusals of parameters that are not declared and of
    /// constants without quotes. Plain variables of the path are always known, a greedy one is not.
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
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         requestParameters:
    ///           integration.request.header.X-Caller: method.request.header.X-Caller
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.X-Caller]
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
    ///       parameters: [{ name: X-Caller, in: header, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         requestParameters:
    ///           integration.request.header.X-Caller: method.request.header.X-Caller
    /// ```
    pub(crate) REQUEST_MAPPING_INVALID {
        name: "request-mapping-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A template under a key that is no media type.
    ///
    /// ## Why
    ///
    /// The keys of `requestTemplates` and `responseTemplates` are media types, with a slash
    /// (*x-amazon-apigateway-integration.requestTemplates object*). The text is recorded for single
    /// integrations.
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
    ///         requestTemplates: { json: '{"statusCode": 200}' }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Validation Result: warnings : [], errors : [Invalid content type specified: json]
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
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    /// ```
    pub(crate) TEMPLATE_CONTENT_TYPE_INVALID {
        name: "template-content-type-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A mapping template of more than 300 KB.
    ///
    /// ## Why
    ///
    /// A mapping template has at most 300 KB (*Quotas for configuring and running a REST API in API
    /// Gateway*). What an import says of a larger one is not known. (`…` stands for a long text.)
    ///
    /// ## Bad
    ///
    /// ```yaml fill=a*307200
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: "## a…" }
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
    ///         requestTemplates: { application/json: "## a" }
    /// ```
    pub(crate) TEMPLATE_TOO_LARGE {
        name: "template-too-large",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}
