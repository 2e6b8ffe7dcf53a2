//! What the templates in `testdata/templates/cloudformation/` come to: of each API its definition, with where
//! computed values stand and how far they are known, its settings, and the findings. A template may begin with
//! lines such as `# parameter Stage=live` and `# region eu-west-1`; in JSON they are under `Metadata`.

#![expect(clippy::disallowed_methods, reason = "tests read fixtures")]

mod folder;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use folder::Folder;
use gatewright_diagnostics::{Diagnostic, Location, SourceId, Span};
use gatewright_source::{Document, Node, read};
use gatewright_template::{Api, Found, Request, find};

#[test]
fn templates_come_to_definitions() {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/templates/cloudformation");
    let mut names: Vec<String> = fs::read_dir(&root)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| matches!(name.rsplit_once('.'), Some((_, "yaml" | "json"))))
        .collect();
    names.sort();
    assert!(names.len() > 10, "too few fixtures: {}", names.len());
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => &root, omit_expression => true }, {
        for name in names {
            let bytes = fs::read(root.join(&name)).expect("a fixture");
            let files = Folder(root.clone());
            let found = find(&name, bytes.clone(), &request(&String::from_utf8_lossy(&bytes), &files));
            insta::assert_snapshot!(name.as_str(), told(&found, &root));
        }
    });
}

/// What the first lines of a template, or lines of its metadata, say that it is given.
fn request<'a>(text: &str, files: &'a Folder) -> Request<'a> {
    let mut request = Request::new(files);
    for line in text.lines() {
        let line = line.trim().trim_matches(['"', ',']).trim_start_matches("# ");
        if let Some((name, value)) =
            line.strip_prefix("parameter ").and_then(|it| it.split_once('='))
        {
            request.parameters.insert(name.to_owned(), value.into());
        } else if let Some(region) = line.strip_prefix("region ") {
            request.region = Some(region.to_owned());
        } else if let Some(account) = line.strip_prefix("account ") {
            request.account_id = Some(account.to_owned());
        }
    }
    request
}

/// Files and their lines.
struct Files<'f> {
    found: &'f Found,
    documents: Vec<Document>,
}

fn told(found: &Found, root: &Path) -> String {
    let documents = (0u32..).zip(&found.files).map(|(number, path)| {
        let bytes = fs::read(root.join(path)).unwrap_or_default();
        read(SourceId(number), bytes).value
    });
    let files = Files { found, documents: documents.collect() };
    let mut out = String::new();
    writeln!(out, "{:?}, {} APIs", found.kind, found.apis.len()).expect("a string");
    for diagnostic in &found.diagnostics {
        files.finding(diagnostic, &mut out);
    }
    for api in &found.apis {
        files.api(api, &mut out);
    }
    out
}

impl Files<'_> {
    fn api(&self, api: &Api, out: &mut String) {
        let document = &api.document.value;
        writeln!(out, "\n## {} ({:?}), {}", api.name, api.kind, self.place(&api.at))
            .expect("a string");
        let settings = &api.settings;
        for (name, it) in &settings.properties {
            writeln!(out, "{name} = {}", it.value).expect("a string");
        }
        for (name, it) in &settings.parameters {
            writeln!(out, "Parameters.{name} = {}", it.value).expect("a string");
        }
        if let Some(it) = &settings.mode {
            writeln!(out, "Mode = {}", it.value).expect("a string");
        }
        if let Some(it) = &settings.fail_on_warnings {
            writeln!(out, "FailOnWarnings = {}", it.value).expect("a string");
        }
        out.push('\n');
        match document.root() {
            Some(root) => self.node(root, document, 0, out),
            None => out.push_str("no definition\n"),
        }
        for diagnostic in &api.document.diagnostics {
            self.finding(&document.place(diagnostic.clone()), out);
        }
    }

    /// A node as YAML, with a comment where it is computed.
    fn node(&self, node: Node<'_>, document: &Document, depth: usize, out: &mut String) {
        let remark = self.remark(node, document);
        if node.is_mapping() {
            let _ = writeln!(out, "{remark}");
            for (key, value) in node.entries() {
                let _ = write!(
                    out,
                    "{}{}{}:",
                    "  ".repeat(depth),
                    text(key),
                    self.remark(key, document)
                );
                self.node(value, document, depth + 1, out);
            }
        } else if node.is_sequence() {
            let _ = writeln!(out, "{remark}");
            for item in node.items() {
                let _ = write!(out, "{}-", "  ".repeat(depth));
                self.node(item, document, depth + 1, out);
            }
        } else {
            let _ = writeln!(out, " {}{remark}", text(node));
        }
    }

    fn remark(&self, node: Node<'_>, document: &Document) -> String {
        if !node.is_derived() {
            let (source, span) = document.placed(node.span());
            // What is written in another file is told where it begins.
            let is_begin = node.parent().is_none_or(|it| document.placed(it.span()).0 != source);
            let is_other = source != SourceId(0) && is_begin;
            return if is_other {
                format!("  # from {}", self.at(source, span))
            } else {
                String::new()
            };
        }
        let known = match (node.is_unknown(), node.has_unknown()) {
            (true, _) => "unknown, ",
            (false, true) => "partly unknown, ",
            (false, false) => "",
        };
        let (source, span) = document.placed(node.span());
        let written = self.documents[source.0 as usize].text().get(span.range()).unwrap_or("?");
        let first: String = written.lines().next().unwrap_or_default().chars().take(60).collect();
        format!("  # {known}{} `{first}`", self.at(source, span))
    }

    fn finding(&self, diagnostic: &Diagnostic, out: &mut String) {
        let place = self.place(&diagnostic.location);
        let name = diagnostic.metadata.name;
        let _ = writeln!(
            out,
            "! {place}: {}: {} [{}]",
            diagnostic.metadata.effect.as_str(),
            diagnostic.message,
            name
        );
    }

    fn place(&self, at: &Location) -> String {
        self.at(at.source, at.span)
    }

    fn at(&self, source: SourceId, span: Span) -> String {
        let number = source.0 as usize;
        let line = self.documents[number].position(span.start).line;
        format!("{}:{line}", self.found.files[number])
    }
}

/// A scalar as JSON, so that texts differ from numbers.
fn text(node: Node<'_>) -> String {
    if node.is_key() {
        return node.text().unwrap_or_default().to_owned();
    }
    node.to_json().to_string()
}
