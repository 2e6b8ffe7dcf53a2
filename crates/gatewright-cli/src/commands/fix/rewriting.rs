//! What all rewritings share: reading a file, and what becomes of the result.

use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Checked, Diagnostic, Effect};
use gatewright_fix::{Change, Meaning, Rewrite, Written, write, write_again};
use gatewright_import::ImportOptions;
use gatewright_project::Asked;
use gatewright_source::{Document, TextEdit};

use crate::args::{RewritingArgs, TemplateArgs};
use crate::existing::check_read;
use crate::exit::{Outcome, Stop};
use crate::opened::place_all;
use crate::output::changes::Destination;
use crate::output::{self, Screen, changes, concise, diff, one_line, whole_file};
use crate::report::{File, Subject, Told};
use crate::single::{Naming, Single};

/// Whether there is an output for each result.
pub(super) fn check_output(files: &[PathBuf], args: &RewritingArgs) -> Result<(), Stop> {
    if args.output.is_some() && files.len() > 1 {
        return Err(Stop::CannotRun("--output takes the result of one file only".to_owned()));
    }
    Ok(())
}

/// The file of a definition as it is rewritten.
pub(super) fn target(single: &Single) -> Target<'_> {
    Target {
        path: single.input.path().unwrap_or(Path::new("-")),
        name: &single.input.name,
        document: single.document(),
        single: Some(single),
    }
}

/// A file that is rewritten, wherever it is kept.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    /// The path as it was named.
    pub(super) path: &'a Path,
    /// The file as it is called in all output.
    pub(super) name: &'a str,
    pub(super) document: &'a Checked<Document>,
    /// What it was read as, if that is how it is read again.
    pub(super) single: Option<&'a Single>,
}

/// Reads a file to its end.
pub(super) fn open(path: &Path, templates: &TemplateArgs) -> Result<Single, Stop> {
    let single = Single::open(path, templates, &Asked::default(), Naming::Strict)?;
    check_read(&single.subject(), single.document())?;
    Ok(single)
}

/// The same of a file that has to be a definition, or to have one.
pub(super) fn open_definition(path: &Path, templates: &TemplateArgs) -> Result<Single, Stop> {
    let single = open(path, templates)?;
    if single.is_definition() {
        return Ok(single);
    }
    Err(Stop::CannotRun(format!(
        "{} is no definition (it has no `openapi` or `swagger`)",
        one_line(&single.input.name)
    )))
}

/// A file with the text that it is to have.
pub(super) struct Rewritten<'a> {
    target: Target<'a>,
    /// None when nothing changes.
    written: Option<Written>,
}

impl Rewritten<'_> {
    /// The files with their texts before and afterwards, the one that was named first.
    fn texts(&self) -> Vec<Text<'_>> {
        let Target { path, name, document, single } = self.target;
        let before = &document.value;
        let after = self.written.as_ref().map_or(before, |it| &it.document.value);
        let Some(single) = single.filter(|_| !before.is_of_one_file()) else {
            return vec![Text { path, name, before: before.text(), after: after.text() }];
        };
        let mut texts: Vec<Text<'_>> = Vec::new();
        for (old, new) in before.parts().iter().zip(after.parts()) {
            let name = single.opened.name_of(old.source);
            let path = single.opened.path(old.source).map_or(Path::new("-"), PathBuf::as_path);
            if texts.iter().all(|text| text.name != name) {
                let before = &before.text()[old.span.range()];
                texts.push(Text { path, name, before, after: &after.text()[new.span.range()] });
            }
        }
        texts
    }
}

/// A file with its text before and afterwards.
#[derive(Clone, Copy)]
struct Text<'a> {
    path: &'a Path,
    name: &'a str,
    before: &'a str,
    after: &'a str,
}

/// Makes a rewriting, and says what changes, or what is in its way; `files` are those that places are
/// in. None when it cannot be made.
pub(super) fn rewrite<'a>(
    target: Target<'a>,
    files: &[File<'_>],
    rewrite: &Checked<Rewrite>,
    args: &RewritingArgs,
    screen: &Screen,
) -> Option<Rewritten<'a>> {
    let document = &target.document.value;
    let mut diagnostics = rewrite.diagnostics.clone();
    if target.single.is_some() {
        place_all(document, &mut diagnostics);
    }
    if !tell(files, &diagnostics, screen) {
        return None;
    }
    let rewrite = &rewrite.value;
    let written = if rewrite.edits.is_empty() {
        None
    } else {
        let written = match target.single {
            None => write(target.document, rewrite, &ImportOptions::default()),
            Some(single) => {
                let options = single.options(&Asked::default());
                let again = |before: &Document, edits: &[TextEdit]| single.again(before, edits);
                write_again(target.document, rewrite, &options, again)
            }
        };
        match written {
            Ok(written) => Some(written),
            Err(reason) => {
                let reason = reason.to_string();
                let name = one_line(target.name);
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
    if target.single.is_some_and(|_| !document.is_of_one_file()) {
        for Change { location, .. } in &mut told {
            (location.source, location.span) = document.placed(location.span);
        }
    }
    told.sort_by_key(|change| (change.location.source, change.location.span.start));
    output::note(&changes::all(files, &told, args.changes, &screen.err));
    Some(Rewritten { target, written })
}

/// Says what is in the way of a rewriting; whether it can be made nonetheless.
pub(super) fn tell(files: &[File<'_>], diagnostics: &[Diagnostic], screen: &Screen) -> bool {
    for finding in diagnostics {
        let file = files.iter().find(|it| it.source == finding.location.source).or(files.first());
        if let Some(file) = file {
            let subject = Subject::of_files(None, vec![*file]);
            output::note(&concise::finding(&subject, &Told::from(finding), &screen.err));
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
    for rewritten in all {
        let Rewritten { target, written } = rewritten;
        let texts = rewritten.texts();
        let changed: Vec<Text<'_>> =
            texts.iter().copied().filter(|text| text.before != text.after).collect();
        let is_piped = target.path == Path::new("-");
        let destination = match &args.output {
            _ if args.diff => Destination::Difference,
            Some(path) => Destination::File(path),
            None if is_piped || otherwise == Otherwise::Printed => Destination::Printed,
            None => Destination::InPlace,
        };
        // What goes to one place is one file.
        let one = || match (&*changed, &*texts) {
            ([one], _) | ([], [one, ..]) => Ok(one.after),
            _ => Err(Stop::CannotRun(format!(
                "several files would be changed for {}, and only in place",
                one_line(target.name)
            ))),
        };
        match destination {
            Destination::Difference => {
                for text in if changed.is_empty() { &texts[..1] } else { &changed } {
                    let difference = diff::unified(text.name, text.before, text.after, &screen.out);
                    output::print(&difference)?;
                }
            }
            Destination::File(path) => store(path, one()?)?,
            Destination::Printed => output::print(one()?)?,
            Destination::InPlace => {
                for text in &changed {
                    store(text.path, text.after)?;
                }
            }
        }
        output::note(&changes::summary(target.name, written.as_ref(), destination, &screen.err));
    }
    Ok(Outcome::Accepted)
}

fn store(path: &Path, text: &str) -> Result<(), Stop> {
    whole_file::write(path, text)
        .map_err(|error| Stop::CannotRun(format!("cannot write {}: {error}", path.display())))
}
