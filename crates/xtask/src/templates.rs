//! The definitions in files that people wrote, and the law of their places: what is said of a
//! definition in a template points at the text of the file that it speaks of.

use std::fs;
use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Diagnostic, SourceId, Span, Stage};
use gatewright_source::{Document, Files, Node, Style, Unreadable, read};
use gatewright_template::{Api, Found, Request, find};

/// The files below a folder, for templates that name others.
pub(crate) struct Below<'f>(pub(crate) &'f Path);

impl Files for Below<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let because = |error: std::io::Error| Unreadable::Because(error.to_string());
        let path = self.0.join(path).canonicalize().map_err(because)?;
        if !path.starts_with(self.0) {
            return Err(Unreadable::Outside);
        }
        fs::read(path).map_err(because)
    }

    fn names_in(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(folder)).into_iter().flatten();
        entries.filter_map(|it| it.ok()?.file_name().into_string().ok()).collect()
    }
}

/// What a file below a folder describes.
pub(crate) fn find_in(folder: &Path, name: &str, bytes: Vec<u8>) -> Found {
    find(name, bytes, &Request::new(&Below(folder)))
}

/// A file that a definition comes from.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl File {
    /// Reads it once more, so that nothing is known of what the definition was made of.
    pub(crate) fn open(path: PathBuf) -> std::io::Result<Self> {
        let bytes = fs::read(&path)?;
        Ok(Self { path, text: read(SourceId(0), bytes).value.text().to_owned() })
    }
}

/// How what is said of a definition stands to the files that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Placed {
    /// The place has the text that it speaks of.
    Written,
    /// It is about something that is computed, and the place is that which asks for it.
    Computed,
    /// Neither.
    Lost(String),
}

/// Where a finding points.
pub(crate) fn placed(api: &Api, files: &[File], diagnostic: &Diagnostic) -> Placed {
    let document = &api.document.value;
    let span = diagnostic.location.span;
    if diagnostic.metadata.stage == Stage::Template {
        return placed_around(document, files, diagnostic);
    }
    let Some(node) = document.at_pointer(diagnostic.location.pointer.as_str()) else {
        return Placed::Lost(format!("there is no {}", diagnostic.location.pointer));
    };
    let named = node.key().filter(|key| contains(key.span(), span));
    let node = named.unwrap_or(node);
    if !contains(node.span(), span) && !contains(span, node.span()) {
        return Placed::Lost(format!("{span:?} is not within {:?}", node.span()));
    }
    let (source, local) = document.placed(node.span());
    let Some(text) = text_of(document, source, files) else {
        return Placed::Lost(format!("there is no file {}", source.0));
    };
    let Some(written) = text.get(local.range()) else {
        return Placed::Lost(format!("{local:?} is not within the file"));
    };
    if node.is_derived() || node.has_unknown() {
        let is_something = !written.trim().is_empty() || node.is_null();
        return if is_something {
            Placed::Computed
        } else {
            Placed::Lost("nothing is written there".to_owned())
        };
    }
    if is_written(node, written) {
        Placed::Written
    } else {
        Placed::Lost(format!("{written:?} is not {:?}", node.text()))
    }
}

/// Where a finding about what stands around a definition points: its pointer is one of the file.
fn placed_around(document: &Document, files: &[File], diagnostic: &Diagnostic) -> Placed {
    let (source, local) = document.placed(diagnostic.location.span);
    let Some(text) = text_of(document, source, files) else {
        return Placed::Lost(format!("there is no file {}", source.0));
    };
    let pointer = diagnostic.location.pointer.as_str();
    let file = read(source, text.as_bytes().to_vec()).value;
    let around = file
        .at_pointer(pointer)
        .map(|it| it.key().map_or(it.span(), |key| key.span().union(it.span())));
    match around {
        Some(around) if contains(around, local) => Placed::Written,
        // It may be about a part of the definition, too.
        _ if document.at_pointer(pointer).is_some() && !text[local.range()].trim().is_empty() => {
            Placed::Computed
        }
        _ => Placed::Lost(format!("{local:?} is not that of {pointer}")),
    }
}

/// The text of a file, which must be what the document takes it for.
fn text_of<'f>(document: &Document, source: SourceId, files: &'f [File]) -> Option<&'f str> {
    let text = files.get(source.0 as usize)?.text.as_str();
    let part = document.parts().iter().find(|it| it.source == source)?;
    (document.text().get(part.span.range()) == Some(text)).then_some(text)
}

/// Whether a text of a file comes to what a node of a definition is.
fn is_written(node: Node<'_>, written: &str) -> bool {
    let Some(text) = node.text() else { return is_collection(node, written) };
    if matches!(node.style(), Style::Literal | Style::Folded) {
        let first = text.split_whitespace().next().unwrap_or_default();
        return written.contains(first);
    }
    let alone = read(SourceId(0), written.as_bytes().to_vec()).value;
    alone.root().and_then(Node::text) == Some(text) || written == text
}

/// Whether a collection begins where it is said to.
fn is_collection(node: Node<'_>, written: &str) -> bool {
    let first = node.entries().next().map(|(key, _)| key).or_else(|| node.items().next());
    let first = first.and_then(Node::text).unwrap_or_default();
    let first = first.split_whitespace().next().unwrap_or_default();
    written.contains(first)
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::Location;

    use super::*;
    use crate::scratch;

    /// Where a finding about a pointer points, if its place is that of a text.
    fn told(pointer: &str, at: &str) -> Placed {
        let text = "openapi: 3.0.1\ninfo: { title: '{{name}} of pets', version: 'v-1' }\npaths: {}\nx-a: {{b}}\n";
        let folder = scratch("placed").canonicalize().expect("it is there");
        fs::write(folder.join("api.yaml"), text).expect("a file");
        let found = find_in(&folder, "api.yaml", text.into());
        let api = &found.apis[0];
        let start = u32::try_from(text.find(at).expect("it is there")).expect("it is short");
        let span = Span::new(start, start + u32::try_from(at.len()).expect("it is short"));
        let node = api.document.value.at_pointer(pointer).expect("it is there");
        let location = Location { span, ..node.location() };
        let file = File::open(folder.join("api.yaml")).expect("it is there");
        let kind = gatewright_import::all_diagnostics()[0];
        placed(api, &[file], &Diagnostic::new(kind, "told", location))
    }

    #[test]
    fn a_place_has_the_text_that_it_speaks_of_or_not() {
        assert_eq!(told("/info/version", "'v-1'"), Placed::Written);
        assert_eq!(told("/info/version", "version"), Placed::Written);
        assert_eq!(told("/info/title", "name"), Placed::Computed);
        assert!(matches!(told("/info/version", "{{name}}"), Placed::Lost(_)));
    }
}
