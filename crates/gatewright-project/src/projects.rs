//! Finding the settings of a file: those of the nearest folder that has any.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use gatewright_diagnostics::{Diagnostic, Location};

use crate::diagnostics::CONFIG_FILE_UNREADABLE;
use crate::files::plain;
use crate::{Files, Project};

/// The names of files of settings; of several in one folder the first counts.
pub const NAMES: [&str; 3] = ["gatewright.yaml", "gatewright.yml", "gatewright.json"];

/// Where settings come from.
#[derive(Debug, Clone, Default)]
pub enum Origins {
    /// For each file from the nearest folder above it that has any.
    #[default]
    Found,
    /// From this file, for all.
    Named(PathBuf),
    /// From nowhere.
    None,
}

/// The projects of a run, each read once.
pub struct Projects<F> {
    files: F,
    origins: Origins,
    /// By the folder of files that are checked.
    known: Mutex<HashMap<PathBuf, Arc<Project>>>,
}

impl<F: Files> Projects<F> {
    /// None is read before somebody asks.
    pub fn new(files: F, origins: Origins) -> Self {
        Self { files, origins, known: Mutex::default() }
    }

    /// The project of a file, whose path is absolute.
    pub fn of(&self, path: &Path) -> Arc<Project> {
        let path = plain(path);
        match &self.origins {
            Origins::None => Arc::default(),
            Origins::Named(file) => self.named(file),
            Origins::Found => self.found(path.parent().unwrap_or(Path::new(""))),
        }
    }

    /// Forgets all, since files have changed.
    pub fn forget(&self) {
        self.known().clear();
    }

    /// How files are read.
    pub fn files(&self) -> &F {
        &self.files
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Arc<Project>>> {
        // Nothing in the map is ever half made.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn named(&self, file: &Path) -> Arc<Project> {
        let file = plain(file);
        let mut known = self.known();
        let load = || match self.files.read(&file) {
            Ok(bytes) => Project::load(&file, bytes, &self.files),
            Err(error) => broken(&file, &error),
        };
        Arc::clone(known.entry(file.clone()).or_insert_with(|| Arc::new(load())))
    }

    fn found(&self, folder: &Path) -> Arc<Project> {
        let mut known = self.known();
        let mut asked = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(project) = known.get(folder) {
                found = Some(Arc::clone(project));
                break;
            }
            asked.push(folder.to_owned());
            if let Some(project) = self.of_folder(folder) {
                found = Some(Arc::new(project));
                break;
            }
        }
        let found = found.unwrap_or_default();
        known.extend(asked.into_iter().map(|folder| (folder, Arc::clone(&found))));
        found
    }

    /// The project whose settings are in a folder itself.
    fn of_folder(&self, folder: &Path) -> Option<Project> {
        for name in NAMES {
            let file = folder.join(name);
            match self.files.read(&file) {
                Ok(bytes) => return Some(Project::load(&file, bytes, &self.files)),
                Err(error) if is_absence(error.kind()) => {}
                Err(error) => return Some(broken(&file, &error)),
            }
        }
        None
    }
}

/// Whether there is no such file, for all that anybody can tell.
fn is_absence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// A project whose file cannot be read.
fn broken(file: &Path, error: &std::io::Error) -> Project {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let message = match error.kind() {
        ErrorKind::NotFound => format!("there is no file `{name}`"),
        _ => format!("`{name}` cannot be read: {error}"),
    };
    let told = Diagnostic::new(&CONFIG_FILE_UNREADABLE, message, Location::default())
        .label("cannot be read");
    Project::broken(file, told)
}
