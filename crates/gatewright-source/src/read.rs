//! The way in: bytes to a document and what was noticed.

use gatewright_diagnostics::{Checked, SourceId};

use crate::decode::decode;
use crate::diagnostics::{FILE_TOO_LARGE, FILE_TOO_LARGE_TO_READ, KEY_DUPLICATE, TEXT_AFTER_END};
use crate::document::{NodeId, RawKind};
use crate::limits::Limits;
use crate::problem::{Problem, Problems, quoted};
use crate::tree::{Tree, offset};
use crate::{Document, Format, aliases, json, yaml};

/// Reads a definition, or any other YAML or JSON file. Never fails: what could not be read is a
/// finding, and the document holds what stands before it.
///
/// The content decides on the format, as in the open-source library that the service's messages
/// come from: a text whose first character is `{` is JSON. A list in brackets, which no definition
/// is, is taken as JSON, too.
pub fn read(source: SourceId, bytes: Vec<u8>) -> Checked<Document> {
    read_within(source, bytes, &Limits::default())
}

/// What a file that is too large is too large for.
const SERVICE_LIMIT: &str = "the service takes no more than 6 MB";

/// The same with other limits.
pub(crate) fn read_within(source: SourceId, bytes: Vec<u8>, limits: &Limits) -> Checked<Document> {
    let size = bytes.len();
    if size > limits.bytes {
        let message = format!("the file has {size} bytes, over {}, and was not read", limits.bytes);
        let problem = Problem::new(&FILE_TOO_LARGE_TO_READ, (0, 0), message)
            .label(SERVICE_LIMIT)
            .help("bundle and minify less into one definition, or split it");
        let document = Document::new(source, Format::Yaml, String::new(), Tree::default());
        let mut problems = Problems::default();
        problems.add(problem);
        let diagnostics = problems.locate(&document);
        return Checked::new(document, diagnostics);
    }
    let (text, decoded) = decode(bytes);
    let (format, mut tree) = match decoded {
        Ok(damage) => {
            let (format, mut tree) = parse(&text, limits);
            if let Some(damage) = damage {
                tree.problems.add(damage);
            }
            (format, tree)
        }
        Err(stop) => {
            let mut tree = Tree::default();
            tree.problems.add(*stop.0);
            (Format::Yaml, tree)
        }
    };
    if size > limits.service_bytes {
        let message = format!("the file has {size} bytes, over {}", limits.service_bytes);
        let problem = Problem::new(&FILE_TOO_LARGE, (0, 0), message).label(SERVICE_LIMIT);
        tree.problems.add(problem.help("leave out what the import does not need, or minify it"));
    }
    let mut problems = std::mem::take(&mut tree.problems);
    for &(earlier, later) in &tree.duplicates {
        problems.note(&KEY_DUPLICATE, || duplicate(&tree, &text, earlier, later));
    }
    let document = Document::new(source, format, text, tree);
    let diagnostics = problems.locate(&document);
    Checked::new(document, diagnostics)
}

fn is_blank(c: char) -> bool {
    matches!(c, '\u{feff}' | ' ' | '\t' | '\r' | '\n')
}

pub(crate) fn parse(text: &str, limits: &Limits) -> (Format, Tree) {
    let start = text.len() - text.trim_start_matches(is_blank).len();
    if !text[start..].starts_with(['{', '[']) {
        let (mut tree, done) = yaml::read(text, limits);
        if let Err(stop) = done {
            tree.problems.add(*stop.0);
        }
        aliases::bound(&mut tree, limits);
        return (Format::Yaml, tree);
    }
    let mut tree = Tree::for_text(text);
    match json::read(text, start, limits, &mut tree) {
        Ok(end) => {
            let rest = text[end..].trim_start_matches(is_blank);
            if !rest.is_empty() {
                let end = offset(text.trim_end_matches(is_blank).len());
                let span = (offset(text.len() - rest.len()), end);
                let message = "the text after the end of the value is not read";
                let problem = Problem::new(&TEXT_AFTER_END, span, message);
                tree.problems.add(problem.node(0).help("remove it, or the bracket before it"));
            }
        }
        Err(stop) => tree.problems.add(*stop.0),
    }
    (Format::Json, tree)
}

pub(crate) fn duplicate(tree: &Tree, text: &str, earlier: NodeId, later: NodeId) -> Problem {
    let row = &tree.rows[earlier.0 as usize];
    let target = if row.kind == RawKind::Alias { row.text } else { earlier.0 };
    let content = tree.rows.get(target as usize);
    let name = content.and_then(|content| tree.text(content, text)).unwrap_or_default();
    let message = format!("the key {} is given again later", quoted(name));
    Problem::new(&KEY_DUPLICATE, (row.start, row.end), message)
        .node(earlier.0)
        .label("this value is dropped")
        .related(later.0, "the last one counts")
        .help("merge the two, or rename or remove one")
}
