//! CreateRestApi: an API without a definition, for those who put one over it later.

use gatewright_model::{
    Api, ApiKeySource, EndpointConfiguration, EndpointType, Map, Model, Resource, RestApi,
};
use serde::Deserialize;

use crate::{IdKind, IdSource};

/// The members of a CreateRestApi request that a definition also sets.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CreateRestApi {
    /// The name.
    pub name: String,
    /// The description.
    pub description: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The media types of binary payloads.
    pub binary_media_types: Vec<String>,
    /// From how many bytes on payloads are compressed.
    pub minimum_compression_size: Option<u32>,
    /// Where API keys come from.
    pub api_key_source: Option<ApiKeySource>,
    /// Type and addresses of the endpoint.
    pub endpoint_configuration: Option<EndpointConfiguration>,
    /// The resource policy.
    pub policy: Option<String>,
    /// Whether the default endpoint is off.
    pub disable_execute_api_endpoint: bool,
    /// Tags.
    pub tags: Option<Map<String, String>>,
    /// The TLS policy, by name.
    pub security_policy: Option<String>,
    /// `BASIC` or `STRICT`.
    pub endpoint_access_mode: Option<String>,
}

/// The two models that the service gives to an API that it creates empty (recorded).
const MODELS: [(&str, &str, &str); 2] = [
    (
        "Empty",
        "This is a default empty schema model",
        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"title\":\"Empty Schema\",\
         \"type\":\"object\"}",
    ),
    (
        "Error",
        "This is a default error schema model",
        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"title\":\"Error Schema\",\
         \"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}}}",
    ),
];

/// Creates an empty API.
pub fn create_rest_api(request: &CreateRestApi, created_date: &str, ids: &mut dyn IdSource) -> Api {
    let id = ids.id(IdKind::RestApi, &request.name);
    let root_resource_id = ids.id(IdKind::Resource, "/");
    let mut configuration = request
        .endpoint_configuration
        .clone()
        .unwrap_or_else(|| EndpointConfiguration::new(EndpointType::Edge));
    if configuration.ip_address_type.is_none() {
        let endpoint_type = configuration.types.first().copied().unwrap_or(EndpointType::Edge);
        configuration.ip_address_type = EndpointConfiguration::new(endpoint_type).ip_address_type;
    }
    let models = MODELS.iter().map(|(name, description, schema)| Model {
        id: ids.id(IdKind::Model, name),
        name: (*name).to_owned(),
        description: Some((*description).to_owned()),
        schema: (*schema).to_owned(),
        content_type: "application/json".to_owned(),
    });
    let models = models.collect();
    Api {
        rest_api: RestApi {
            id,
            name: request.name.clone(),
            description: request.description.clone(),
            created_date: created_date.to_owned(),
            version: request.version.clone(),
            binary_media_types: request.binary_media_types.clone(),
            minimum_compression_size: request.minimum_compression_size,
            api_key_source: request.api_key_source.unwrap_or(ApiKeySource::Header),
            endpoint_configuration: configuration,
            policy: request.policy.clone(),
            tags: request.tags.clone(),
            disable_execute_api_endpoint: request.disable_execute_api_endpoint,
            root_resource_id: root_resource_id.clone(),
            security_policy: request.security_policy.clone(),
            endpoint_access_mode: request.endpoint_access_mode.clone(),
        },
        resources: vec![Resource {
            id: root_resource_id,
            parent_id: None,
            path_part: None,
            path: "/".to_owned(),
            resource_methods: Map::new(),
        }],
        models,
        authorizers: Vec::new(),
        request_validators: Vec::new(),
        gateway_responses: Vec::new(),
        documentation_parts: Vec::new(),
    }
}
