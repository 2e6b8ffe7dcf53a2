//! The way in: bytes to a document and what was noticed.

use gatewright_diagnostics::{Checked, Diagnostic, SourceId};

use crate::diagnostics::UNPARSEABLE;
use crate::document::NodeId;
use crate::problem::Stop;
use crate::tree::Tree;
use crate::{Document, Format, json, yaml};

/// Reads a definition, or any other YAML or JSON file. Never fails: what could not be read is a
/// finding, and the document holds what stands before it.
pub fn read(source: SourceId, bytes: Vec<u8>) -> Checked<Document> {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    let blank = |c: char| matches!(c, '\u{feff}' | ' ' | '\t' | '\r' | '\n');
    let start = text.len() - text.trim_start_matches(blank).len();
    let mut tree = Tree::for_text(&text);
    let (format, stop) = if text[start..].starts_with(['{', '[']) {
        let stop = match json::read(&text, start, &mut tree) {
            Ok(end) => {
                let rest = text[end..].trim_start_matches(blank);
                (!rest.is_empty()).then(|| {
                    Stop::syntax(text.len() - rest.len(), "the value has ended before this")
                })
            }
            Err(stop) => Some(stop),
        };
        (Format::Json, stop)
    } else {
        (Format::Yaml, yaml::read(&text, &mut tree).err())
    };
    let document = Document {
        source,
        format,
        text,
        side: tree.side,
        rows: tree.rows,
        tags: tree.tags,
        comments: tree.comments,
        duplicates: tree.duplicates,
    };
    let diagnostics = stop.into_iter().map(|stop| unparseable(&document, stop)).collect();
    Checked::new(document, diagnostics)
}

fn unparseable(document: &Document, stop: Stop) -> Diagnostic {
    let location = document.location_at(stop.at);
    Diagnostic::new(&UNPARSEABLE, "Invalid OpenAPI input.", location).label(stop.reason)
}

impl Document {
    /// The place of one byte, in the innermost node read before it.
    fn location_at(&self, at: usize) -> gatewright_diagnostics::Location {
        let start = crate::tree::offset(at);
        let len = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let span = gatewright_diagnostics::Span::new(start, start + crate::tree::offset(len));
        let last = self.rows.len().checked_sub(1).map(crate::tree::offset);
        let pointer = last.map(|last| self.node(NodeId(last)).pointer()).unwrap_or_default();
        gatewright_diagnostics::Location::new(self.source, span, pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Node, Scalar};

    fn check(text: &str) -> Document {
        let read = read(SourceId(0), text.as_bytes().to_vec());
        assert_eq!(read.diagnostics, [], "{text}");
        read.value
    }

    #[test]
    fn both_formats_give_the_same_content() {
        let json = check(r#"{"a": {"b~/": [1, true, null, "x\ny"]}}"#);
        let yaml = check("a:\n  b~/:\n  - 1\n  - true\n  -\n  - \"x\\ny\"\n");
        assert_eq!((json.format(), yaml.format()), (Format::Json, Format::Yaml));
        for document in [json, yaml] {
            let list = document.at_pointer("/a/b~0~1").expect("the list");
            let scalars: Vec<_> = list.items().filter_map(Node::scalar).collect();
            let expected =
                [Scalar::Integer("1"), Scalar::Bool(true), Scalar::Null, Scalar::String("x\ny")];
            assert_eq!(scalars, expected);
            assert_eq!(list.items().nth(1).expect("an item").pointer().as_str(), "/a/b~0~1/1");
        }
    }

    #[test]
    fn what_stands_before_an_error_is_kept() {
        for text in ["a: {b: 1, c: [x", "{\"a\": {\"b\": 1, \"c\": [2, x"] {
            let read = read(SourceId(0), text.as_bytes().to_vec());
            assert_eq!(read.diagnostics.len(), 1);
            let b = read.value.at_pointer("/a/b").expect("the value before");
            assert_eq!(b.scalar(), Some(Scalar::Integer("1")));
        }
    }

    #[test]
    fn aliases_and_merge_keys_are_seen_through() {
        let document = check("x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\nz: *x\n");
        let text = |pointer| document.at_pointer(pointer).and_then(Node::text);
        assert_eq!(text("/y/a"), Some("1"));
        assert_eq!(text("/y/b"), Some("3"));
        assert_eq!(text("/z/b"), Some("2"));
    }
}
