//! What all rewritings share: reading a file, and what becomes of the result.

use std::path::{Path, PathBuf};

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Checked, Diagnostic, Effect, SourceId};
use gatewright_fix::{Change, Meaning, Rewrite, Written, write};
use gatewright_import::ImportOptions;
use gatewright_source::Document;

use crate::args::RewritingArgs;
use crate::existing::check_read;
use crate::exit::{Outcome, Stop};
use crate::output::changes::Destination;
use crate::output::{self, Screen, changes, concise, diff, one_line, whole_file};
use crate::report::{File, Told};
use crate::walk::Input;

/// A file that was read.
#[derive(Debug)]
pub(super) struct Opened {
    /// The path as it was named.
    pub(super) path: PathBuf,
    /// The file as it is called in all output.
    pub(super) name: String,
    pub(super) document: Checked<Document>,
}

/// Whether there is an output for each result.
pub(super) fn check_output(files: &[PathBuf], args: &RewritingArgs) -> Result<(), Stop> {
    if args.output.is_some() && files.len() > 1 {
        return Err(Stop::CannotRun("--output takes the result of one file only".to_owned()));
    }
    Ok(())
}

impl Opened {
    /// The file as it is rewritten.
    pub(super) fn subject(&self) -> Subject<'_> {
        Subject { path: &self.path, name: &self.name, document: &self.document }
    }
}

/// A file that is rewritten, wherever it is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    /// The path as it was named.
    pub(super) path: &'a Path,
    /// The file as it is called in all output.
    pub(super) name: &'a str,
    pub(super) document: &'a Checked<Document>,
}

/// Reads a file to its end.
pub(super) fn open(path: &Path) -> Result<Opened, Stop> {
    let input = Input::named(path);
    let bytes = input.read().map_err(Stop::CannotRun)?;
    let document = gatewright_source::read(SourceId(0), bytes);
    check_read(&one_line(&input.name), &document)?;
    Ok(Opened { path: path.to_owned(), name: input.name, document })
}

/// The same of a file that has to be a definition.
pub(super) fn open_definition(path: &Path) -> Result<Opened, Stop> {
    let opened = open(path)?;
    if looks_like_definition(&opened.document.value) {
        return Ok(opened);
    }
    Err(Stop::CannotRun(format!(
        "{} is no definition (it has no `openapi` or `swagger`)",
        one_line(&opened.name)
    )))
}

/// A file with the text that it is to have.
pub(super) struct Rewritten<'a> {
    subject: Subject<'a>,
    /// None when nothing changes.
    written: Option<Written>,
}

/// Makes a rewriting, and says what changes, or what is in its way; `files` are those that places are
/// in. None when it cannot be made.
pub(super) fn rewrite<'a>(
    subject: Subject<'a>,
    files: &[File<'_>],
    rewrite: &Checked<Rewrite>,
    args: &RewritingArgs,
    screen: &Screen,
) -> Option<Rewritten<'a>> {
    if !tell(files, &rewrite.diagnostics, screen) {
        return None;
    }
    let rewrite = &rewrite.value;
    let written = if rewrite.edits.is_empty() {
        None
    } else {
        match write(subject.document, rewrite, &ImportOptions::default()) {
            Ok(written) => Some(written),
            Err(reason) => {
                let reason = reason.to_string();
                let name = one_line(subject.name);
                screen.complain(&format!("cannot rewrite {name}: {}", one_line(&reason)));
                return None;
            }
        }
    };
    let lost = written.iter().flat_map(|it| &it.lost_comments).map(|location| Change {
        location: location.clone(),
        what: "the comment goes with what it stands in".to_owned(),
        meaning: Meaning::Dropped,
    });
    let mut told: Vec<Change> = rewrite.changes.iter().cloned().chain(lost).collect();
    told.sort_by_key(|change| (change.location.source, change.location.span.start));
    output::note(&changes::all(files, &told, args.changes, &screen.err));
    Some(Rewritten { subject, written })
}

/// Says what is in the way of a rewriting; whether it can be made nonetheless.
pub(super) fn tell(files: &[File<'_>], diagnostics: &[Diagnostic], screen: &Screen) -> bool {
    for finding in diagnostics {
        let file = files.get(finding.location.source.0 as usize).or(files.first());
        if let Some(file) = file {
            output::note(&concise::finding(file, &Told::from(finding), &screen.err));
        }
    }
    diagnostics.iter().all(|it| it.metadata.effect != Effect::Refused)
}

/// Where a file goes that has no place of its own in the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// To where it came from.
    InPlace,
    /// To the standard output.
    Printed,
}

/// Writes files, or shows how they would differ.
pub(super) fn finish(
    all: &[Rewritten<'_>],
    args: &RewritingArgs,
    otherwise: Otherwise,
    screen: &Screen,
) -> Result<Outcome, Stop> {
    for Rewritten { subject, written } in all {
        let before = subject.document.value.text();
        let after = written.as_ref().map_or(before, |it| it.text.as_str());
        let is_piped = subject.path == Path::new("-");
        let destination = match &args.output {
            _ if args.diff => Destination::Difference,
            Some(path) => Destination::File(path),
            None if is_piped || otherwise == Otherwise::Printed => Destination::Printed,
            None => Destination::InPlace,
        };
        match destination {
            Destination::Difference => {
                output::print(&diff::unified(subject.name, before, after, &screen.out))?;
            }
            Destination::File(path) => store(path, after)?,
            Destination::Printed => output::print(after)?,
            Destination::InPlace if before != after => store(subject.path, after)?,
            Destination::InPlace => {}
        }
        output::note(&changes::summary(subject.name, written.as_ref(), destination, &screen.err));
    }
    Ok(Outcome::Accepted)
}

fn store(path: &Path, text: &str) -> Result<(), Stop> {
    whole_file::write(path, text)
        .map_err(|error| Stop::CannotRun(format!("cannot write {}: {error}", path.display())))
}
