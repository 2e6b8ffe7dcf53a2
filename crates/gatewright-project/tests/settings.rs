//! Settings: what is said of those with faults, what holds for which file, and that nothing that
//! anybody writes is beyond telling. The fixtures are `testdata/config`, a folder each.
#![expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gatewright_diagnostics::{Checked, Metadata, SourceId};
use gatewright_import::BasepathMode;
use gatewright_lint::{Finding, Preset};
use gatewright_project::{
    Asked, DIAGNOSTICS, Files, Origins, Project, Projects, Threshold, entries, schema,
};
use gatewright_source::Document;
use proptest::prelude::*;

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }
}

/// Files by their paths.
#[derive(Default)]
struct Texts(BTreeMap<PathBuf, Vec<u8>>);

impl Files for Texts {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.get(path).cloned().ok_or_else(|| ErrorKind::NotFound.into())
    }
}

impl Texts {
    fn new(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| (PathBuf::from(path), (*text).into());
        Self(files.iter().map(file).collect())
    }
}

fn fixtures() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/config");
    fs::canonicalize(folder).expect("a folder")
}

fn definition(text: &str) -> Checked<Document> {
    gatewright_source::read(SourceId(0), text.into())
}

/// All that is wrong with the settings, by file.
fn told(project: &Project) -> String {
    let mut text = String::new();
    for source in project.sources() {
        for Finding { diagnostic, severity, .. } in &source.findings {
            let at = source.document.position(diagnostic.location.span.start);
            let name = source.path.file_name().expect("a file").to_string_lossy();
            let (line, column, id) = (at.line, at.column, diagnostic.metadata.name);
            let message = &diagnostic.message;
            writeln!(text, "{name}:{line}:{column} {severity}[{id}] {message}").expect("a text");
            if let Some(label) = &diagnostic.label {
                writeln!(text, "    {label}").expect("a text");
            }
            if let Some(help) = &diagnostic.help {
                writeln!(text, "    help: {help}").expect("a text");
            }
        }
    }
    text
}

#[test]
fn all_faults_of_settings_are_told_with_their_places() {
    let yaml = "gatewright.yaml";
    let folders =
        [("extends", yaml), ("names", "gatewright.json"), ("rules", yaml), ("values", yaml)];
    for (folder, name) in folders {
        let folder = fixtures().join(folder);
        let told = told(&Projects::new(Disk, Origins::Found).of(&folder.join("api.yaml")));
        insta::with_settings!({
            snapshot_path => &folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(name, told) });
    }
}

const PING: &str = "openapi: 3.0.1\ninfo: { title: Pets, version: '1' }\npaths: { /ping: {} }\n";

/// What is said of settings, also after a run over a definition with the path `/ping`.
fn said_of(text: &str) -> Vec<&'static Metadata> {
    let files = Texts::new(&[("/a/gatewright.yaml", text), ("/a/base.yaml", "preset: strict\n")]);
    let file = Path::new("/a/api.yaml");
    let project = Projects::new(files, Origins::Found).of(file);
    let check = project.check(file, &definition(PING), &Asked::default());
    let unused = project.unused(&check.exemptions);
    let findings = project.sources().iter().flat_map(|source| source.findings.clone());
    let all = findings.chain(unused.into_iter().map(|(_, finding)| finding));
    all.map(|finding| finding.diagnostic.metadata).collect()
}

#[test]
fn examples_of_documentation_give_what_they_show() {
    let entries = entries();
    for metadata in DIAGNOSTICS {
        assert!(entries.iter().any(|entry| entry.metadata == *metadata), "{}", metadata.name);
        let sections = metadata.sections();
        let titles: Vec<&str> = sections.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, ["Why", "Bad", "Good"], "{}", metadata.name);
        for section in &sections[1..] {
            let fences = section.fences();
            assert!(!fences.is_empty(), "{}", metadata.name);
            for fence in fences {
                let said: Vec<&str> = said_of(&fence.text).iter().map(|it| it.name).collect();
                let wanted = if section.title == "Bad" { vec![metadata.name] } else { vec![] };
                assert_eq!(said, wanted, "{}", fence.text);
            }
        }
    }
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let schema = schema();
    jsonschema::meta::validate(&schema).expect("a JSON Schema");
    let validator = jsonschema::validator_for(&schema).expect("a JSON Schema");
    let value = |text: &str| {
        let document = definition(text).value;
        document.root().expect("a document").to_json()
    };
    let good = fs::read_to_string(fixtures().join("project/gatewright.yaml")).expect("a file");
    // YAML 1.1 has `off` for a boolean; editors read 1.2.
    let good = value(&good.replace(": off", ": 'off'"));
    let errors: Vec<String> = validator.iter_errors(&good).map(|it| it.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    let mut refused = BTreeSet::new();
    for metadata in DIAGNOSTICS {
        let is_of_form = ["member", "value"].iter().any(|it| metadata.name.contains(it));
        for section in metadata.sections() {
            for fence in section.fences() {
                let is_bad = section.title == "Bad" && is_of_form;
                if metadata.name == "config-unparseable" {
                    continue;
                }
                assert_eq!(validator.is_valid(&value(&fence.text)), !is_bad, "{}", fence.text);
                refused.extend(is_bad.then_some(metadata.name));
            }
        }
    }
    assert_eq!(refused.len(), 3);
}

