//! Each file of `testdata/source`, against the snapshot beside it: the tree with its spans, the
//! comments, the findings, and the content as the service sees it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Diagnostic, Location, SourceId, Span};
use gatewright_source::{Document, Kind, Node, Scalar, Style, read};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/source")
}

fn check(bytes: Vec<u8>) -> String {
    let read = read(SourceId(0), bytes);
    let mut text = String::new();
    text.push_str("# Tree\n\n");
    for node in read.value.nodes() {
        line(&read.value, node, &mut text);
    }
    if !read.value.comments().is_empty() {
        text.push_str("\n# Comments\n\n");
    }
    for comment in read.value.comments() {
        let place = place(&read.value, *comment);
        let _ = writeln!(text, "{place} {:?}", &read.value.text()[comment.range()]);
    }
    if !read.diagnostics.is_empty() {
        text.push_str("\n# Findings\n\n");
    }
    for diagnostic in &read.diagnostics {
        finding(&read.value, diagnostic, &mut text);
    }
    text.push_str("\n# Content\n\n");
    match read.value.root() {
        Some(root) => content(root, &mut text),
        None => text.push_str("none"),
    }
    text
}

fn place(document: &Document, span: Span) -> String {
    let (start, end) = (document.position(span.start), document.position(span.end));
    format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
}

fn line(document: &Document, node: Node<'_>, text: &mut String) {
    let depth = std::iter::successors(node.parent(), |node| node.parent()).count();
    let in_list = node.parent().is_some_and(Node::is_sequence);
    let role = if node.is_key() {
        "key "
    } else if in_list {
        "- "
    } else if node.parent().is_some() {
        "value "
    } else {
        ""
    };
    let tag = node.tag().map(|tag| format!("{tag} ")).unwrap_or_default();
    let dropped = document.duplicates().iter().any(|(earlier, _)| *earlier == node.id());
    let _ = writeln!(
        text,
        "{:indent$}{role}{tag}{} [{}] {}{}",
        "",
        what(node),
        style(node),
        place(document, node.span()),
        if dropped { " (dropped)" } else { "" },
        indent = depth * 2,
    );
}

fn what(node: Node<'_>) -> String {
    match (node.kind(), node.scalar()) {
        (Kind::Mapping, _) => "mapping".to_owned(),
        (Kind::Sequence, _) => "list".to_owned(),
        (Kind::Scalar, None) => "nothing".to_owned(),
        (Kind::Scalar, Some(scalar)) => match scalar {
            Scalar::Null => "null".to_owned(),
            Scalar::Bool(value) => value.to_string(),
            Scalar::Integer(text) => format!("integer {text}"),
            Scalar::Float(text) => format!("float {text}"),
            Scalar::String(text) if text.len() > 200 => format!("text of {} bytes", text.len()),
            Scalar::String(text) => format!("{text:?}"),
        },
    }
}

fn style(node: Node<'_>) -> &'static str {
    match node.style() {
        Style::Plain => "plain",
        Style::SingleQuoted => "single",
        Style::DoubleQuoted => "double",
        Style::Literal => "literal",
        Style::Folded => "folded",
        Style::Flow => "flow",
        Style::Block => "block",
        Style::Alias => "alias",
    }
}

fn finding(document: &Document, diagnostic: &Diagnostic, text: &mut String) {
    let at =
        |location: &Location| format!("{} `{}`", place(document, location.span), location.pointer);
    let metadata = diagnostic.metadata;
    let _ = writeln!(text, "{}[{}]: {}", metadata.effect, metadata.name, diagnostic.message);
    let label = diagnostic.label.as_deref().unwrap_or_default();
    let _ = writeln!(text, "{}", format!("  {} {label}", at(&diagnostic.location)).trim_end());
    for label in &diagnostic.related {
        let _ = writeln!(text, "  {} {}", at(&label.location), label.text);
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "  help: {help}");
    }
}

/// The resolved content as JSON, as long as it is short.
fn content(node: Node<'_>, text: &mut String) {
    if text.len() > 8000 {
        text.push('…');
        return;
    }
    match node.kind() {
        Kind::Mapping => {
            for (at, (key, value)) in node.entries().enumerate() {
                let _ = write!(text, "{}{:?}: ", separator(at, '{'), key.text().unwrap_or("?"));
                content(value, text);
            }
            text.push_str(if node.entries().next().is_some() { "}" } else { "{}" });
        }
        Kind::Sequence => {
            for (at, item) in node.items().enumerate() {
                text.push_str(&separator(at, '['));
                content(item, text);
            }
            text.push_str(if node.items().next().is_some() { "]" } else { "[]" });
        }
        Kind::Scalar => match node.scalar() {
            Some(Scalar::String(scalar)) if scalar.len() > 200 => text.push_str("\"…\""),
            Some(Scalar::String(scalar)) => {
                let _ = write!(text, "{scalar:?}");
            }
            _ => text.push_str(&node.as_text().unwrap_or_default()),
        },
    }
}

fn separator(at: usize, open: char) -> String {
    if at == 0 { open.to_string() } else { ", ".to_owned() }
}

#[test]
fn each_fixture_reads_as_its_snapshot_says() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut cases = 0;
    for case in std::fs::read_dir(folder()).expect("the fixtures") {
        let case = case.expect("a fixture").path();
        if !case.is_dir() {
            continue;
        }
        cases += 1;
        let mut inputs = BTreeSet::new();
        let mut snapshots = BTreeSet::new();
        for file in std::fs::read_dir(&case).expect("a folder") {
            let name = file.expect("a file").file_name().into_string().expect("a name");
            match name.strip_suffix(".snap") {
                Some(input) => snapshots.insert(input.to_owned()),
                // What insta leaves when a snapshot differs.
                None if name.ends_with(".snap.new") => continue,
                None => inputs.insert(name),
            };
        }
        settings.set_snapshot_path(&case);
        for name in &inputs {
            #[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
            let bytes = std::fs::read(case.join(name)).expect("a readable file");
            settings.bind(|| insta::assert_snapshot!(name.as_str(), check(bytes)));
        }
        let stale: Vec<_> = snapshots.difference(&inputs).collect();
        assert!(stale.is_empty(), "{}: a snapshot of nothing: {stale:?}", case.display());
    }
    assert!(cases > 50);
}
