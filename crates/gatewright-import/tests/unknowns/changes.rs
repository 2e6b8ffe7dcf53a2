//! A definition with parts of it unknown, as a template gives them: each value, each key, each entry
//! and each text in turn.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Checked, Diagnostic, Effect, Location, SourceId};
use gatewright_source::{Assembly, Document, Known, Node, NodeId, PartId, Scalar};

/// What becomes unknown.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// Nothing.
    None,
    /// A value, an item or a key.
    Node(NodeId),
    /// A member: its name and what it holds.
    Entry(NodeId),
    /// A part of a text.
    Text(NodeId, Range<usize>),
}

/// What is said, by kind and place.
pub(crate) type Said = BTreeSet<(&'static str, u32)>;

/// What is said, unless the service gives up at something: of what stands behind it it says nothing
/// until it is cured.
pub(crate) fn said<'d>(
    document: &Document,
    diagnostics: impl Iterator<Item = &'d Diagnostic> + Clone,
) -> Option<Said> {
    let is_refused = diagnostics.clone().any(|it| it.metadata.effect == Effect::Refused);
    // A part of a text that has become unknown has no place of its own any more.
    let place = |location: &Location| {
        let value = document.at_pointer(location.pointer.as_str()).map(Node::span);
        let value = value.filter(|it| (it.start..it.end).contains(&location.span.start));
        value.unwrap_or(location.span).start
    };
    let said = diagnostics.map(|it| (it.metadata.name, place(&it.location)));
    (!is_refused).then(|| said.collect())
}

/// Says of each `step`th change of the accepted definitions of a folder what is said of it and not of
/// the definition without it, but for kinds in `excused`.
#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
pub(crate) fn news(
    folder: &str,
    step: usize,
    excused: &[&str],
    said: impl Fn(&Checked<Document>) -> Option<Said>,
) -> (usize, Vec<String>) {
    let (mut count, mut news) = (0, Vec::new());
    for path in files(folder) {
        let text = std::fs::read(&path).expect("a fixture");
        let document = gatewright_source::read(SourceId(0), text).value;
        let before = said(&changed(&document, &Change::None));
        let changes = changes(&document);
        // Another one of each file, so that together they are of all kinds.
        for change in changes.iter().skip(path.as_os_str().len() % step).step_by(step) {
            count += 1;
            let after = changed(&document, change);
            let (now, Some(before)) = (said(&after), &before) else { continue };
            let Some(now) = now else {
                news.push(format!("{}: {change:?}: refused", path.display()));
                continue;
            };
            for (name, at) in now.difference(before).filter(|(name, _)| !excused.contains(name)) {
                let line = after.value.position(*at).line;
                news.push(format!("{}: {change:?}: {name} in line {line}", path.display()));
            }
        }
    }
    (count, news)
}

/// The definitions of a folder of the test data and of those in it, or the one of that name.
fn files(name: &str) -> Vec<PathBuf> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(name)];
    let mut files = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).expect("a folder");
            open.extend(entries.map(|it| it.expect("an entry").path()));
        } else if path.extension().is_some_and(|it| it == "yaml" || it == "json") {
            files.push(path);
        }
    }
    // The largest have nothing that others have not, and take long.
    files.retain(|it| it.metadata().is_ok_and(|it| it.len() < 30_000));
    files.sort();
    files
}

/// The document in which what is tagged `!Unknown` is unknown, and `!Partly` a text that is known in
/// part.
pub(crate) fn marked(text: &str) -> Checked<Document> {
    let document = gatewright_source::read(SourceId(0), text.into()).value;
    let mut assembly = Assembly::new(&document);
    let part = assembly.add(&document);
    if let Some(root) = document.root() {
        copy_marked(&mut assembly, part, root);
    }
    Checked::new(assembly.finish(), Vec::new())
}

fn copy_marked(assembly: &mut Assembly, part: PartId, node: Node<'_>) {
    let known = match node.tag() {
        Some("!Unknown") => Known::Not,
        Some("!Partly") => Known::Partly,
        _ if node.text().is_some() => return assembly.copy(part, node),
        _ => {
            assembly.open(part, node);
            for (key, value) in node.entries() {
                copy_marked(assembly, part, key);
                copy_marked(assembly, part, value);
            }
            node.items().for_each(|item| copy_marked(assembly, part, item));
            return assembly.close();
        }
    };
    let at = assembly.at(part, node.span());
    assembly.text(at, node.text().unwrap_or_default(), known);
}

/// All changes of a document.
pub(crate) fn changes(document: &Document) -> Vec<Change> {
    let mut changes = Vec::new();
    for node in document.nodes().filter(|node| node.parent().is_some()) {
        changes.push(Change::Node(node.id()));
        if node.is_key() {
            changes.push(Change::Entry(node.id()));
        }
        let Some(Scalar::String(text)) = node.scalar() else { continue };
        changes.extend(parts(text).map(|part| Change::Text(node.id(), part)));
    }
    changes
}

/// The first word of a text, the last one, and each end.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let first = text.find(is_word).map(|start| {
        let length = text[start..].find(|c| !is_word(c)).unwrap_or(text.len() - start);
        start..start + length
    });
    let last = text.rfind(is_word).map(|end| {
        let start = text[..end].rfind(|c| !is_word(c)).map_or(0, |at| at + 1);
        // What stands before the word may be longer than a byte.
        (start..=end).find(|at| text.is_char_boundary(*at)).unwrap_or(end)..end + 1
    });
    let middle = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let mut all: Vec<_> = first.into_iter().chain(last).collect();
    all.extend([0..middle, middle..text.len()]);
    all.retain(|part| !part.is_empty() && *part != (0..text.len()));
    all.dedup();
    all.into_iter()
}

/// The document with that change.
pub(crate) fn changed(document: &Document, change: &Change) -> Checked<Document> {
    let mut assembly = Assembly::new(document);
    let part = assembly.add(document);
    let changed = match change {
        Change::None => None,
        Change::Node(id) | Change::Entry(id) | Change::Text(id, _) => Some(document.node(*id)),
    };
    let ancestors = std::iter::successors(changed, |node| node.parent()).map(Node::id).collect();
    let mut writer = Writer { assembly, part, change, ancestors };
    if let Some(root) = document.root() {
        writer.node(root);
    }
    Checked::new(writer.assembly.finish(), Vec::new())
}

struct Writer<'c> {
    assembly: Assembly,
    part: PartId,
    change: &'c Change,
    ancestors: Vec<NodeId>,
}

impl Writer<'_> {
    fn node(&mut self, node: Node<'_>) {
        match self.change {
            Change::Node(id) if *id == node.id() => self.unknown(node),
            Change::Text(id, part) if *id == node.id() => {
                let text = node.text().unwrap_or_default();
                let text = [&text[..part.start], "${Part}", &text[part.end..]].concat();
                let at = self.assembly.at(self.part, node.span());
                self.assembly.text(at, &text, Known::Partly);
            }
            _ if !self.ancestors.contains(&node.id()) => self.assembly.copy(self.part, node),
            _ => {
                self.assembly.open(self.part, node);
                for (key, value) in node.entries() {
                    if matches!(self.change, Change::Entry(id) if *id == key.id()) {
                        self.unknown(key);
                        self.unknown(value);
                    } else {
                        self.node(key);
                        self.node(value);
                    }
                }
                node.items().for_each(|item| self.node(item));
                self.assembly.close();
            }
        }
    }

    fn unknown(&mut self, node: Node<'_>) {
        let at = self.assembly.at(self.part, node.span());
        self.assembly.text(at, "${Unknown}", Known::Not);
    }
}
