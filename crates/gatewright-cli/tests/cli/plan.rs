//! `gatewright plan`, in the folder `testdata/plan`.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

use crate::{check_beside, gatewright, run, scratch, testdata};

/// A plan between the two definitions of a case.
fn plan(case: &str, arguments: &[&str]) -> (Vec<String>, Command) {
    let files = ["existing", "incoming"].map(|file| format!("{case}/{file}.yaml"));
    let files = files.iter().map(String::as_str);
    let arguments: Vec<String> = ["plan"]
        .into_iter()
        .chain(files)
        .chain(arguments.iter().copied())
        .map(str::to_owned)
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut command = gatewright(&words);
    command.current_dir(testdata("plan"));
    (arguments, command)
}

fn check(name: &str, case: &str, arguments: &[&str]) {
    let (arguments, command) = plan(case, arguments);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    check_beside(&testdata("plan"), name, &arguments, command);
}

#[test]
fn a_plan_is_shown_in_each_form() {
    check("shop-merge", "shop", &[]);
    check("shop-overwrite", "shop", &["--mode", "overwrite"]);
    check("shop-markdown", "shop", &["--mode", "overwrite", "--format", "markdown"]);
    check("shop-json", "shop", &["--mode", "overwrite", "--format", "json"]);
    check("proxy", "proxy", &["--mode", "overwrite"]);
}

#[test]
fn texts_of_files_are_shown_and_not_obeyed() {
    check("hostile-text", "hostile", &[]);
    check("hostile-markdown", "hostile", &["--format", "markdown"]);
    let out = run(plan("hostile", &[]).1).out;
    assert!(!out.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{out}");
}

#[test]
fn colours_are_those_of_the_terminal_and_never_in_other_formats() {
    for (format, is_coloured) in [("text", true), ("markdown", false), ("json", false)] {
        let out = run(plan("shop", &["--color", "always", "--format", format]).1).out;
        assert_eq!(out.contains('\u{1b}'), is_coloured, "{format}");
    }
}

#[test]
fn dangers_end_with_one_if_they_are_to() {
    let code = |case: &str, fail_on: &str| {
        let (_, command) = plan(case, &["--mode", "overwrite", "--fail-on", fail_on]);
        run(command).code
    };
    assert_eq!(run(plan("shop", &[]).1).code, Some(0));
    for fail_on in ["security", "breaking", "any"] {
        assert_eq!(code("shop", fail_on), Some(1), "{fail_on}");
    }
    // An open proxy takes the requests: nobody is broken, but everybody may come in.
    assert_eq!(code("proxy", "breaking"), Some(0));
    assert_eq!(code("proxy", "security"), Some(1));
    assert_eq!(code("proxy", "any"), Some(1));
    let mut command =
        gatewright(&["plan", "shop/existing.yaml", "shop/existing.yaml", "--fail-on", "any"]);
    command.current_dir(testdata("plan"));
    let same = run(command);
    assert_eq!((same.code, same.out.as_str()), (Some(0), "No changes; 17 kept\n"));
}

#[test]
fn a_plan_says_the_same_of_an_api_as_of_its_definition() {
    let folder = scratch("plan-api");
    let file = folder.join("api.json").to_string_lossy().into_owned();
    let mut import = gatewright(&["import", "shop/existing.yaml", "-o", &file]);
    import.current_dir(testdata("plan"));
    assert_eq!(run(import).code, Some(0));
    let of = |existing: &str| {
        let arguments = ["plan", existing, "shop/incoming.yaml", "--mode", "overwrite"];
        let mut command = gatewright(&arguments);
        run({
            command.current_dir(testdata("plan"));
            command
        })
    };
    assert_eq!(of(&file).out, of("shop/existing.yaml").out);
    // Over what a put has made there is nothing left to do.
    let mut put =
        gatewright(&["put", &file, "shop/incoming.yaml", "--mode=overwrite", "-o", &file]);
    put.current_dir(testdata("plan"));
    assert_eq!(run(put).code, Some(0));
    assert_eq!(of(&file).out, "No changes; 17 kept\n");
}

#[test]
fn documentation_that_is_ignored_is_kept() {
    let (_, command) =
        plan("shop", &["--mode=overwrite", "--ignore=documentation", "--format=json"]);
    let plan: Value = serde_json::from_str(&run(command).out).expect("JSON");
    let changes = plan["changes"].as_array().expect("a list");
    assert!(changes.len() > 5);
    assert!(changes.iter().all(|change| change["kind"] != "documentationPart"));
}

#[test]
fn what_is_refused_or_unreadable_has_no_plan() {
    let folder = scratch("plan-bad");
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        fs::write(&file, text).expect("a file");
        file.to_string_lossy().into_owned()
    };
    let refused = fs::read_to_string(testdata("cli/refused.yaml")).expect("a fixture");
    let refused = write("refused.yaml", &refused);
    let not_api = write("api.json", "{\n  \"restApi\": {\n    \"id\": 3 } }\n");
    let other = write("other.json", "{}");
    let good = testdata("plan/shop/incoming.yaml").to_string_lossy().into_owned();
    let cases = [
        (&*good, &*refused, 1, "refused.yaml: refused (2 errors)"),
        (&*refused, &*good, 1, "refused.yaml: refused (2 errors)"),
        (&*good, &*other, 1, "other.json: refused"),
        (&*other, &*good, 2, "other.json is neither an API as"),
        (&*not_api, &*good, 2, "api.json:3:11: this is no API as"),
        ("missing.json", &*good, 2, "cannot read missing.json"),
        (&*good, "missing.yaml", 2, "cannot read missing.yaml"),
        ("-", "-", 2, "only one of the two files"),
    ];
    for (existing, incoming, code, message) in cases {
        for format in ["text", "json", "markdown"] {
            let run = run(gatewright(&["plan", existing, incoming, "--format", format]));
            assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{existing} {incoming}");
            assert!(run.err.contains(message), "{message}: {}", run.err);
        }
    }
}
