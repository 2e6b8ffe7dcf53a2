//! Methods. Fields as in the API Reference, *Method* and *MethodResponse*.

use serde::{Deserialize, Serialize};

use crate::{Integration, Map};

/// One verb on one resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Method {
    /// The verb.
    pub http_method: HttpMethod,
    /// Who may call.
    pub authorization_type: AuthorizationType,
    /// The authorizer, by identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorizer_id: Option<String>,
    /// Whether a request needs an API key.
    pub api_key_required: bool,
    /// The request validator, by identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_validator_id: Option<String>,
    /// A name for people and SDKs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_name: Option<String>,
    /// `method.request.{path|querystring|header}.{name}` to whether it is required.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub request_parameters: Map<String, bool>,
    /// Media type to the name of a model.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub request_models: Map<String, String>,
    /// The responses by status code.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub method_responses: Map<String, MethodResponse>,
    /// The backend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method_integration: Option<Integration>,
    /// The scopes of which a token needs one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorization_scopes: Vec<String>,
}

/// A status code that a method can answer with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MethodResponse {
    /// The status code.
    pub status_code: String,
    /// `method.response.header.{name}` to whether it is required.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub response_parameters: Map<String, bool>,
    /// Media type to the name of a model.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub response_models: Map<String, String>,
}

words! {
    /// The verb of a method.
    pub enum HttpMethod {
        /// Each verb without a method of its own.
        Any = "ANY",
        /// DELETE
        Delete = "DELETE",
        /// GET
        Get = "GET",
        /// HEAD
        Head = "HEAD",
        /// OPTIONS
        Options = "OPTIONS",
        /// PATCH
        Patch = "PATCH",
        /// POST
        Post = "POST",
        /// PUT
        Put = "PUT",
    }
}

words! {
    /// Who may call a method.
    pub enum AuthorizationType {
        /// Everybody.
        None = "NONE",
        /// Callers who sign with IAM credentials.
        AwsIam = "AWS_IAM",
        /// Whom a Lambda authorizer lets in.
        Custom = "CUSTOM",
        /// Users of a Cognito user pool.
        CognitoUserPools = "COGNITO_USER_POOLS",
        /// Bearers of a token of a known issuer.
        Jwt = "JWT",
    }
}
