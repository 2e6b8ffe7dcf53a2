//! What the doc comments of the rules promise: their sections, and what their examples give.

use std::collections::BTreeSet;

use gatewright_diagnostics::Verdict;
use gatewright_lint::{
    Applicability, FixAvailability, Lint, Preset, Rule, Severity, Versions, entries, rules,
};

use crate::example::{Example, shown};
use crate::fixing::fixed;

/// Rules whose bad example cannot do without a finding of another one.
const COMPANIONS: &[(&str, &str)] = &[
    // The scheme that is dropped, and the operation that goes without.
    ("security-login-dropped", "security-scheme-unsupported"),
];

fn no_faults(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The examples of a section, each in the versions that it fits, as YAML and as JSON.
fn examples(rule: &Rule, title: &str, faults: &mut Vec<String>) -> Vec<Example> {
    let sections = rule.metadata.sections();
    let fences = sections
        .iter()
        .filter(|it| it.title == title)
        .flat_map(gatewright_diagnostics::Section::fences);
    let mut all = Vec::new();
    for fence in fences {
        match Example::read(&fence) {
            Ok(read) => all.extend(read.into_iter().flat_map(|it| [it.as_json(), it])),
            Err(problem) => faults.push(format!("{}: {problem}", rule.metadata.name)),
        }
    }
    if all.is_empty() {
        faults.push(format!("{} has no example under {title}", rule.metadata.name));
    }
    all
}

#[test]
fn rules_are_in_order_and_no_name_is_used_twice() {
    let names: Vec<&str> = rules().iter().map(|rule| rule.metadata.name).collect();
    assert!(names.len() > 1);
    assert!(names.is_sorted(), "{names:?}");
    let all: Vec<&str> = entries().iter().flat_map(gatewright_lint::Entry::names).collect();
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> = all.into_iter().filter(|name| !seen.insert(*name)).collect();
    assert_eq!(twice, Vec::<&str>::new());
}

#[test]
fn rules_yield_to_findings_that_there_are() {
    let all = entries();
    let mut faults = Vec::new();
    for rule in rules() {
        for other in rule.yields_to {
            if !all.iter().any(|entry| entry.metadata.name == *other) {
                faults.push(format!("{} yields to {other}, which is none", rule.metadata.name));
            }
        }
    }
    no_faults(&faults);
}

#[test]
fn sections_are_present_and_in_order() {
    const OPTIONAL: [&str; 2] = ["Fix safety", "See also"];
    let mut faults = Vec::new();
    for rule in rules() {
        let name = rule.metadata.name;
        let summary = rule.metadata.summary();
        if !summary.ends_with('.') || summary.starts_with('#') {
            faults.push(format!("{name}: no summary sentence: {summary}"));
        }
        let sections = rule.metadata.sections();
        let titles: Vec<&str> = sections.iter().map(|it| it.title.as_str()).collect();
        let (needed, rest) = titles.split_at(titles.len().min(3));
        let in_order = needed == ["Why", "Bad", "Good"]
            && rest.iter().all(|title| OPTIONAL.contains(title))
            && rest.is_sorted();
        if !in_order {
            faults.push(format!("{name}: the sections are {titles:?}"));
        }
        for section in &sections {
            if section.text.trim().is_empty() {
                faults.push(format!("{name}: nothing under {}", section.title));
            }
        }
    }
    no_faults(&faults);
}

#[test]
fn bad_examples_give_one_finding() {
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for rule in rules() {
        let name = rule.metadata.name;
        for example in examples(rule, "Bad", &mut faults) {
            let alone = example.lint_with(rule);
            let own: Vec<_> =
                alone.findings.iter().filter(|it| it.diagnostic.metadata.name == name).collect();
            if own.len() != 1 {
                let said: Vec<String> = alone.findings.iter().map(shown).collect();
                faults.push(format!(
                    "{name} is given {} times: {said:?}\n{}",
                    own.len(),
                    example.text
                ));
            }
            for other in example.lint(Preset::Recommended).findings {
                let pair = (name, other.diagnostic.metadata.name);
                if other.severity > Severity::Warning || pair.0 == pair.1 {
                    continue;
                }
                match COMPANIONS.iter().find(|known| **known == pair) {
                    Some(known) => {
                        used.insert(*known);
                    }
                    None => faults.push(format!("{name} comes with {}", shown(&other))),
                }
            }
        }
    }
    for pair in COMPANIONS.iter().filter(|pair| !used.contains(*pair)) {
        faults.push(format!("{} does not come with {} any more", pair.0, pair.1));
    }
    no_faults(&faults);
}

#[test]
fn good_examples_reach_the_check_and_are_clean() {
    let mut faults = Vec::new();
    for rule in rules() {
        let name = rule.metadata.name;
        for example in examples(rule, "Good", &mut faults) {
            let alone = example.lint_with(rule);
            if alone.judged.iter().any(|(judge, count)| *judge == name && *count == 0) {
                faults.push(format!("{name} never looked at its good example\n{}", example.text));
            }
            for own in alone.findings.iter().filter(|it| it.diagnostic.metadata.name == name) {
                faults.push(format!("{name} is given for a good example: {}", shown(own)));
            }
            if alone.import.verdict() != Verdict::Accepted {
                let said: Vec<String> = alone.findings.iter().map(shown).collect();
                faults.push(format!("{name}: the import complains: {said:?}"));
            }
            for other in example.lint(Preset::Recommended).findings {
                faults.push(format!("{name}: its good example gives {}", shown(&other)));
            }
        }
    }
    no_faults(&faults);
}

#[test]
fn both_versions_are_shown() {
    let mut faults = Vec::new();
    for rule in rules() {
        for title in ["Bad", "Good"] {
            let versions: BTreeSet<Versions> =
                examples(rule, title, &mut faults).iter().map(|it| it.version).collect();
            let wanted = match rule.versions {
                Versions::Both => BTreeSet::from([Versions::Swagger20, Versions::OpenApi30]),
                one => BTreeSet::from([one]),
            };
            if versions != wanted {
                let name = rule.metadata.name;
                faults.push(format!("{name}: {title} shows {versions:?}, not {wanted:?}"));
            }
        }
    }
    no_faults(&faults);
}

#[test]
fn fixes_are_as_declared_and_cure() {
    let mut faults = Vec::new();
    for rule in rules() {
        let name = rule.metadata.name;
        let mut offered = BTreeSet::new();
        for example in examples(rule, "Bad", &mut faults) {
            let Lint { findings, import, .. } = example.lint_with(rule);
            let own = findings.iter().find(|it| it.diagnostic.metadata.name == name);
            let Some(fix) = own.and_then(|it| it.fix.as_ref()) else { continue };
            offered.insert(fix.applicability);
            let cured = fixed(&example, fix);
            let api = cured.lint_with(rule).import.api;
            if fix.applicability == Applicability::Safe
                && import.api.is_some_and(|it| Some(it) != api)
            {
                faults.push(format!("{name}: a safe fix makes another API\n{}", example.text));
            }
            for left in cured.lint(Preset::Recommended).findings {
                if left.severity <= Severity::Warning {
                    faults.push(format!(
                        "{name}: fixed, it gives {}\n{}",
                        shown(&left),
                        cured.text
                    ));
                }
            }
        }
        let wanted = match rule.fix {
            FixAvailability::None => BTreeSet::new(),
            FixAvailability::Safe => BTreeSet::from([Applicability::Safe]),
            FixAvailability::Unsafe => BTreeSet::from([Applicability::Unsafe]),
        };
        if offered != wanted {
            faults.push(format!("{name} offers {offered:?} and declares {wanted:?}"));
        }
    }
    no_faults(&faults);
}
