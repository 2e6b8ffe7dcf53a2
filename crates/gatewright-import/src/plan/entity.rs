//! One thing of the tree by itself, without what has an entry of its own.

use std::cmp::Ordering;

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

    /// The order of two paths, without making them.
    fn order(&self, other: &Self) -> Ordering;
}

/// The lists, each with the member that tells its things apart.
macro_rules! lists {
    ($($kind:ident by $member:ident: $path:expr,)+) => {
        $(impl Listed for $kind {
            fn path(&self) -> EntityPath {
                let path: fn(&Self) -> EntityPath = $path;
                path(self)
            }

            fn order(&self, other: &Self) -> Ordering {
                self.$member.cmp(&other.$member)
            }
        })+
    };
}

lists! {
    Resource by path: |it| EntityPath::Resource(it.path.clone()),
    Model by name: |it| EntityPath::Model(it.name.clone()),
    Authorizer by name: |it| EntityPath::Authorizer(it.name.clone()),
    RequestValidator by name: |it| EntityPath::RequestValidator(it.name.clone()),
    GatewayResponse by response_type: |it| EntityPath::GatewayResponse(it.response_type),
    DocumentationPart by location: |it| EntityPath::DocumentationPart(it.location.clone()),
}
