//! `gatewright fix rename-models`.

use std::fs;
use std::path::{Path, PathBuf};

use gatewright_diagnostics::Checked;
use gatewright_fix::{ModelNames, Renamed, rename_models};

use super::rewriting::{Otherwise, check_output, finish, open, rewrite, target, tell};
use crate::args::RenameModelsArgs;
use crate::exit::{Outcome, Stop};
use crate::opened::place_all;
use crate::output::Screen;
use crate::single::Single;

/// Renames the models of each file, and lets all files follow.
pub(crate) fn run(args: &RenameModelsArgs, screen: &Screen) -> Result<Outcome, Stop> {
    check_output(&args.files, &args.rewriting)?;
    let files: Vec<Single> =
        args.files.iter().map(|path| open(path, &args.templates)).collect::<Result<_, _>>()?;
    let Some(names) = names(&files, &args.map, screen) else { return Ok(Outcome::NotAccepted) };
    let places: Vec<Option<PathBuf>> =
        files.iter().map(|file| fs::canonicalize(file.input.path()?).ok()).collect();
    let mut all = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate() {
        let leads_to = |other: usize| {
            let (places, path) = (&places, file.input.path().unwrap_or(Path::new("-")));
            move |text: &str| {
                if text.is_empty() {
                    return other == index;
                }
                // What is written with escapes is looked for as it is meant.
                let target = path.parent().unwrap_or(Path::new("")).join(text.replace("%20", " "));
                places[other].is_some() && fs::canonicalize(target).ok() == places[other]
            }
        };
        let meant: Vec<_> = (0..files.len()).map(leads_to).collect();
        let renamed: Vec<Renamed<'_>> =
            names.iter().zip(&meant).map(|(names, is_meant)| Renamed { names, is_meant }).collect();
        let result = Checked::new(rename_models(&file.document().value, &renamed), Vec::new());
        let subject = file.subject();
        match rewrite(target(file), subject.files(), &result, &args.rewriting, screen) {
            Some(rewritten) => all.push(rewritten),
            None => return Ok(Outcome::NotAccepted),
        }
    }
    finish(&all, &args.rewriting, Otherwise::InPlace, screen)
}

/// The new names of the models of each file; none when one that is wanted cannot be given. Which of
/// several files a wanted name is meant for, the models say that there are.
fn names(files: &[Single], map: &[(String, String)], screen: &Screen) -> Option<Vec<ModelNames>> {
    let has = |file: &Single, old: &str| {
        let document = &file.document().value;
        let homes = ["/definitions", "/components/schemas"];
        homes.iter().any(|home| document.at_pointer(home).is_some_and(|it| it.get(old).is_some()))
    };
    let mut all = Vec::with_capacity(files.len());
    let mut is_fine = true;
    for (index, file) in files.iter().enumerate() {
        let is_nowhere = |old: &str| !files.iter().any(|file| has(file, old));
        let is_for = |old: &str| has(file, old) || (index == 0 && is_nowhere(old));
        let wanted: Vec<_> = map.iter().filter(|(old, _)| is_for(old)).cloned().collect();
        let document = &file.document().value;
        let mut names = ModelNames::of(document, &wanted);
        place_all(document, &mut names.diagnostics);
        is_fine &= tell(file.subject().files(), &names.diagnostics, screen);
        all.push(names.value);
    }
    is_fine.then_some(all)
}
