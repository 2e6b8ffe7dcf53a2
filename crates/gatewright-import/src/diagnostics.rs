//! The findings of an import, each declared once: by subject, a file for each.

pub(crate) mod deployment;
pub(crate) mod document;
pub(crate) mod integrations;
pub(crate) mod methods;
pub(crate) mod models;
pub(crate) mod resources;
pub(crate) mod security;
pub(crate) mod settings;

use gatewright_diagnostics::Metadata;

/// All kinds of findings of this crate.
const ALL: &[&Metadata] = &[
    &document::SERVERS_IGNORED,
    &document::TITLE_MISSING,
    &document::DESCRIPTION_EMPTY,
    &document::BASE_PATH_IGNORED,
    &document::DESCRIPTIONS_DROPPED,
    &document::SCHEMA_KEYWORDS_DROPPED,
    &models::MODEL_NAME_INVALID,
    &models::MODEL_SCHEMA_INVALID,
    &models::MODEL_KEYWORD_UNSUPPORTED,
    &models::MODEL_REFERENCE_NOT_CANONICAL,
    &models::MODEL_REFERENCE_UNKNOWN,
    &models::MODEL_REFERENCE_UNSATISFIED,
    &models::MODEL_REFERENCE_IGNORED,
    &models::MODEL_REFERENCE_INVALID,
    &models::RESPONSE_MODEL_FORMAT_INVALID,
    &models::REQUEST_MODEL_UNKNOWN,
    &models::RESPONSE_SCHEMA_UNSUPPORTED,
    &models::REQUEST_SCHEMA_UNSUPPORTED,
    &models::RESPONSE_SCHEMA_DROPPED,
    &resources::RESOURCE_SECOND_VARIABLE,
    &resources::RESOURCE_BELOW_GREEDY,
    &resources::RESOURCE_PATH_PART_INVALID,
    &resources::METHOD_DUPLICATE,
    &resources::RESOURCES_OVER_QUOTA,
    &resources::RESOURCES_TOO_MANY,
    &methods::METHOD_VERB_INVALID,
    &methods::PARAMETER_NAME_INVALID,
    &methods::PARAMETER_NAMES_NOT_UNIQUE,
    &methods::PARAMETER_IN_FORM_DATA,
    &methods::PARAMETER_IN_COOKIE,
    &methods::RESPONSES_MISSING,
    &methods::RESPONSE_DEFAULT_UNSUPPORTED,
    &methods::CONTENT_TYPE_INVALID,
    &methods::RESPONSE_STATUS_INVALID,
    &methods::REQUEST_VALIDATOR_UNKNOWN,
    &security::SECURITY_SCHEME_UNSUPPORTED,
    &security::SECURITY_SCHEME_UNDEFINED,
    &security::SECURITY_SEVERAL_AUTHORIZERS,
    &security::OPERATION_OPEN,
    &security::API_KEY_SCHEME_NOT_NATIVE,
    &security::AUTHORIZATION_SCOPES_UNSUPPORTED,
    &security::AUTH_IGNORED,
    &security::AUTHORIZER_AUTHTYPE_MISSING,
    &security::AUTHORIZER_EXTENSION_MISSING,
    &security::AUTHORIZER_TYPE_UNKNOWN,
    &security::AUTHORIZER_URI_INVALID,
    &security::AUTHORIZER_IDENTITY_SOURCE_INVALID,
    &security::AUTHORIZER_PROVIDER_ARNS_MISSING,
    &security::AUTHORIZER_TTL_OUT_OF_RANGE,
    &integrations::INTEGRATION_TYPE_UNKNOWN,
    &integrations::INTEGRATION_HTTP_METHOD_MISSING,
    &integrations::INTEGRATION_HTTP_URI_INVALID,
    &integrations::INTEGRATION_ARN_INVALID,
    &integrations::INTEGRATION_ARN_WITHOUT_ACTION,
    &integrations::INTEGRATION_FUNCTION_NAME,
    &integrations::INTEGRATION_FUNCTION_ARN_INVALID,
    &integrations::INTEGRATION_FUNCTION_ACCOUNT,
    &integrations::INTEGRATION_PROXY_SERVICE,
    &integrations::INTEGRATION_ROLE_MISSING,
    &integrations::INTEGRATION_CREDENTIALS_INVALID,
    &integrations::INTEGRATION_IDENTITY_FORWARDING,
    &integrations::INTEGRATION_TIMEOUT_OUT_OF_RANGE,
    &integrations::INTEGRATION_CACHE_KEY_UNKNOWN,
    &integrations::INTEGRATION_CONNECTION_ID_MISSING,
    &integrations::INTEGRATION_WORD_UNKNOWN,
    &integrations::INTEGRATION_MOCK_MEMBER_DROPPED,
    &integrations::REQUEST_PARAMETER_NOT_A_STRING,
    &integrations::RESPONSE_PARAMETER_NOT_A_STRING,
    &integrations::REQUEST_MAPPING_INVALID,
    &integrations::TEMPLATE_CONTENT_TYPE_INVALID,
    &integrations::TEMPLATE_TOO_LARGE,
    &integrations::RESPONSE_MAPPING_INVALID,
    &integrations::INTEGRATION_RESPONSE_UNDECLARED,
    &integrations::INTEGRATION_RESPONSE_STATUS_INVALID,
    &integrations::INTEGRATION_RESPONSES_SAME_STATUS,
    &integrations::SELECTION_PATTERN_INVALID,
    &settings::GATEWAY_RESPONSE_TYPE_UNKNOWN,
    &settings::GATEWAY_RESPONSE_STATUS_INVALID,
    &settings::DOCUMENTATION_LOCATION_INVALID,
    &settings::DOCUMENTATION_PART_DUPLICATE,
    &settings::API_KEY_SOURCE_INVALID,
    &settings::COMPRESSION_SIZE_OUT_OF_RANGE,
    &settings::IP_ADDRESS_TYPE_DROPPED,
    &settings::POLICY_INVALID,
    &settings::POLICY_OVER_QUOTA,
    &settings::VPC_ENDPOINTS_NOT_PRIVATE,
    &deployment::METHOD_WITHOUT_INTEGRATION,
    &deployment::API_WITHOUT_METHODS,
    &deployment::PRIVATE_API_WITHOUT_POLICY,
];

/// All kinds of findings of reading, of the definition and of the import, by name.
pub fn all_diagnostics() -> Vec<&'static Metadata> {
    let crates = [
        ALL,
        gatewright_definition::DIAGNOSTICS,
        gatewright_definition::STRUCTURE_DIAGNOSTICS,
        gatewright_source::diagnostics::ALL,
    ];
    let mut all: Vec<&Metadata> = crates.into_iter().flatten().copied().collect();
    all.sort_by_key(|metadata| metadata.name);
    all
}
