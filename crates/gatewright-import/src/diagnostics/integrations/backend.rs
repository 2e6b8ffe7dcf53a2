//! Findings about how an integration calls its backend.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// An integration with an AWS service and no role to call it with.
    ///
    /// ## Why
    ///
    /// Lambda functions can allow the call themselves; for every other service API Gateway needs a role,
    /// in `credentials` (*x-amazon-apigateway-integration object*). Users quote the text for single
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
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:dynamodb:action/Scan
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Role ARN must be specified for AWS integrations
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
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:dynamodb:action/Scan
    ///         credentials: arn:aws:iam::123456789012:role/pets
    /// ```
    pub(crate) INTEGRATION_ROLE_MISSING {
        name: "integration-role-missing",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Credentials that are no ARN.
    ///
    /// ## Why
    ///
    /// `credentials` is the ARN of a role, or `arn:aws:iam::*:user/*` for the caller's own
    /// (*x-amazon-apigateway-integration object*). Stage variables are not filled in before the check, so
    /// one alone is no ARN. The text is recorded for a single integration.
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
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:dynamodb:action/Scan
    ///         credentials: pets-role
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
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:dynamodb:action/Scan
    ///         credentials: arn:aws:iam::123456789012:role/pets
    /// ```
    pub(crate) INTEGRATION_CREDENTIALS_INVALID {
        name: "integration-credentials-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// The caller's own credentials on a method that does not ask for them.
    ///
    /// ## Why
    ///
    /// `arn:aws:iam::*:user/*` calls the backend as the caller, who is known only where requests are
    /// signed: the operation needs a scheme with the authtype `awsSigv4`. A user quotes the text for a
    /// single integration.
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
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:dynamodb:action/Scan
    ///         credentials: arn:aws:iam::*:user/*
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': AWS_IAM Auth type is required for AWS integrations with identity forwarding specified
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
    ///       security: [{ Signed: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: aws
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:dynamodb:action/Scan
    ///         credentials: arn:aws:iam::*:user/*
    /// securityDefinitions:
    ///   Signed:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: awsSigv4
    /// ```
    pub(crate) INTEGRATION_IDENTITY_FORWARDING {
        name: "integration-identity-forwarding",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A timeout below 50 ms or above 29 s.
    ///
    /// ## Why
    ///
    /// A backend has from 50 to 29000 milliseconds to answer. The upper limit can be raised for Regional
    /// and private APIs of an account (*Quotas for configuring and running a REST API in API Gateway*);
    /// the text then has that number. A project quotes it, once for each of its operations.
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
    ///       x-amazon-apigateway-integration: { type: mock, timeoutInMillis: 60000 }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Timeout should be between 50 ms and 29000 ms
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
    ///       x-amazon-apigateway-integration: { type: mock, timeoutInMillis: 29000 }
    /// ```
    pub(crate) INTEGRATION_TIMEOUT_OUT_OF_RANGE {
        name: "integration-timeout-out-of-range",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A cache key that is no request parameter of the method.
    ///
    /// ## Why
    ///
    /// The answers of a backend are cached under the values of these parameters, and each must be one that
    /// the operation declares (*x-amazon-apigateway-integration object*). The text is recorded for a
    /// single integration.
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
    ///         cacheKeyParameters: [method.request.querystring.kind]
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': Invalid cache key parameter specified
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
    ///       parameters: [{ name: kind, in: query, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         cacheKeyParameters: [method.request.querystring.kind]
    /// ```
    pub(crate) INTEGRATION_CACHE_KEY_UNKNOWN {
        name: "integration-cache-key-unknown",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A VPC link integration without the link.
    ///
    /// ## Why
    ///
    /// With the connection type VPC_LINK the call goes through a VPC link, whose identifier, or a stage
    /// variable with it, is the `connectionId` (*x-amazon-apigateway-integration object*). The text is
    /// recorded for a single integration.
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
    ///         uri: https://pets.example.com
    ///         connectionType: VPC_LINK
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to put integration on 'GET' for resource at path '/pets': ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK
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
    ///         httpMethod: GET
    ///         uri: https://pets.example.com
    ///         connectionType: VPC_LINK
    ///         connectionId: ${stageVariables.link}
    /// ```
    pub(crate) INTEGRATION_CONNECTION_ID_MISSING {
        name: "integration-connection-id-missing",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A setting of an integration whose word API Gateway does not know.
    ///
    /// ## Why
    ///
    /// `passthroughBehavior`, `contentHandling`, `connectionType` and the like take words of a fixed list
    /// (*x-amazon-apigateway-integration object*), and a verb must be one that HTTP backends are called
    /// with. What an import says of another word is not known.
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
    ///       x-amazon-apigateway-integration: { type: mock, passthroughBehavior: always }
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
    ///       x-amazon-apigateway-integration: { type: mock, passthroughBehavior: when_no_match }
    /// ```
    pub(crate) INTEGRATION_WORD_UNKNOWN {
        name: "integration-word-unknown",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A backend's address or verb on a mock integration.
    ///
    /// ## Why
    ///
    /// A mock integration calls nothing. Recordings show that the import drops its `httpMethod` without a
    /// word, and that a mock keeps no `uri`.
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
    ///       x-amazon-apigateway-integration: { type: mock, httpMethod: POST }
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
    pub(crate) INTEGRATION_MOCK_MEMBER_DROPPED {
        name: "integration-mock-member-dropped",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Recorded,
        since: "0.1.0",
    }
}
