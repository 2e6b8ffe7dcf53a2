//! Findings about the type and the address of an integration.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// An integration without a type that API Gateway knows.
    ///
    /// ## Why
    ///
    /// The type is `http`, `http_proxy`, `aws`, `aws_proxy` or `mock`, in small or capital letters
    /// (*x-amazon-apigateway-integration object*). Without one the import ignores the integration, with
    /// this warning, which users quote, and the method has none. A `$ref` is no integration for REST APIs.
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
    ///       x-amazon-apigateway-integration: { uri: "https://example.com/pets", httpMethod: GET }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unknown integration type 'null' for 'GET /pets'. Ignoring.
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
    ///         type: http
    ///         uri: https://example.com/pets
    ///         httpMethod: GET
    /// ```
    pub(crate) INTEGRATION_TYPE_UNKNOWN {
        name: "integration-type-unknown",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An integration that calls a backend without a verb.
    ///
    /// ## Why
    ///
    /// `httpMethod` is the verb of the call to the backend, not the method's own, and every type but
    /// `mock` needs it; Lambda functions are called with POST (*x-amazon-apigateway-integration object*).
    /// The text is recorded for a single integration.
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
    ///       x-amazon-apigateway-integration: { type: http_proxy, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Enumeration value for HttpMethod must be non-empty
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
    ///         type: http_proxy
    ///         uri: https://example.com/pets
    ///         httpMethod: GET
    /// ```
    pub(crate) INTEGRATION_HTTP_METHOD_MISSING {
        name: "integration-http-method-missing",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An HTTP integration whose URI is no http or https address.
    ///
    /// ## Why
    ///
    /// The address is complete: a scheme and a host, in which stage variables may stand for anything but
    /// the scheme (*x-amazon-apigateway-integration object*). A relative path or one stage variable for
    /// the whole is refused. Users quote the text.
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
    ///       x-amazon-apigateway-integration: { type: http_proxy, uri: /pets, httpMethod: GET }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Invalid HTTP endpoint specified for URI
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
    ///         type: http_proxy
    ///         uri: https://${stageVariables.host}/pets
    ///         httpMethod: GET
    /// ```
    pub(crate) INTEGRATION_HTTP_URI_INVALID {
        name: "integration-http-uri-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An AWS integration whose URI is no ARN.
    ///
    /// ## Why
    ///
    /// The URI of an `aws` or `aws_proxy` integration is an ARN that names the call to make
    /// (*x-amazon-apigateway-integration object*). Stage variables are not filled in before it is checked,
    /// so one alone is no ARN. Users quote the text, also for a region that is missing from the ARN.
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
    ///       x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: pets-function }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Invalid ARN specified in the request
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
    /// ```
    pub(crate) INTEGRATION_ARN_INVALID {
        name: "integration-arn-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An AWS integration whose ARN is not of API Gateway's form.
    ///
    /// ## Why
    ///
    /// The ARN is of the service `apigateway` and says which service is called and how:
    /// `arn:aws:apigateway:{region}:{service}:path/…` or `:action/…` (*x-amazon-apigateway-integration
    /// object*). The ARN of a Lambda function alone is the usual mistake; users quote the refusal.
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:lambda:eu-west-1:123456789012:function:pets
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': AWS ARN for integration must contain path or action
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
    /// ```
    pub(crate) INTEGRATION_ARN_WITHOUT_ACTION {
        name: "integration-arn-without-action",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A Lambda integration with the function's name where its ARN belongs.
    ///
    /// ## Why
    ///
    /// Between `/functions/` and `/invocations` stands the whole ARN of the function
    /// (*x-amazon-apigateway-integration object*). A user quotes the refusal of a name, of 2017.
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/pets/invocations
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Invalid integration URI specified
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
    /// ```
    pub(crate) INTEGRATION_FUNCTION_NAME {
        name: "integration-function-name",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A Lambda integration whose function ARN is malformed.
    ///
    /// ## Why
    ///
    /// The ARN of a function is `arn:aws:lambda:{region}:{account}:function:{name}`, with a version or an
    /// alias behind it if need be. Users quote the refusal for ARNs that were wrapped twice or that a
    /// template left unresolved. Whether the function exists is not looked at.
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:pets/invocations
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Invalid function ARN or invalid uri
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
    /// ```
    pub(crate) INTEGRATION_FUNCTION_ARN_INVALID {
        name: "integration-function-arn-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A Lambda integration whose function ARN has no account of twelve digits.
    ///
    /// ## Why
    ///
    /// An account number that begins with zero loses it where a template takes it for a number. A user
    /// quotes this refusal for an account of eleven digits. Functions of other accounts are accepted.
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:12345678901:function:pets/invocations
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Lambda function ARN must be in same account
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:012345678901:function:pets/invocations
    /// ```
    pub(crate) INTEGRATION_FUNCTION_ACCOUNT {
        name: "integration-function-account",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An `aws_proxy` integration with a service other than Lambda or Firehose.
    ///
    /// ## Why
    ///
    /// A proxy integration hands the request over as it is, which only these services understand; every
    /// other service needs type `aws` and a mapping (*Choose an API Gateway API integration type*). The
    /// text is recorded for a single integration.
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
    ///         type: aws_proxy
    ///         httpMethod: GET
    ///         uri: arn:aws:apigateway:eu-west-1:s3:path/pets/all.json
    ///         credentials: arn:aws:iam::123456789012:role/pets
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.
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
    ///         type: aws
    ///         httpMethod: GET
    ///         uri: arn:aws:apigateway:eu-west-1:s3:path/pets/all.json
    ///         credentials: arn:aws:iam::123456789012:role/pets
    ///         responses: { default: { statusCode: "200" } }
    /// ```
    pub(crate) INTEGRATION_PROXY_SERVICE {
        name: "integration-proxy-service",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}
