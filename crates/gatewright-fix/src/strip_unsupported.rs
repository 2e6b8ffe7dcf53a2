//! Keywords of schemas that the service refuses, or drops, are taken away.
//! (*Data models for REST APIs*; *Important notes*.)

use std::collections::{BTreeMap, HashSet};

use gatewright_definition::{Definition, Schema, Version, resolve};
use gatewright_diagnostics::{Checked, Diagnostic, Effect, Span};
use gatewright_schema::{Dialect, References};
use gatewright_source::{Document, Node, NodeId};

use crate::draft::Draft;
use crate::places::{Part, places};
use crate::{Change, Meaning, Rewrite};

/// How much is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// What the service refuses, and what it warns of.
    Troubling,
    /// That, and what it drops without a word.
    All,
}

/// The finding about a member that the service's reader of OpenAPI 3.0 does not know.
const UNEXPECTED: &str = "attribute-unexpected";

/// Why a keyword goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Refused,
    Warned,
    Dropped,
}

impl Reason {
    fn what(self) -> &'static str {
        match self {
            Self::Refused => "the service refuses it",
            Self::Warned => "the service does not know it and warns",
            Self::Dropped => "the service drops it",
        }
    }
}

/// Takes keywords away from the schemas that become models, and from others those that the service
/// warns of. A definition that the service does not read at all is left as it is, with what it says.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_fix::{Reach, strip_unsupported};
///
/// let text = "
/// swagger: '2.0'
/// info: { title: Pets, version: '1' }
/// paths: {}
/// definitions:
///   Pet: { type: object, discriminator: kind, readOnly: true }
/// ";
/// let document = gatewright_source::read(SourceId(0), text.into()).value;
/// let what = |reach| {
///     let changes = strip_unsupported(&document, reach).value.changes;
///     changes.into_iter().map(|change| change.what).collect::<Vec<_>>()
/// };
/// assert_eq!(what(Reach::Troubling), ["`discriminator` goes: the service refuses it"]);
/// assert_eq!(what(Reach::All).len(), 2);
/// ```
pub fn strip_unsupported(document: &Document, reach: Reach) -> Checked<Rewrite> {
    let resolved = resolve(document);
    let Some(definition) = resolved.value else {
        let refused = |it: &Diagnostic| it.metadata.effect == Effect::Refused;
        let refusals = resolved.diagnostics.into_iter().filter(refused).collect();
        return Checked::new(Rewrite::default(), refusals);
    };
    let mut keys: BTreeMap<NodeId, (Node<'_>, Reason)> = BTreeMap::new();
    for (key, reason) in of_models(&definition, reach) {
        keys.insert(key.id(), (key, reason));
    }
    let warned: HashSet<Span> = resolved
        .diagnostics
        .iter()
        .filter(|it| it.metadata.name == UNEXPECTED)
        .map(|it| it.location.span)
        .collect();
    for schema in places(document).iter().filter_map(|it| it.as_part(Part::Schema)) {
        for (key, _) in schema.entries().filter(|(key, _)| warned.contains(&key.span())) {
            keys.entry(key.id()).or_insert((key, Reason::Warned));
        }
    }
    let mut draft = Draft::new(document);
    let mut changes = Vec::with_capacity(keys.len());
    for (key, reason) in keys.into_values() {
        let Some(value) = key.value_of_key() else { continue };
        draft.remove(value);
        let name = key.text().unwrap_or_default();
        changes.push(Change {
            location: key.location(),
            what: format!("`{name}` goes: {}", reason.what()),
            meaning: Meaning::Dropped,
        });
    }
    changes.sort_by_key(|change| change.location.span);
    Checked::new(Rewrite { edits: draft.into_edits(), changes }, Vec::new())
}

/// The keys that the service refuses or drops when it makes models.
fn of_models<'d>(definition: &Definition<'d>, reach: Reach) -> Vec<(Node<'d>, Reason)> {
    let dialect = match definition.version {
        Version::Swagger20 => Dialect::Swagger20,
        Version::OpenApi30 => Dialect::OpenApi30,
    };
    let references = References::ToModels { home: dialect, api_id: "" };
    let named = definition.schemas.iter().map(|it| it.at);
    let bodies = definition.operations().flat_map(|(_, operation)| {
        let request = operation.request_body.iter().flat_map(|it| &it.content);
        let responses = operation.responses.iter().flatten().flat_map(|it| &it.content);
        request.chain(responses).filter_map(|it| match it.schema {
            Some(Schema::Inline(at)) => Some(at),
            Some(Schema::Reference(_)) | None => None,
        })
    });
    let mut seen = HashSet::new();
    let mut keys = Vec::new();
    for schema in named.chain(bodies).filter_map(Node::content) {
        // What several paths refer to is written once.
        if !seen.insert(schema.id()) {
            continue;
        }
        let text = gatewright_schema::write(schema, dialect, references);
        keys.extend(text.unsupported.iter().map(|(key, _)| (*key, Reason::Refused)));
        if reach == Reach::All {
            keys.extend(text.dropped.iter().map(|(key, _)| (*key, Reason::Dropped)));
        }
    }
    keys
}
