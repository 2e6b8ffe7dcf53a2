//! What documents are checked by: the settings of the project that a file belongs to, as they stand
//! in the editor, saved or not.
#![expect(clippy::disallowed_methods, reason = "a server is an edge, and reads files of settings")]

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use gatewright_diagnostics::Checked;
use gatewright_import::ImportOptions;
use gatewright_lint::{Finding, Lint};
use gatewright_project::{Asked, Files, NAMES, Origins, Project, Projects, Source};
use gatewright_source::Document;

use crate::revision::Revision;
use crate::subject::{Subject, Template};
use crate::templates;

/// The settings of all documents.
pub(crate) struct Workspace {
    projects: Projects<Texts>,
}

/// The files of the disk, but for those that are open.
#[derive(Debug, Default)]
struct Texts(Mutex<HashMap<PathBuf, Arc<Revision>>>);

impl Files for Texts {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match open.get(path) {
            Some(revision) => Ok(revision.text.clone().into_bytes()),
            None => std::fs::read(path),
        }
    }
}

impl Default for Workspace {
    fn default() -> Self {
        Self { projects: Projects::new(Texts::default(), Origins::Found) }
    }
}

impl std::fmt::Debug for Workspace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Workspace")
    }
}

impl Workspace {
    /// The settings of a document.
    pub(crate) fn project(&self, revision: &Revision) -> Arc<Project> {
        // What was never saved belongs to no folder.
        revision.path().map_or_else(Arc::default, |path| self.projects.of(&path))
    }

    /// What there is to say of a document of a project.
    pub(crate) fn lint(project: &Project, path: &Path, document: &Checked<Document>) -> Lint {
        project.check(path, document, &Asked::default()).lint
    }

    /// The parameters of the import of a document.
    pub(crate) fn options(&self, revision: &Revision) -> ImportOptions {
        let path = revision.path().unwrap_or_default();
        self.project(revision).effective(&path, &Asked::default()).options
    }

    /// The parameters of the import of a definition in a document.
    pub(crate) fn options_of(&self, revision: &Revision, subject: Subject<'_>) -> ImportOptions {
        let Some(api) = subject.api() else { return self.options(revision) };
        let path = revision.path().unwrap_or_default();
        self.project(revision).effective_of(&path, api, &Asked::default()).options
    }

    /// Whether a file is one of settings: by its name, or since settings of a document extend it.
    pub(crate) fn is_settings<'r>(
        &self,
        path: &Path,
        mut open: impl Iterator<Item = &'r Revision>,
    ) -> bool {
        let has_name = path.file_name().is_some_and(|name| NAMES.iter().any(|it| name == *it));
        let is_source = |project: &Project| project.sources().iter().any(|it| it.path == path);
        has_name || open.any(|revision| is_source(&self.project(revision)))
    }

    /// Takes an open file as it is now, or none when it is closed.
    pub(crate) fn overlay(&self, path: PathBuf, revision: Option<Arc<Revision>>) {
        let mut open = self.projects.files().0.lock().unwrap_or_else(PoisonError::into_inner);
        match revision {
            Some(revision) => open.insert(path, revision),
            None => open.remove(&path),
        };
    }

    /// The definitions in a file that is none itself.
    pub(crate) fn template<'r>(&self, revision: &'r Revision) -> Option<&'r Template> {
        revision.template(|| templates::find(self, revision))
    }

    /// The definitions that a file has in it, or that it is.
    pub(crate) fn subjects<'r>(&self, revision: &'r Revision) -> Vec<Subject<'r>> {
        Subject::all(revision, self.template(revision))
    }

    /// Whether a file is open.
    pub(crate) fn is_open(&self, path: &Path) -> bool {
        let open = self.projects.files().0.lock().unwrap_or_else(PoisonError::into_inner);
        open.contains_key(path)
    }

    /// The bytes of a file.
    pub(crate) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.projects.files().read(path)
    }

    /// Reads all settings again when they are asked for.
    pub(crate) fn forget(&self) {
        self.projects.forget();
    }
}

/// What is wrong with a file of settings; none if it is no such file.
pub(crate) fn of_settings(project: &Project, path: &Path) -> Option<Vec<Finding>> {
    let source = project.sources().iter().find(|it| it.path == path);
    source.map(|it: &Source| it.findings.clone())
}
