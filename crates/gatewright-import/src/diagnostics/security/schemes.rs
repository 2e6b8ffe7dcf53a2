//! Findings about security schemes and what operations ask for.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A security scheme that API Gateway does not import.
    ///
    /// ## Why
    ///
    /// Security schemes must have the type `apiKey`; OAuth 2, HTTP authentication and the like are left to
    /// authorizers (*Important notes*). A scheme of another type is ignored with this warning, which users
    /// quote, and the operations that ask for it are open to everyone.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ Login: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   securitySchemes:
    ///     Login: { type: http, scheme: bearer }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unsupported security definition type 'http' for 'Login'. Ignoring.
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
    ///       security: [{ Login: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// components:
    ///   securitySchemes:
    ///     Login:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: cognito_user_pools
    ///       x-amazon-apigateway-authorizer:
    ///         type: cognito_user_pools
    ///         providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pets"]
    /// ```
    pub(crate) SECURITY_SCHEME_UNSUPPORTED {
        name: "security-scheme-unsupported",
        stage: Import,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A security requirement that names no scheme of the definition.
    ///
    /// ## Why
    ///
    /// The requirement vanishes without a word: a sample of the guide (*Set up basic request validation in
    /// API Gateway*) asks for `api_key` without defining it, and the export of that API, printed beside it,
    /// asks for nothing. Where nothing else is asked for, that the operation is open says it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ Key: [], Staff: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// securityDefinitions:
    ///   Key: { type: apiKey, name: x-api-key, in: header }
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
    ///       security: [{ Key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// securityDefinitions:
    ///   Key: { type: apiKey, name: x-api-key, in: header }
    /// ```
    pub(crate) SECURITY_SCHEME_UNDEFINED {
        name: "security-scheme-undefined",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An operation with more than one authorizer.
    ///
    /// ## Why
    ///
    /// A method has one authorization type and at most one authorizer (API Reference, *Method*), whether
    /// the definition names two as alternatives or together. Which one the import takes is not documented.
    /// An API key beside an authorizer is fine.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ Users: [] }, { Staff: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// securityDefinitions:
    ///   Users:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Users"]
    ///   Staff:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Staff"]
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
    ///       security: [{ Everyone: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// securityDefinitions:
    ///   Everyone:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs:
    ///         - arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Users
    ///         - arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Staff
    /// ```
    pub(crate) SECURITY_SEVERAL_AUTHORIZERS {
        name: "security-several-authorizers",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An operation that asks for security and gets none.
    ///
    /// ## Why
    ///
    /// When nothing of what an operation asks for can be imported, its method gets the authorization type
    /// NONE: anybody may call it. The import succeeds; users found out later. Either no scheme is defined,
    /// or the scheme has neither an authorizer nor a form that API Gateway knows, or what is asked for
    /// cannot be read: a `security` that is no list of objects, an `x-amazon-apigateway-auth` of another
    /// type than `NONE` and `AWS_IAM`.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ Login: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
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
    ///       security: [{ Login: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// securityDefinitions:
    ///   Login:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: awsSigv4
    /// ```
    pub(crate) OPERATION_OPEN {
        name: "operation-open",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An API key that is not in the header `x-api-key`.
    ///
    /// ## Why
    ///
    /// Callers send the keys of API Gateway in the header `x-api-key` (*Choose an API key source*); no
    /// other header and no query parameter is looked at. A scheme that names one cannot work with keys of
    /// API Gateway and needs an authorizer.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ Key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// securityDefinitions:
    ///   Key: { type: apiKey, name: key, in: query }
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
    ///       security: [{ Key: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// securityDefinitions:
    ///   Key: { type: apiKey, name: x-api-key, in: header }
    /// ```
    pub(crate) API_KEY_SCHEME_NOT_NATIVE {
        name: "api-key-scheme-not-native",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Scopes on a method whose authorizer is no Cognito user pool.
    ///
    /// ## Why
    ///
    /// The list behind a scheme's name becomes the scopes of the method, and scopes go with Cognito user
    /// pools only (API Reference, *Method*). The text is recorded for a single method.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ Login: [pets.read] }]
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
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put method 'GET' on resource at path '/pets': Invalid Method authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type
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
    ///       security: [{ Login: [] }]
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
    pub(crate) AUTHORIZATION_SCOPES_UNSUPPORTED {
        name: "authorization-scopes-unsupported",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An `x-amazon-apigateway-auth` that decides nothing.
    ///
    /// ## Why
    ///
    /// The extension has the types `NONE` and `AWS_IAM` (*x-amazon-apigateway-auth object*). What the
    /// import does with another, or with one beside an authorizer, is not documented; the authorizer is
    /// taken here.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       security: [{ Key: [] }]
    ///       x-amazon-apigateway-auth: { type: custom }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// securityDefinitions:
    ///   Key: { type: apiKey, name: x-api-key, in: header }
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
    ///       x-amazon-apigateway-auth: { type: AWS_IAM }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) AUTH_IGNORED {
        name: "auth-ignored",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
