//! The members in which two things of a kind differ.

use gatewright_model::{
    Authorizer, DocumentationPart, GatewayResponse, Integration, IntegrationResponse, Method,
    MethodResponse, Model, RequestValidator, Resource, RestApi,
};
use serde::Serialize;
use serde_json::Value;

use super::{FieldChange, Meaning};

/// A thing whose members are compared one by one.
pub(super) trait Fields {
    /// Finds the members that differ.
    fn differ(&self, new: &Self, found: &mut Vec<FieldChange>);
}

/// Names the members of a kind as the service does; in brackets, those with entries of their own.
/// The compiler tells of one that is left out, and that each plan leads to its end of a wrong name.
macro_rules! fields {
    ($($kind:ident { $($field:ident = $name:literal,)+ } [$($child:ident),*])+) => {
        $(impl Fields for $kind {
            fn differ(&self, new: &Self, found: &mut Vec<FieldChange>) {
                let Self { $($field: _,)+ $($child: _,)* } = self;
                $(member($name, &self.$field, &new.$field, found);)+
            }
        })+
    };
}

fields! {
    RestApi {
        id = "id",
        name = "name",
        description = "description",
        created_date = "createdDate",
        version = "version",
        binary_media_types = "binaryMediaTypes",
        minimum_compression_size = "minimumCompressionSize",
        api_key_source = "apiKeySource",
        endpoint_configuration = "endpointConfiguration",
        policy = "policy",
        tags = "tags",
        disable_execute_api_endpoint = "disableExecuteApiEndpoint",
        root_resource_id = "rootResourceId",
        security_policy = "securityPolicy",
        endpoint_access_mode = "endpointAccessMode",
    } []
    Resource {
        id = "id",
        parent_id = "parentId",
        path_part = "pathPart",
        path = "path",
    } [resource_methods]
    Method {
        http_method = "httpMethod",
        authorization_type = "authorizationType",
        authorizer_id = "authorizerId",
        authorization_scopes = "authorizationScopes",
        api_key_required = "apiKeyRequired",
        request_validator_id = "requestValidatorId",
        operation_name = "operationName",
        request_parameters = "requestParameters",
        request_models = "requestModels",
    } [method_responses, method_integration]
    MethodResponse {
        status_code = "statusCode",
        response_parameters = "responseParameters",
        response_models = "responseModels",
    } []
    Integration {
        integration_type = "type",
        http_method = "httpMethod",
        uri = "uri",
        connection_type = "connectionType",
        connection_id = "connectionId",
        credentials = "credentials",
        request_parameters = "requestParameters",
        request_templates = "requestTemplates",
        passthrough_behavior = "passthroughBehavior",
        content_handling = "contentHandling",
        timeout_in_millis = "timeoutInMillis",
        cache_namespace = "cacheNamespace",
        cache_key_parameters = "cacheKeyParameters",
        tls_config = "tlsConfig",
        response_transfer_mode = "responseTransferMode",
        integration_target = "integrationTarget",
    } [integration_responses]
    IntegrationResponse {
        status_code = "statusCode",
        selection_pattern = "selectionPattern",
        response_parameters = "responseParameters",
        response_templates = "responseTemplates",
        content_handling = "contentHandling",
    } []
    Model {
        id = "id",
        name = "name",
        description = "description",
        schema = "schema",
        content_type = "contentType",
    } []
    Authorizer {
        id = "id",
        name = "name",
        authorizer_type = "type",
        provider_arns = "providerARNs",
        auth_type = "authType",
        authorizer_uri = "authorizerUri",
        authorizer_credentials = "authorizerCredentials",
        identity_source = "identitySource",
        identity_validation_expression = "identityValidationExpression",
        authorizer_result_ttl_in_seconds = "authorizerResultTtlInSeconds",
        jwt_configuration = "jwtConfiguration",
    } []
    RequestValidator {
        id = "id",
        name = "name",
        validate_request_body = "validateRequestBody",
        validate_request_parameters = "validateRequestParameters",
    } []
    GatewayResponse {
        response_type = "responseType",
        status_code = "statusCode",
        response_parameters = "responseParameters",
        response_templates = "responseTemplates",
        default_response = "defaultResponse",
    } []
    DocumentationPart {
        id = "id",
        location = "location",
        properties = "properties",
    } []
}

fn member<T: PartialEq + Serialize>(name: &str, old: &T, new: &T, found: &mut Vec<FieldChange>) {
    if old != new {
        let value = |it: &T| serde_json::to_value(it).expect("values of the model are JSON");
        // Most things that differ do so in one member, and each has a list of its own.
        found.reserve_exact(1);
        // A member without a value is not written.
        let [old, new] = [old, new].map(|it| Some(value(it)).filter(|it| !it.is_null()));
        values(&format!("/{name}"), old.as_ref(), new.as_ref(), found);
    }
}

/// Finds where two values differ: member by member in objects, item by item in lists of collections
/// of the same length.
pub(super) fn values(
    pointer: &str,
    old: Option<&Value>,
    new: Option<&Value>,
    found: &mut Vec<FieldChange>,
) {
    match (old, new) {
        _ if old == new => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let added = new.keys().filter(|key| !old.contains_key(*key));
            for key in old.keys().chain(added) {
                let step = key.replace('~', "~0").replace('/', "~1");
                values(&format!("{pointer}/{step}"), old.get(key), new.get(key), found);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) if are_alike(old, new) => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                values(&format!("{pointer}/{index}"), Some(old), Some(new), found);
            }
        }
        _ => found.push(FieldChange {
            pointer: pointer.to_owned(),
            old: old.cloned(),
            new: new.cloned(),
            meaning: Meaning::Plain,
        }),
    }
}

/// Whether two lists are compared item by item: of single values the list as a whole says more.
fn are_alike(old: &[Value], new: &[Value]) -> bool {
    let mut items = old.iter().chain(new);
    old.len() == new.len() && items.all(|item| item.is_object() || item.is_array())
}
