//! `gatewright explain`.

use gatewright_diagnostics::Metadata;
use gatewright_import::all_diagnostics;

use crate::args::ExplainArgs;
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, manual};

/// How like an identifier a text must be to be taken for a slip of the keyboard.
const LIKENESS: f64 = 0.75;
/// No more suggestions than this.
const SUGGESTIONS: usize = 3;

/// Explains one finding, or lists all.
pub(crate) fn run(args: &ExplainArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let all = all_diagnostics();
    let Some(id) = &args.id else {
        output::print(&manual::list(&all, &screen.out))?;
        return Ok(Outcome::Accepted);
    };
    match find(&all, id) {
        Ok(metadata) => output::print(&manual::page(metadata, &screen.out))?,
        Err(suggestions) => return Err(Stop::CannotRun(unknown(id, &suggestions))),
    }
    Ok(Outcome::Accepted)
}

/// The finding of that identifier, with or without its stage; else those with a name like it.
fn find(all: &[&'static Metadata], id: &str) -> Result<&'static Metadata, Vec<String>> {
    let id = id.trim().to_ascii_lowercase();
    if let Some(metadata) = all.iter().find(|known| known.name == id || known.id() == id) {
        return Ok(metadata);
    }
    let name = id.rsplit('/').next().unwrap_or_default();
    let likeness = |known: &str| {
        // A part of a name is as good as a slip.
        if name.len() > 2 && known.contains(name) { 1.0 } else { strsim::jaro_winkler(known, name) }
    };
    let mut like: Vec<(f64, &&Metadata)> =
        all.iter().map(|known| (likeness(known.name), known)).collect();
    like.retain(|(likeness, _)| *likeness >= LIKENESS);
    like.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(b.1.name)));
    Err(like.iter().take(SUGGESTIONS).map(|(_, known)| known.id()).collect())
}

fn unknown(id: &str, suggestions: &[String]) -> String {
    let suggestions: Vec<String> = suggestions.iter().map(|id| format!("`{id}`")).collect();
    if suggestions.is_empty() {
        return format!("no finding is called `{id}`; `gatewright explain` lists them all");
    }
    format!("no finding is called `{id}`; did you mean {}?", suggestions.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_is_found_by_name_and_by_identifier() {
        let all = all_diagnostics();
        for metadata in &all {
            assert_eq!(find(&all, metadata.name), Ok(*metadata));
            assert_eq!(find(&all, &metadata.id().to_uppercase()), Ok(*metadata));
        }
    }
}
