//! *x-amazon-apigateway-endpoint-configuration object*.

use gatewright_source::Node;

use crate::reader::{Reader, unread};
use crate::{Flag, Text, vocabulary};

/// The endpoint of an API.
#[derive(Debug, Clone)]
pub struct EndpointConfiguration<'d> {
    /// The object.
    pub at: Node<'d>,
    /// Whether the default endpoint is off.
    pub disable_execute_api_endpoint: Option<Flag<'d>>,
    /// The VPC endpoints of a private API.
    pub vpc_endpoint_ids: Vec<Text<'d>>,
    /// `ipv4` or `dualstack`.
    pub ip_address_type: Option<Text<'d>>,
}

impl<'d> Reader<'d> {
    pub(crate) fn endpoint_configuration(&mut self, at: Node<'d>) -> EndpointConfiguration<'d> {
        let mut configuration = EndpointConfiguration {
            at,
            disable_execute_api_endpoint: None,
            vpc_endpoint_ids: Vec::new(),
            ip_address_type: None,
        };
        for (key, value) in self.mapping(at) {
            let Some(name) = self.member(key, &vocabulary::ENDPOINT) else { continue };
            match name {
                "disableExecuteApiEndpoint" => {
                    configuration.disable_execute_api_endpoint = self.flag(value);
                }
                "vpcEndpointIds" => configuration.vpc_endpoint_ids = self.texts(value),
                "ipAddressType" => configuration.ip_address_type = self.text(value),
                _ => unread(name),
            }
        }
        configuration
    }
}