#[test]
fn what_holds_for_a_file_is_the_strongest_that_anybody_says() {
    let root = fixtures().join("project");
    let projects = Projects::new(Disk, Origins::Found);
    let (new, old) = (root.join("apis/pets.yaml"), root.join("apis/legacy/old.json"));
    let project = projects.of(&new);
    assert_eq!(told(&project), "");
    assert!(Arc::ptr_eq(&project, &projects.of(&old)));
    let of = |path: &Path, asked: &Asked| project.effective(path, asked);
    let nobody = Asked::default();
    assert_eq!(of(&new, &nobody).settings.preset, Preset::Strict);
    assert_eq!(of(&new, &nobody).options.basepath, BasepathMode::Split);
    assert_eq!(of(&new, &nobody).fail_on, Threshold::Error);
    assert_eq!(of(&old, &nobody).settings.preset, Preset::Import);
    assert_eq!(of(&old, &nobody).options.basepath, BasepathMode::Prepend);
    assert_eq!(of(&old, &nobody).fail_on, Threshold::Never);
    for path in [&new, &old] {
        let effective = of(path, &nobody);
        assert_eq!(effective.options.variables.region.as_deref(), Some("eu-west-1"));
        assert_eq!(effective.settings.quotas.resources, 500);
    }
    let asked = Asked {
        preset: Some(Preset::All),
        basepath: Some(BasepathMode::Ignore),
        region: Some("us-east-1".to_owned()),
        quotas: vec![("resources", 7)],
        ..Asked::default()
    };
    let effective = of(&old, &asked);
    assert_eq!(effective.settings.preset, Preset::All);
    assert_eq!(effective.options.basepath, BasepathMode::Ignore);
    assert_eq!(effective.options.variables.region.as_deref(), Some("us-east-1"));
    assert_eq!(effective.settings.quotas.resources, 7);
    assert!(project.excludes(&root.join("apis/gone/a.yaml")) && !project.excludes(&new));
}

#[test]
fn the_nearest_settings_count_and_those_that_are_named_or_none() {
    let files = || {
        Texts::new(&[
            ("/a/gatewright.yml", "preset: strict\n"),
            ("/a/b/gatewright.json", "{\"preset\": \"import\"}\n"),
            ("/other.yaml", "preset: all\n"),
        ])
    };
    let preset = |origins: Origins, path: &str| {
        let path = Path::new(path);
        let project = Projects::new(files(), origins).of(path);
        project.effective(path, &Asked::default()).settings.preset
    };
    assert_eq!(preset(Origins::Found, "/a/x/y/api.yaml"), Preset::Strict);
    assert_eq!(preset(Origins::Found, "/a/b/c/api.yaml"), Preset::Import);
    assert_eq!(preset(Origins::Found, "/a/b/../api.yaml"), Preset::Strict);
    assert_eq!(preset(Origins::Found, "/api.yaml"), Preset::Recommended);
    assert_eq!(preset(Origins::Named("/other.yaml".into()), "/a/b/api.yaml"), Preset::All);
    assert_eq!(preset(Origins::None, "/a/b/api.yaml"), Preset::Recommended);
    let missing = Projects::new(files(), Origins::Named("/nowhere.yaml".into()));
    let project = missing.of(Path::new("/a/api.yaml"));
    let finding = &project.sources()[0].findings[0];
    assert_eq!(finding.diagnostic.message, "there is no file `nowhere.yaml`");
}

/// Texts that settings are made of, and others.
fn pieces() -> impl Strategy<Value = String> {
    let known = "preset: |select: |ignore: |severities: |quotas: |import: |overrides: |extends: |\
                 gatewright.yaml|a.yaml|files: |rules: |rulesets: |pointer: |baseline: |exclude: |\
                 strict|off|path-*|*|/|[|]|{|}|, |\n|\n  |\n- |- |&a |*a|<<: |'|\"|#|~|1|-1|\t|!x ";
    let known: Vec<&str> = known.split('|').collect();
    let piece = prop_oneof![proptest::sample::select(known).prop_map(str::to_owned), "\\PC{0,4}"];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_stands_in_settings_they_are_read_and_a_file_is_checked(
        text in prop_oneof![
            pieces().prop_map(String::into_bytes),
            proptest::collection::vec(any::<u8>(), 0..60),
        ],
    ) {
        let mut files = Texts::default();
        for path in ["/gatewright.yaml", "/a.yaml"] {
            files.0.insert(path.into(), text.clone());
        }
        let file = Path::new("/api.yaml");
        let project = Projects::new(files, Origins::Found).of(file);
        for source in project.sources() {
            for finding in &source.findings {
                let span = finding.diagnostic.location.span;
                prop_assert!(source.document.text().get(span.range()).is_some());
            }
        }
        let check = project.check(file, &definition(PING), &Asked::default());
        project.unused(&check.exemptions);
    }
}
