//! *x-amazon-apigateway-gateway-responses object* and its sub-pages.

use gatewright_source::Node;

use crate::Text;
use crate::reader::{Reader, unread};
use crate::vocabulary;

/// What the gateway itself answers on one occasion.
#[derive(Debug, Clone)]
pub struct GatewayResponse<'d> {
    /// The key, such as `DEFAULT_4XX`.
    pub response_type: Text<'d>,
    /// The object.
    pub at: Node<'d>,
    /// The status code.
    pub status_code: Option<Text<'d>>,
    /// `gatewayresponse.header.{name}` to a mapping expression.
    pub response_parameters: Vec<(Text<'d>, Text<'d>)>,
    /// Media type to a template; none when the definition does not speak of them.
    pub response_templates: Option<Vec<(Text<'d>, Text<'d>)>>,
}

impl<'d> Reader<'d> {
    pub(crate) fn gateway_responses(&mut self, at: Node<'d>) -> Vec<GatewayResponse<'d>> {
        let entries = self.mapping(at);
        entries.map(|(key, value)| self.gateway_response(key, value)).collect()
    }

    fn gateway_response(&mut self, key: Node<'d>, at: Node<'d>) -> GatewayResponse<'d> {
        let mut response = GatewayResponse {
            response_type: Text::of_key(key),
            at,
            status_code: None,
            response_parameters: Vec::new(),
            response_templates: None,
        };
        for (key, value) in self.mapping(at) {
            let Some(name) = self.member(key, &vocabulary::GATEWAY_RESPONSE) else { continue };
            match name {
                "statusCode" => response.status_code = self.text(value),
                "responseParameters" => response.response_parameters = self.text_map(value),
                "responseTemplates" if !value.is_null() => {
                    response.response_templates = Some(self.text_map(value));
                }
                "responseTemplates" => {}
                _ => unread(name),
            }
        }
        response
    }
}
