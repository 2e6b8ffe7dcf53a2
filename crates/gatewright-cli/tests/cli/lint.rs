//! `gatewright lint`.
//!
//! Rules are chosen by name, so that a new one changes no snapshot.

use std::fs;

use serde_json::Value;

use crate::{check, check_command, fixtures, gatewright, run, scratch};

/// Findings of an import, in the service's words and ours, and a rule.
const RULES: &str = "--select=import-warning,operation-open,path-reserved";

#[test]
fn findings_have_severity_category_and_whose_words_they_are_in() {
    check("lint-full", &["lint", RULES, "lint.yaml"]);
    check("lint-several-full", &["lint", RULES, "warned.yaml", "accepted.yaml", "notes.yaml"]);
}

#[test]
fn programs_get_a_line_each_or_an_object() {
    check("lint-concise", &["lint", RULES, "--format", "concise", "lint.yaml", "accepted.yaml"]);
    let rules = "--select=operation-open";
    check("lint-json", &["lint", rules, "--format", "json", "lint.yaml", "refused.yaml"]);
}

#[test]
fn of_many_notes_of_one_kind_the_first_are_shown_and_the_others_listed() {
    let rules = "--select=integration-mock-member-dropped";
    check("lint-notes", &["lint", rules, "notes.yaml"]);
    // A line for each is what this format promises.
    let run = run(gatewright(&["lint", rules, "--format", "concise", "notes.yaml"]));
    assert_eq!(run.out.lines().count(), 6, "{}", run.out);
}

#[test]
fn the_exit_code_is_that_of_the_most_severe_finding() {
    let code = |rules: &str, fail_on: &str, file: &str| {
        run(gatewright(&["lint", "--select", rules, "--fail-on", fail_on, file])).code
    };
    for (rules, file, codes) in [
        ("path-reserved", "accepted.yaml", [0, 0, 0, 0]),
        ("integration-mock-member-dropped", "notes.yaml", [0, 0, 0, 1]),
        ("path-reserved", "lint.yaml", [0, 0, 1, 1]),
        ("path-reserved,operation-open", "lint.yaml", [0, 1, 1, 1]),
    ] {
        for (fail_on, wanted) in ["never", "error", "warning", "info"].iter().zip(codes) {
            assert_eq!(code(rules, fail_on, file), Some(wanted), "{rules} {fail_on} {file}");
        }
    }
    let default = |rules: &str| run(gatewright(&["lint", rules, "lint.yaml"])).code;
    assert_eq!(default("--select=path-reserved"), Some(0));
    assert_eq!(default("--select=operation-open"), Some(1));
}

/// The names of what is found, each once, and their severities.
fn found(arguments: &[&str]) -> Vec<(String, String)> {
    let run = run(gatewright(&[&["lint", "--format", "json"][..], arguments].concat()));
    let json: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let findings = json["files"][0]["findings"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut found: Vec<_> =
        findings.map(|finding| (text(&finding["id"]), text(&finding["severity"]))).collect();
    found.dedup();
    found
}

fn pair(id: &str, severity: &str) -> (String, String) {
    (id.to_owned(), severity.to_owned())
}

#[test]
fn presets_names_beginnings_and_categories_choose_what_is_told() {
    let reserved = pair("lint/path-reserved", "warning");
    assert!(found(&["lint.yaml"]).contains(&reserved));
    assert!(!found(&["--preset", "import", "lint.yaml"]).contains(&reserved));
    for select in ["path-reserved", "lint/path-reserved", "path-res*"] {
        assert_eq!(found(&["--select", select, "lint.yaml"]), std::slice::from_ref(&reserved));
        assert!(!found(&["--ignore", select, "lint.yaml"]).contains(&reserved));
    }
    assert!(found(&["--select", "compatibility", "lint.yaml"]).contains(&reserved));
    assert!(!found(&["--ignore", "style,compatibility", "lint.yaml"]).contains(&reserved));
    assert!(!found(&["--ignore=style", "--ignore=path-*", "lint.yaml"]).contains(&reserved));
    // Careful teams want to be warned.
    let note = |severity| [pair("import/integration-mock-member-dropped", severity)];
    let select = "--select=integration-mock-member-dropped";
    assert_eq!(found(&[select, "notes.yaml"]), note("info"));
    assert_eq!(found(&[select, "--preset", "strict", "notes.yaml"]), note("warning"));
}

#[test]
fn what_the_service_refuses_cannot_be_switched_off() {
    let refusals = [
        pair("import/integration-http-uri-invalid", "error"),
        pair("import/resource-path-part-invalid", "error"),
    ];
    assert_eq!(found(&["--select", "path-reserved", "refused.yaml"]), refusals);
    let all = ["--select=import-error", "--ignore=import-error,resource-*", "refused.yaml"];
    assert_eq!(found(&all), refusals);
}

#[test]
fn rules_and_quotas_that_there_are_not_could_not_run() {
    check("lint-unknown-rule", &["lint", "--ignore", "style,path-reservd", "lint.yaml"]);
    check("lint-unknown-quota", &["lint", "--quota", "resource=500", "lint.yaml"]);
    for arguments in [
        &["--select", "frobnicate"][..],
        &["--select", "frobnicate-*"],
        &["--select", ""],
        &["--preset", "everything"],
        &["--fail-on", "note"],
        &["--quota", "resources"],
        &["--quota", "resources=many"],
        &["--format", "service"],
    ] {
        let run = run(gatewright(&[&["lint"][..], arguments, &["accepted.yaml"]].concat()));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains("--help"), "{arguments:?}");
    }
    let quotas = ["lint", "--quota=resources=500,authorizers=20", "--select=limits"];
    assert_eq!(run(gatewright(&[&quotas[..], &["accepted.yaml"]].concat())).code, Some(0));
}

