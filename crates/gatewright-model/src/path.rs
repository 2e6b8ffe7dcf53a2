//! One spelling for the things of a tree.

use std::fmt;

use crate::{DocumentationPartLocation, GatewayResponseType, HttpMethod};

/// A thing of the tree: for provenance, plans, messages and snapshots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityPath {
    /// The API object.
    RestApi,
    /// The resource of a path.
    Resource(String),
    /// A method: path and verb.
    Method(String, HttpMethod),
    /// A method response: path, verb, status code.
    MethodResponse(String, HttpMethod, String),
    /// A method's integration.
    Integration(String, HttpMethod),
    /// An integration response: path, verb, status code.
    IntegrationResponse(String, HttpMethod, String),
    /// A model, by name.
    Model(String),
    /// An authorizer, by name.
    Authorizer(String),
    /// A request validator, by name.
    RequestValidator(String),
    /// A gateway response.
    GatewayResponse(GatewayResponseType),
    /// A documentation part.
    DocumentationPart(DocumentationPartLocation),
}

impl EntityPath {
    /// The method that a response or an integration belongs to. Any other thing belongs to itself.
    #[must_use]
    pub fn owner(&self) -> Self {
        match self {
            Self::MethodResponse(path, verb, _)
            | Self::Integration(path, verb)
            | Self::IntegrationResponse(path, verb, _) => Self::Method(path.clone(), *verb),
            Self::RestApi
            | Self::Resource(_)
            | Self::Method(..)
            | Self::Model(_)
            | Self::Authorizer(_)
            | Self::RequestValidator(_)
            | Self::GatewayResponse(_)
            | Self::DocumentationPart(_) => self.clone(),
        }
    }
}

impl fmt::Display for EntityPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RestApi => f.write_str("rest api"),
            Self::Resource(path) => write!(f, "resource {path}"),
            Self::Method(path, verb) => write!(f, "{path} {verb}"),
            Self::MethodResponse(path, verb, code) => write!(f, "{path} {verb} response {code}"),
            Self::Integration(path, verb) => write!(f, "{path} {verb} integration"),
            Self::IntegrationResponse(path, verb, code) => {
                write!(f, "{path} {verb} integration response {code}")
            }
            Self::Model(name) => write!(f, "model {name}"),
            Self::Authorizer(name) => write!(f, "authorizer {name}"),
            Self::RequestValidator(name) => write!(f, "request validator {name}"),
            Self::GatewayResponse(response_type) => write!(f, "gateway response {response_type}"),
            Self::DocumentationPart(location) => {
                write!(f, "documentation {}", location.part_type)?;
                let parts = [&location.path, &location.method, &location.status_code];
                for part in parts.into_iter().chain([&location.name]).flatten() {
                    write!(f, " {part}")?;
                }
                Ok(())
            }
        }
    }
}
