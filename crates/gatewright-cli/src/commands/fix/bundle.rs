//! `gatewright fix bundle`.

use std::path::{Path, PathBuf};

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Checked, SourceId};
use gatewright_fix::{Library, bundle};
use gatewright_source::Document;

use super::rewriting::{Otherwise, Target, finish, rewrite};
use crate::args::BundleArgs;
use crate::existing::check_read;
use crate::exit::{Outcome, Stop};
use crate::folder::Folder;
use crate::output::{Screen, one_line};
use crate::report::{File, Subject};
use crate::walk::Input;

/// Puts the files of a definition into one.
pub(crate) fn run(args: &BundleArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let path = args.file.clone();
    let (name, document) = read(&path)?;
    let folder = match (&args.root, path.parent()) {
        (Some(root), _) => root.clone(),
        (None, Some(parent)) if parent != Path::new("") => parent.to_owned(),
        (None, _) => PathBuf::from("."),
    };
    let root = Folder::named(&folder)?;
    let place = if path == Path::new("-") { None } else { Some(&*path) };
    let within = match place {
        None => "-".to_owned(),
        Some(path) => root
            .place_of(Some(path))
            .ok_or_else(|| Stop::CannotRun(format!("{} is not in {root}", path.display())))?,
    };
    let library = Library::load(document, &within, &root);
    let shown = |within: &str| folder.join(within).to_string_lossy().into_owned();
    let names: Vec<String> = library.files().map(|(within, _)| shown(within)).collect();
    let mut files: Vec<File<'_>> = library
        .files()
        .zip(&names)
        .map(|((_, document), name)| File::new(name, document))
        .collect();
    files[0] = File::new(&name, library.root());
    let result = bundle(&library);
    let document = library.definition();
    let target = Target { path: &path, name: &name, document, single: None };
    match rewrite(target, &files, &result, &args.rewriting, screen) {
        Some(rewritten) => finish(&[rewritten], &args.rewriting, Otherwise::Printed, screen),
        None => Ok(Outcome::NotAccepted),
    }
}

/// Reads a definition that is a file of its own.
fn read(path: &Path) -> Result<(String, Checked<Document>), Stop> {
    let input = Input::named(path);
    let bytes = input.read().map_err(Stop::CannotRun)?;
    let document = gatewright_source::read(SourceId(0), bytes);
    check_read(&Subject::of(&input, &document.value), &document)?;
    if looks_like_definition(&document.value) {
        return Ok((input.name, document));
    }
    Err(Stop::CannotRun(format!(
        "{} is no definition (it has no `openapi` or `swagger`)",
        one_line(&input.name)
    )))
}
