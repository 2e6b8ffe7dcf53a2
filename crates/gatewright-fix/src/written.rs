//! A rewriting as a text, which is looked at again before anybody gets it.

use std::collections::HashSet;
use std::fmt;

use gatewright_diagnostics::{Checked, Effect, Location, Pointer};
use gatewright_import::{Import, ImportOptions, StableIds, import};
use gatewright_source::diagnostics::STOPS;
use gatewright_source::{Document, Edit, Editor, Node, TextEdit, Unwritable, apply};

use crate::Rewrite;
use crate::draft::Draft;
use crate::places::{Holds, places};
use crate::reference::Reference;

/// A definition that was rewritten, and what comes of it.
#[derive(Debug)]
pub struct Written {
    /// The text.
    pub text: String,
    /// The text as it is read again.
    pub document: Checked<Document>,
    /// What its import comes to.
    pub import: Import,
    /// The comments that went with what they stood in.
    pub lost_comments: Vec<Location>,
}

/// Why a rewriting is not written. The file then stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// The text cannot be changed in such a way.
    Unwritable(Unwritable),
    /// The result could not be read, as when it nests too deeply: why.
    Unreadable(String),
    /// The text, read again, would not be what was wanted.
    Different,
    /// References would lead nowhere that led somewhere before.
    Dangling(String),
    /// The service takes the definition as it is, and would refuse it then: its message.
    Refused(String),
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unwritable(reason) => write!(f, "{reason}"),
            Self::Unreadable(reason) => write!(f, "the result could not be read: {reason}"),
            Self::Different => f.write_str("the text would not say what was wanted"),
            Self::Dangling(reference) => write!(f, "`{reference}` would lead nowhere"),
            Self::Refused(message) => write!(f, "the service would refuse the result: {message}"),
        }
    }
}

impl std::error::Error for NotWritten {}

/// Writes a rewriting in the style of the file, reads it again, and imports it: what a text says with
/// the edits must be what the tree says with them, no reference may lead nowhere that led somewhere,
/// and what the service takes it must still take.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_fix::{ModelNames, Renamed, rename_models, write};
/// use gatewright_import::ImportOptions;
///
/// let text = r##"{ "swagger": "2.0", "definitions": { "a-b": { "type": "object" } } }"##;
/// let document = gatewright_source::read(SourceId(0), text.into());
/// let names = ModelNames::of(&document.value, &[]).value;
/// let here = Renamed { names: &names, is_meant: &|file| file.is_empty() };
/// let rewrite = rename_models(&document.value, &[here]);
/// let written = write(&document, &rewrite, &ImportOptions::default()).expect("it is fine");
/// assert!(written.text.contains(r##""aB": {"##));
/// ```
pub fn write(
    document: &Checked<Document>,
    rewrite: &Rewrite,
    options: &ImportOptions,
) -> Result<Written, NotWritten> {
    write_again(document, rewrite, options, |before, edits| {
        let text = apply(before.text(), edits);
        Some(gatewright_source::read(before.source(), text.into_bytes()))
    })
}

/// The same where a text that was changed is not simply read again, since it is a part of something:
/// `again` says what the document is after edits of its text; none if it is no more.
pub fn write_again(
    document: &Checked<Document>,
    rewrite: &Rewrite,
    options: &ImportOptions,
    again: impl Fn(&Document, &[TextEdit]) -> Option<Checked<Document>>,
) -> Result<Written, NotWritten> {
    let before = &document.value;
    let editor = Editor::new(before).for_all_uses().losing_comments();
    let edits = editor.text_edits(&rewrite.edits).map_err(NotWritten::Unwritable)?;
    let after = again(before, &edits).ok_or(NotWritten::Different)?;
    let text = after.value.text().to_owned();
    if let Some(stop) = after.diagnostics.iter().find(|it| STOPS.contains(&it.metadata)) {
        let reason = stop.label.as_ref().unwrap_or(&stop.message);
        return Err(NotWritten::Unreadable(reason.clone()));
    }
    if !says(&after.value, before, &rewrite.edits) {
        return Err(NotWritten::Different);
    }
    if let Some(lost) = lost_reference(before, &after.value) {
        return Err(NotWritten::Dangling(lost));
    }
    let import_of = |document| import(document, options, &mut StableIds::default());
    let imported = import_of(&after);
    if is_refused(&imported) && !is_refused(&import_of(document)) {
        let message = imported.service_message().map(|it| it.text).unwrap_or_default();
        return Err(NotWritten::Refused(message));
    }
    let lost_comments = lost_comments(before, &edits);
    Ok(Written { text, document: after, import: imported, lost_comments })
}

/// The comments within what goes, but for those that come again.
fn lost_comments(document: &Document, edits: &[TextEdit]) -> Vec<Location> {
    let mut lost = Vec::new();
    for edit in edits.iter().filter(|it| !it.span.is_empty()) {
        let comments = document.comments();
        let first = comments.partition_point(|it| it.start < edit.span.start);
        let within = comments[first..].iter().take_while(|it| it.end <= edit.span.end);
        let gone = within.filter(|it| !edit.text.contains(&document.text()[it.range()]));
        lost.extend(gone.map(|it| Location::new(document.source(), *it, Pointer::default())));
    }
    lost
}

fn is_refused(import: &Import) -> bool {
    import.diagnostics.iter().any(|it| it.metadata.effect == Effect::Refused)
}

/// Whether a text that was read says what another one says with edits.
fn says(after: &Document, before: &Document, edits: &[Edit]) -> bool {
    let wanted = before.root().map(|root| Draft::of(before, edits).value(root));
    wanted == after.root().map(Node::to_json)
}

/// A reference within the file that leads nowhere, if there are more of them than before.
fn lost_reference(before: &Document, after: &Document) -> Option<String> {
    let (before, after) = (dangling(before), dangling(after));
    if after.len() <= before.len() {
        return None;
    }
    let before: HashSet<&str> = before.into_iter().collect();
    after.into_iter().find(|it| !before.contains(it)).map(str::to_owned)
}

fn dangling(document: &Document) -> Vec<&str> {
    let places = places(document);
    let objects = places.iter().filter(|it| matches!(it.holds, Holds::One(_)));
    let texts = objects.filter_map(|it| it.at.get("$ref")?.as_str());
    let leads_nowhere = |text: &&str| {
        let reference = Reference::read(text);
        reference.file.is_empty()
            && reference.pointer().is_some_and(|it| document.at_pointer(it.as_str()).is_none())
    };
    texts.filter(leads_nowhere).collect()
}
