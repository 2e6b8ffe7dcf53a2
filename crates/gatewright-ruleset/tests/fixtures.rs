//! Fixtures: `testdata/rulesets/{folder}` has rulesets, and beside each what it is held against. A
//! ruleset `name.rules.yaml` is in our own form, `name.spectral.yaml` one of Spectral; the definitions
//! of its folder are the other files, or those that begin with its name. The snapshot has what is said
//! of the ruleset, and then of each definition.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gatewright_diagnostics::{Diagnostic, SourceId};
use gatewright_ruleset::{Loaded, Ruleset};
use gatewright_source::{Document, read};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rulesets")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|it| it == "yaml" || it == "json"))
        .collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_name().and_then(|it| it.to_str()).expect("a name").to_owned()
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn document(path: &Path, source: u32) -> Document {
    let text = fs::read_to_string(path).expect("a readable file");
    let read = read(SourceId(source), text.into());
    assert_eq!(read.diagnostics, [], "{}", path.display());
    read.value
}

fn told(document: &Document, severity: &str, diagnostic: &Diagnostic) -> String {
    let position = document.position(diagnostic.location.span.start);
    let mut told = format!(
        "{}:{} {severity}[{}] {}\n",
        position.line, position.column, diagnostic.metadata.name, diagnostic.message
    );
    if let Some(label) = &diagnostic.label {
        writeln!(told, "    {label}").expect("a text takes all");
    }
    for related in &diagnostic.related {
        let line = document.position(related.location.span.start).line;
        writeln!(told, "    {line}: {}", related.text).expect("a text takes all");
    }
    if let Some(help) = &diagnostic.help {
        writeln!(told, "    help: {help}").expect("a text takes all");
    }
    told
}

/// The ruleset, and what is said of it.
fn ruleset(path: &Path) -> (Ruleset, String) {
    let own = document(path, 0);
    let root = own.root().expect("a mapping");
    let mut others = Vec::new();
    let checked = if name(path).ends_with(".rules.yaml") {
        Ruleset::declared(root)
    } else {
        let mut load = |from: &str, reference: &str| {
            let path = Path::new(from).with_file_name(reference.trim_start_matches("./"));
            if !path.is_file() {
                return Err("there is no such file".to_owned());
            }
            let source = 1 + u32::try_from(others.len()).expect("few files");
            others.push(path.clone());
            let document = document(&path, source);
            Ok(Loaded { path: path.to_str().expect("a text").to_owned(), document })
        };
        Ruleset::spectral(root, path.to_str().expect("a text"), &mut load)
    };
    let mut said = String::new();
    for diagnostic in &checked.diagnostics {
        let source = diagnostic.location.source.0 as usize;
        match source.checked_sub(1) {
            None => said.push_str(&told(&own, "rules", diagnostic)),
            Some(index) => {
                let path = &others[index];
                let text = told(&document(path, 1), "rules", diagnostic);
                writeln!(said, "{} {}", name(path), text.trim_end()).expect("a text takes all");
            }
        }
    }
    (checked.value, said)
}

#[test]
fn fixtures_say_what_their_snapshots_say() {
    let mut folders: Vec<PathBuf> = fs::read_dir(root())
        .expect("the folder of fixtures")
        .map(|it| it.expect("a folder").path())
        .filter(|it| it.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 10, "where are the fixtures?");
    for folder in folders {
        let (rulesets, definitions): (Vec<PathBuf>, Vec<PathBuf>) = files(&folder)
            .into_iter()
            .partition(|it| name(it).contains(".rules.") || name(it).contains(".spectral."));
        let definitions: Vec<PathBuf> =
            definitions.into_iter().filter(|it| !name(it).contains(".base.")).collect();
        for path in rulesets {
            let (ruleset, mut said) = ruleset(&path);
            for definition in &definitions {
                let file = name(definition);
                writeln!(said, "--- {file}").expect("a text takes all");
                let document = document(definition, 9);
                let findings = ruleset.at(&file).check(&document);
                if file.starts_with("good") {
                    let first = findings.first().map(|it| &it.diagnostic);
                    assert_eq!(first, None, "{file} of {}", folder.display());
                } else {
                    let shown = definition.display();
                    assert!(!findings.is_empty(), "nothing is said of {shown}:\n{said}");
                }
                for finding in &findings {
                    said.push_str(&told(&document, finding.severity.as_str(), &finding.diagnostic));
                }
            }
            insta::with_settings!({
                snapshot_path => &folder,
                prepend_module_to_snapshot => false,
                omit_expression => true,
            }, { insta::assert_snapshot!(name(&path).as_str(), said) });
        }
    }
}
