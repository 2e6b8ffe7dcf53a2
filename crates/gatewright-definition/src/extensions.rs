//! The `x-amazon-apigateway-…` extensions: their names, what is said of those that are not read, and
//! one module for each that is an object. (*OpenAPI extensions for API Gateway*.)

pub(crate) mod authorizer;
pub(crate) mod documentation;
pub(crate) mod endpoint_configuration;
pub(crate) mod gateway_responses;
pub(crate) mod integration;
pub(crate) mod request_validators;

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use crate::diagnostics::{EXTENSION_FOR_HTTP_APIS, EXTENSION_MISPLACED, EXTENSION_UNKNOWN};
use crate::reader::Reader;
use crate::vocabulary::{Place, Reading, extension, extensions};

/// What all extensions of API Gateway begin with.
pub(crate) const PREFIX: &str = "x-amazon-apigateway-";

pub(crate) const ANY_METHOD: &str = "x-amazon-apigateway-any-method";
pub(crate) const API_KEY_SOURCE: &str = "x-amazon-apigateway-api-key-source";
pub(crate) const AUTH: &str = "x-amazon-apigateway-auth";
/// What makes a security scheme an authorizer.
pub const AUTHORIZER: &str = "x-amazon-apigateway-authorizer";
/// What makes a security scheme one of API Gateway's own.
pub const AUTHTYPE: &str = "x-amazon-apigateway-authtype";
pub(crate) const BINARY_MEDIA_TYPES: &str = "x-amazon-apigateway-binary-media-types";
pub(crate) const DOCUMENTATION: &str = "x-amazon-apigateway-documentation";
pub(crate) const ENDPOINT_ACCESS_MODE: &str = "x-amazon-apigateway-endpoint-access-mode";
pub(crate) const ENDPOINT_CONFIGURATION: &str = "x-amazon-apigateway-endpoint-configuration";
pub(crate) const GATEWAY_RESPONSES: &str = "x-amazon-apigateway-gateway-responses";
pub(crate) const INTEGRATION: &str = "x-amazon-apigateway-integration";
pub(crate) const MINIMUM_COMPRESSION_SIZE: &str = "x-amazon-apigateway-minimum-compression-size";
pub(crate) const POLICY: &str = "x-amazon-apigateway-policy";
pub(crate) const REQUEST_VALIDATOR: &str = "x-amazon-apigateway-request-validator";
pub(crate) const REQUEST_VALIDATORS: &str = "x-amazon-apigateway-request-validators";
pub(crate) const SECURITY_POLICY: &str = "x-amazon-apigateway-security-policy";

impl<'d> Reader<'d> {
    /// Reports a key of API Gateway's family that was not read at its place.
    pub(crate) fn check_extension(&mut self, key: Node<'d>, name: &str, place: Place) {
        if !name.starts_with(PREFIX) || key.has_unknown() {
            return;
        }
        let diagnostic = match extension(name).map(|known| (known, known.reading)) {
            Some((_, Reading::Ignored)) => return,
            Some((known, Reading::Read)) => Diagnostic::new(
                &EXTENSION_MISPLACED,
                format!("`{name}` is not read at {}", place.words()),
                key.location(),
            )
            .help(format!("move it to {}", known.home())),
            Some((_, Reading::HttpApis)) => Diagnostic::new(
                &EXTENSION_FOR_HTTP_APIS,
                format!("`{name}` is for HTTP APIs only"),
                key.location(),
            )
            .help("remove it from the definition of a REST API"),
            None => {
                let mut read = extensions().iter().filter(|it| it.reading == Reading::Read);
                let help = read.find(|known| close(known.name, name)).map_or_else(
                    || "remove it, or check its spelling".to_owned(),
                    |known| format!("did you mean `{}`?", known.name),
                );
                Diagnostic::new(
                    &EXTENSION_UNKNOWN,
                    format!("API Gateway has no extension `{name}`"),
                    key.location(),
                )
                .help(help)
            }
        };
        self.report(diagnostic.label("nothing is read from this"));
    }
}

/// Whether two names differ by no more than two letters, or only in case and hyphens.
fn close(known: &str, name: &str) -> bool {
    let plain = |text: &str| text.replace(['-', '_'], "").to_lowercase();
    let (known, name) = (plain(known), plain(name));
    strsim::levenshtein(&known, &name) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_recognised() {
        assert!(close(INTEGRATION, "x-amazon-apigateway-Integration"));
        assert!(close(BINARY_MEDIA_TYPES, "x-amazon-apigateway-binary-media-type"));
        assert!(!close(POLICY, "x-amazon-apigateway-cors"));
    }
}
