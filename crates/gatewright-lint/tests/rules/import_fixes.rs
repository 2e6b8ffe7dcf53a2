//! The cures of what an import says: made on the examples of the findings' documentation, and on the
//! definitions of `testdata/import-fixes/`, each named by the finding that is cured in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gatewright_diagnostics::{Diagnostic, Section, SourceId};
use gatewright_import::ImportOptions;
use gatewright_lint::{
    Applicability, Entry, FixAvailability, Lint, Preset, Settings, entries, lint,
};
use gatewright_source::{Editor, apply, read};
use gatewright_template::DIAGNOSTICS;

use crate::example::{Example, shown};
use crate::fixing::fixed;

/// The findings of an import that come with a cure, each with examples.
fn cured() -> Vec<(Entry, Vec<Example>)> {
    // Those of templates are made where there are templates.
    let of_import = entries().into_iter().filter(|it| it.rule().is_none() && !it.is_of_template());
    let cured = of_import.filter(|entry| entry.fix != FixAvailability::None);
    let mut all: Vec<(Entry, Vec<Example>)> =
        cured.map(|entry| (entry, documented(&entry))).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/import-fixes");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    for path in files {
        let stem = path.file_stem().and_then(|it| it.to_str()).expect("a name");
        let (name, _) = stem.split_once('.').unwrap_or((stem, ""));
        let found = all.iter_mut().find(|(entry, _)| entry.metadata.name == name);
        let (_, examples) = found.unwrap_or_else(|| panic!("{name} has no cure"));
        let example = Example::of_file(fs::read_to_string(&path).expect("a readable file"));
        examples.extend([example.as_json(), example]);
    }
    all
}

/// The examples of the documentation that give the finding.
fn documented(entry: &Entry) -> Vec<Example> {
    let sections = entry.metadata.sections();
    let bad = sections.iter().filter(|it| it.title == "Bad").flat_map(Section::fences);
    let read = |fence| Example::read(&fence).unwrap_or_else(|it| panic!("{it} is no option"));
    bad.flat_map(read).flat_map(|it| [it.as_json(), it]).collect()
}

fn counts(lint: &Lint) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let of_import = lint.import.diagnostics.iter().map(|it| it.metadata.name);
    let of_rules = lint.findings.iter().map(|it| it.diagnostic.metadata.name);
    let silent: BTreeSet<&str> = of_import.clone().collect();
    for name in of_import.clone().chain(of_rules.filter(|name| !silent.contains(name))) {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// What is wrong with the cures of an example, and how safe those are that it has.
fn judge(name: &str, example: &Example, faults: &mut Vec<String>) -> BTreeSet<Applicability> {
    let before = example.lint(Preset::Recommended);
    let own = example.lint(Preset::Strict).findings;
    let own = own.into_iter().filter(|it| it.diagnostic.metadata.name == name);
    let mut offered = BTreeSet::new();
    for fix in own.filter_map(|it| it.fix) {
        offered.insert(fix.applicability);
        let after = fixed(example, &fix);
        let lint = after.lint(Preset::Recommended);
        let (old, new) = (counts(&before), counts(&lint));
        let count = |counts: &BTreeMap<&str, usize>, name| counts.get(name).copied().unwrap_or(0);
        let mut fault = |what: String| {
            faults.push(format!("{name}, `{}`: {what}\n{}", fix.title, after.text));
        };
        if count(&new, name) >= count(&old, name) {
            fault("the finding is not gone".to_owned());
        }
        for finding in &lint.findings {
            let other = finding.diagnostic.metadata.name;
            if count(&new, other) > count(&old, other) {
                fault(format!("it gives {}", shown(finding)));
            }
        }
        if lint.import.verdict() > before.import.verdict() {
            fault("the service answers worse".to_owned());
        }
        let is_safe = fix.applicability == Applicability::Safe;
        if is_safe && before.import.api.is_some() && before.import.api != lint.import.api {
            fault("a safe fix makes another API".to_owned());
        }
    }
    offered
}

#[test]
fn cures_are_as_declared_and_cure() {
    let mut faults = Vec::new();
    let all = cured();
    assert!(all.len() > 1);
    for (entry, examples) in all {
        let name = entry.metadata.name;
        let mut offered = BTreeSet::new();
        for example in &examples {
            offered.extend(judge(name, example, &mut faults));
        }
        let safest = match offered.first() {
            None => FixAvailability::None,
            Some(Applicability::Safe) => FixAvailability::Safe,
            Some(Applicability::Unsafe) => FixAvailability::Unsafe,
        };
        if safest != entry.fix {
            faults.push(format!("{name} offers {offered:?} and declares {}", entry.fix));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn short_forms_of_an_included_file_become_long_ones() {
    let text = "openapi: 3.0.1\ninfo: { title: !Ref Title, version: '1' }\npaths: {}\n";
    let mut document = read(SourceId(0), text.into());
    let metadata = DIAGNOSTICS.iter().find(|it| it.name == "template-include-short-form");
    let title = document.value.at_pointer("/info/title").expect("a title").location();
    let told = Diagnostic::new(metadata.expect("it is there"), "`!Ref` is not understood", title);
    document.diagnostics = vec![told];
    let lint = lint(&document, &ImportOptions::default(), &Settings::default());
    let mut fixes = lint.findings.into_iter().filter_map(|it| it.fix);
    let fix = fixes.find(|it| it.title == "write `Ref` for `!Ref`").expect("a cure");
    assert_eq!(fix.applicability, Applicability::Safe);
    let edits = Editor::new(&document.value).text_edits(&fix.edits).expect("it can be written");
    assert_eq!(apply(text, &edits), text.replace("!Ref Title", "{ Ref: Title }"));
}
