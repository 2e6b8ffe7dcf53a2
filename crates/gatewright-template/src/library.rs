//! The files that the definitions of one file come from, each read once.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use gatewright_diagnostics::SourceId;
use gatewright_source::{Files, Unreadable, path_from};

/// More files than this belong to no template.
const MOST_FILES: usize = 10_000;
/// More bytes than this are not kept in memory.
const MOST_BYTES: usize = 512 << 20;

/// Why there is no such file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoFile {
    /// It is outside of the folder that is read, or an address; in words.
    Outside(String),
    /// It cannot be read; in words.
    Unreadable(String),
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) source: SourceId,
    /// Its path below the folder that files are read from.
    pub(crate) path: String,
    /// Its bytes; of the main file none, since they became a document.
    pub(crate) bytes: Vec<u8>,
}

/// Reads files and gives them numbers; the main file has the number 0.
pub(crate) struct Library<'a> {
    files: &'a dyn Files,
    state: RefCell<State>,
}

struct State {
    opened: Vec<Rc<Opened>>,
    known: HashMap<String, Result<Rc<Opened>, NoFile>>,
    /// Files of definitions of APIs that are no REST APIs.
    others: BTreeSet<SourceId>,
    bytes: usize,
}

impl<'a> Library<'a> {
    /// With the main file, which is at that path.
    pub(crate) fn new(path: &str, files: &'a dyn Files) -> Self {
        let main = Opened { source: SourceId(0), path: path.to_owned(), bytes: Vec::new() };
        let state = State {
            opened: vec![Rc::new(main)],
            known: HashMap::new(),
            others: BTreeSet::new(),
            bytes: 0,
        };
        Self { files, state: RefCell::new(state) }
    }

    /// The path of the main file.
    pub(crate) fn main(&self) -> String {
        self.state.borrow().opened[0].path.clone()
    }

    /// The names of the files beside the main file, in their order.
    pub(crate) fn beside_main(&self) -> Vec<String> {
        let main = self.main();
        let (folder, own) = main.rsplit_once('/').unwrap_or(("", &main));
        let mut names = self.files.names_in(folder);
        names.retain(|name| name != own);
        names.sort_unstable();
        names
    }

    /// The file that the text `name` means in the file `from`.
    pub(crate) fn open(&self, from: SourceId, name: &str) -> Result<Rc<Opened>, NoFile> {
        let mut state = self.state.borrow_mut();
        let base = state.opened[from.0 as usize].path.clone();
        let path = path_from(&base, name).map_err(|why| NoFile::Outside(why.to_owned()))?;
        if let Some(known) = state.known.get(&path) {
            return known.clone();
        }
        let has_room = state.opened.len() < MOST_FILES && state.bytes < MOST_BYTES;
        let opened = if has_room {
            match self.files.read(&path) {
                Ok(bytes) => Ok(bytes),
                Err(Unreadable::Outside) => {
                    Err(NoFile::Outside("it is outside of the folder".to_owned()))
                }
                Err(Unreadable::Because(why)) => Err(NoFile::Unreadable(why)),
            }
        } else {
            Err(NoFile::Unreadable("there are too many files".to_owned()))
        };
        let number = u32::try_from(state.opened.len()).expect("the number of files is bounded");
        let opened = opened.map(|bytes| {
            state.bytes += bytes.len();
            Rc::new(Opened { source: SourceId(number), path: path.clone(), bytes })
        });
        state.opened.extend(opened.as_ref().ok().cloned());
        state.known.insert(path, opened.clone());
        opened
    }

    /// Notes files of definitions of APIs that are no REST APIs.
    pub(crate) fn note_others(&self, sources: impl IntoIterator<Item = SourceId>) {
        let others = sources.into_iter().filter(|source| *source != SourceId(0));
        self.state.borrow_mut().others.extend(others);
    }

    /// The paths of the files that were noted.
    pub(crate) fn others(&self) -> Vec<String> {
        let state = self.state.borrow();
        let path = |source: &SourceId| state.opened[source.0 as usize].path.clone();
        state.others.iter().map(path).collect()
    }

    /// The paths of files that could not be read, in their order.
    pub(crate) fn missing(&self) -> Vec<String> {
        let state = self.state.borrow();
        let unreadable = |it: &Result<_, NoFile>| matches!(it, Err(NoFile::Unreadable(_)));
        let missing = state.known.iter().filter(|(_, it)| unreadable(it));
        let mut paths: Vec<String> = missing.map(|(path, _)| path.clone()).collect();
        paths.sort_unstable();
        paths
    }

    /// The paths of all files that were read; the number of a file is that of its
    /// [`SourceId`].
    pub(crate) fn paths(&self) -> Vec<String> {
        self.state.borrow().opened.iter().map(|it| it.path.clone()).collect()
    }
}
