//! Findings about authorizers.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A custom security scheme without an authorizer.
    ///
    /// ## Why
    ///
    /// `x-amazon-apigateway-authtype: custom` announces an authorizer, which
    /// `x-amazon-apigateway-authorizer` describes (*x-amazon-apigateway-authtype property*). A user quotes
    /// this text of 2016 and another confirms that the import fails.
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create authorizer from security definition: 'Login'. Extension x-amazon-apigateway-authorizer is required. Any methods with security: 'Login' will not be created. If this security definition is not a custom authorizer, remove the x-amazon-apigateway-authtype extension and it will be ignored.
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: token
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations
    /// ```
    pub(crate) AUTHORIZER_EXTENSION_MISSING {
        name: "authorizer-extension-missing",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An authorizer of a type that API Gateway does not have.
    ///
    /// ## Why
    ///
    /// The type is `token`, `request` or `cognito_user_pools` (*x-amazon-apigateway-authorizer object*),
    /// in small or capital letters. The words with which an import refuses another are not known.
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: lambda
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: token
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations
    /// ```
    pub(crate) AUTHORIZER_TYPE_UNKNOWN {
        name: "authorizer-type-unknown",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An authorizer whose URI is no invocation of a Lambda function.
    ///
    /// ## Why
    ///
    /// Like an integration, an authorizer names the call that API Gateway makes, not the function alone:
    /// the function's ARN stands inside an ARN of the service `lambda` (*x-amazon-apigateway-authorizer
    /// object*). The refusal of a single authorizer is recorded; the words of an import are not known.
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: token
    ///       authorizerUri: arn:aws:lambda:eu-west-1:123456789012:function:login
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: token
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations
    /// ```
    pub(crate) AUTHORIZER_URI_INVALID {
        name: "authorizer-uri-invalid",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An authorizer whose identity source is malformed.
    ///
    /// ## Why
    ///
    /// A request authorizer lists `method.request.header.…`, `method.request.querystring.…`,
    /// `stageVariables.…` and `context.…`, separated by commas (*x-amazon-apigateway-authorizer object*).
    /// The refusal of a single authorizer is recorded; the words of an import are not known.
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: X-Login
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: request
    ///       identitySource: header.X-Login
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: X-Login
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: request
    ///       identitySource: method.request.header.X-Login
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations
    /// ```
    pub(crate) AUTHORIZER_IDENTITY_SOURCE_INVALID {
        name: "authorizer-identity-source-invalid",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A Cognito authorizer without user pools.
    ///
    /// ## Why
    ///
    /// `providerARNs` says whose tokens count (*x-amazon-apigateway-authorizer object*); there must be one
    /// at least. Whether the pool exists is not looked at. The refusal of a single authorizer is recorded;
    /// the words of an import are not known.
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer: { type: cognito_user_pools }
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pets"]
    /// ```
    pub(crate) AUTHORIZER_PROVIDER_ARNS_MISSING {
        name: "authorizer-provider-arns-missing",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An authorizer that keeps its answers too long.
    ///
    /// ## Why
    ///
    /// An answer of an authorizer is kept from 0 to 3600 seconds (API Reference, *Authorizer*). The
    /// refusal of a single authorizer is recorded; the words of an import are not known.
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: token
    ///       authorizerResultTtlInSeconds: 86400
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations
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
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: custom
    ///     x-amazon-apigateway-authorizer:
    ///       type: token
    ///       authorizerResultTtlInSeconds: 3600
    ///       authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:login/invocations
    /// ```
    pub(crate) AUTHORIZER_TTL_OUT_OF_RANGE {
        name: "authorizer-ttl-out-of-range",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An authorizer whose scheme has no `x-amazon-apigateway-authtype`.
    ///
    /// ## Why
    ///
    /// The guide calls the word optional information for the customer. But users report that the
    /// service took a scheme without it for no authorizer, without a message, and left the methods
    /// open. Each recorded import has the word.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ pool: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// securityDefinitions:
    ///   pool:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pets"]
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
    ///       security: [{ pool: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// securityDefinitions:
    ///   pool:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pets"]
    /// ```
    pub(crate) AUTHORIZER_AUTHTYPE_MISSING {
        name: "authorizer-authtype-missing",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Quoted,
        since: "0.1.0",
    }
}
