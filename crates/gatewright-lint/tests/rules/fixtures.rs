//! Fixtures of rules: what the documentation need not show. `testdata/rules/{rule}/bad*.yaml` has a
//! snapshot of everything that is said of it; of `good*.yaml` nothing is said.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gatewright_lint::{Preset, rules};

use crate::example::{Example, shown};

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rules");
    let Ok(folders) = fs::read_dir(root) else { return Vec::new() };
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder.expect("a folder").path()).expect("a folder"))
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|it| it == "yaml" || it == "json"))
        .collect();
    files.sort();
    files
}

fn name_of(path: &Path) -> (String, String) {
    let text = |path: Option<&std::ffi::OsStr>| {
        path.and_then(|it| it.to_str()).expect("a name").to_owned()
    };
    (text(path.parent().and_then(Path::file_name)), text(path.file_name()))
}

fn example(path: &Path) -> Example {
    Example::of_file(fs::read_to_string(path).expect("a readable file"))
}

#[test]
fn bad_fixtures_say_what_their_snapshots_say() {
    for path in files() {
        let (rule, file) = name_of(&path);
        if !file.starts_with("bad") {
            continue;
        }
        let example = example(&path);
        let mut findings = example.lint(Preset::Recommended).findings;
        // A rule that is in no preset so near says its part alone.
        let alone =
            rules().iter().find(|it| it.metadata.name == rule && it.preset > Preset::Recommended);
        if let Some(alone) = alone {
            let own = example.lint_with(alone).findings.into_iter();
            findings.extend(own.filter(|it| it.diagnostic.metadata.name == rule));
        }
        let document = example.document().value;
        let mut told = String::new();
        for finding in &findings {
            let diagnostic = &finding.diagnostic;
            let position = document.position(diagnostic.location.span.start);
            let (line, column) = (position.line, position.column);
            let name = diagnostic.metadata.name;
            writeln!(told, "{line}:{column} {}[{name}] {}", finding.severity, diagnostic.message)
                .expect("a text takes all");
            for related in &diagnostic.related {
                let line = document.position(related.location.span.start).line;
                writeln!(told, "    {line}: {}", related.text).expect("a text takes all");
            }
            if let Some(help) = &diagnostic.help {
                writeln!(told, "    help: {help}").expect("a text takes all");
            }
            if let Some(fix) = &finding.fix {
                writeln!(told, "    fix: {}", fix.title).expect("a text takes all");
            }
        }
        assert!(told.contains(&format!("[{rule}]")), "{rule}/{file} does not give {rule}:\n{told}");
        insta::with_settings!({
            snapshot_path => path.parent().expect("a file is in a folder"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(file.as_str(), told) });
    }
}

#[test]
fn good_fixtures_are_looked_at_and_silent() {
    for path in files() {
        let (name, file) = name_of(&path);
        if !file.starts_with("good") {
            continue;
        }
        let rule = rules().iter().find(|rule| rule.metadata.name == name);
        let rule = rule.unwrap_or_else(|| panic!("no rule is called {name}"));
        let example = example(&path);
        let alone = example.lint_with(rule);
        assert!(
            alone.judged.iter().any(|(judge, count)| *judge == name && *count > 0),
            "{name} never looked at {file}"
        );
        let own = alone.findings.iter().filter(|it| it.diagnostic.metadata.name == name);
        let rest = example.lint(Preset::Recommended).findings;
        let said: Vec<String> = own.chain(&rest).map(shown).collect();
        assert!(said.is_empty(), "{name}/{file}: {said:#?}");
    }
}

/// Definitions as good as we can write them.
#[test]
fn exemplary_definitions_are_silent_whatever_the_preset() {
    for file in ["exemplary-oas30.yaml", "exemplary-swagger.yaml"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/lint").join(file);
        for example in [example(&path), example(&path).as_json()] {
            let lint = example.lint(Preset::All);
            let said: Vec<String> = lint.findings.iter().map(shown).collect();
            assert!(said.is_empty(), "{file}: {said:#?}");
            let idle = lint.judged.iter().filter(|(_, count)| *count == 0).count();
            assert!(idle * 3 < rules().len(), "{idle} rules see nothing of {file}");
        }
    }
}
