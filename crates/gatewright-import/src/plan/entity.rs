//! One thing of the tree by itself, without what has an entry of its own.

use gatewright_model::{
    Authorizer, DocumentationPart, EntityPath, GatewayResponse, Integration, IntegrationResponse,
    Method, MethodResponse, Model, RequestValidator, Resource, RestApi,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A thing that comes or goes, without the things below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Entity {
    /// The API object.
    RestApi(RestApi),
    /// A resource without methods.
    Resource(Resource),
    /// A method without responses and integration.
    Method(Method),
    /// A method response.
    MethodResponse(MethodResponse),
    /// An integration without responses.
    Integration(Integration),
    /// An integration response.
    IntegrationResponse(IntegrationResponse),
    /// A model.
    Model(Model),
    /// An authorizer.
    Authorizer(Authorizer),
    /// A request validator.
    RequestValidator(RequestValidator),
    /// A gateway response.
    GatewayResponse(GatewayResponse),
    /// A documentation part.
    DocumentationPart(DocumentationPart),
}

/// A kind of thing of the tree.
pub(super) trait Part: Sized + PartialEq + Serialize + DeserializeOwned {
    /// This thing by itself.
    fn entity(&self) -> Entity;

    /// The thing, if it is of this kind.
    fn of(entity: &Entity) -> Option<Self>;
}

/// The kinds, each with how a thing of it is taken by itself.
macro_rules! parts {
    ($($kind:ident: $alone:expr,)+) => {
        $(impl Part for $kind {
            fn entity(&self) -> Entity {
                let alone: fn(&Self) -> Self = $alone;
                Entity::$kind(alone(self))
            }

            fn of(entity: &Entity) -> Option<Self> {
                if let Entity::$kind(it) = entity { Some(it.clone()) } else { None }
            }
        })+
    };
}

parts! {
    RestApi: Self::clone,
    Resource: without_methods,
    Method: without_children,
    MethodResponse: Self::clone,
    Integration: without_responses,
    IntegrationResponse: Self::clone,
    Model: Self::clone,
    Authorizer: Self::clone,
    RequestValidator: Self::clone,
    GatewayResponse: Self::clone,
    DocumentationPart: Self::clone,
}

fn without_methods(resource: &Resource) -> Resource {
    let mut alone = resource.clone();
    alone.resource_methods.clear();
    alone
}

fn without_children(method: &Method) -> Method {
    let mut alone = method.clone();
    alone.method_responses.clear();
    alone.method_integration = None;
    alone
}

fn without_responses(integration: &Integration) -> Integration {
    let mut alone = integration.clone();
    alone.integration_responses.clear();
    alone
}

/// A thing of a list of the API.
pub(super) trait Listed: Part {
    /// Where it is in the tree.
    fn path(&self) -> EntityPath;
}

impl Listed for Resource {
    fn path(&self) -> EntityPath {
        EntityPath::Resource(self.path.clone())
    }
}

impl Listed for Model {
    fn path(&self) -> EntityPath {
        EntityPath::Model(self.name.clone())
    }
}

impl Listed for Authorizer {
    fn path(&self) -> EntityPath {
        EntityPath::Authorizer(self.name.clone())
    }
}

impl Listed for RequestValidator {
    fn path(&self) -> EntityPath {
        EntityPath::RequestValidator(self.name.clone())
    }
}

impl Listed for GatewayResponse {
    fn path(&self) -> EntityPath {
        EntityPath::GatewayResponse(self.response_type)
    }
}

impl Listed for DocumentationPart {
    fn path(&self) -> EntityPath {
        EntityPath::DocumentationPart(self.location.clone())
    }
}
