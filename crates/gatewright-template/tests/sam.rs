//! What comes of the templates in `testdata/templates/sam`: each value of each definition and the
//! place that it has in the template.

use std::fmt::Write as _;
use std::path::Path;

use gatewright_source::{Document, Files, Node, Unreadable};
use gatewright_template::{Api, Kind, Request, find};

struct NoFiles;

impl Files for NoFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable::Because(format!("{path} is not looked at")))
    }
}

#[test]
fn templates_of_sam_become_definitions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/templates/sam");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it != "snap"))
        .collect();
    files.sort();
    assert!(files.len() > 3, "{files:?}");
    for file in files {
        let name = file.file_name().and_then(|it| it.to_str()).expect("a name");
        #[expect(clippy::disallowed_methods, reason = "tests read their fixtures")]
        let bytes = std::fs::read(&file).expect("it is readable");
        let found = find(name, bytes, &Request::new(&NoFiles));
        assert_eq!((found.kind, found.diagnostics.len()), (Kind::CloudFormation, 0), "{name}");
        let text: String = found.apis.iter().map(told).collect();
        insta::with_settings!({
            snapshot_path => &folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(name, text) });
    }
}

fn told(api: &Api) -> String {
    let Api { document, settings, .. } = api;
    assert_eq!(document.diagnostics.len(), 0, "{}: {:?}", api.name, document.diagnostics);
    let document = &document.value;
    let mut out = String::new();
    let at = place(document, api.at.span.start);
    let _ = writeln!(out, "{at} {} ({:?})", api.name, api.kind);
    for (name, spot) in &settings.properties {
        let _ = writeln!(out, "{} {name}: {}", place(document, spot.at.span.start), spot.value);
    }
    for (name, spot) in &settings.parameters {
        let _ = writeln!(out, "{} {name}: {}", place(document, spot.at.span.start), spot.value);
    }
    if let Some(spot) = &settings.fail_on_warnings {
        let _ = writeln!(out, "{} fails: {}", place(document, spot.at.span.start), spot.value);
    }
    let leaves = document.nodes().filter(|it| !it.is_key() && !has_children(*it));
    for node in leaves {
        // Made, and not known before a deployment.
        let made = if node.is_derived() { '+' } else { ' ' };
        let unknown = if node.has_unknown() { '?' } else { ' ' };
        let (at, value) = (place(document, node.span().start), node.to_json());
        let _ = writeln!(out, "{at} {made}{unknown} {} = {value}", node.pointer());
    }
    out
}

fn has_children(node: Node<'_>) -> bool {
    node.items().next().is_some() || node.entries().next().is_some()
}

/// The line and the column, as wide as others.
fn place(document: &Document, offset: u32) -> String {
    let position = document.position(offset);
    format!("{:>6}", format!("{}:{}", position.line, position.column))
}
