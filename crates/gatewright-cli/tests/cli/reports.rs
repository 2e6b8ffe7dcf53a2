//! The formats of reports, alone and several at once, and where they go.

use std::fs;

use crate::{check, fixtures, gatewright, run, scratch};

/// Rules are chosen by name, so that a new one changes nothing.
const RULES: &str = "--select=import-warning,operation-open,path-reserved";

#[test]
fn each_format_tells_the_same_findings() {
    let files = ["lint.yaml", "accepted.yaml"];
    let rules = "--select=path-reserved,operation-open";
    for (name, format) in [
        ("report-jsonl", "jsonl"),
        ("report-sarif", "sarif"),
        ("report-github", "github"),
        ("report-gitlab", "gitlab"),
        ("report-junit", "junit"),
        ("report-checkstyle", "checkstyle"),
        ("report-markdown", "markdown"),
    ] {
        check(name, &[&["lint", rules, "--format", format][..], &files].concat());
    }
}

#[test]
fn of_an_import_the_verdicts_are_told() {
    let files = ["refused.yaml", "warned.yaml", "missing.yaml"];
    for (name, format) in [
        ("report-validate-jsonl", "jsonl"),
        ("report-validate-github", "github"),
        ("report-validate-junit", "junit"),
        ("report-validate-markdown", "markdown"),
    ] {
        check(name, &[&["validate", "--format", format][..], &files].concat());
    }
}

#[test]
fn statistics_count_the_kinds_of_findings() {
    let files = ["notes.yaml", "lint.yaml", "accepted.yaml"];
    for (name, format) in [
        ("statistics-full", "full"),
        ("statistics-concise", "concise"),
        ("statistics-json", "json"),
    ] {
        let rules = "--select=import-warning,operation-open,integration-mock-member-dropped";
        let arguments = ["lint", rules, "--statistics", "--format", format];
        check(name, &[&arguments[..], &files].concat());
    }
    check("statistics-validate", &["validate", "--statistics", "refused.yaml", "warned.yaml"]);
    check("statistics-none", &["validate", "--statistics", "--format=github", "accepted.yaml"]);
    // A report in a file is whole.
    let report = scratch("statistics").join("report.json");
    let target = format!("json={}", report.display());
    let run = run(gatewright(&["lint", "--statistics", "--output", &target, "lint.yaml"]));
    assert_eq!(run.code, Some(1));
    assert!(fs::read_to_string(report).expect("a report").contains("\"findings\""));
}

#[test]
fn a_run_writes_as_many_reports_as_are_asked_for() {
    let folder = scratch("reports-several");
    let to = |name: &str| folder.join(name).to_str().expect("a text").to_owned();
    let [json, concise] = [to("new/folder/a.json"), to("a=b.txt")];
    let alone = |format: &str| run(gatewright(&["lint", RULES, "--format", format, "lint.yaml"]));
    let several = run(gatewright(&[
        "lint",
        RULES,
        "-o",
        &format!("json={json}"),
        &format!("--output=concise={concise}"),
        "lint.yaml",
    ]));
    let full = alone("full");
    assert_eq!((several.code, several.out, several.err), (full.code, full.out, full.err));
    assert_eq!(fs::read_to_string(json).expect("a report"), alone("json").out);
    assert_eq!(fs::read_to_string(concise).expect("a report"), alone("concise").out);

    // The standard output takes whichever was meant for it.
    let run = run(gatewright(&["lint", RULES, "--output", "json=-", "lint.yaml"]));
    assert_eq!((run.out, run.code), (alone("json").out, Some(1)));
}

#[test]
fn colours_stay_on_the_terminal() {
    let report = scratch("reports-colours").join("full.txt");
    let target = format!("full={}", report.display());
    let colored = run(gatewright(&["validate", "--color=always", "-o", &target, "refused.yaml"]));
    assert!(colored.out.contains('\u{1b}'));
    let plain = run(gatewright(&["validate", "refused.yaml"])).out;
    assert_eq!(fs::read_to_string(report).expect("a report"), plain);
}

#[test]
fn a_report_that_cannot_be_written_could_not_run() {
    let folder = scratch("reports-unwritable");
    fs::write(folder.join("file"), "as it was").expect("a file");
    let target = |name: &str| format!("json={}", folder.join(name).display());
    let [bad, good] = [target("file/report.json"), target("report.json")];
    let run = run(gatewright(&["validate", "--output", &bad, "--output", &good, "accepted.yaml"]));
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("cannot write") && run.err.contains("file/report.json"),
        "{}",
        run.err
    );
    // What else there is to tell is told.
    assert!(run.out.contains("accepted.yaml: accepted"));
    assert!(folder.join("report.json").exists());
    assert_eq!(fs::read_to_string(folder.join("file")).expect("a file"), "as it was");
}

#[test]
fn a_report_does_not_take_the_place_of_what_is_looked_at() {
    let folder = scratch("reports-input");
    fs::copy(fixtures().join("accepted.yaml"), folder.join("api.yaml")).expect("a copy");
    let before = fs::read_to_string(folder.join("api.yaml")).expect("a file");
    for target in ["json=api.yaml", "json=./api.yaml"] {
        let mut command = gatewright(&["validate", "--output", target, "api.yaml"]);
        command.current_dir(&folder);
        let run = run(command);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
        assert!(run.err.contains("is looked at"), "{}", run.err);
    }
    assert_eq!(fs::read_to_string(folder.join("api.yaml")).expect("a file"), before);
}

#[test]
fn reports_that_make_no_sense_could_not_run() {
    let report = scratch("reports-senseless").join("report");
    let target = |format: &str| format!("{format}={}", report.display());
    let [json, concise] = ["json", "concise"].map(target);
    for arguments in [
        &["--format", "json", "--output", "concise=-"][..],
        &["--output", "json=-", "--output", "concise=-"],
        &["--output", &json, "--output", &concise],
        &["--output", "json"],
        &["--output", "json="],
        &["--output", "jsom=a"],
        &["--output", "service=a"],
    ] {
        let run = run(gatewright(&[&["lint"][..], arguments, &["accepted.yaml"]].concat()));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
    }
    assert!(!report.exists() && !fixtures().join("a").exists());
}