#[test]
fn rules_that_could_not_be_heard_are_said_to_be_so() {
    check("lint-unparseable", &["lint", "unparseable.yaml"]);
    check("lint-unparseable-concise", &["lint", "--format", "concise", "unparseable.yaml"]);
    // No rule was asked for.
    let import = run(gatewright(&["lint", "--preset", "import", "unparseable.yaml"])).out;
    let remark = "the rules have nothing to look at";
    assert!(run(gatewright(&["lint", "unparseable.yaml"])).out.contains(remark));
    let has_limits = run(gatewright(&["rules", "--preset=import", "--format=json"])).out;
    assert_eq!(import.contains(remark), has_limits.contains("\"origin\": \"rule\""));
}

#[test]
fn the_parameters_of_the_import_reach_it() {
    let ignored = [pair("import/base-path-ignored", "info")];
    let select = "--select=base-path-ignored";
    assert_eq!(found(&[select, "warned.yaml"]), ignored);
    assert_eq!(found(&[select, "--basepath", "prepend", "warned.yaml"]), []);
    for parameters in [
        &["--without-documentation"][..],
        &["--endpoint-type", "regional", "--region", "eu-west-1"],
        &["--account-id", "123456789012", "--partition", "aws-cn"],
    ] {
        assert_eq!(found(&[&[select][..], parameters, &["warned.yaml"]].concat()), ignored);
    }
}

#[test]
fn the_standard_input_is_a_file() {
    let arguments = ["lint", RULES, "--format", "concise", "-"];
    let mut command = gatewright(&arguments);
    command.write_stdin(fs::read(fixtures().join("lint.yaml")).expect("a fixture"));
    check_command("lint-stdin", &arguments, command);
}

#[test]
fn folders_are_walked_and_what_is_missing_could_not_run() {
    let folder = scratch("lint-walk");
    for (file, from) in [("b.yaml", "accepted.yaml"), ("a/c.yaml", "lint.yaml")] {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::copy(fixtures().join(from), path).expect("a copy");
    }
    fs::write(folder.join("other.json"), "{}").expect("a file");
    let select = "--select=operation-open";
    for (name, arguments) in [
        ("lint-folder", &["lint", select][..]),
        ("lint-missing", &["lint", select, "missing.yaml", "b.yaml"]),
        ("lint-none-found", &["lint", "*.json"]),
    ] {
        let mut command = gatewright(arguments);
        command.current_dir(&folder);
        check_command(name, arguments, command);
    }
}

