//! All rules, by name. A module for each, and its line in the list.

mod any_method_overlap;
mod api_key_scheme;
mod api_key_source;
mod auth_extension_type;
mod authorizer_authtype;
mod authorizer_cache_key;
mod authorizer_cognito_arns;
mod authorizer_context_unused;
mod authorizer_credentials;
mod authorizer_http_api_only;
mod authorizer_identity_source;
mod authorizer_several_sources;
mod authorizer_ttl;
mod authorizer_unused;
mod authorizer_validation_regex;
mod authorizer_validation_unused;
mod binary_media_types;
mod binary_media_types_all;
mod component_unused;
mod consumes_produces;
mod cors_actual_response;
mod cors_gateway_default;
mod cors_gateway_response;
mod cors_headers;
mod cors_methods;
mod cors_origin;
mod cors_preflight_answer;
mod cors_preflight_auth;
mod cors_preflight_missing;
mod cors_preflight_parameter;
mod cors_wildcard_credentials;
mod description_markup;
mod document_cfn_function;
mod document_unknown_field;
mod document_unresolved_placeholder;
mod documentation_part_target;
mod endpoint_configuration;
mod gateway_response_parameters;
mod gateway_response_template;
mod get_with_body;
mod info_complete;
mod info_title;
mod integration_content_handling;
mod integration_lambda_post;
mod integration_method_mismatch;
mod integration_mock_binary;
mod integration_mock_status;
mod integration_passthrough;
mod integration_path_mapping_unused;
mod integration_response_default;
mod integration_response_overlap;
mod integration_response_pattern;
mod integration_stage_variable;
mod integration_tls_insecure;
mod integration_uri_cleartext;
mod integration_uri_lambda;
mod integration_uri_region;
mod integration_uri_variable;
mod integration_vpc_link;
mod limit_counts;
mod limit_document_size;
mod mapping_context_variable;
mod method_response_unreachable;
mod model_empty_schema;
mod model_inline;
mod model_name_case_conflict;
mod naming_case;
mod operation_described;
mod operation_dropped_fields;
mod operation_error_response;
mod operation_id_present;
mod operation_id_unique;
mod operation_success_response;
mod operation_tags_defined;
mod order_and_sorting;
mod parameter_body;
mod parameter_description;
mod parameter_header_restricted;
mod parameter_ignored_attributes;
mod parameter_required_without_validator;
mod parameter_unique;
mod path_ambiguous;
mod path_duplicate_resource;
mod path_http_verb;
mod path_kebab_case;
mod path_leading_slash;
mod path_parameter_required;
mod path_parameter_unused;
mod path_reserved;
mod path_trailing_slash;
mod path_variable_declared;
mod path_variable_repeated;
mod path_without_method;
mod policy_condition_value;
mod policy_document;
mod policy_open;
mod policy_resource_unmatched;
mod proxy_ignored_settings;
mod ref_place;
mod ref_siblings;
mod ref_unresolved;
mod response_description;
mod schema_allof_conflict;
mod schema_array_items;
mod schema_bounds_inverted;
mod schema_circular;
mod schema_circular_required;
mod schema_combinator_version;
mod schema_enum;
mod schema_enum_null;
mod schema_example_valid;
mod schema_exclusive_bounds;
mod schema_keyword_for_type;
mod schema_number_format;
mod schema_pattern_regex;
mod schema_pattern_unanchored;
mod schema_required_defined;
mod schema_single_combinator;
mod schema_type_known;
mod security_cleartext;
mod security_credentials_in_url;
mod security_forgotten;
mod security_login_dropped;
mod security_missing;
mod security_root_level;
mod security_root_unproven;
mod security_scopes;
mod security_unbounded_input;
mod security_weak_scheme;
mod server_variables;
mod suppression_malformed;
mod suppression_of_refusal;
mod suppression_unknown_rule;
mod suppression_unused;
mod suppression_without_reason;
mod template_json_output;
mod template_value_unescaped;
mod template_vtl_names;
mod template_vtl_syntax;
mod validator_idle;
mod validator_missing;
mod validator_no_effect;
mod validator_shape;

use crate::Rule;

/// All rules of our own, by name.
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

