//! *x-amazon-apigateway-request-validators object*.

use gatewright_source::Node;

use crate::Text;
use crate::reader::{Reader, unread};
use crate::vocabulary;

/// What is checked of a request.
#[derive(Debug, Clone)]
pub struct RequestValidator<'d> {
    /// The key.
    pub name: Text<'d>,
    /// The object.
    pub at: Node<'d>,
    /// Whether the body is checked.
    pub validate_request_body: bool,
    /// Whether required parameters must be there.
    pub validate_request_parameters: bool,
}

impl<'d> Reader<'d> {
    pub(crate) fn request_validators(&mut self, at: Node<'d>) -> Vec<RequestValidator<'d>> {
        let entries = self.mapping(at);
        entries.map(|(key, value)| self.request_validator(key, value)).collect()
    }

    fn request_validator(&mut self, key: Node<'d>, at: Node<'d>) -> RequestValidator<'d> {
        let mut validator = RequestValidator {
            name: Text::of_key(key),
            at,
            validate_request_body: false,
            validate_request_parameters: false,
        };
        for (key, value) in self.mapping(at) {
            let Some(name) = self.member(key, &vocabulary::REQUEST_VALIDATOR) else { continue };
            let flag = match name {
                "validateRequestBody" => &mut validator.validate_request_body,
                "validateRequestParameters" => &mut validator.validate_request_parameters,
                _ => {
                    unread(name);
                    continue;
                }
            };
            *flag = self.flag(value).is_some_and(|flag| flag.value);
        }
        validator
    }
}
