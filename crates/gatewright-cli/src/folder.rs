//! The folder that other files may be read from which a file names: nothing outside of it is.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use gatewright_project::NAMES;
use gatewright_source::{Files, Unreadable, limits};

use crate::exit::Stop;

/// One byte more than is ever looked at, so that a file that goes on for ever is too large.
const MOST_BYTES: u64 = limits::BYTES as u64 + 1;

/// A folder, and what is below it.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder of that name.
    pub(crate) fn named(folder: &Path) -> Result<Self, Stop> {
        let cannot = |why: String| {
            Stop::CannotRun(format!("cannot read files below {}: {why}", folder.display()))
        };
        let root = fs::canonicalize(folder).map_err(|error| cannot(error.to_string()))?;
        if root.is_dir() { Ok(Self { root }) } else { Err(cannot("it is no folder".to_owned())) }
    }

    /// The folder that a file belongs to: the repository that it is in; without one, the folder of
    /// the settings that hold for it; else its own. A file without a place is one of the current
    /// folder.
    pub(crate) fn around(file: Option<&Path>) -> Self {
        let own = file.and_then(Path::parent).filter(|it| *it != Path::new(""));
        let own = own.unwrap_or(Path::new("."));
        let own = fs::canonicalize(own).unwrap_or_else(|_| own.to_owned());
        let is_repository = |folder: &&Path| folder.join(".git").exists();
        let is_settled = |folder: &&Path| NAMES.iter().any(|name| folder.join(name).is_file());
        let root = own.ancestors().find(is_repository).or_else(|| own.ancestors().find(is_settled));
        let root = root.unwrap_or(&own).to_owned();
        Self { root }
    }

    /// Where a file is in the folder: names with slashes between them. None if it is not in it.
    pub(crate) fn place_of(&self, file: Option<&Path>) -> Option<String> {
        // The folder counts, and not where a link in it leads.
        let file = file.unwrap_or(Path::new("-"));
        let parent = file.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
        let parent = fs::canonicalize(parent).ok()?;
        let within = parent.strip_prefix(&self.root).ok()?.join(file.file_name()?);
        let parts = within.iter().map(|part| part.to_string_lossy());
        Some(parts.collect::<Vec<_>>().join("/"))
    }

    /// The whole path of a file in it.
    pub(crate) fn path(&self, within: &str) -> PathBuf {
        self.root.join(within)
    }
}

impl std::fmt::Display for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.root.display().fmt(f)
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let because = |error: io::Error| Unreadable::Because(error.to_string());
        let file = fs::canonicalize(self.root.join(path)).map_err(because)?;
        if !file.starts_with(&self.root) {
            return Err(Unreadable::Outside);
        }
        // A pipe or a device might never end, or never begin.
        if !fs::metadata(&file).map_err(because)?.is_file() {
            return Err(Unreadable::Because("it is no file".to_owned()));
        }
        let mut bytes = Vec::new();
        let handle = File::open(&file).map_err(because)?;
        handle.take(MOST_BYTES).read_to_end(&mut bytes).map_err(because)?;
        Ok(bytes)
    }

    fn names_in(&self, folder: &str) -> Vec<String> {
        let folder = fs::canonicalize(self.root.join(folder)).ok();
        let folder = folder.filter(|it| it.starts_with(&self.root));
        let entries = folder.and_then(|it| fs::read_dir(it).ok()).into_iter().flatten();
        entries.filter_map(|it| it.ok()?.file_name().into_string().ok()).collect()
    }
}
