//! A definition, and where its bytes are: those of the file in the editor, or of that and others
//! that a template puts it together from.

use std::collections::HashMap;

use gatewright_diagnostics::{SourceId, Span};
use gatewright_source::{Document, TextEdit};
use gen_lsp_types::{Location, Position, Range, Uri, WorkspaceEdit};

use crate::client::Client;
use crate::positions::{Encoding, place};

/// A definition and its files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site<'r> {
    /// The definition.
    pub(crate) document: &'r Document,
    /// The file in the editor.
    uri: &'r str,
    /// All files by their numbers, that one first; none where there is no other.
    files: &'r [String],
}

impl<'r> Site<'r> {
    /// A document that is a file.
    pub(crate) fn of_file(document: &'r Document, uri: &'r str) -> Self {
        Self { document, uri, files: &[] }
    }

    /// A document that is made of parts of files. The first of them is the one in the editor.
    pub(crate) fn of_files(document: &'r Document, files: &'r [String]) -> Self {
        Self { document, uri: files.first().map_or("", String::as_str), files }
    }

    /// The file in which a span begins.
    pub(crate) fn uri(self, span: Span) -> &'r str {
        if self.files.is_empty() {
            return self.uri;
        }
        let (SourceId(number), _) = self.document.placed(span);
        self.files.get(number as usize).map_or(self.uri, String::as_str)
    }

    /// Whether a span is in the file that the editor shows.
    pub(crate) fn is_in_editor(self, span: Span) -> bool {
        self.uri(span) == self.uri
    }

    /// The place of a span in its file.
    pub(crate) fn range(self, span: Span, client: Client) -> Range {
        let start =
            if self.files.is_empty() { 0 } else { self.document.part_at(span.start).span.start };
        let place = |at| self.place(at, start, client.encoding);
        Range { start: place(span.start), end: place(span.end.max(span.start)) }
    }

    /// The place of a byte in a file that begins at `start`.
    fn place(self, at: u32, start: u32, encoding: Encoding) -> Position {
        let Position { line, character } = place(self.document, at.max(start), encoding);
        // Each file begins on a line of its own.
        let first = if start == 0 { 0 } else { place(self.document, start, encoding).line };
        Position { line: line - first, character }
    }

    /// The place of a span, with its file.
    pub(crate) fn location(self, span: Span, client: Client) -> Location {
        Location { uri: Uri(self.uri(span).to_owned()), range: self.range(span, client) }
    }

    /// The bytes of the document that are a byte of the file in the editor: none, one, or many
    /// where the file stands in it many times.
    pub(crate) fn bytes(self, at: usize) -> impl Iterator<Item = usize> {
        let here = SourceId(0);
        let parts = self.document.parts().iter().filter(move |it| it.source == here);
        parts
            .map(move |it| it.span.start as usize + at)
            .filter(|it| *it <= self.document.text().len())
    }

    /// Changes of the document in the form of the protocol.
    pub(crate) fn edit(self, edits: &[TextEdit], client: Client) -> WorkspaceEdit {
        let mut changes: HashMap<Uri, Vec<gen_lsp_types::TextEdit>> = HashMap::new();
        for edit in edits {
            let Location { uri, range } = self.location(edit.span, client);
            let edit = gen_lsp_types::TextEdit { range, new_text: edit.text.clone() };
            changes.entry(uri).or_default().push(edit);
        }
        WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
    }
}

#[cfg(test)]
mod tests {
    use gatewright_source::{Assembly, Edit, Editor, Node, read};

    use super::*;

    /// A definition whose paths are in another file.
    fn document() -> Document {
        let main = read(SourceId(0), "Body:\n  info: { title: é }\n  paths: x".into()).value;
        let other = read(SourceId(1), "# other\n/é:\n  get: {}\n".into()).value;
        let mut assembly = Assembly::new(&main);
        let (file, second) = (assembly.add(&main), assembly.add(&other));
        let body = main.at_pointer("/Body").expect("it is there");
        assembly.open(file, body);
        for (key, value) in body.entries() {
            assembly.copy(file, key);
            match value.text() {
                Some(_) => assembly.copy(second, other.root().expect("a value")),
                None => assembly.copy(file, value),
            }
        }
        assembly.close();
        assembly.finish()
    }

    fn node<'d>(document: &'d Document, pointer: &str) -> Node<'d> {
        document.at_pointer(pointer).expect("it is there")
    }

    #[test]
    fn places_are_those_in_the_file_that_a_node_is_in() {
        let document = document();
        let files = ["file:///a".to_owned(), "file:///b".to_owned()];
        let site = Site::of_files(&document, &files);
        let told = |pointer: &str| {
            let Location { uri, range } =
                site.location(node(&document, pointer).span(), Client::default());
            let Range { start, end } = range;
            format!("{} {}:{}-{}:{}", uri.0, start.line, start.character, end.line, end.character)
        };
        assert_eq!(told("/info/title"), "file:///a 1:17-1:18");
        assert_eq!(told("/paths/~1é/get"), "file:///b 2:7-2:9");
        let key = node(&document, "/paths/~1é").key().expect("a key");
        assert!(!site.is_in_editor(key.span()));
        assert_eq!(site.range(key.span(), Client::default()).end.character, 2);
    }

    #[test]
    fn edits_are_those_of_each_file() {
        let document = document();
        let files = ["file:///a".to_owned(), "file:///b".to_owned()];
        let site = Site::of_files(&document, &files);
        let set = |pointer: &str| Edit::Rename {
            key: node(&document, pointer).key().expect("a key").id(),
            to: "new".to_owned(),
        };
        let edits = Editor::new(&document).text_edits(&[set("/info/title"), set("/paths/~1é/get")]);
        let edit = site.edit(&edits.expect("they can be written"), Client::default());
        let changes = edit.changes.expect("changes");
        let lines = |uri: &str| changes[&Uri(uri.to_owned())].iter().map(|it| it.range.start.line);
        assert_eq!(lines("file:///a").collect::<Vec<_>>(), [1]);
        assert_eq!(lines("file:///b").collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn a_byte_of_the_editor_is_one_of_the_definition() {
        let document = document();
        let files = ["file:///a".to_owned(), "file:///b".to_owned()];
        assert_eq!(Site::of_files(&document, &files).bytes(8).collect::<Vec<_>>(), [8]);
    }
}
