//! Findings about what an import takes and a deployment then refuses.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A method without an integration.
    ///
    /// ## Why
    ///
    /// The import accepts an operation that has no `x-amazon-apigateway-integration`, without a warning.
    /// The method then leads nowhere, and as long as there is one, no deployment of the API succeeds.
    /// Many users quote the answer of *CreateDeployment*.
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
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// No integration defined for method
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
    pub(crate) METHOD_WITHOUT_INTEGRATION {
        name: "method-without-integration",
        stage: Import,
        effect: DeployFails,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An API without any method.
    ///
    /// ## Why
    ///
    /// A definition whose paths hold no operation makes an API that is accepted but cannot be deployed.
    /// The answer of *CreateDeployment* is recorded and quoted.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// The REST API doesn't contain any methods
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
    pub(crate) API_WITHOUT_METHODS {
        name: "api-without-methods",
        stage: Import,
        effect: DeployFails,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A private API without a resource policy.
    ///
    /// ## Why
    ///
    /// A private API admits nobody until a resource policy does (*Create a private API*), and it cannot
    /// be deployed without one; users quote the answer. The policy may come from the definition or be set
    /// on the API by other means before the deployment.
    ///
    /// ## Bad
    ///
    /// ```yaml endpoint-type=PRIVATE
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Private REST API doesn't have a resource policy attached to it
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml endpoint-type=PRIVATE
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    ///       Condition: { StringEquals: { "aws:SourceVpce": vpce-0123456789abcdef0 } }
    /// ```
    pub(crate) PRIVATE_API_WITHOUT_POLICY {
        name: "private-api-without-policy",
        stage: Import,
        effect: DeployFails,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}
