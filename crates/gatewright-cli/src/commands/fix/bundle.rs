//! `gatewright fix bundle`.

use std::fs::{self, File as Handle};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use gatewright_fix::{Library, bundle};
use gatewright_source::limits;
use gatewright_source::{Files, Unreadable};

use super::rewriting::{Opened, Otherwise, Subject, finish, open_definition, rewrite};
use crate::args::BundleArgs;
use crate::exit::{Outcome, Stop};
use crate::output::Screen;
use crate::report::File;

/// One byte more than is ever looked at, so that a file that goes on for ever is too large.
const MOST_BYTES: u64 = limits::BYTES as u64 + 1;

/// Puts the files of a definition into one.
pub(crate) fn run(args: &BundleArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let Opened { path, name, document } = open_definition(&args.file)?;
    let folder = match (&args.root, path.parent()) {
        (Some(root), _) => root.clone(),
        (None, Some(parent)) if parent != Path::new("") => parent.to_owned(),
        (None, _) => PathBuf::from("."),
    };
    let root = fs::canonicalize(&folder)
        .map_err(|error| Stop::CannotRun(format!("cannot read {}: {error}", folder.display())))?;
    let within = place_within(&path, &root)?;
    let library = Library::load(document, &within, &Folder { root });
    let shown = |within: &str| folder.join(within).to_string_lossy().into_owned();
    let names: Vec<String> = library.files().map(|(within, _)| shown(within)).collect();
    let mut files: Vec<File<'_>> = library
        .files()
        .zip(&names)
        .map(|((_, document), name)| File::new(name, document))
        .collect();
    files[0] = File::new(&name, library.root());
    let result = bundle(&library);
    let subject = Subject { path: &path, name: &name, document: library.definition() };
    match rewrite(subject, &files, &result, &args.rewriting, screen) {
        Some(rewritten) => finish(&[rewritten], &args.rewriting, Otherwise::Printed, screen),
        None => Ok(Outcome::NotAccepted),
    }
}

/// Where the definition is in the folder that nothing outside of is read.
fn place_within(path: &Path, root: &Path) -> Result<String, Stop> {
    if path == Path::new("-") {
        return Ok("-".to_owned());
    }
    // The folder counts, and not where a link in it leads.
    let parent = path.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
    let place = fs::canonicalize(parent).ok().and_then(|it| {
        let within = it.strip_prefix(root).ok()?.join(path.file_name()?);
        let parts = within.iter().map(|part| part.to_string_lossy());
        Some(parts.collect::<Vec<_>>().join("/"))
    });
    place.ok_or_else(|| Stop::CannotRun(format!("{} is not in {}", path.display(), root.display())))
}

/// The files below a folder.
struct Folder {
    root: PathBuf,
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
        let handle = Handle::open(&file).map_err(because)?;
        handle.take(MOST_BYTES).read_to_end(&mut bytes).map_err(because)?;
        Ok(bytes)
    }
}
