//! What is said of APIs together with what stands around them: of the templates of
//! `testdata/templates/rules`, a folder each, and of the examples of the documentation.
#![expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Diagnostic, Location, Metadata, Section};
use gatewright_source::{Files, Unreadable, read};
use gatewright_template::{Api, DIAGNOSTICS, Found, Request, check, find};

/// Files by their paths.
struct Texts(BTreeMap<String, String>);

impl Files for Texts {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let text = self.0.get(path).map(|it| it.clone().into_bytes());
        text.ok_or_else(|| Unreadable::Because("there is no such file".to_owned()))
    }
}

/// The APIs of the first of the files.
fn found(texts: &Texts, path: &str) -> Found {
    let mut request = Request::new(texts);
    request.region = Some("eu-west-1".to_owned());
    find(path, texts.0[path].clone().into_bytes(), &request)
}

/// All that is said of templates about an API.
fn told(api: &Api) -> Vec<Diagnostic> {
    let reading = api.document.diagnostics.iter().filter(|it| is_own(it.metadata)).cloned();
    reading.chain(check(api)).collect()
}

/// Whether this is about what stands around an API.
fn is_own(metadata: &Metadata) -> bool {
    metadata.name == "template-reference"
        || metadata.name == "template-include-short-form"
        || metadata.name == "template-lambda-permission"
        || metadata.name == "template-name-for-arn"
        || metadata.name == "template-mixed-definition"
        || metadata.name.starts_with("template-property-")
}

fn listed(texts: &Texts, found: &Found) -> String {
    let mut text = String::new();
    for api in &found.apis {
        writeln!(text, "{}", api.name).expect("a text");
        for diagnostic in told(api) {
            let diagnostic = api.document.value.place(diagnostic);
            let at = |location: &Location| {
                let path = &found.files[location.source.0 as usize];
                let document = read(location.source, texts.0[path].clone().into_bytes()).value;
                let position = document.position(location.span.start);
                let shown = &document.text()[location.span.range()];
                let line = shown.lines().next().unwrap_or_default();
                format!("{path}:{}:{} `{line}`", position.line, position.column)
            };
            let name = diagnostic.metadata.name;
            let place = at(&diagnostic.location);
            writeln!(text, "  {place}\n    [{name}] {}", diagnostic.message).expect("a text");
            if let Some(label) = &diagnostic.label {
                writeln!(text, "    {label}").expect("a text");
            }
            for related in &diagnostic.related {
                let place = at(&related.location);
                writeln!(text, "    {place}: {}", related.text).expect("a text");
            }
            if let Some(help) = &diagnostic.help {
                writeln!(text, "    help: {help}").expect("a text");
            }
        }
    }
    text
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/templates/rules");
    let entries = fs::read_dir(root).expect("a folder");
    let mut folders: Vec<PathBuf> =
        entries.map(|it| it.expect("an entry").path()).filter(|it| it.is_dir()).collect();
    folders.sort();
    folders
}

fn texts(folder: &Path) -> Texts {
    let entries = fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path());
    let files = entries.filter(|it| it.extension().is_some_and(|it| it != "snap"));
    let text = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a text"))
    };
    Texts(files.map(text).collect())
}

#[test]
fn what_is_said_of_templates() {
    let folders = folders();
    assert!(folders.len() > 4, "{folders:?}");
    for folder in folders {
        let texts = texts(&folder);
        let main = texts.0.keys().find(|it| it.starts_with("template.")).expect("a template");
        let main = main.clone();
        let said = listed(&texts, &found(&texts, &main));
        insta::with_settings!({
            snapshot_path => &folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(main, said); });
    }
}

/// The examples of a section: a template with the files that stand behind it.
fn examples(metadata: &Metadata, title: &str) -> Vec<Texts> {
    let sections = metadata.sections();
    let fences = sections.iter().filter(|it| it.title == title).flat_map(Section::fences);
    let mut examples: Vec<Texts> = Vec::new();
    for fence in fences {
        if let Some((_, name)) = fence.info.split_once(",file=") {
            let example = examples.last_mut().expect("a template before its files");
            example.0.insert(name.to_owned(), fence.text);
        } else {
            let main = ("template.yaml".to_owned(), fence.text);
            examples.push(Texts(BTreeMap::from([main])));
        }
    }
    examples
}

fn names(texts: &Texts) -> Vec<&'static str> {
    let found = found(texts, "template.yaml");
    assert_eq!(found.apis.len(), 1, "{:?}", texts.0);
    told(&found.apis[0]).iter().map(|it| it.metadata.name).collect()
}

#[test]
fn examples_do_what_they_say() {
    let mut faults = Vec::new();
    let own: Vec<_> = DIAGNOSTICS.iter().filter(|it| is_own(it)).collect();
    assert!(own.len() > 5);
    for metadata in own {
        let (bad, good) = (examples(metadata, "Bad"), examples(metadata, "Good"));
        if bad.is_empty() || good.is_empty() {
            faults.push(format!("{} has too few examples", metadata.name));
        }
        for example in bad {
            let names = names(&example);
            if names != [metadata.name] {
                faults.push(format!("{} gives {names:?}", metadata.name));
            }
        }
        for example in good {
            let names = names(&example);
            if !names.is_empty() {
                faults.push(format!("the good example of {} gives {names:?}", metadata.name));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
