//! Authorizers. Fields as in the API Reference, *Authorizer*.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Who decides whether a request may pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Authorizer {
    /// Six letters and digits.
    pub id: String,
    /// The name.
    pub name: String,
    /// The kind.
    #[serde(rename = "type")]
    pub authorizer_type: AuthorizerType,
    /// User pools.
    #[serde(default, rename = "providerARNs", skip_serializing_if = "Vec::is_empty")]
    pub provider_arns: Vec<String>,
    /// Free text that only import and export carry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
    /// The invocation of a Lambda function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorizer_uri: Option<String>,
    /// The role that invokes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorizer_credentials: Option<String>,
    /// Where the token or the identity of a request is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_source: Option<String>,
    /// What a token must look like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_validation_expression: Option<String>,
    /// How long an answer is kept, 0 to 3600 seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorizer_result_ttl_in_seconds: Option<i64>,
    /// The issuers of tokens, as the definition gives them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwt_configuration: Option<Value>,
}

words! {
    /// The kind of an authorizer.
    pub enum AuthorizerType {
        /// A Lambda function that sees one token.
        Token = "TOKEN",
        /// A Lambda function that sees parts of the request.
        Request = "REQUEST",
        /// Cognito user pools.
        CognitoUserPools = "COGNITO_USER_POOLS",
        /// Tokens of known issuers.
        Jwt = "JWT",
    }
}