pub(crate) const RULES: &[&Rule] = &[
    any_method_overlap::AnyMethodOverlap::RULE,
    api_key_scheme::ApiKeyScheme::RULE,
    api_key_source::ApiKeySourceFault::RULE,
    auth_extension_type::AuthExtensionType::RULE,
    authorizer_authtype::AuthorizerAuthtype::RULE,
    authorizer_cache_key::AuthorizerCacheKey::RULE,
    authorizer_cognito_arns::AuthorizerCognitoArns::RULE,
    authorizer_context_unused::AuthorizerContextUnused::RULE,
    authorizer_credentials::AuthorizerCredentials::RULE,
    authorizer_http_api_only::AuthorizerHttpApiOnly::RULE,
    authorizer_identity_source::AuthorizerIdentitySource::RULE,
    authorizer_several_sources::AuthorizerSeveralSources::RULE,
    authorizer_ttl::AuthorizerTtl::RULE,
    authorizer_unused::AuthorizerUnused::RULE,
    authorizer_validation_regex::AuthorizerValidationRegex::RULE,
    authorizer_validation_unused::AuthorizerValidationUnused::RULE,
    binary_media_types::BinaryMediaTypes::RULE,
    binary_media_types_all::BinaryMediaTypesAll::RULE,
    component_unused::ComponentUnused::RULE,
    consumes_produces::ConsumesProduces::RULE,
    cors_actual_response::CorsActualResponse::RULE,
    cors_gateway_default::CorsGatewayDefault::RULE,
    cors_gateway_response::CorsGatewayResponse::RULE,
    cors_headers::CorsHeaders::RULE,
    cors_methods::CorsMethods::RULE,
    cors_origin::CorsOrigin::RULE,
    cors_preflight_answer::CorsPreflightAnswer::RULE,
    cors_preflight_auth::CorsPreflightAuth::RULE,
    cors_preflight_missing::CorsPreflightMissing::RULE,
    cors_preflight_parameter::CorsPreflightParameter::RULE,
    cors_wildcard_credentials::CorsWildcardCredentials::RULE,
    description_markup::DescriptionMarkup::RULE,
    document_cfn_function::DocumentCfnFunction::RULE,
    document_unknown_field::DocumentUnknownField::RULE,
    document_unresolved_placeholder::DocumentUnresolvedPlaceholder::RULE,
    documentation_part_target::DocumentationPartTarget::RULE,
    endpoint_configuration::EndpointConfigurationFault::RULE,
    gateway_response_parameters::GatewayResponseParameters::RULE,
    gateway_response_template::GatewayResponseTemplate::RULE,
    get_with_body::GetWithBody::RULE,
    info_complete::InfoComplete::RULE,
    info_title::InfoTitle::RULE,
    integration_content_handling::IntegrationContentHandling::RULE,
    integration_lambda_post::IntegrationLambdaPost::RULE,
    integration_method_mismatch::IntegrationMethodMismatch::RULE,
    integration_mock_binary::IntegrationMockBinary::RULE,
    integration_mock_status::IntegrationMockStatus::RULE,
    integration_passthrough::IntegrationPassthrough::RULE,
    integration_path_mapping_unused::IntegrationPathMappingUnused::RULE,
    integration_response_default::IntegrationResponseDefault::RULE,
    integration_response_overlap::IntegrationResponseOverlap::RULE,
    integration_response_pattern::IntegrationResponsePattern::RULE,
    integration_stage_variable::IntegrationStageVariable::RULE,
    integration_tls_insecure::IntegrationTlsInsecure::RULE,
    integration_uri_cleartext::IntegrationUriCleartext::RULE,
    integration_uri_lambda::IntegrationUriLambda::RULE,
    integration_uri_region::IntegrationUriRegion::RULE,
    integration_uri_variable::IntegrationUriVariable::RULE,
    integration_vpc_link::IntegrationVpcLink::RULE,
    limit_counts::LimitCounts::RULE,
    limit_document_size::LimitDocumentSize::RULE,
    mapping_context_variable::MappingContextVariable::RULE,
    method_response_unreachable::MethodResponseUnreachable::RULE,
    model_empty_schema::ModelEmptySchema::RULE,
    model_inline::ModelInline::RULE,
    model_name_case_conflict::ModelNameCaseConflict::RULE,
    naming_case::NamingCase::RULE,
    operation_described::OperationDescribed::RULE,
    operation_dropped_fields::OperationDroppedFields::RULE,
    operation_error_response::OperationErrorResponse::RULE,
    operation_id_present::OperationIdPresent::RULE,
    operation_id_unique::OperationIdUnique::RULE,
    operation_success_response::OperationSuccessResponse::RULE,
    operation_tags_defined::OperationTagsDefined::RULE,
    order_and_sorting::OrderAndSorting::RULE,
    parameter_body::ParameterBody::RULE,
    parameter_description::ParameterDescription::RULE,
    parameter_header_restricted::ParameterHeaderRestricted::RULE,
    parameter_ignored_attributes::ParameterIgnoredAttributes::RULE,
    parameter_required_without_validator::ParameterRequiredWithoutValidator::RULE,
    parameter_unique::ParameterUnique::RULE,
    path_ambiguous::PathAmbiguous::RULE,
    path_duplicate_resource::PathDuplicateResource::RULE,
    path_http_verb::PathHttpVerb::RULE,
    path_kebab_case::PathKebabCase::RULE,
    path_leading_slash::PathLeadingSlash::RULE,
    path_parameter_required::PathParameterRequired::RULE,
    path_parameter_unused::PathParameterUnused::RULE,
    path_reserved::PathReserved::RULE,
    path_trailing_slash::PathTrailingSlash::RULE,
    path_variable_declared::PathVariableDeclared::RULE,
    path_variable_repeated::PathVariableRepeated::RULE,
    path_without_method::PathWithoutMethod::RULE,
    policy_condition_value::PolicyConditionValue::RULE,
    policy_document::PolicyDocumentFault::RULE,
    policy_open::PolicyOpen::RULE,
    policy_resource_unmatched::PolicyResourceUnmatched::RULE,
    proxy_ignored_settings::ProxyIgnoredSettings::RULE,
    ref_place::RefPlace::RULE,
    ref_siblings::RefSiblings::RULE,
    ref_unresolved::RefUnresolved::RULE,
    response_description::ResponseDescription::RULE,
    schema_allof_conflict::SchemaAllofConflict::RULE,
    schema_array_items::SchemaArrayItems::RULE,
    schema_bounds_inverted::SchemaBoundsInverted::RULE,
    schema_circular::SchemaCircular::RULE,
    schema_circular_required::SchemaCircularRequired::RULE,
    schema_combinator_version::SchemaCombinatorVersion::RULE,
    schema_enum::SchemaEnum::RULE,
    schema_enum_null::SchemaEnumNull::RULE,
    schema_example_valid::SchemaExampleValid::RULE,
    schema_exclusive_bounds::SchemaExclusiveBounds::RULE,
    schema_keyword_for_type::SchemaKeywordForType::RULE,
    schema_number_format::SchemaNumberFormat::RULE,
    schema_pattern_regex::SchemaPatternRegex::RULE,
    schema_pattern_unanchored::SchemaPatternUnanchored::RULE,
    schema_required_defined::SchemaRequiredDefined::RULE,
    schema_single_combinator::SchemaSingleCombinator::RULE,
    schema_type_known::SchemaTypeKnown::RULE,
    security_cleartext::SecurityCleartext::RULE,
    security_credentials_in_url::SecurityCredentialsInUrl::RULE,
    security_forgotten::SecurityForgotten::RULE,
    security_login_dropped::SecurityLoginDropped::RULE,
    security_missing::SecurityMissing::RULE,
    security_root_level::SecurityRootLevel::RULE,
    security_root_unproven::SecurityRootUnproven::RULE,
    security_scopes::SecurityScopes::RULE,
    security_unbounded_input::SecurityUnboundedInput::RULE,
    security_weak_scheme::SecurityWeakScheme::RULE,
    server_variables::ServerVariables::RULE,
    suppression_malformed::SuppressionMalformed::RULE,
    suppression_of_refusal::SuppressionOfRefusal::RULE,
    suppression_unknown_rule::SuppressionUnknownRule::RULE,
    suppression_unused::SuppressionUnused::RULE,
    suppression_without_reason::SuppressionWithoutReason::RULE,
    template_json_output::TemplateJsonOutput::RULE,
    template_value_unescaped::TemplateValueUnescaped::RULE,
    template_vtl_names::TemplateVtlNames::RULE,
    template_vtl_syntax::TemplateVtlSyntax::RULE,
    validator_idle::ValidatorIdle::RULE,
    validator_missing::ValidatorMissing::RULE,
    validator_no_effect::ValidatorNoEffect::RULE,
    validator_shape::ValidatorShape::RULE,
];

/// What the names of those begin with that `suppress` tells.
pub(crate) const SUPPRESSIONS: &str = "suppression-";

pub(crate) const SUPPRESSION_MALFORMED: &Rule = suppression_malformed::SuppressionMalformed::RULE;
pub(crate) const SUPPRESSION_OF_REFUSAL: &Rule = suppression_of_refusal::SuppressionOfRefusal::RULE;
pub(crate) const SUPPRESSION_UNKNOWN_RULE: &Rule =
    suppression_unknown_rule::SuppressionUnknownRule::RULE;
pub(crate) const SUPPRESSION_UNUSED: &Rule = suppression_unused::SuppressionUnused::RULE;
pub(crate) const SUPPRESSION_WITHOUT_REASON: &Rule =
    suppression_without_reason::SuppressionWithoutReason::RULE;
