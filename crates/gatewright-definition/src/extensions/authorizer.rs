//! *x-amazon-apigateway-authorizer object*.

use gatewright_source::Node;

use crate::Text;
use crate::reader::{Reader, unread};
use crate::vocabulary;

/// The authorizer of a security scheme.
#[derive(Debug, Clone)]
pub struct Authorizer<'d> {
    /// The key `x-amazon-apigateway-authorizer`.
    pub key: Node<'d>,
    /// The object.
    pub at: Node<'d>,
    /// `token`, `request`, `cognito_user_pools` or `jwt`, in any case.
    pub authorizer_type: Option<Text<'d>>,
    /// The invocation of a Lambda function.
    pub uri: Option<Text<'d>>,
    /// A role, or empty.
    pub credentials: Option<Text<'d>>,
    /// Mapping expressions with commas between them, or empty.
    pub identity_source: Option<Text<'d>>,
    /// A regular expression for tokens.
    pub identity_validation_expression: Option<Text<'d>>,
    /// Seconds.
    pub result_ttl_in_seconds: Option<Text<'d>>,
    /// User pools.
    pub provider_arns: Vec<Text<'d>>,
    /// Issuers and audiences.
    pub jwt_configuration: Option<Node<'d>>,
}

impl<'d> Reader<'d> {
    pub(crate) fn authorizer(&mut self, key: Node<'d>, at: Node<'d>) -> Option<Authorizer<'d>> {
        if !at.is_mapping() {
            self.wrong_type(at, "an object");
            return None;
        }
        let mut authorizer = Authorizer {
            key,
            at,
            authorizer_type: None,
            uri: None,
            credentials: None,
            identity_source: None,
            identity_validation_expression: None,
            result_ttl_in_seconds: None,
            provider_arns: Vec::new(),
            jwt_configuration: None,
        };
        for (key, value) in at.entries() {
            let Some(name) = self.member(key, &vocabulary::AUTHORIZER) else { continue };
            match name {
                "type" => authorizer.authorizer_type = self.text(value),
                "authorizerUri" => authorizer.uri = self.text(value),
                "authorizerCredentials" => authorizer.credentials = self.text(value),
                "identitySource" => authorizer.identity_source = self.text(value),
                "identityValidationExpression" => {
                    authorizer.identity_validation_expression = self.text(value);
                }
                "authorizerResultTtlInSeconds" => {
                    authorizer.result_ttl_in_seconds = self.text(value);
                }
                "providerARNs" => authorizer.provider_arns = self.texts(value),
                "jwtConfiguration" => authorizer.jwt_configuration = Some(value),
                _ => unread(name),
            }
        }
        Some(authorizer)
    }
}
