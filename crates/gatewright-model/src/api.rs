//! The whole of one API.

use serde::{Deserialize, Serialize};

use crate::{
    Authorizer, DocumentationPart, GatewayResponse, HttpMethod, Method, Model, RequestValidator,
    Resource, RestApi,
};

/// A REST API with all that belongs to it, as the service's `Get…` actions would list it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Api {
    /// The API object.
    pub rest_api: RestApi,
    /// The resources by path, each with its methods embedded.
    pub resources: Vec<Resource>,
    /// The models, by name.
    pub models: Vec<Model>,
    /// The authorizers, by name.
    pub authorizers: Vec<Authorizer>,
    /// The request validators, by name.
    pub request_validators: Vec<RequestValidator>,
    /// The gateway responses that the API sets itself, by type. (The service's list also has the
    /// defaults of all others.)
    pub gateway_responses: Vec<GatewayResponse>,
    /// The documentation parts, in the order of their making.
    pub documentation_parts: Vec<DocumentationPart>,
}

impl Api {
    /// The resource of that path.
    pub fn resource(&self, path: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.path == path)
    }

    /// The method of that path and verb.
    pub fn method(&self, path: &str, verb: HttpMethod) -> Option<&Method> {
        self.resource(path)?.resource_methods.get(&verb)
    }

    /// All methods with the resource that each is on, in the order of the resources.
    pub fn methods(&self) -> impl Iterator<Item = (&Resource, &Method)> {
        self.resources.iter().flat_map(|resource| {
            resource.resource_methods.values().map(move |method| (resource, method))
        })
    }
}
