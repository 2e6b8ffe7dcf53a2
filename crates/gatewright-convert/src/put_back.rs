//! What all parts of putting back share.

use std::collections::{HashMap, HashSet};

use gatewright_definition::{Definition, Operation, PathItem, Version};
use gatewright_diagnostics::SourceId;
use gatewright_export::ExportType;
use gatewright_import::{BasepathMode, Import, Provenance};
use gatewright_model::Api;
use gatewright_source::{Node, NodeId};
use serde_json::Value;

use crate::ConvertOptions;
use crate::json::{self, Members, arranged, name};
use crate::loss::{Loss, Reason};
use crate::orders::{Object, order};

/// What all extensions of API Gateway begin with: they are the export's business.
const OF_THE_SERVICE: &str = "x-amazon-apigateway-";

/// Puts what the API does not hold back into its export.
pub(crate) struct Converter<'a, 'd> {
    pub(crate) definition: &'a Definition<'d>,
    pub(crate) api: &'a Api,
    pub(crate) provenance: &'a Provenance,
    pub(crate) basepath: BasepathMode,
    pub(crate) target: Version,
    /// The operations by their node, each with its path item.
    pub(crate) operations: HashMap<NodeId, (&'a PathItem<'d>, &'a Operation<'d>)>,
    /// The shared parts that something refers to.
    pub(crate) used: HashSet<NodeId>,
    /// The shared parts whose losses were told: each part is told of once.
    pub(crate) told: HashSet<(NodeId, String)>,
    pub(crate) losses: Vec<Loss>,
}

/// The definition as a value, and what it lacks.
pub(crate) fn put_back(
    definition: &Definition<'_>,
    api: &Api,
    import: &Import,
    exported: &str,
    options: &ConvertOptions,
) -> (Value, Vec<Loss>) {
    // Not with the reader of JSON, which has a limit of its own for what is nested.
    let exported = gatewright_source::read(SourceId(0), exported.into()).value;
    let exported = exported.root().map(json::members).unwrap_or_default();
    let operations =
        definition.operations().map(|(item, operation)| (operation.at.id(), (item, operation)));
    let mut converter = Converter {
        definition,
        api,
        provenance: &import.provenance,
        basepath: options.import.basepath,
        target: match options.export.export_type {
            ExportType::Swagger => Version::Swagger20,
            ExportType::Oas30 => Version::OpenApi30,
        },
        operations: operations.collect(),
        used: HashSet::new(),
        told: HashSet::new(),
        losses: Vec::new(),
    };
    let root = converter.root(exported);
    (Value::Object(root), converter.losses)
}

impl<'d> Converter<'_, 'd> {
    /// Whether the definition has the target's version already.
    pub(crate) fn is_same(&self) -> bool {
        self.definition.version == self.target
    }

    pub(crate) fn is_to_swagger(&self) -> bool {
        self.target == Version::Swagger20
    }

    /// The target in words.
    pub(crate) fn target_name(&self) -> &'static str {
        match self.target {
            Version::Swagger20 => "Swagger 2.0",
            Version::OpenApi30 => "OpenAPI 3.0",
        }
    }

    /// What a reference to a schema begins with in the target.
    pub(crate) fn schemas_home(&self) -> &'static str {
        home(self.target)
    }

    pub(crate) fn arrange(&self, members: Members, object: Object) -> Members {
        arranged(members, order(object, self.target))
    }

    /// Says that something is left out. `at` is best the key.
    pub(crate) fn lose(&mut self, reason: Reason, at: Node<'_>, message: String) {
        if self.told.insert((at.id(), message.clone())) {
            self.losses.push(Loss { reason, message, location: at.location() });
        }
    }

    /// Says that the target has no place for something.
    pub(crate) fn no_place(&mut self, at: Node<'_>, what: &str) {
        let message = format!("{what} has no place in {}", self.target_name());
        self.lose(Reason::NoPlace, at, message);
    }

    /// A member that nothing else is done with: vendors' extensions stay, and so does everything
    /// where the version stays.
    pub(crate) fn other(&mut self, key: Node<'d>, value: Node<'d>, owner: &str, to: &mut Members) {
        let name = name(key);
        if is_of_the_service(name) {
            return;
        }
        if name.starts_with("x-") || self.is_same() {
            to.insert(name.to_owned(), json::value(value));
        } else {
            self.lose(Reason::Unknown, key, format!("{owner} has no member `{name}`"));
        }
    }

    /// The node itself, or what it refers to.
    pub(crate) fn follow(&mut self, node: Node<'d>) -> Option<Node<'d>> {
        let at = self.definition.follow(node)?;
        self.used.insert(at.id());
        Some(at)
    }
}

/// The extensions of vendors.
pub(crate) fn vendor(from: Node<'_>, to: &mut Members) {
    for (key, value) in from.entries() {
        let name = name(key);
        if name.starts_with("x-") && !is_of_the_service(name) {
            to.insert(name.to_owned(), json::value(value));
        }
    }
}

/// Whether the member is an extension of API Gateway.
pub(crate) fn is_of_the_service(name: &str) -> bool {
    name.starts_with(OF_THE_SERVICE)
}

/// What a reference to a schema begins with.
pub(crate) fn home(version: Version) -> &'static str {
    match version {
        Version::Swagger20 => "#/definitions/",
        Version::OpenApi30 => "#/components/schemas/",
    }
}
