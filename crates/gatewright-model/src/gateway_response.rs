//! Gateway responses. Fields as in the API Reference, *GatewayResponse*; types and status codes as
//! in *Gateway response types for API Gateway*.

use serde::{Deserialize, Serialize};

use crate::Map;

/// What the gateway itself answers when a request does not reach its backend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GatewayResponse {
    /// The occasion.
    pub response_type: GatewayResponseType,
    /// The status code; the `DEFAULT_…` types have none unless it is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// `gatewayresponse.{header|path|querystring}.{name}` to a mapping expression.
    #[serde(default)]
    pub response_parameters: Map<String, String>,
    /// Media type to a template.
    #[serde(default)]
    pub response_templates: Map<String, String>,
    /// Whether the service's default is untouched.
    pub default_response: bool,
}

words! {
    /// The occasion of a gateway response.
    pub enum GatewayResponseType {
        /// The authorizer denied.
        AccessDenied = "ACCESS_DENIED",
        /// The API is misconfigured.
        ApiConfigurationError = "API_CONFIGURATION_ERROR",
        /// The authorizer is misconfigured.
        AuthorizerConfigurationError = "AUTHORIZER_CONFIGURATION_ERROR",
        /// The authorizer failed.
        AuthorizerFailure = "AUTHORIZER_FAILURE",
        /// The body does not match its model.
        BadRequestBody = "BAD_REQUEST_BODY",
        /// A required parameter is missing.
        BadRequestParameters = "BAD_REQUEST_PARAMETERS",
        /// Any 4XX type that is not set itself.
        Default4xx = "DEFAULT_4XX",
        /// Any 5XX type that is not set itself.
        Default5xx = "DEFAULT_5XX",
        /// The token has expired.
        ExpiredToken = "EXPIRED_TOKEN",
        /// The backend failed.
        IntegrationFailure = "INTEGRATION_FAILURE",
        /// The backend took too long.
        IntegrationTimeout = "INTEGRATION_TIMEOUT",
        /// The API key is not known.
        InvalidApiKey = "INVALID_API_KEY",
        /// The signature is wrong.
        InvalidSignature = "INVALID_SIGNATURE",
        /// No token, or no such path.
        MissingAuthenticationToken = "MISSING_AUTHENTICATION_TOKEN",
        /// The quota of the usage plan is used up.
        QuotaExceeded = "QUOTA_EXCEEDED",
        /// The request is too large.
        RequestTooLarge = "REQUEST_TOO_LARGE",
        /// There is no such resource.
        ResourceNotFound = "RESOURCE_NOT_FOUND",
        /// Too many requests.
        Throttled = "THROTTLED",
        /// The authorizer did not know the caller.
        Unauthorized = "UNAUTHORIZED",
        /// The payload is of another media type.
        UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE",
        /// The firewall blocked the request.
        WafFiltered = "WAF_FILTERED",
    }
}

impl GatewayResponseType {
    /// The status code of the service's default; the two `DEFAULT_…` types have none.
    pub fn default_status_code(self) -> Option<&'static str> {
        Some(match self {
            Self::BadRequestBody | Self::BadRequestParameters => "400",
            Self::Unauthorized => "401",
            Self::AccessDenied
            | Self::ExpiredToken
            | Self::InvalidApiKey
            | Self::InvalidSignature
            | Self::MissingAuthenticationToken
            | Self::WafFiltered => "403",
            Self::ResourceNotFound => "404",
            Self::RequestTooLarge => "413",
            Self::UnsupportedMediaType => "415",
            Self::QuotaExceeded | Self::Throttled => "429",
            Self::ApiConfigurationError
            | Self::AuthorizerConfigurationError
            | Self::AuthorizerFailure => "500",
            Self::IntegrationFailure | Self::IntegrationTimeout => "504",
            Self::Default4xx | Self::Default5xx => return None,
        })
    }

    /// Whether the type stands for all of its class that are not set themselves.
    pub fn is_default(self) -> bool {
        matches!(self, Self::Default4xx | Self::Default5xx)
    }

    /// Whether the status codes of the type begin with 5.
    pub fn is_server_error(self) -> bool {
        self == Self::Default5xx
            || self.default_status_code().is_some_and(|code| code.starts_with('5'))
    }
}

/// Media type and text of the template that each type has by default (recorded).
pub(crate) const DEFAULT_TEMPLATE: (&str, &str) =
    ("application/json", "{\"message\":$context.error.messageString}");

impl GatewayResponse {
    /// What GetGatewayResponses lists: all types, those that the API does not set as the
    /// service's defaults. A `DEFAULT_…` type that is set shows through in each type of its class
    /// that is not set itself (recorded).
    pub fn effective(set: &[Self]) -> Vec<Self> {
        let find = |wanted| set.iter().find(|response| response.response_type == wanted);
        let all = GatewayResponseType::ALL.iter();
        all.map(|&response_type| {
            if let Some(own) = find(response_type) {
                return own.clone().filled();
            }
            let class = if response_type.is_server_error() {
                GatewayResponseType::Default5xx
            } else {
                GatewayResponseType::Default4xx
            };
            let mut response = Self::default_of(response_type);
            if let Some(parent) = find(class).map(|parent| parent.clone().filled()) {
                response.response_parameters.clone_from(&parent.response_parameters);
                response.response_templates.clone_from(&parent.response_templates);
                if parent.status_code.is_some() {
                    response.status_code.clone_from(&parent.status_code);
                }
            }
            response
        })
        .collect()
    }

    /// With the default template if it has none of its own (recorded).
    fn filled(mut self) -> Self {
        if self.response_templates.is_empty() {
            self.response_templates = Self::default_of(self.response_type).response_templates;
        }
        self
    }

    /// The service's default of a type.
    pub fn default_of(response_type: GatewayResponseType) -> Self {
        let (media_type, template) = DEFAULT_TEMPLATE;
        Self {
            response_type,
            status_code: response_type.default_status_code().map(str::to_owned),
            response_parameters: Map::new(),
            response_templates: Map::from([(media_type.to_owned(), template.to_owned())]),
            default_response: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_type_that_is_set_shows_through_in_its_class() {
        let mut set = GatewayResponse::default_of(GatewayResponseType::Default5xx);
        set.status_code = Some("599".to_owned());
        set.default_response = false;
        let all = GatewayResponse::effective(&[set]);
        assert_eq!(all.len(), 21);
        let code = |wanted: &str| {
            let found = all.iter().find(|it| it.response_type.as_str() == wanted);
            found.and_then(|it| it.status_code.clone())
        };
        assert_eq!(code("INTEGRATION_TIMEOUT").as_deref(), Some("599"));
        assert_eq!(code("THROTTLED").as_deref(), Some("429"));
        assert_eq!(code("DEFAULT_4XX"), None);
    }
}
