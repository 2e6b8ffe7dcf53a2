//! `gatewright export`.

use std::path::{Path, PathBuf};

use gatewright_export::export;
use gatewright_import::ImportOptions;

use crate::args::ExportArgs;
use crate::commands::import::dated;
use crate::existing;
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, losses, whole_file};

/// Exports an API and says what the definition does not hold of it.
pub(crate) fn run(args: &ExportArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let asked = args.service.asked();
    let created_date = dated(ImportOptions::default())?.created_date;
    let Some(api) = existing::load(&args.existing, &args.templates, &asked, screen)? else {
        return Ok(Outcome::NotAccepted);
    };
    let export = match export(&api, &args.options(&created_date)) {
        Ok(export) => export,
        Err(error) => {
            screen.complain(&format!("the service refuses this export: {error}"));
            return Ok(Outcome::NotAccepted);
        }
    };
    let target = args.output.as_deref().map(|path| file_in(path, &export.file_name));
    write(target.as_deref(), &export.text)?;
    output::note(&losses::all(&export.losses, args.losses, &screen.err));
    Ok(Outcome::Accepted)
}

/// The file that is meant: in a folder the one that the service's answer names. The name has the
/// version of the API in it, which may be any text.
fn file_in(path: &Path, name: &str) -> PathBuf {
    if !path.is_dir() {
        return path.to_owned();
    }
    path.join(name.replace(|c: char| c.is_control() || matches!(c, '/' | '\\'), "_"))
}

/// Writes a definition, to a file whole or not at all. JSON of the service has no line end at its
/// end; a terminal wants one.
pub(crate) fn write(target: Option<&Path>, text: &str) -> Result<(), Stop> {
    match target {
        None if text.ends_with('\n') => output::print(text)?,
        None => output::print(&format!("{text}\n"))?,
        Some(path) => whole_file::write(path, text).map_err(|error| {
            Stop::CannotRun(format!("cannot write {}: {error}", path.display()))
        })?,
    }
    Ok(())
}
