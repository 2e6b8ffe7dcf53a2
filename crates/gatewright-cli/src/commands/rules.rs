//! `gatewright rules`.

use gatewright_lint::{Entry, entries};

use crate::args::{RulesArgs, RulesFormat};
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, catalogue};
use crate::settings;

/// Lists the kinds of findings that are asked for.
pub(crate) fn run(args: &RulesArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let mut entries = entries();
    entries.extend(settings::own_rules());
    entries.retain(|entry| is_meant(args, entry));
    let text = match args.format {
        RulesFormat::Table => catalogue::table(&entries, &screen.out),
        RulesFormat::Json => catalogue::all(&entries)?,
    };
    output::print(&text)?;
    Ok(Outcome::Accepted)
}

fn is_meant(args: &RulesArgs, entry: &Entry) -> bool {
    args.preset.is_none_or(|preset| entry.preset <= preset)
        && (args.select.is_empty() || args.select.iter().any(|it| it.matches(entry)))
        && (args.category.is_empty() || args.category.contains(&entry.category))
}
