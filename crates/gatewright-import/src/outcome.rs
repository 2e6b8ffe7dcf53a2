//! What an import comes to.

use std::sync::OnceLock;

use gatewright_definition::{INTEGRATION_MALFORMED, NOT_A_DEFINITION, VERSION_UNSUPPORTED};
use gatewright_diagnostics::{Diagnostic, Effect, FailOnWarnings, Metadata, Verdict, Words};
use gatewright_model::{Api, EntityPath, HttpMethod};
use gatewright_source::NodeId;
use gatewright_source::diagnostics::STOPS;

use crate::responses::StatusCode;

/// The result of an import.
#[derive(Debug, Clone)]
pub struct Import {
    /// The API as it would be afterwards; none when the service refuses the definition.
    pub api: Option<Api>,
    /// The way back from the tree to the document.
    pub provenance: Provenance,
    /// Everything noticed: first what the service says, in its order, then the rest by place.
    pub diagnostics: Vec<Diagnostic>,
    pub(crate) fail_on_warnings: FailOnWarnings,
}

/// Which node of the document each thing of the tree came from.
#[derive(Debug, Clone, Default)]
pub struct Provenance {
    records: Vec<(Record, NodeId)>,
    /// The paths of resources.
    paths: Vec<String>,
    /// The records by entity, the first of each. Made when somebody asks, which few do.
    order: OnceLock<Vec<(EntityPath, NodeId)>>,
}

/// An entity without texts of its own where it can be: most are parts of methods.
#[derive(Debug, Clone)]
enum Record {
    /// Few, and large.
    Entity(Box<EntityPath>),
    Resource(PathKey),
    OfMethod(PathKey, HttpMethod, MethodPart),
}

/// The path of a resource that has a way back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PathKey(u32);

/// A method or a part of it; responses with their status code.
#[derive(Debug, Clone, Copy)]
pub(crate) enum MethodPart {
    Method,
    Response(StatusCode),
    Integration,
    IntegrationResponse(StatusCode),
}

impl Provenance {
    /// The node that `entity` came from. A resource that exists only because a longer path does
    /// came from that path's key.
    pub fn get(&self, entity: &EntityPath) -> Option<NodeId> {
        let order = self.order();
        let at = order.binary_search_by(|(other, _)| other.cmp(entity)).ok()?;
        Some(order[at].1)
    }

    /// All of it, in the order of the entities.
    pub fn iter(&self) -> impl Iterator<Item = (&EntityPath, NodeId)> {
        self.order().iter().map(|(entity, node)| (entity, *node))
    }

    /// The methods with the nodes of their operations, in the order of the document.
    pub fn methods(&self) -> impl Iterator<Item = (&str, HttpMethod, NodeId)> {
        self.records.iter().filter_map(|(record, node)| match record {
            Record::OfMethod(PathKey(path), verb, MethodPart::Method) => {
                Some((self.paths[*path as usize].as_str(), *verb, *node))
            }
            Record::OfMethod(..) | Record::Entity(_) | Record::Resource(_) => None,
        })
    }

    /// Notes where an entity came from, unless that was noted before.
    pub(crate) fn record(&mut self, entity: EntityPath, node: NodeId) {
        self.order = OnceLock::new();
        self.records.push((Record::Entity(Box::new(entity)), node));
    }

    /// The same of a resource. Gives the key for what is recorded of its methods.
    pub(crate) fn record_resource(&mut self, path: &str, node: NodeId) -> PathKey {
        self.order = OnceLock::new();
        let key = PathKey(u32::try_from(self.paths.len()).expect("a path has a node of its own"));
        self.records.push((Record::Resource(key), node));
        self.paths.push(path.to_owned());
        key
    }

    /// The same of a method or a part of it.
    pub(crate) fn record_method(
        &mut self,
        path: PathKey,
        verb: HttpMethod,
        part: MethodPart,
        node: NodeId,
    ) {
        self.order = OnceLock::new();
        self.records.push((Record::OfMethod(path, verb, part), node));
    }

    fn order(&self) -> &[(EntityPath, NodeId)] {
        self.order.get_or_init(|| {
            let entities = self.records.iter().map(|(record, node)| (self.entity(record), *node));
            let mut order: Vec<(EntityPath, NodeId)> = entities.collect();
            order.sort_by(|(left, _), (right, _)| left.cmp(right));
            order.dedup_by(|(later, _), (first, _)| later == first);
            order
        })
    }

