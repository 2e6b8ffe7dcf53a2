//! What all parts of an import share.

use gatewright_definition::{Definition, Holes, Reach, Version};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::EntityPath;
use gatewright_schema::Dialect;
use gatewright_source::Node;

use crate::java_pattern::Patterns;
use crate::methods::MethodPlace;
use crate::outcome::{MethodPart, PathKey};
use crate::{IdKind, IdSource, ImportOptions, Provenance};

/// The steps of an import in the order in which the service's message lists what they say. Within
/// a step the order is that of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// The document and the API object.
    Document,
    /// Each schema by itself.
    Models,
    /// Schemas that need others.
    References,
    /// Security schemes.
    Authorizers,
    /// The resource tree.
    Resources,
    /// Methods with all that they hold.
    Methods,
    /// Gateway responses and documentation.
    Settings,
    /// What a deployment says afterwards.
    Deployment,
}

/// The definition, the options, and what has come of them so far.
pub(crate) struct Context<'a, 'd> {
    pub(crate) definition: &'a Definition<'d>,
    pub(crate) options: &'a ImportOptions,
    pub(crate) api_id: String,
    pub(crate) provenance: Provenance,
    pub(crate) patterns: Patterns,
    /// Whether the `security` of the root, which operations share, has been judged.
    pub(crate) is_root_security_judged: bool,
    /// What nobody knows of the definition.
    pub(crate) holes: Option<Holes>,
    ids: &'a mut dyn IdSource,
    findings: Vec<(Step, Diagnostic)>,
}

impl<'a, 'd> Context<'a, 'd> {
    pub(crate) fn new(
        definition: &'a Definition<'d>,
        options: &'a ImportOptions,
        api_id: String,
        ids: &'a mut dyn IdSource,
    ) -> Self {
        Self {
            definition,
            options,
            api_id,
            provenance: Provenance::default(),
            patterns: Patterns::default(),
            is_root_security_judged: false,
            holes: Holes::of(definition.document),
            ids,
            findings: Vec::new(),
        }
    }

    pub(crate) fn id(&mut self, kind: IdKind, name: &str) -> String {
        self.ids.id(kind, name)
    }

    /// Which library reads the definition's schemas.
    pub(crate) fn dialect(&self) -> Dialect {
        match self.definition.version {
            Version::Swagger20 => Dialect::Swagger20,
            Version::OpenApi30 => Dialect::OpenApi30,
        }
    }

    pub(crate) fn report(&mut self, step: Step, diagnostic: Diagnostic) {
        self.findings.push((step, diagnostic));
    }

    /// Whether nobody knows all that a finding at the node rests on.
    pub(crate) fn is_in_doubt(&self, at: Node<'d>, reach: Reach) -> bool {
        let Some(holes) = &self.holes else { return false };
        holes.hide(self.definition.document, &at.location(), reach)
    }

    pub(crate) fn record(&mut self, entity: EntityPath, node: Node<'d>) {
        self.provenance.record(entity, node.id());
    }

    /// Notes where a resource came from.
    pub(crate) fn record_resource(&mut self, path: &str, node: Node<'d>) -> PathKey {
        self.provenance.record_resource(path, node.id())
    }

    /// Notes where a method or a part of it came from.
    pub(crate) fn record_method(&mut self, place: &MethodPlace, part: MethodPart, node: Node<'d>) {
        self.provenance.record_method(place.key, place.verb, part, node.id());
    }

    /// The findings in the order of the steps.
    pub(crate) fn into_findings(mut self) -> (Vec<Diagnostic>, Provenance) {
        self.findings.sort_by_key(|(step, _)| *step);
        (self.findings.into_iter().map(|(_, diagnostic)| diagnostic).collect(), self.provenance)
    }
}
