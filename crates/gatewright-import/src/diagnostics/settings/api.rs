//! Findings about settings of the API object.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// An API key source that API Gateway does not have.
    ///
    /// ## Why
    ///
    /// API keys come from the header `x-api-key` (`HEADER`) or from an authorizer's answer (`AUTHORIZER`)
    /// (*x-amazon-apigateway-api-key-source property*). What an import says of another word is not known.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// x-amazon-apigateway-api-key-source: QUERY
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// x-amazon-apigateway-api-key-source: HEADER
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) API_KEY_SOURCE_INVALID {
        name: "api-key-source-invalid",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A compression size that is no number from 0 to 10485760.
    ///
    /// ## Why
    ///
    /// Answers of at least this many bytes are compressed, and 10 MB is the largest answer there is
    /// (*x-amazon-apigateway-minimum-compression-size*). The refusal of a single API is recorded; the
    /// words of an import are not known. Without the extension nothing is compressed.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// x-amazon-apigateway-minimum-compression-size: -1
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// x-amazon-apigateway-minimum-compression-size: 1024
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) COMPRESSION_SIZE_OUT_OF_RANGE {
        name: "compression-size-out-of-range",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A resource policy that is no policy document.
    ///
    /// ## Why
    ///
    /// A policy has statements, and each says what is allowed or denied to whom
    /// (*x-amazon-apigateway-policy*). The text is recorded for a single API. The service also refuses
    /// principals that do not exist, which nobody can know offline.
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
    /// x-amazon-apigateway-policy: { Effect: Allow }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Invalid policy document. Please check the policy syntax and ensure that Principals are valid.
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
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    /// ```
    pub(crate) POLICY_INVALID {
        name: "policy-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A resource policy longer than an account may have by default.
    ///
    /// ## Why
    ///
    /// A resource policy has at most 8192 characters, unless the account's quota was raised (*Amazon API
    /// Gateway quotas*). How the service counts is not documented; here the compact JSON text counts.
    /// (`…` stands for more of the same.)
    ///
    /// ## Bad
    ///
    /// ```yaml fill=a*8192
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
    ///       Resource: execute-api:/prod/GET/a…
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
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/prod/GET/*
    /// ```
    pub(crate) POLICY_OVER_QUOTA {
        name: "policy-over-quota",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// VPC endpoints on an API that is not private.
    ///
    /// ## Why
    ///
    /// `vpcEndpointIds` goes with private APIs only (*x-amazon-apigateway-endpoint-configuration object*).
    /// The endpoint type does not come from the definition but from the parameter
    /// `endpointConfigurationTypes`, without which the API is edge-optimized. The text is recorded for a
    /// single API.
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
    /// x-amazon-apigateway-endpoint-configuration: { vpcEndpointIds: [vpce-0123456789abcdef0] }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// VPCEndpoints can only be specified with PRIVATE apis.
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
    /// x-amazon-apigateway-endpoint-configuration: { vpcEndpointIds: [vpce-0123456789abcdef0] }
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement:
    ///     - Effect: Allow
    ///       Principal: "*"
    ///       Action: execute-api:Invoke
    ///       Resource: execute-api:/*
    /// ```
    pub(crate) VPC_ENDPOINTS_NOT_PRIVATE {
        name: "vpc-endpoints-not-private",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A kind of addresses that the API cannot have.
    ///
    /// ## Why
    ///
    /// `ipAddressType` is `ipv4` or `dualstack`, and a private API has `dualstack` only. The page of
    /// the extension speaks of HTTP APIs; what an import of a REST API does with a wrong word is not
    /// known, so that it is taken as absent.
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
    /// x-amazon-apigateway-policy:
    ///   Version: "2012-10-17"
    ///   Statement: []
    /// x-amazon-apigateway-endpoint-configuration: { ipAddressType: ipv4 }
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
    ///   Statement: []
    /// x-amazon-apigateway-endpoint-configuration: { ipAddressType: dualstack }
    /// ```
    pub(crate) IP_ADDRESS_TYPE_DROPPED {
        name: "ip-address-type-dropped",
        stage: Import,
        effect: Dropped,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
