//! The documentation of each finding is run: its examples do what they say, in the service's words
//! where the finding has them.
//!
//! The findings of reading and of the definition have their own tests, which know their own options;
//! here only their examples are imported.

mod documentation;

use std::collections::BTreeSet;

use documentation::{Example, examples};
use gatewright_diagnostics::{
    Confidence, Diagnostic, Effect, Metadata, Section, Stage, Verdict, Words,
};
use gatewright_import::all_diagnostics;

/// Findings whose example cannot do without another one that the service mentions: what it says of
/// a cause and of its consequences.
const COMPANIONS: [(&str, &str); 5] = [
    // A reference that leads nowhere has a warning of its own, and a response loses its model.
    ("model-reference-ignored", "response-model-format-invalid"),
    ("model-reference-invalid", "response-model-format-invalid"),
    ("response-model-format-invalid", "model-reference-ignored"),
    ("request-model-unknown", "model-reference-ignored"),
    // The schema that was refused first.
    ("model-reference-unsatisfied", "model-schema-invalid"),
];

#[test]
fn names_are_unique_and_name_the_fault() {
    let mut names = BTreeSet::new();
    let mut faults = Vec::new();
    for metadata in all_diagnostics() {
        let name = metadata.name;
        if !names.insert(name) {
            faults.push(format!("{name} is declared twice"));
        }
        let kebab = name.split('-').all(|word| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        let advice = ["use-", "prefer-", "avoid-", "no-", "dont-", "missing-"];
        if !kebab || advice.iter().any(|word| name.starts_with(word)) {
            faults.push(format!("{name} is no name of a fault in kebab-case"));
        }
    }
    assert!(names.len() > 80, "the list is too short: {}", names.len());
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn sections_are_present_and_in_order() {
    let mut faults = Vec::new();
    for metadata in all_diagnostics() {
        let summary = metadata.summary();
        if !summary.ends_with('.') || summary.starts_with('#') {
            faults.push(format!("{}: no summary sentence: {summary}", metadata.name));
        }
        let titles: Vec<String> =
            metadata.sections().into_iter().map(|section| section.title).collect();
        let wanted: &[&str] = match (metadata.stage, metadata.words) {
            (Stage::Import, Words::Service) => &["Why", "Bad", "Message", "Good"],
            (
                Stage::Import
                | Stage::Read
                | Stage::Definition
                | Stage::Lint
                | Stage::Config
                | Stage::Template
                | Stage::Custom
                | Stage::Fix,
                _,
            ) => &["Why", "Bad", "Good"],
        };
        let has_message = titles.iter().any(|title| title == "Message");
        let titles: Vec<&str> = titles
            .iter()
            .map(String::as_str)
            // The other crates may quote the service or not.
            .filter(|title| metadata.stage == Stage::Import || *title != "Message")
            .collect();
        if titles != wanted || (has_message && metadata.words == Words::Ours) {
            faults.push(format!("{}: {titles:?}, not {wanted:?}", metadata.name));
        }
        for section in metadata.sections() {
            if section.text.trim().is_empty() {
                faults.push(format!("{}: nothing under {}", metadata.name, section.title));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn what_only_the_documentation_says_is_in_our_words() {
    let quoted = all_diagnostics().into_iter().filter(|metadata| metadata.stage == Stage::Import);
    let faults: Vec<&str> = quoted
        .filter(|it| it.words == Words::Service && it.confidence == Confidence::Documented)
        .map(|it| it.name)
        .collect();
    assert_eq!(faults, Vec::<&str>::new());
}

#[test]
fn bad_examples_give_the_finding() {
    let mut faults = Vec::new();
    // Examples of reading are no definitions; the crate that reads runs them.
    let own = all_diagnostics().into_iter().filter(|metadata| metadata.stage != Stage::Read);
    for metadata in own {
        for example in runnable(metadata, "Bad", &mut faults) {
            let import = example.import();
            if !import.diagnostics.iter().any(|it| it.metadata == metadata) {
                faults.push(format!(
                    "{} is not given: {}",
                    metadata.name,
                    shown(&import.diagnostics)
                ));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new(), "\n{}", faults.join("\n"));
}

#[test]
fn bad_examples_give_nothing_else_that_the_service_mentions() {
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for metadata in ours() {
        for example in runnable(metadata, "Bad", &mut faults) {
            for other in example.import().diagnostics {
                let pair = (metadata.name, other.metadata.name);
                if other.metadata == metadata || !is_mentioned(other.metadata) {
                    continue;
                }
                if COMPANIONS.contains(&pair) {
                    used.insert(pair);
                } else {
                    faults.push(format!("{} comes with {}", pair.0, shown(&[other])));
                }
            }
        }
    }
    for pair in COMPANIONS {
        if !used.contains(&pair) {
            faults.push(format!("{} does not come with {} any more", pair.0, pair.1));
        }
    }
    assert_eq!(faults, Vec::<String>::new(), "\n{}", faults.join("\n"));
}

#[test]
fn messages_are_the_items_of_the_answer() {
    let mut faults = Vec::new();
    for metadata in ours().into_iter().filter(|metadata| metadata.words == Words::Service) {
        let all = metadata.sections();
        let message = all.iter().find(|section| section.title == "Message");
        let written: Vec<String> = message
            .into_iter()
            .flat_map(Section::fences)
            .filter(|fence| fence.info == "text")
            .flat_map(|fence| fence.text.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        if written.is_empty() {
            faults.push(format!("{} has no message", metadata.name));
        }
        for example in runnable(metadata, "Bad", &mut faults) {
            let given: Vec<String> = example
                .import()
                .diagnostics
                .into_iter()
                .filter(|it| it.metadata == metadata)
                .map(|it| it.message)
                .collect();
            if given != written {
                faults.push(format!("{} says {given:#?}, not {written:#?}", metadata.name));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new(), "\n{}", faults.join("\n"));
}

#[test]
fn good_examples_are_accepted() {
    let mut faults = Vec::new();
    for metadata in all_diagnostics() {
        for example in runnable(metadata, "Good", &mut faults) {
            let import = example.import();
            if import.diagnostics.iter().any(|it| it.metadata == metadata) {
                faults.push(format!("{} is given", metadata.name));
            }
            // The other crates' examples need not be whole definitions.
            if metadata.stage == Stage::Import && import.verdict() != Verdict::Accepted {
                faults.push(format!("{}: {}", metadata.name, shown(&import.diagnostics)));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new(), "\n{}", faults.join("\n"));
}

/// The findings of the import itself.
fn ours() -> Vec<&'static Metadata> {
    let all = all_diagnostics().into_iter();
    all.filter(|metadata| metadata.stage == Stage::Import).collect()
}

fn is_mentioned(metadata: &Metadata) -> bool {
    match metadata.effect {
        Effect::Refused | Effect::Warned => true,
        Effect::DeployFails | Effect::Dropped | Effect::Noted => false,
    }
}

/// The examples of a section. One whose options are not known here is a fault, unless another crate
/// owns it.
fn runnable(metadata: &Metadata, title: &str, faults: &mut Vec<String>) -> Vec<Example> {
    let found = examples(metadata, title);
    if found.is_empty() {
        faults.push(format!("{} has no example under {title}", metadata.name));
    }
    let mut runnable = Vec::new();
    for example in found {
        match example {
            Ok(example) => runnable.push(example),
            Err(option) if metadata.stage == Stage::Import => {
                faults.push(format!("{}: no option `{option}`", metadata.name));
            }
            Err(_) => {}
        }
    }
    runnable
}

fn shown(diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|it| format!("{}: {}", it.metadata.name, it.message));
    lines.collect::<Vec<_>>().join(" / ")
}
