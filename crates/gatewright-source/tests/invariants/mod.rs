//! What each document holds, however odd its text.

use gatewright_diagnostics::{SourceId, Span};
use gatewright_source::{Assembly, Document, Hole, Node, Style, read, read_filled};

/// Reads the bytes and checks the document and its findings.
pub(crate) fn check(bytes: &[u8]) {
    let read = read(SourceId(0), bytes.to_vec());
    let document = &read.value;
    for finding in &read.diagnostics {
        check_span(document, finding.location.span);
        document.position(finding.location.span.start);
        assert!(!finding.message.is_empty());
        for label in &finding.related {
            check_span(document, label.location.span);
        }
    }
    for comment in document.comments() {
        check_span(document, *comment);
    }
    let mut last = 0;
    for node in document.nodes() {
        check_node(document, node);
        assert!(node.span().start >= last, "nodes are in source order: {node:?}");
        last = node.span().start;
    }
    if let Some(root) = document.root() {
        let mut budget = 1_000_000;
        visit(root, 0, &mut budget);
        check_copy(root);
    }
}

/// A copy of a document without aliases is the same tree at the same places.
fn check_copy(root: Node<'_>) {
    let document = root.document();
    let mut assembly = Assembly::new(document);
    let file = assembly.add(document);
    assembly.copy(file, root);
    let copy = assembly.finish();
    let described = |it: Node<'_>| (it.span(), it.kind(), it.style(), it.text().map(str::to_owned));
    if !document.nodes().any(|node| node.style() == Style::Alias) {
        assert!(document.nodes().map(described).eq(copy.nodes().map(described)));
        assert_eq!(document.duplicates(), copy.duplicates());
    }
    for node in copy.nodes() {
        check_span(&copy, node.span());
        let _ = (node.scalar(), node.pointer());
    }
}

/// Reads a text with holes and checks that all places are places of the text.
pub(crate) fn check_filled(text: &str, holes: &[Hole]) {
    let read = read_filled(SourceId(0), text.into(), holes);
    let document = &read.value;
    let plain = gatewright_source::read(SourceId(0), text.into()).value;
    assert_eq!(plain.text(), document.text(), "the text stays");
    for node in document.nodes() {
        check_node(document, node);
    }
    for finding in &read.diagnostics {
        check_span(document, finding.location.span);
    }
}

fn check_span(document: &Document, span: Span) {
    let text = document.text().get(span.range());
    assert!(text.is_some(), "{span:?} is on character boundaries and inside of the text");
}

fn check_node(document: &Document, node: Node<'_>) {
    let span = node.span();
    check_span(document, span);
    let Some(parent) = node.parent() else {
        assert_eq!(Some(node), document.root());
        return;
    };
    let outer = parent.span();
    assert!(outer.start <= span.start && span.end <= outer.end, "{node:?} is inside {parent:?}");
    assert!(node.is_key() || parent.is_sequence() || node.key().is_some(), "{node:?}");
    // The way to a node and back, as long as nothing hides it.
    let mut way = Vec::new();
    let mut at = Some(if node.is_key() { parent } else { node });
    while let Some(step) = at {
        way.push(step);
        at = step.parent();
    }
    let hidden = way.iter().any(|step| {
        let superseded = |key: Node<'_>| {
            let mut duplicates = document.duplicates().iter();
            duplicates.any(|(earlier, _)| *earlier == key.id())
        };
        let merge = |key: Node<'_>| key.text() == Some("<<");
        step.is_key()
            || step.key().is_some_and(|key| key.text().is_none() || superseded(key) || merge(key))
    });
    if !hidden && let Some(target) = way.first() {
        let pointer = target.pointer();
        assert_eq!(document.at_pointer(pointer.as_str()), Some(*target), "{pointer}");
    }
}

/// Walks the resolved content, which must have an end.
fn visit(node: Node<'_>, depth: usize, budget: &mut usize) {
    assert!(depth <= gatewright_source::limits::DEPTH, "deeper than the limit");
    *budget = budget.checked_sub(1).expect("larger than the limit");
    for item in node.items() {
        visit(item, depth + 1, budget);
    }
    for (key, value) in node.entries() {
        if let Some(name) = key.text() {
            let found = node.get(name);
            assert!(found.is_some(), "{name:?} is found in {node:?}");
        }
        visit(value, depth + 1, budget);
    }
    let _ = node.as_text();
}
