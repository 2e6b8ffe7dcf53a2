//! The API object. Fields as in the API Reference, *RestApi* and *EndpointConfiguration*.

use serde::{Deserialize, Serialize};

use crate::Map;

/// The API object. `warnings` is left out: it belongs to the answer of an import, not to the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestApi {
    /// Ten letters and digits.
    pub id: String,
    /// The name.
    pub name: String,
    /// The description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When the API was made, as an ISO 8601 instant in UTC.
    pub created_date: String,
    /// The version, free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The media types of binary payloads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub binary_media_types: Vec<String>,
    /// From how many bytes on payloads are compressed, 0 to 10485760; never without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_compression_size: Option<u32>,
    /// Where the API key of a request comes from.
    pub api_key_source: ApiKeySource,
    /// Endpoint type and addresses.
    pub endpoint_configuration: EndpointConfiguration,
    /// The resource policy as JSON text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Tags. The import's answer has no such member; that of a put has an empty one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Map<String, String>>,
    /// Whether the default `execute-api` endpoint is off.
    pub disable_execute_api_endpoint: bool,
    /// The identifier of the resource `/`.
    pub root_resource_id: String,
    /// The TLS policy, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<String>,
    /// `BASIC` or `STRICT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_access_mode: Option<String>,
}

/// Endpoint type and addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndpointConfiguration {
    /// One type in practice.
    pub types: Vec<EndpointType>,
    /// The kind of addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<IpAddressType>,
    /// VPC endpoints of a private API.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vpc_endpoint_ids: Vec<String>,
}

impl EndpointConfiguration {
    /// The configuration of a new API of that type: private APIs have dual-stack addresses, all
    /// others IPv4 (recorded).
    pub fn new(endpoint_type: EndpointType) -> Self {
        let ip_address_type = match endpoint_type {
            EndpointType::Edge | EndpointType::Regional => IpAddressType::Ipv4,
            EndpointType::Private => IpAddressType::Dualstack,
        };
        Self {
            types: vec![endpoint_type],
            ip_address_type: Some(ip_address_type),
            vpc_endpoint_ids: Vec::new(),
        }
    }
}

words! {
    /// Where the API key of a request comes from.
    pub enum ApiKeySource {
        /// The header `X-API-Key`.
        Header = "HEADER",
        /// A Lambda authorizer's answer.
        Authorizer = "AUTHORIZER",
    }
}

words! {
    /// The type of an API's endpoint.
    pub enum EndpointType {
        /// Through the edge locations.
        Edge = "EDGE",
        /// In one region.
        Regional = "REGIONAL",
        /// From VPC endpoints only.
        Private = "PRIVATE",
    }
}

words! {
    /// The kind of addresses of an endpoint.
    pub enum IpAddressType {
        /// IPv4 only.
        Ipv4 = "ipv4",
        /// IPv4 and IPv6.
        Dualstack = "dualstack",
    }
}
