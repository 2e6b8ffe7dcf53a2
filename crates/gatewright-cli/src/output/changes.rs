//! What a rewriting changes in a definition.

use std::fmt::Write;
use std::path::Path;

use gatewright_diagnostics::Effect;
use gatewright_fix::{Change, Meaning, Written};
use serde::Serialize;

use super::{Look, one_line};
use crate::args::LossFormat;
use crate::report::File;

/// The changes in the chosen form; nothing when there are none.
pub(crate) fn all(
    files: &[File<'_>],
    changes: &[Change],
    format: LossFormat,
    look: &Look,
) -> String {
    let mut text = String::new();
    for change in changes {
        let file = files.iter().find(|it| it.source == change.location.source).or(files.first());
        let Some(file) = file else { continue };
        match format {
            LossFormat::Text => line(&mut text, file, change, look),
            LossFormat::Json => text.push_str(&object(file, change)),
        }
    }
    text
}

/// `file:line:column: meaning: what`.
fn line(text: &mut String, file: &File<'_>, change: &Change, look: &Look) {
    let palette = look.palette;
    let strong = palette.strong;
    let style = match change.meaning {
        Meaning::Same => palette.good,
        Meaning::Narrowed | Meaning::Widened | Meaning::ToLookAt => palette.warning,
        Meaning::Dropped => palette.dropped,
    };
    let start = file.start(change.location.span);
    let _ = writeln!(
        text,
        "{strong}{}:{}:{}{strong:#}: {style}{}{style:#}: {}",
        one_line(file.name),
        start.line,
        start.column,
        change.meaning,
        one_line(&change.what),
    );
}

fn object(file: &File<'_>, change: &Change) -> String {
    #[derive(Serialize)]
    struct Object<'a> {
        meaning: &'static str,
        text: &'a str,
        file: &'a str,
        pointer: &'a str,
        line: u32,
        column: u32,
    }
    let start = file.start(change.location.span);
    let object = Object {
        meaning: change.meaning.as_str(),
        text: &change.what,
        file: file.name,
        pointer: change.location.pointer.as_str(),
        line: start.line,
        column: start.column,
    };
    serde_json::to_string(&object).map(|line| line + "\n").unwrap_or_default()
}

/// Where the result of a rewriting goes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Destination<'a> {
    /// Nowhere: the difference is shown.
    Difference,
    /// To the file that it was made of.
    InPlace,
    /// To another file.
    File(&'a Path),
    /// To the standard output.
    Printed,
}

/// What came of a file, and whether the service would take it now.
pub(crate) fn summary(
    name: &str,
    written: Option<&Written>,
    destination: Destination<'_>,
    look: &Look,
) -> String {
    let (name, strong) = (one_line(name), look.palette.strong);
    let path = |path: &Path| one_line(&path.to_string_lossy()).into_owned();
    let Some(written) = written else {
        // It goes there all the same.
        let copied = match destination {
            Destination::File(to) => format!(", copied to {}", path(to)),
            _ => String::new(),
        };
        return format!("{strong}{name}{strong:#}: nothing to change{copied}\n");
    };
    let done = match destination {
        Destination::Difference => "would be changed".to_owned(),
        Destination::InPlace => "changed".to_owned(),
        Destination::Printed => "rewritten".to_owned(),
        Destination::File(to) => format!("rewritten to {}", path(to)),
    };
    let refusals = written.import.diagnostics.iter();
    let refusals = refusals.filter(|it| it.metadata.effect == Effect::Refused).count();
    let style = look.palette.error;
    let rest = match refusals {
        0 => String::new(),
        1 => format!("; the service {style}refuses{style:#} it for 1 other reason"),
        count => format!("; the service {style}refuses{style:#} it for {count} other reasons"),
    };
    format!("{strong}{name}{strong:#}: {done}{rest}\n")
}
