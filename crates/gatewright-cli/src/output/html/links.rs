//! From pointers into a document to the things of the API that came of it.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_import::Import;
use gatewright_model::{Api, EntityPath};
use gatewright_source::Document;

/// The thing that came from each place of a document.
#[derive(Debug, Default)]
pub(super) struct Links(BTreeMap<String, EntityPath>);

impl Links {
    /// The places that the things came from which a page shows of an import.
    pub(super) fn of(document: &Document, import: &Import) -> Self {
        let Some(api) = &import.api else { return Self::default() };
        let things = things(api);
        let mut links = BTreeMap::new();
        for (entity, node) in import.provenance.iter() {
            let owner = entity.owner();
            let pointer = document.node(node).pointer();
            let pointer = pointer.as_str();
            // The root resource is there whatever the definition says.
            if pointer.is_empty() || !things.contains(&owner) {
                continue;
            }
            // Resources that are there for a longer path came from the key of that path.
            let is_longer = |other: &EntityPath| match (other, &owner) {
                (EntityPath::Resource(other), EntityPath::Resource(path)) => {
                    path.len() > other.len()
                }
                _ => false,
            };
            if links.get(pointer).is_none_or(is_longer) {
                links.insert(pointer.to_owned(), owner);
            }
        }
        Self(links)
    }

    /// The innermost thing that came from a place or from what it is in.
    pub(super) fn entity(&self, pointer: &str) -> Option<&EntityPath> {
        let mut rest = pointer;
        loop {
            if let Some(entity) = self.0.get(rest) {
                return Some(entity);
            }
            rest = &rest[..rest.rfind('/')?];
        }
    }
}

/// What a page shows of an API.
fn things(api: &Api) -> BTreeSet<EntityPath> {
    let resources = api.resources.iter().map(|it| EntityPath::Resource(it.path.clone()));
    let methods = api
        .methods()
        .map(|(resource, it)| EntityPath::Method(resource.path.clone(), it.http_method));
    let models = api.models.iter().map(|it| EntityPath::Model(it.name.clone()));
    let authorizers = api.authorizers.iter().map(|it| EntityPath::Authorizer(it.name.clone()));
    let validators = api.request_validators.iter();
    let validators = validators.map(|it| EntityPath::RequestValidator(it.name.clone()));
    let responses = api.gateway_responses.iter();
    let responses = responses.map(|it| EntityPath::GatewayResponse(it.response_type));
    let shared = models.chain(authorizers).chain(validators).chain(responses);
    resources.chain(methods).chain(shared).collect()
}
