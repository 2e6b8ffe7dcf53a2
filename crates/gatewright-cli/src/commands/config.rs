//! `gatewright config`.

use std::path::{Path, PathBuf};

use gatewright_project::{Asked, Origins};

use crate::args::{ConfigArgs, ConfigFormat};
use crate::exit::{Outcome, Stop};
use crate::output::settings::Shown;
use crate::output::{self, Screen};
use crate::settings;

/// Shows what holds for a file.
pub(crate) fn run(args: &ConfigArgs, screen: &Screen) -> Result<Outcome, Stop> {
    if args.schema {
        let schema = serde_json::to_string_pretty(&gatewright_project::schema());
        output::print(&(schema.map_err(|error| Stop::CannotRun(error.to_string()))? + "\n"))?;
        return Ok(Outcome::Accepted);
    }
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let origins = args.config.as_deref().map_or(Origins::Found, |it| Origins::Named(absolute(it)));
    let file = args.file.clone().unwrap_or_else(|| PathBuf::from("."));
    let place = absolute(&file);
    // Of a folder, what holds for the files in it.
    let place = if place.is_dir() { place.join("*") } else { place };
    let project = settings::projects(origins).of(&place);
    let effective = project.effective(&place, &Asked::default());
    let shown = Shown { file: &file, place: &place, project: &project, effective: &effective };
    output::print(&match args.format {
        ConfigFormat::Text => shown.text(&screen.out),
        ConfigFormat::Json => shown.json().map_err(|error| Stop::CannotRun(error.to_string()))?,
    })?;
    let is_unsettled = settings::is_unsettled(&project);
    output::note(&settings::faults(&[project], &screen.err));
    Ok(if is_unsettled { Outcome::Incomplete } else { Outcome::Accepted })
}
