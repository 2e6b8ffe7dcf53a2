//! Definitions with many defects, in both formats: each is found once, at its line, by the rule that is
//! meant for it, and nothing else is found.
//!
//! Beside `testdata/lint/{name}.yaml` and `.json` stands `{name}.txt`, which lists the defects: number,
//! rule, line of the YAML, line of the JSON, and what is wrong. In the YAML a comment at the end of the
//! line has the number and the rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use gatewright_diagnostics::SourceId;
use gatewright_source::read;
use serde_json::Value;

use crate::{gatewright, run, testdata};

/// The definitions: one of OpenAPI 3.0, which is refused for many reasons, and a small one of
/// Swagger 2.0, of which each method is made.
const DEFINITIONS: [&str; 2] = ["defects", "defects-swagger"];

/// What need not be in a table: many schemas stand there for their defect alone.
const UNLISTED_NOTES: [&str; 1] = ["component-unused"];

fn file(name: &str) -> String {
    fs::read_to_string(testdata("lint").join(name)).expect("a readable file")
}

/// A row of the table.
struct Defect {
    number: usize,
    rule: String,
    yaml: u64,
    json: u64,
    wrong: String,
}

fn table(name: &str) -> Vec<Defect> {
    let text = file(&format!("{name}.txt"));
    let row = |line: &str| {
        let mut words = line.split_whitespace();
        let mut next = || words.next().expect("a row has four columns before its words");
        Defect {
            number: next().parse().expect("a number"),
            rule: next().to_owned(),
            yaml: next().parse().expect("a line of the YAML"),
            json: next().parse().expect("a line of the JSON"),
            wrong: words.collect::<Vec<_>>().join(" "),
        }
    };
    text.lines().skip(1).map(row).collect()
}

/// What is found in a file.
struct Found {
    rule: String,
    line: u64,
    severity: String,
    pointer: String,
}

fn findings(name: &str) -> Vec<Found> {
    let path = testdata("lint").join(name);
    let path = path.to_str().expect("a path that is a text");
    let run = run(gatewright(&["lint", "--preset", "all", "--format", "json", path]));
    let json: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let found = json["files"][0]["findings"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let of = |finding: &Value| {
        let id = text(&finding["id"]);
        Found {
            rule: id.split_once('/').expect("an area and a name").1.to_owned(),
            line: finding["line"].as_u64().expect("a line"),
            severity: text(&finding["severity"]),
            pointer: text(&finding["pointer"]),
        }
    };
    found.map(of).collect()
}

/// Compares what is found in a file with the table, both ways.
fn check(name: &str, extension: &str, line: fn(&Defect) -> u64) {
    let mut left: BTreeMap<(String, u64), Vec<String>> = BTreeMap::new();
    for found in findings(&format!("{name}.{extension}")) {
        left.entry((found.rule, found.line)).or_default().push(found.severity);
    }
    let mut faults = Vec::new();
    for defect in table(name) {
        let line = line(&defect);
        let times = left.remove(&(defect.rule.clone(), line)).map_or(0, |found| found.len());
        if times != 1 {
            faults.push(format!("{}: {} {times} times at {line}", defect.number, defect.rule));
        }
    }
    for ((rule, line), severities) in left {
        let are_notes = severities.iter().all(|severity| severity == "info");
        if !are_notes || !UNLISTED_NOTES.contains(&rule.as_str()) {
            faults.push(format!("{rule} at {line} is not in the table"));
        }
    }
    assert!(faults.is_empty(), "{name}.{extension}:\n{}", faults.join("\n"));
}

#[test]
fn each_defect_of_the_yaml_is_found_once_at_its_line_and_nothing_else() {
    for name in DEFINITIONS {
        check(name, "yaml", |defect| defect.yaml);
    }
}

#[test]
fn each_defect_of_the_json_is_found_once_at_its_line_and_nothing_else() {
    for name in DEFINITIONS {
        check(name, "json", |defect| defect.json);
    }
}

#[test]
fn both_formats_have_their_findings_at_the_same_places() {
    let places = |file: &str| -> BTreeSet<(String, String)> {
        findings(file).into_iter().map(|found| (found.rule, found.pointer)).collect()
    };
    for name in DEFINITIONS {
        assert_eq!(places(&format!("{name}.yaml")), places(&format!("{name}.json")));
    }
}

#[test]
fn both_files_are_one_definition() {
    let value = |name: &str| {
        let document = read(SourceId(0), file(name).into_bytes()).value;
        document.root().expect("a definition").to_json()
    };
    for name in DEFINITIONS {
        assert_eq!(value(&format!("{name}.yaml")), value(&format!("{name}.json")));
    }
}

#[test]
fn the_comments_of_the_yaml_are_the_rows_of_the_table() {
    let comment = |(line, text): (u64, &str)| {
        let (number, rule) = text.rsplit_once("# ")?.1.split_once(' ')?;
        Some((number.parse::<usize>().ok()?, rule.to_owned(), line))
    };
    for name in DEFINITIONS {
        let text = file(&format!("{name}.yaml"));
        let comments: Vec<_> = (1..).zip(text.lines()).filter_map(comment).collect();
        let rows = table(name).into_iter().map(|it| (it.number, it.rule, it.yaml));
        assert_eq!(comments, rows.collect::<Vec<_>>());
    }
}

#[test]
fn the_tables_number_defects_of_all_categories() {
    let mut names = BTreeSet::new();
    for name in DEFINITIONS {
        for (row, defect) in table(name).into_iter().enumerate() {
            assert_eq!(defect.number, row + 1, "{name}");
            assert!(!defect.wrong.is_empty(), "{name}: {}", defect.number);
            names.insert(defect.rule);
        }
    }
    assert!(names.len() >= 200, "{} rules", names.len());

    let run = run(gatewright(&["rules", "--format", "json"]));
    let json: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let known = json["rules"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let categories: BTreeMap<String, String> =
        known.map(|rule| (text(&rule["name"]), text(&rule["category"]))).collect();
    let met: BTreeSet<&str> = names.iter().map(|rule| categories[rule].as_str()).collect();
    // What is said of gatewright's own settings is no defect of a definition.
    let of_definitions = categories.values().filter(|it| *it != "configuration");
    let all: BTreeSet<&str> = of_definitions.map(String::as_str).collect();
    assert_eq!(met, all);
}