/// Programs such as pre-commit name whatever was changed.
#[test]
fn named_files_that_are_no_definitions_can_be_passed_over() {
    let folder = scratch("lint-definitions-only");
    let files = [
        ("accepted.yaml", fs::read_to_string(fixtures().join("accepted.yaml")).expect("a fixture")),
        ("compose.yaml", "services:\n  docs: { image: swagger-ui }\n".to_owned()),
        ("package.json", "{\"name\": \"openapi\"".to_owned()),
        ("broken.yaml", "openapi: 3.0.1\ninfo:\n  title: a\n   version: b\n".to_owned()),
    ];
    for (name, text) in &files {
        fs::write(folder.join(name), text).expect("a file");
    }
    let run_in = |command: &str, arguments: &[&str]| {
        let mut command = gatewright(&[&[command][..], arguments].concat());
        command.current_dir(&folder);
        run(command)
    };
    for command in ["lint", "validate"] {
        let others = ["compose.yaml", "package.json"];
        assert_eq!(run_in(command, &others).code, Some(1), "they are answered by themselves");
        let only = "--definitions-only";
        let none = run_in(command, &[&[only][..], &others].concat());
        assert_eq!((none.code, none.err.as_str()), (Some(0), ""), "{command}");
        let some = run_in(command, &[&[only, "accepted.yaml"][..], &others].concat());
        assert_eq!((some.code, some.err.as_str()), (Some(0), ""), "{command}");
        // What begins as a definition and cannot be read to its end is one.
        let broken = run_in(command, &[only, "--format=concise", "broken.yaml", "compose.yaml"]);
        assert_eq!(broken.code, Some(1), "{command}");
        assert!(broken.out.starts_with("broken.yaml:4:"), "{}", broken.out);
        assert_eq!(run_in(command, &[only, "missing.yaml"]).code, Some(2), "{command}");
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    for format in ["full", "concise", "json"] {
        let arguments = ["lint", "--preset", "all", "--format", format, ".", "../import"];
        let once = run(gatewright(&arguments));
        let again = run(gatewright(&arguments));
        assert!(once.out.lines().count() > 100);
        assert_eq!((once.out, once.err, once.code), (again.out, again.err, again.code));
    }
}

#[test]
fn rules_of_the_project_are_chosen_by_name_on_the_command_line() {
    let folder = scratch("lint-own-names");
    let settings = "rules: { own-first: { where: info, must: absent }, own-last: { where: info, must: absent } }\n";
    fs::write(folder.join("gatewright.yaml"), settings).expect("settings");
    let api = "openapi: 3.0.1\ninfo: { title: A, version: '1' }\npaths: { /a: { get: { responses: {}, x-amazon-apigateway-integration: { type: mock } } } }\n";
    fs::write(folder.join("api.yaml"), api).expect("a definition");
    let told = |choice: &[&str]| {
        let mut command =
            gatewright(&[&["lint", "--format", "concise", "api.yaml"], choice].concat());
        command.current_dir(&folder);
        let run = run(command);
        let names = run.out.lines().filter_map(|line| line.split(['[', ']']).nth(1));
        (names.map(str::to_owned).collect::<Vec<_>>(), run.err)
    };
    assert_eq!(told(&["--select", "own-last"]).0, ["custom/own-last"]);
    assert_eq!(told(&["--select", "own-*", "--ignore", "custom/own-last"]).0, ["custom/own-first"]);
    assert!(told(&["--select", "own-lats"]).1.contains("did you mean `own-last`?"));
}

#[test]
fn nothing_is_said_to_be_found_in_files_that_cannot_be_read() {
    for format in ["full", "concise"] {
        let run = run(gatewright(&["lint", "--format", format, "nowhere.yaml"]));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{format}");
        assert!(run.err.starts_with("error: cannot read nowhere.yaml: "), "{format}: {}", run.err);
    }
}

#[test]
fn where_settings_leave_nothing_to_look_at_they_are_named() {
    let folder = scratch("lint-excluded");
    fs::write(folder.join("gatewright.yaml"), "exclude: [made]\n").expect("settings");
    fs::create_dir(folder.join("made")).expect("a folder");
    fs::write(folder.join("made/api.yaml"), "openapi: 3.0.1\n").expect("a definition");
    let mut command = gatewright(&["lint", "made"]);
    command.current_dir(&folder);
    let run = run(command);
    let told = "error: no OpenAPI definition found in made (0 files looked at; `exclude` in the settings \
                leaves out 1 file)\n";
    assert_eq!((run.code, run.err.as_str()), (Some(2), told));
}
