//! All rules, by name. A module for each, and its line in the list.

mod authorizer_http_api_only;
mod document_cfn_function;
mod document_unresolved_placeholder;
mod endpoint_configuration;
mod integration_lambda_post;
mod integration_path_mapping_unused;
mod integration_stage_variable;
mod integration_uri_cleartext;
mod integration_uri_lambda;
mod integration_uri_region;
mod integration_uri_variable;
mod path_reserved;
mod policy_condition_value;
mod policy_document;
mod policy_open;
mod policy_resource_unmatched;
mod schema_array_items;

use crate::Rule;

/// All rules of our own, by name.
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

pub(crate) const RULES: &[&Rule] = &[
    authorizer_http_api_only::AuthorizerHttpApiOnly::RULE,
    document_cfn_function::DocumentCfnFunction::RULE,
    document_unresolved_placeholder::DocumentUnresolvedPlaceholder::RULE,
    endpoint_configuration::EndpointConfigurationFault::RULE,
    integration_lambda_post::IntegrationLambdaPost::RULE,
    integration_path_mapping_unused::IntegrationPathMappingUnused::RULE,
    integration_stage_variable::IntegrationStageVariable::RULE,
    integration_uri_cleartext::IntegrationUriCleartext::RULE,
    integration_uri_lambda::IntegrationUriLambda::RULE,
    integration_uri_region::IntegrationUriRegion::RULE,
    integration_uri_variable::IntegrationUriVariable::RULE,
    path_reserved::PathReserved::RULE,
    policy_condition_value::PolicyConditionValue::RULE,
    policy_document::PolicyDocumentFault::RULE,
    policy_open::PolicyOpen::RULE,
    policy_resource_unmatched::PolicyResourceUnmatched::RULE,
    schema_array_items::SchemaArrayItems::RULE,
];
