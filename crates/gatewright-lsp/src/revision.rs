//! A document as it is between two changes, and what was found out about it since.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Checked, SourceId};
use gatewright_import::{Import, ImportOptions, Provenance, StableIds, examine};
use gatewright_lint::Finding;
use gatewright_model::Api;
use gatewright_project::Project;
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{Document, read};

use crate::subject::{Subject, Template};
use crate::uri;

/// A text with its version. Whoever needs more of it first, a request or the check, finds it out
/// for both.
#[derive(Debug)]
pub(crate) struct Revision {
    /// The document, as the client calls it.
    pub(crate) uri: String,
    /// The version, as the client counts.
    pub(crate) version: i32,
    /// The text.
    pub(crate) text: String,
    read: OnceLock<Checked<Document>>,
    template: OnceLock<Option<Template>>,
    understood: OnceLock<Option<Understood>>,
}

/// What an import makes of a revision, also when the service refuses it.
#[derive(Debug)]
pub(crate) struct Understood {
    /// The API.
    pub(crate) api: Api,
    /// The way back to the document.
    pub(crate) provenance: Provenance,
}

impl Revision {
    pub(crate) fn new(uri: String, version: i32, text: String) -> Self {
        let (read, template, understood) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { uri, version, text, read, template, understood }
    }

    /// The document with what was noticed when it was read.
    pub(crate) fn read(&self) -> &Checked<Document> {
        self.read.get_or_init(|| read(SourceId(0), self.text.clone().into_bytes()))
    }

    /// The document.
    pub(crate) fn document(&self) -> &Document {
        &self.read().value
    }

    /// The definitions that are in it, if it is no definition itself; `find` finds them.
    pub(crate) fn template(&self, find: impl FnOnce() -> Option<Template>) -> Option<&Template> {
        self.template.get_or_init(find).as_ref()
    }

    /// The same, if somebody has looked already.
    pub(crate) fn known_template(&self) -> Option<&Template> {
        self.template.get().and_then(Option::as_ref)
    }

    /// What an import makes of it; nothing of what is no definition or breaks off.
    pub(crate) fn understood(&self, options: &ImportOptions) -> Option<&Understood> {
        let make = || {
            let examination = examine(self.read(), options, &mut StableIds::default());
            let understood = examination.understood?;
            Some(Understood { api: understood.api, provenance: understood.provenance })
        };
        self.understood.get_or_init(make).as_ref()
    }

    /// Keeps what an import made of it on the way to findings. Of a definition that is refused that
    /// is nothing, and whoever wants to know more has to look for it.
    pub(crate) fn learn(&self, import: Import) {
        let Import { api: Some(api), provenance, .. } = import else { return };
        // Somebody may have looked already.
        let _ = self.understood.set(Some(Understood { api, provenance }));
    }

    /// Whether it is known already what an import makes of it.
    pub(crate) fn is_understood(&self) -> bool {
        self.understood.get().is_some()
    }

    /// Whether the document can be read to its end.
    pub(crate) fn is_sound(&self) -> bool {
        !self.read().diagnostics.iter().any(|it| STOPS.contains(&it.metadata))
    }

    /// Whether somebody has read it already.
    pub(crate) fn is_read(&self) -> bool {
        self.read.get().is_some()
    }

    /// Whether it says of itself that it is a definition.
    pub(crate) fn is_definition(&self) -> bool {
        looks_like_definition(self.document())
    }

    /// The file, if it is one.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        uri::to_path(&self.uri)
    }
}

/// What a check said of a revision.
#[derive(Debug)]
pub(crate) struct Report {
    /// What was checked.
    pub(crate) revision: Arc<Revision>,
    /// What it was checked by.
    pub(crate) project: Arc<Project>,
    /// Whether it counts as a definition.
    pub(crate) is_definition: bool,
    /// What was found.
    pub(crate) findings: Vec<(Place, Finding)>,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The file as what it is.
    File,
    /// An API of a template.
    Api(usize),
    /// One of the files of a template of which there is something to say by itself.
    Other(usize),
}

impl Report {
    /// All findings, each with the definition that it is about.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Subject<'_>, &Finding)> {
        let template = self.revision.known_template();
        let apis = Subject::all(&self.revision, template);
        self.findings.iter().map(move |(place, finding)| {
            let subject = match *place {
                Place::File => None,
                Place::Api(number) => apis.get(number).copied(),
                Place::Other(number) => template
                    .and_then(|it| Some(Subject::other(&self.revision, it, it.said.get(number)?))),
            };
            (subject.unwrap_or(Subject::file(&self.revision)), finding)
        })
    }

    /// Whether there is a definition to speak of.
    pub(crate) fn is_about_definitions(&self) -> bool {
        self.is_definition || self.revision.known_template().is_some()
    }
}
