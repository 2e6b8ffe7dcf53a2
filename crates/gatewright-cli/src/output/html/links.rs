//! From pointers into a document to the things of the API that came of it.

use std::collections::BTreeMap;

use gatewright_import::Import;
use gatewright_model::EntityPath;
use gatewright_source::Document;

/// The thing that came from each place of a document.
#[derive(Debug, Default)]
pub(super) struct Links(BTreeMap<String, EntityPath>);

impl Links {
    /// The places that the things of an import came from.
    pub(super) fn of(document: &Document, import: &Import) -> Self {
        let mut links = BTreeMap::new();
        if import.api.is_none() {
            return Self::default();
        }
        for (entity, node) in import.provenance.iter() {
            let owner = entity.owner();
            if owner == EntityPath::RestApi {
                continue;
            }
            let pointer = document.node(node).pointer();
            // Resources that are there for a longer path came from the key of that path.
            let is_longer = |other: &EntityPath| match (other, &owner) {
                (EntityPath::Resource(other), EntityPath::Resource(path)) => {
                    path.len() > other.len()
                }
                _ => false,
            };
            let pointer = pointer.as_str();
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
