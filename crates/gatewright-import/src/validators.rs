//! Request validators. (*x-amazon-apigateway-request-validators object*; recorded.)

use gatewright_model::{EntityPath, RequestValidator};

use crate::IdKind;
use crate::context::Context;

/// The request validators, by name.
pub(crate) fn build(cx: &mut Context<'_, '_>) -> Vec<RequestValidator> {
    let mut validators: Vec<RequestValidator> = Vec::new();
    for written in &cx.definition.request_validators {
        let name = written.name.to_string();
        cx.record(EntityPath::RequestValidator(name.clone()), written.at);
        validators.push(RequestValidator {
            id: cx.id(IdKind::RequestValidator, &name),
            name,
            validate_request_body: written.validate_request_body,
            validate_request_parameters: written.validate_request_parameters,
        });
    }
    validators.sort_by(|a, b| a.name.cmp(&b.name));
    validators
}
