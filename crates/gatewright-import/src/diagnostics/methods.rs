//! Findings about methods, parameters and responses.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// An operation under a verb that API Gateway does not have.
    ///
    /// ## Why
    ///
    /// OpenAPI 3.0 knows the verb TRACE, API Gateway does not: methods are GET, PUT, POST, DELETE, PATCH,
    /// OPTIONS, HEAD and ANY (API Reference, *PutMethod*). The text is recorded for a single method; what
    /// an import does with `trace` is not.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     trace:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put method 'TRACE' on resource at path '/pets': Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY
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
    pub(crate) METHOD_VERB_INVALID {
        name: "method-verb-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A parameter name with characters that API Gateway does not take.
    ///
    /// ## Why
    ///
    /// The names of query, header and path parameters hold letters, digits and `:._$-`. Names with
    /// brackets, such as `page[size]` and `filter[a]`, are common in JSON:API and fail the import; users
    /// quote the refusal.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters: [{ name: "page[size]", in: query, type: integer }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put method 'GET' on resource at path '/pets': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Parameter name should match the following regular expression: ^[a-zA-Z0-9:._$-]+$]
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
    ///       parameters: [{ name: page.size, in: query, type: integer }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) PARAMETER_NAME_INVALID {
        name: "parameter-name-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// One parameter name at two places of a request.
    ///
    /// ## Why
    ///
    /// Mapping templates look a parameter up by its name alone, so the name must be unique among query,
    /// headers and path. OpenAPI allows the same name at each place. The text is recorded for a single
    /// method.
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
    ///         - { name: version, in: query, type: string }
    ///         - { name: version, in: header, type: string }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put method 'GET' on resource at path '/pets': Parameter names must be unique across querystring, header and path
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
    ///         - { name: version, in: query, type: string }
    ///         - { name: x-version, in: header, type: string }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) PARAMETER_NAMES_NOT_UNIQUE {
        name: "parameter-names-not-unique",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A form parameter, which API Gateway does not have.
    ///
    /// ## Why
    ///
    /// A method knows parameters of the query, the headers and the path, and models of its body. Fields
    /// of a form are left out, with this warning, which users quote. The body itself still reaches the
    /// backend.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     post:
    ///       consumes: [application/x-www-form-urlencoded]
    ///       parameters: [{ name: nickname, in: formData, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parameter type formData for parameter nickname not supported. Ignoring.
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
    ///       consumes: [application/x-www-form-urlencoded]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) PARAMETER_IN_FORM_DATA {
        name: "parameter-in-form-data",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A cookie parameter, which API Gateway does not have.
    ///
    /// ## Why
    ///
    /// A method knows parameters of the query, the headers and the path (*Set up a method request*), so a
    /// cookie is neither required nor available to mappings by its name. Whether the import warns of it
    /// is not known. The header `Cookie` as a whole can be declared.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters: [{ name: basket, in: cookie, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
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
    ///       parameters: [{ name: Cookie, in: header, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) PARAMETER_IN_COOKIE {
        name: "parameter-in-cookie",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An operation without responses whose integration is no proxy.
    ///
    /// ## Why
    ///
    /// A backend's answer reaches the caller through a method response. Without one, a call of an
    /// integration that is no proxy ends with status 500. A user quotes the warning; recordings show that
    /// operations of proxies need no responses.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// No responses specified for 'GET /pets'
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
    pub(crate) RESPONSES_MISSING {
        name: "responses-missing",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A `default` response, which API Gateway does not have.
    ///
    /// ## Why
    ///
    /// Method responses have status codes. The `default` of an operation's `responses` is skipped, with
    /// this warning, which users quote. (The `default` of an integration's `responses` is another thing:
    /// it is the pattern for whatever no other pattern matches.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200": { description: OK }
    ///         default: { description: Whatever else }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// API Gateway does not support Swagger's 'default' method response (found on 'GET /pets')
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
    ///         "200": { description: OK }
    ///         "500": { description: Whatever else }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) RESPONSE_DEFAULT_UNSUPPORTED {
        name: "response-default-unsupported",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A response key that is no status code.
    ///
    /// ## Why
    ///
    /// A method response has a status code from 100 to 599 (API Reference, *PutMethodResponse*). Ranges
    /// of OpenAPI 3.0, such as `4XX`, are none: users report that imports fail on them, without a text,
    /// and recordings show the refusal of a single method response.
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
    ///         "200": { description: OK }
    ///         4XX: { description: Wrong }
    ///       x-amazon-apigateway-integration: { type: mock }
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
    ///         "200": { description: OK }
    ///         "400": { description: Wrong }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) RESPONSE_STATUS_INVALID {
        name: "response-status-invalid",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A request validator that the definition does not define.
    ///
    /// ## Why
    ///
    /// `x-amazon-apigateway-request-validator` is a name from `x-amazon-apigateway-request-validators`
    /// (*x-amazon-apigateway-request-validator property*). With a name that is not there, nothing says
    /// what to validate, and the method gets no validator. What the import says is not known.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-request-validator: al
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// paths:
    ///   /pets:
    ///     get:
    ///       x-amazon-apigateway-request-validator: all
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) REQUEST_VALIDATOR_UNKNOWN {
        name: "request-validator-unknown",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A body or response under a key that is no media type.
    ///
    /// ## Why
    ///
    /// The single actions refuse a content type without a slash. In which words an import says so is not
    /// known. `$default` stands for every content type of a request.
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
    ///           content: { json: { schema: { $ref: "#/components/schemas/Pet" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
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
    ///           content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
    /// ```
    pub(crate) CONTENT_TYPE_INVALID {
        name: "content-type-invalid",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
