//! `gatewright render`.

use gatewright_diagnostics::{Diagnostic, Effect, Location};
use gatewright_source::{Document, Format, Node};
use std::collections::HashSet;

use crate::args::{RenderArgs, RenderFormat};
use crate::commands::export::write;
use crate::existing::check_read;
use crate::exit::{Outcome, Stop};
use crate::opened::place_all;
use crate::output::{self, Screen, concise, one_line};
use crate::report::Told;
use crate::single::{Naming, Single};

/// Writes the definition of an API, and says what of it is not known.
pub(crate) fn run(args: &RenderArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let asked = args.service.asked();
    let file = Single::open(&args.file, &args.templates, &asked, Naming::Strict)?;
    let document = &file.document().value;
    check_read(&file.subject(), file.document())?;
    if !file.is_definition() {
        return Err(Stop::CannotRun(format!(
            "{} has no definition in it",
            one_line(&file.input.name)
        )));
    }
    let mut found = file.document().diagnostics.clone();
    place_all(document, &mut found);
    found.extend(file.opened.found.diagnostics.iter().cloned());
    found.sort_by_key(|it: &Diagnostic| {
        let Location { source, span, .. } = &it.location;
        (*source, span.start)
    });
    for finding in &found {
        output::note(&concise::finding(&file.subject(), &Told::from(finding), &screen.err));
    }
    let is_refused = found.iter().any(|it| it.metadata.effect == Effect::Refused);
    let Some(root) = document.root().filter(|root| !root.is_unknown()) else {
        let title = file.title();
        output::note(&format!("{}: there is no definition to write\n", one_line(&title)));
        return Ok(Outcome::NotAccepted);
    };
    let written = match document.format() {
        Format::Json => RenderFormat::Json,
        Format::Yaml => RenderFormat::Yaml,
    };
    let value = root.to_json();
    let text = match args.format(written) {
        RenderFormat::Json => serde_json::to_string_pretty(&value)
            .map(|text| text + "\n")
            .map_err(|error| error.to_string()),
        RenderFormat::Yaml => serde_saphyr::to_string(&value).map_err(|error| error.to_string()),
    };
    write(args.output.as_deref(), &text.map_err(Stop::CannotRun)?)?;
    output::note(&unknowns(document));
    // What is wrong with the template is told; the definition is as far as it is known.
    Ok(if is_refused { Outcome::NotAccepted } else { Outcome::Accepted })
}

/// How much nobody knows before a deployment; nothing if all is known.
fn unknowns(document: &Document) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    let unknown = document.nodes().filter(|it| it.has_unknown());
    for name in unknown.filter_map(Node::text).flat_map(placeholders) {
        // An expression may stand on several lines.
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    let count = names.len();
    let (noun, verb) = if count == 1 { ("value", "is") } else { ("values", "are") };
    if count == 0 {
        return String::new();
    }
    let shown: Vec<String> =
        names.iter().take(SHOWN).map(|name| format!("${{{}}}", one_line(name))).collect();
    let more = if names.len() > SHOWN {
        format!(" and {} more", names.len() - SHOWN)
    } else {
        String::new()
    };
    format!("{count} {noun} {verb} not known before a deployment: {}{more}\n", shown.join(", "))
}

/// No more names than these are told.
const SHOWN: usize = 12;

/// The names in `${…}`.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split("${").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
