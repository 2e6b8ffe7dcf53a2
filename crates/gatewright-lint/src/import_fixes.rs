//! Changes that cure what an import says. What an import finds knows nothing of changes: here each
//! kind of finding that has a cure is led from its place in the document to one.
//!
//! A cure is safe where the import makes the same API afterwards, or where it made none and the
//! definition cannot be meant otherwise. What is left out may have been meant for something, so that
//! taking it away is safe only where it is known for what it is.

mod addresses;
mod authorizers;
mod mappings;
mod members;
mod operations;
mod references;
mod repetitions;
mod structure;
mod templates;
mod vocabulary;
mod words;

use std::collections::HashMap;

use gatewright_definition::Operation;
use gatewright_diagnostics::Diagnostic;
use gatewright_import::Understood;
use gatewright_source::{Document, Node};

use crate::fix::Fix;
use crate::nodes::NodeSet;
use crate::rule::FixAvailability::{self, Safe, Unsafe};

type Cure = fn(&Case<'_, '_>) -> Option<Fix>;

/// The kinds of findings that have a cure, by name. Those that are safe may be unsafe in some cases.
const CURES: &[(&str, FixAvailability, Cure)] = &[
    ("api-key-source-invalid", Safe, words::of_refusal),
    ("attribute-missing", Safe, structure::missing),
    ("attribute-of-wrong-type", Unsafe, structure::wrong_type),
    ("attribute-unexpected", Safe, structure::unexpected),
    ("authorization-scopes-unsupported", Unsafe, authorizers::scopes),
    ("authorizer-authtype-missing", Unsafe, authorizers::authtype),
    ("authorizer-identity-source-invalid", Unsafe, authorizers::identity_source),
    ("authorizer-ttl-out-of-range", Unsafe, authorizers::ttl),
    ("authorizer-type-unknown", Safe, words::of_refusal),
    ("authorizer-uri-invalid", Safe, addresses::function),
    ("compression-size-out-of-range", Unsafe, words::compression_size),
    ("description-empty", Safe, members::remove),
    ("documentation-location-invalid", Safe, words::documentation_location),
    ("documentation-part-duplicate", Safe, repetitions::documentation_part),
    ("extension-for-http-apis", Unsafe, members::extension_for_http_apis),
    ("extension-property-for-http-apis", Unsafe, members::property_for_http_apis),
    ("extension-property-unknown", Safe, members::property_unknown),
    ("extension-unknown", Unsafe, members::extension_unknown),
    ("gateway-response-type-unknown", Safe, words::gateway_response_type),
    ("integration-arn-without-action", Safe, addresses::function),
    ("integration-function-account", Unsafe, addresses::account),
    ("integration-function-arn-invalid", Safe, addresses::nested),
    ("integration-http-method-missing", Safe, operations::http_method),
    ("integration-http-uri-invalid", Unsafe, addresses::scheme),
    ("integration-mock-member-dropped", Safe, members::remove),
    ("integration-response-status-invalid", Unsafe, operations::integration_status),
    ("integration-response-undeclared", Unsafe, operations::declare_response),
    ("integration-timeout-out-of-range", Unsafe, words::timeout),
    ("integration-type-unknown", Unsafe, words::integration_type),
    ("integration-word-unknown", Safe, words::of_refusal),
    ("model-reference-ignored", Unsafe, references::nearest_component),
    ("model-reference-invalid", Unsafe, references::nearest_component),
    ("model-reference-not-canonical", Unsafe, references::nearest_component),
    ("model-reference-unknown", Unsafe, references::nearest_component),
    ("operation-open", Unsafe, words::scheme_of_open),
    ("parameter-name-invalid", Safe, operations::greedy_parameter),
    ("parameters-duplicate", Safe, repetitions::item),
    ("path-parameter-undeclared", Unsafe, operations::declare_path_parameter),
    ("path-without-slash", Unsafe, structure::path_without_slash),
    ("reference-missing", Unsafe, references::nearest_component),
    ("reference-not-found", Unsafe, references::nearest_component),
    ("request-mapping-invalid", Unsafe, mappings::request),
    ("request-model-unknown", Unsafe, references::nearest_component),
    ("request-parameter-not-a-string", Unsafe, mappings::quoted),
    ("request-validator-unknown", Unsafe, words::validator),
    ("response-mapping-invalid", Unsafe, mappings::response),
    ("response-parameter-not-a-string", Unsafe, mappings::quoted),
    ("response-status-invalid", Unsafe, operations::response_status),
    ("responses-missing", Unsafe, operations::responses),
    ("security-scheme-undefined", Unsafe, words::security_scheme),
    ("tag-repeated", Safe, repetitions::item),
    ("template-content-type-invalid", Unsafe, words::media_type),
    ("template-include-short-form", Safe, templates::long_form),
];

