//! `gatewright explain`.

use gatewright_lint::{Entry, entries, page};

use crate::args::{ExplainArgs, ExplainFormat};
use crate::exit::{Outcome, Stop};
use crate::names::{alternatives, like};
use crate::output::{self, Screen, catalogue, manual};
use crate::settings;

/// Explains one finding, or lists all.
pub(crate) fn run(args: &ExplainArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let mut all = all();
    all.extend(settings::own_rules());
    let Some(id) = &args.id else {
        output::print(&manual::list(&all, &screen.out))?;
        return Ok(Outcome::Accepted);
    };
    let entry = find(&all, id).map_err(|suggestions| Stop::CannotRun(unknown(id, &suggestions)))?;
    let text = match args.format {
        ExplainFormat::Terminal => manual::page(entry, &screen.out),
        ExplainFormat::Markdown => page(entry),
        ExplainFormat::Json => catalogue::one(entry)?,
    };
    output::print(&text)?;
    Ok(Outcome::Accepted)
}

/// All kinds of findings, those of rewritings and of settings included.
fn all() -> Vec<Entry> {
    let of_fix = gatewright_fix::diagnostics::DIAGNOSTICS.iter().copied().map(Entry::of_import);
    entries().into_iter().chain(of_fix).chain(gatewright_project::entries()).collect()
}

/// The finding of that name or identifier, or that a rule of that name became; else the identifiers
/// of those with a name like it.
fn find<'a>(all: &'a [Entry], id: &str) -> Result<&'a Entry, Vec<String>> {
    let id = id.trim().to_ascii_lowercase();
    let is_meant = |entry: &&Entry| {
        let stage = entry.metadata.stage.as_str();
        entry.names().any(|name| match id.split_once('/') {
            None => name == id,
            Some((other, rest)) => name == rest && (other == stage || name != entry.metadata.name),
        })
    };
    if let Some(entry) = all.iter().find(is_meant) {
        return Ok(entry);
    }
    let names = all.iter().flat_map(Entry::names);
    let like = like(names, &id).into_iter().map(|name| {
        let own = all.iter().find(|entry| entry.metadata.name == name);
        own.map_or_else(|| name.to_owned(), |entry| entry.metadata.id())
    });
    Err(like.collect())
}

fn unknown(id: &str, suggestions: &[String]) -> String {
    let rest = alternatives(suggestions).unwrap_or_else(|| {
        let rest = if id.trim().starts_with("custom/") {
            "; rules of a project are known in the folder of its gatewright.yaml, and below"
        } else {
            "; `gatewright explain` lists them all"
        };
        rest.to_owned()
    });
    format!("no rule or finding is called `{id}`{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_is_found_by_each_name_and_by_identifier() {
        let all = all();
        let found = |id: &str| find(&all, id).map(|entry| entry.metadata.name);
        for entry in &all {
            let own = entry.metadata.name;
            assert_eq!(found(&entry.metadata.id().to_uppercase()), Ok(own));
            for name in entry.names() {
                assert_eq!(found(name), Ok(own));
            }
            for alias in entry.aliases {
                assert_eq!(found(&format!("lint/{alias}")), Ok(own));
            }
            assert!(found(&format!("nowhere/{own}")).is_err());
        }
    }
}
