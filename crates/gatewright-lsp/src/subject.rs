//! What an editor is asked about: the definition that a file is, or one of those that a template
//! has in it.

use std::path::PathBuf;
use std::sync::OnceLock;

use gatewright_diagnostics::{Checked, Diagnostic};
use gatewright_import::{ImportOptions, StableIds, examine};
use gatewright_source::Document;
use gatewright_source::diagnostics::STOPS;
use gatewright_template::{Api, Kind};

use crate::revision::{Revision, Understood};
use crate::site::Site;

/// The APIs of a file that is no definition itself.
#[derive(Debug)]
pub(crate) struct Template {
    /// What the file is.
    pub(crate) kind: Kind,
    /// Its APIs.
    pub(crate) apis: Vec<Described>,
    /// What there is to say of files that concerns no API alone, with the files.
    pub(crate) said: Vec<Said>,
    /// All files that were read, as the client calls them, by their numbers. The first is the one
    /// in the editor.
    pub(crate) files: Vec<String>,
    /// The same as paths; none of what was never saved.
    pub(crate) paths: Vec<PathBuf>,
}

/// A file, by itself, and what there is to say of it.
#[derive(Debug)]
pub(crate) struct Said {
    /// Its number.
    pub(crate) number: usize,
    /// What it is as YAML or JSON; of other languages the text counts.
    pub(crate) file: Checked<Document>,
    /// What there is to say.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// An API of a template, and what an import makes of it once somebody asks.
#[derive(Debug)]
pub(crate) struct Described {
    /// The API.
    pub(crate) api: Api,
    understood: OnceLock<Option<Understood>>,
}

impl Described {
    pub(crate) fn new(api: Api) -> Self {
        Self { api, understood: OnceLock::new() }
    }
}

/// A definition that somebody asks about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'r> {
    revision: &'r Revision,
    within: Option<(&'r Template, Within<'r>)>,
}

/// A part of a template.
#[derive(Debug, Clone, Copy)]
enum Within<'r> {
    Api(&'r Described),
    File(&'r Said),
}

impl<'r> Subject<'r> {
    /// The file, as what it says of itself.
    pub(crate) fn file(revision: &'r Revision) -> Self {
        Self { revision, within: None }
    }

    /// All definitions of a file; the file itself where it has none in it.
    pub(crate) fn all(revision: &'r Revision, template: Option<&'r Template>) -> Vec<Self> {
        match template {
            Some(template) => {
                let all = template.apis.iter();
                let within = all.map(|it| Some((template, Within::Api(it))));
                within.map(|within| Self { revision, within }).collect()
            }
            None => vec![Self::file(revision)],
        }
    }

    /// A file of a template by itself.
    pub(crate) fn other(revision: &'r Revision, template: &'r Template, said: &'r Said) -> Self {
        Self { revision, within: Some((template, Within::File(said))) }
    }

    /// The definition with what was noticed when it was read.
    pub(crate) fn read(self) -> &'r Checked<Document> {
        match self.within {
            Some((_, Within::Api(it))) => &it.api.document,
            Some((_, Within::File(it))) => &it.file,
            None => self.revision.read(),
        }
    }

    /// The definition and its places.
    pub(crate) fn site(self) -> Site<'r> {
        let document = &self.read().value;
        match self.within {
            Some((template, Within::Api(_))) => Site::of_files(document, &template.files),
            Some((template, Within::File(it))) => {
                let uri = template.files.get(it.number).unwrap_or(&self.revision.uri);
                Site::of_file(document, uri)
            }
            None => Site::of_file(document, &self.revision.uri),
        }
    }

    /// The API, of a template.
    pub(crate) fn api(self) -> Option<&'r Api> {
        match self.within {
            Some((_, Within::Api(it))) => Some(&it.api),
            Some((_, Within::File(_))) | None => None,
        }
    }

    /// Whether all of it could be read.
    pub(crate) fn is_sound(self) -> bool {
        // Terraform is no YAML, and breaks off as such.
        let is_yaml = self.within.is_none_or(|(template, _)| template.kind != Kind::Terraform);
        (!is_yaml || self.revision.is_sound())
            && !self.read().diagnostics.iter().any(|it| STOPS.contains(&it.metadata))
    }

    /// What an import makes of it; nothing of what is no definition or breaks off.
    pub(crate) fn understood(self, options: &ImportOptions) -> Option<&'r Understood> {
        let Some((_, Within::Api(described))) = self.within else {
            return self.revision.understood(options);
        };
        let make = || {
            let examination = examine(&described.api.document, options, &mut StableIds::default());
            let understood = examination.understood?;
            Some(Understood { api: understood.api, provenance: understood.provenance })
        };
        described.understood.get_or_init(make).as_ref()
    }
}
