//! Integrations. Fields as in the API Reference, *Integration*, *IntegrationResponse* and
//! *TlsConfig*.

use serde::{Deserialize, Serialize};

use crate::Map;

/// The backend of a method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Integration {
    /// The kind of backend.
    #[serde(rename = "type")]
    pub integration_type: IntegrationType,
    /// The backend's verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_method: Option<String>,
    /// The backend's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// How HTTP backends are reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection_type: Option<ConnectionType>,
    /// The VPC link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<String>,
    /// The role that calls the backend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<String>,
    /// `integration.request.{path|querystring|header}.{name}` to a mapping expression.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub request_parameters: Map<String, String>,
    /// Media type to a mapping template.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub request_templates: Map<String, String>,
    /// What happens to a payload without a template.
    pub passthrough_behavior: PassthroughBehavior,
    /// How a request payload is converted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_handling: Option<ContentHandling>,
    /// How long the backend may take.
    pub timeout_in_millis: u32,
    /// Groups cached answers; the resource's identifier by default.
    pub cache_namespace: String,
    /// The parameters that tell cached answers apart.
    #[serde(default)]
    pub cache_key_parameters: Vec<String>,
    /// The responses by the status code of the method response.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub integration_responses: Map<String, IntegrationResponse>,
    /// How the backend's certificate is checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_config: Option<TlsConfig>,
    /// Whether a response is buffered or streamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_transfer_mode: Option<ResponseTransferMode>,
    /// The load balancer behind a VPC link of the second version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration_target: Option<String>,
}

/// How an answer of the backend becomes a method response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IntegrationResponse {
    /// The status code of the method response.
    pub status_code: String,
    /// The pattern that selects this response; the default response has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selection_pattern: Option<String>,
    /// `method.response.header.{name}` to a mapping expression.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub response_parameters: Map<String, String>,
    /// Media type to a mapping template.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub response_templates: Map<String, String>,
    /// How a response payload is converted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_handling: Option<ContentHandling>,
}

/// How the backend's certificate is checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TlsConfig {
    /// Whether private and self-signed issuers pass.
    pub insecure_skip_verification: bool,
}

words! {
    /// The kind of backend.
    pub enum IntegrationType {
        /// HTTP with mappings.
        Http = "HTTP",
        /// HTTP passed through.
        HttpProxy = "HTTP_PROXY",
        /// An AWS service with mappings.
        Aws = "AWS",
        /// A Lambda function that gets the request whole.
        AwsProxy = "AWS_PROXY",
        /// No backend.
        Mock = "MOCK",
    }
}

impl IntegrationType {
    /// Whether the backend is an HTTP endpoint.
    pub fn is_http(self) -> bool {
        matches!(self, Self::Http | Self::HttpProxy)
    }

    /// Whether the backend is an AWS service.
    pub fn is_aws(self) -> bool {
        matches!(self, Self::Aws | Self::AwsProxy)
    }

    /// Whether requests and answers pass unchanged.
    pub fn is_proxy(self) -> bool {
        matches!(self, Self::HttpProxy | Self::AwsProxy)
    }
}

words! {
    /// What happens to a payload without a template.
    pub enum PassthroughBehavior {
        /// It passes when no template matches.
        WhenNoMatch = "WHEN_NO_MATCH",
        /// It passes when there is no template at all.
        WhenNoTemplates = "WHEN_NO_TEMPLATES",
        /// It is refused.
        Never = "NEVER",
    }
}

words! {
    /// How a payload is converted.
    pub enum ContentHandling {
        /// To binary.
        ConvertToBinary = "CONVERT_TO_BINARY",
        /// To Base64 text.
        ConvertToText = "CONVERT_TO_TEXT",
    }
}

words! {
    /// How an HTTP backend is reached.
    pub enum ConnectionType {
        /// Over the internet.
        Internet = "INTERNET",
        /// Through a VPC link.
        VpcLink = "VPC_LINK",
    }
}

words! {
    /// Whether a response is buffered or streamed.
    pub enum ResponseTransferMode {
        /// Sent when complete.
        Buffered = "BUFFERED",
        /// Sent as it comes.
        Stream = "STREAM",
    }
}
