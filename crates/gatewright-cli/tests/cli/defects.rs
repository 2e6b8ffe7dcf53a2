//! A definition with many defects, in both formats: each is found once, at its line, by the rule that
//! is meant for it, and nothing else is found.
//!
//! `testdata/lint/defects.txt` lists them: number, rule, line of the YAML, line of the JSON, and what is
//! wrong. In the YAML a comment at the end of the line has the number and the rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use gatewright_diagnostics::SourceId;
use gatewright_source::read;
use serde_json::Value;

use crate::{gatewright, run, testdata};

/// Notes that the table need not list, since they say more of the whole document than of a place.
const UNLISTED_NOTES: [&str; 0] = [];

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

fn table() -> Vec<Defect> {
    let text = file("defects.txt");
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
fn check(name: &str, line: fn(&Defect) -> u64) {
    let mut left: BTreeMap<(String, u64), Vec<String>> = BTreeMap::new();
    for found in findings(name) {
        left.entry((found.rule, found.line)).or_default().push(found.severity);
    }
    let mut faults = Vec::new();
    for defect in table() {
        let (number, rule, line) = (defect.number, defect.rule.clone(), line(&defect));
        match left.remove(&(rule, line)).map_or(0, |found| found.len()) {
            1 => {}
            times => faults.push(format!("{number}: {} {times} times at {line}", defect.rule)),
        }
    }
    for ((rule, line), severities) in left {
        let is_note = severities.iter().all(|severity| severity == "info");
        if !is_note || !UNLISTED_NOTES.contains(&rule.as_str()) {
            faults.push(format!("{rule} at {line} is not in the table"));
        }
    }
    assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
}

#[test]
fn each_defect_of_the_yaml_is_found_once_at_its_line_and_nothing_else() {
    check("defects.yaml", |defect| defect.yaml);
}

#[test]
fn each_defect_of_the_json_is_found_once_at_its_line_and_nothing_else() {
    check("defects.json", |defect| defect.json);
}

#[test]
fn both_formats_have_their_findings_at_the_same_places() {
    let places = |name: &str| -> BTreeSet<(String, String)> {
        findings(name).into_iter().map(|found| (found.rule, found.pointer)).collect()
    };
    assert_eq!(places("defects.yaml"), places("defects.json"));
}

#[test]
fn both_files_are_one_definition() {
    let value = |name: &str| {
        let document = read(SourceId(0), file(name).into_bytes()).value;
        document.root().expect("a definition").to_json()
    };
    assert_eq!(value("defects.yaml"), value("defects.json"));
}

#[test]
fn the_comments_of_the_yaml_are_the_rows_of_the_table() {
    let text = file("defects.yaml");
    let comment = |(line, text): (u64, &str)| {
        let (number, rule) = text.rsplit_once("# ")?.1.split_once(' ')?;
        Some((number.parse::<usize>().ok()?, rule.to_owned(), line))
    };
    let comments: Vec<_> = (1..).zip(text.lines()).filter_map(comment).collect();
    let rows: Vec<_> = table().into_iter().map(|it| (it.number, it.rule, it.yaml)).collect();
    assert_eq!(comments, rows);
}

#[test]
fn the_table_numbers_defects_of_all_categories() {
    let rows = table();
    let numbers: Vec<usize> = rows.iter().map(|defect| defect.number).collect();
    assert_eq!(numbers, (1..=rows.len()).collect::<Vec<_>>());
    assert!(rows.iter().all(|defect| !defect.wrong.is_empty()));
    let rules: BTreeSet<&str> = rows.iter().map(|defect| defect.rule.as_str()).collect();
    assert!(rules.len() >= 100, "{} rules", rules.len());

    let run = run(gatewright(&["rules", "--format", "json"]));
    let json: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let known = json["rules"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let categories: BTreeMap<String, String> =
        known.map(|rule| (text(&rule["name"]), text(&rule["category"]))).collect();
    let met: BTreeSet<&str> = rules.iter().map(|rule| categories[*rule].as_str()).collect();
    let all: BTreeSet<&str> = categories.values().map(String::as_str).collect();
    let unmet: Vec<_> = all.difference(&met).filter(|it| **it != "limits").collect();
    assert!(unmet.is_empty(), "{unmet:?}");
}