/// Of how many findings of a kind a cure is looked for: looking for names that are alike takes long,
/// and nobody reads the rest before those are cured.
const MOST: usize = 500;

/// Whether findings of that name come with a cure.
pub(crate) fn availability(name: &str) -> FixAvailability {
    cure_of(name).map_or(FixAvailability::None, |(availability, _)| availability)
}

fn cure_of(name: &str) -> Option<(FixAvailability, Cure)> {
    let at = CURES.binary_search_by_key(&name, |(name, ..)| name).ok()?;
    let (_, availability, cure) = CURES[at];
    Some((availability, cure))
}

/// The cures of what an import says of a document.
pub(crate) struct Cures<'c, 'd> {
    document: &'d Document,
    understood: Option<&'c Understood<'d>>,
    asked: HashMap<&'static str, usize>,
}

impl<'c, 'd> Cures<'c, 'd> {
    pub(crate) fn new(document: &'d Document, understood: Option<&'c Understood<'d>>) -> Self {
        Self { document, understood, asked: HashMap::new() }
    }

    /// The cure of a finding, if it has one.
    pub(crate) fn of(&mut self, diagnostic: &Diagnostic) -> Option<Fix> {
        let (_, cure) = cure_of(diagnostic.metadata.name)?;
        let asked = self.asked.entry(diagnostic.metadata.name).or_default();
        *asked += 1;
        if *asked > MOST {
            return None;
        }
        let at = self.document.at_pointer(diagnostic.location.pointer.as_str())?;
        let Self { document, understood, .. } = *self;
        cure(&Case { diagnostic, document, understood, at })
    }
}

/// A finding and what it is about.
struct Case<'c, 'd> {
    diagnostic: &'c Diagnostic,
    document: &'d Document,
    understood: Option<&'c Understood<'d>>,
    /// The value at the pointer of the finding.
    at: Node<'d>,
}

impl<'c, 'd> Case<'c, 'd> {
    /// The value, if the finding is about it.
    fn value(&self) -> Option<Node<'d>> {
        (self.at.span() == self.diagnostic.location.span).then_some(self.at)
    }

    /// The key, if the finding is about it.
    fn key(&self) -> Option<Node<'d>> {
        self.at.key().filter(|key| key.span() == self.diagnostic.location.span)
    }

    /// The value that the finding is about, by itself or by its key.
    fn member(&self) -> Option<Node<'d>> {
        self.value().or_else(|| self.key().map(|_| self.at))
    }

    /// The text that the finding is about, of which all is known.
    fn known_text(&self) -> Option<(Node<'d>, &'d str)> {
        let at = self.value()?;
        let text = at.text()?;
        is_known(text).then_some((at, text))
    }

    /// The operation that a place lies in.
    fn operation(&self, at: Node<'d>) -> Option<&'c Operation<'d>> {
        let around: NodeSet = std::iter::successors(Some(at), |it| it.parent())
            .map(gatewright_source::Node::id)
            .collect();
        let mut operations = self.understood?.definition.operations();
        let found = operations.find(|(_, operation)| around.contains(&operation.at.id()));
        found.map(|(_, operation)| operation)
    }
}

/// Whether nothing in a text waits to be filled in.
fn is_known(text: &str) -> bool {
    gatewright_definition::values::Pieces::of(text).is_known()
}

/// Whether an object has a member already.
fn has(owner: Node<'_>, key: &str) -> bool {
    owner.get(key).is_some()
}

/// The name that stands first in a text between backticks.
fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use gatewright_import::all_diagnostics;

    use super::CURES;

    #[test]
    fn cures_are_in_order_and_of_findings_that_there_are() {
        let names: Vec<&str> = CURES.iter().map(|(name, ..)| *name).collect();
        assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
        let mut all = all_diagnostics();
        all.extend(gatewright_template::DIAGNOSTICS);
        for name in names {
            assert!(all.iter().any(|it| it.name == name), "{name}");
        }
    }
}