    fn entity(&self, record: &Record) -> EntityPath {
        let text = |PathKey(path): PathKey| self.paths[path as usize].clone();
        match record {
            Record::Entity(entity) => EntityPath::clone(entity),
            Record::Resource(path) => EntityPath::Resource(text(*path)),
            &Record::OfMethod(path, verb, part) => {
                let path = text(path);
                match part {
                    MethodPart::Method => EntityPath::Method(path, verb),
                    MethodPart::Response(code) => {
                        EntityPath::MethodResponse(path, verb, code.to_string())
                    }
                    MethodPart::Integration => EntityPath::Integration(path, verb),
                    MethodPart::IntegrationResponse(code) => {
                        EntityPath::IntegrationResponse(path, verb, code.to_string())
                    }
                }
            }
        }
    }
}

/// The `message` of the service's answer with status 400.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceMessage {
    /// The text, as far as it is known.
    pub text: String,
    /// The number of refusals whose text in the service's words is not known; `text` lacks them.
    pub unknown: usize,
}

impl Import {
    /// What the findings come to.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.diagnostics, self.fail_on_warnings)
    }

    /// The list `warnings` of the answer of a call that succeeds.
    pub fn warnings(&self) -> Vec<String> {
        service_texts(&self.diagnostics, Effect::Warned)
    }

    /// What the service says when it refuses the definition.
    pub fn service_message(&self) -> Option<ServiceMessage> {
        ServiceMessage::of(&self.diagnostics, self.fail_on_warnings)
    }
}

impl ServiceMessage {
    /// The message for these findings, if they refuse the definition. (Layout: *Errors and
    /// warnings during import*, and as users quote it.)
    pub(crate) fn of(diagnostics: &[Diagnostic], fail_on_warnings: FailOnWarnings) -> Option<Self> {
        let refused: Vec<&Diagnostic> =
            diagnostics.iter().filter(|d| d.metadata.effect == Effect::Refused).collect();
        let warnings = service_texts(diagnostics, Effect::Warned);
        if refused.is_empty() {
            let fails = fail_on_warnings == FailOnWarnings::Yes && !warnings.is_empty();
            return fails.then(|| Self {
                text: format!("Warnings found during import:{}", items(&warnings)),
                unknown: 0,
            });
        }
        if let Some(alone) = refused.iter().find(|d| stands_alone(d)) {
            return Some(Self { text: alone.message.clone(), unknown: 0 });
        }
        let errors = service_texts(diagnostics, Effect::Refused);
        let unknown = refused.len() - errors.len();
        let mut text = String::new();
        if !errors.is_empty() {
            text = format!("Errors found during import:{}", items(&errors));
            if !warnings.is_empty() {
                text.push_str("\nAdditionally, these warnings were found:");
                text.push_str(&items(&warnings));
            }
        }
        Some(Self { text, unknown })
    }
}

/// Whether the service's message is this sentence alone, without the heading that lists have: it has
/// read nothing, or it gives up.
fn stands_alone(diagnostic: &Diagnostic) -> bool {
    const ALONE: [&Metadata; 3] = [&INTEGRATION_MALFORMED, &NOT_A_DEFINITION, &VERSION_UNSUPPORTED];
    let metadata = diagnostic.metadata;
    metadata.words == Words::Service && (ALONE.contains(&metadata) || STOPS.contains(&metadata))
}

fn service_texts(diagnostics: &[Diagnostic], effect: Effect) -> Vec<String> {
    let said = diagnostics
        .iter()
        .filter(|d| d.metadata.effect == effect && d.metadata.words == Words::Service);
    said.map(|d| d.message.clone()).collect()
}

fn items(texts: &[String]) -> String {
    texts.iter().flat_map(|text| ["\n\t", text]).collect()
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::Node;

    use super::*;

    #[test]
    fn the_first_record_of_an_entity_counts() {
        let document = gatewright_source::read(SourceId(0), "[1, 2, 3]".into()).value;
        let nodes: Vec<NodeId> = document.nodes().map(Node::id).collect();
        let pets = EntityPath::Resource("/pets".to_owned());
        let mut provenance = Provenance::default();
        provenance.record(pets.clone(), nodes[1]);
        assert_eq!(provenance.get(&pets), Some(nodes[1]));
        provenance.record(EntityPath::RestApi, nodes[2]);
        provenance.record(pets.clone(), nodes[3]);
        let all: Vec<_> = provenance.iter().collect();
        assert_eq!(all, [(&EntityPath::RestApi, nodes[2]), (&pets, nodes[1])]);
        assert_eq!(provenance.get(&EntityPath::Resource("/".to_owned())), None);
    }
}
