//! The files that a definition consists of.

use std::collections::{HashMap, VecDeque};

use gatewright_definition::decoded;
use gatewright_diagnostics::{Checked, SourceId};
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{Document, Files, Node, Unreadable, path_from};

use crate::reference::Reference;

/// More files than this belong to no definition.
const MOST_FILES: usize = 10_000;

/// More bytes than this are not kept in memory.
const MOST_BYTES: usize = 512 << 20;

/// Why a reference leads to no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoFile {
    /// It leads out of the folder; in words.
    Outside(&'static str),
    /// The file cannot be read; in words.
    Unreadable(String),
}

/// A definition with all files that it refers to, directly or not.
#[derive(Debug)]
pub struct Library {
    files: Vec<(String, Checked<Document>)>,
    known: HashMap<String, Result<usize, NoFile>>,
}

impl Library {
    /// Reads what a definition refers to. `path` is where the definition is, as [`Files`] would be
    /// asked for it. What cannot be read is not said before it is needed.
    pub fn load(definition: Checked<Document>, path: &str, files: &dyn Files) -> Self {
        let path = normalized("", path).unwrap_or_else(|_| path.to_owned());
        let known = HashMap::from([(path.clone(), Ok(0))]);
        let mut library = Self { files: vec![(path, definition)], known };
        let mut bytes = library.root().text().len();
        let mut open = VecDeque::from([0]);
        while let Some(file) = open.pop_front() {
            for path in library.referred(file) {
                if library.known.contains_key(&path) {
                    continue;
                }
                let read = if library.files.len() < MOST_FILES && bytes < MOST_BYTES {
                    files.read(&path)
                } else {
                    Err(Unreadable::Because("there are too many files".to_owned()))
                };
                let opened = read.map_err(NoFile::from).and_then(|read| {
                    bytes += read.len();
                    library.add(&path, read)
                });
                open.extend(opened.as_ref().ok());
                library.known.insert(path, opened);
            }
        }
        library
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<usize, NoFile> {
        let index = self.files.len();
        let source = u32::try_from(index).expect("the number of files is bounded");
        let document = gatewright_source::read(SourceId(source), bytes);
        let stop = document.diagnostics.iter().find(|it| STOPS.contains(&it.metadata));
        if let Some(stop) = stop {
            let line = document.value.position(stop.location.span.start).line;
            let reason = stop.label.as_deref().unwrap_or(&stop.message);
            return Err(NoFile::Unreadable(format!("line {line}: {reason}")));
        }
        self.files.push((path.to_owned(), document));
        Ok(index)
    }

    /// The paths that a file refers to.
    fn referred(&self, file: usize) -> Vec<String> {
        let (base, document) = &self.files[file];
        let document = &document.value;
        let references = document.keys_named("$ref").filter_map(Node::value_of_key);
        let mappings = document.keys_named("mapping").filter_map(Node::value_of_key);
        let mapped = mappings.flat_map(Node::entries).map(|(_, value)| value);
        let texts = references.chain(mapped).filter_map(Node::as_str);
        let files = texts.map(|text| Reference::read(text).file).filter(|it| !it.is_empty());
        files.filter_map(|text| normalized(base, text).ok()).collect()
    }

    /// The definition.
    pub fn root(&self) -> &Document {
        &self.files[0].1.value
    }

    /// The definition, with what was noticed when it was read.
    pub fn definition(&self) -> &Checked<Document> {
        &self.files[0].1
    }

    /// All files with their paths, the definition first: the number of a file is that of its
    /// [`SourceId`].
    pub fn files(&self) -> impl Iterator<Item = (&str, &Document)> {
        self.files.iter().map(|(path, document)| (path.as_str(), &document.value))
    }

    pub(super) fn document(&self, file: usize) -> &Document {
        &self.files[file].1.value
    }

    pub(super) fn path(&self, file: usize) -> &str {
        &self.files[file].0
    }

    /// The file that the part of a reference before its `#` means, seen from another one.
    pub(super) fn file(&self, from: usize, text: &str) -> Result<usize, NoFile> {
        if text.is_empty() {
            return Ok(from);
        }
        let path = normalized(&self.files[from].0, text).map_err(NoFile::Outside)?;
        let unknown = || NoFile::Unreadable("it was not looked for".to_owned());
        self.known.get(&path).cloned().unwrap_or_else(|| Err(unknown()))
    }
}

impl From<Unreadable> for NoFile {
    fn from(reason: Unreadable) -> Self {
        match reason {
            Unreadable::Outside => Self::Outside("a link leads out of the folder"),
            Unreadable::Because(reason) => Self::Unreadable(reason),
        }
    }
}

/// The path that a text means in a file with another path; else why it leads out of the folder.
fn normalized(base: &str, text: &str) -> Result<String, &'static str> {
    path_from(base, &decoded(text))
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn paths_stay_in_the_folder() {
        let base = "apis/pets/openapi.yaml";
        for (text, path) in [
            ("pet.yaml", "apis/pets/pet.yaml"),
            ("./models/../pet.yaml", "apis/pets/pet.yaml"),
            ("../../common/a%20b.yaml", "common/a b.yaml"),
            ("a//b.json", "apis/pets/a/b.json"),
        ] {
            assert_eq!(normalized(base, text).as_deref(), Ok(path), "{text}");
        }
        for text in [
            "../../../x.yaml",
            "%2e%2e/%2E%2E/..%2fx.yaml",
            "/etc/passwd",
            "//host/x",
            "https://example.com/x.yaml",
            "file:x",
            "C:/x",
            "..\\x",
            "x%00",
        ] {
            assert!(normalized(base, text).is_err(), "{text}");
        }
    }
}
