//! `gatewright validate`.

use std::process::Command;
use std::{fs, io};

use crate::{check, check_command, fixtures, gatewright, run, scratch};

#[test]
fn each_verdict_is_shown_with_its_findings() {
    check("validate-accepted", &["validate", "accepted.yaml"]);
    check("validate-warned", &["validate", "warned.yaml"]);
    check("validate-refused", &["validate", "refused.yaml"]);
    check("validate-not-deployable", &["validate", "not-deployable.yaml"]);
    check("validate-unparseable", &["validate", "unparseable.yaml"]);
    // The service says nothing of what is wrong, so that a line of ours has to.
    let arguments = ["validate", "--format", "concise", "unparseable.yaml"];
    check("validate-unparseable-concise", &arguments);
}

#[test]
fn several_files_are_answered_in_the_order_of_their_paths() {
    for (name, format) in [
        ("validate-several-full", "full"),
        ("validate-several-concise", "concise"),
        ("validate-several-json", "json"),
        ("validate-several-service", "service"),
    ] {
        let files = ["warned.yaml", "refused.yaml", "accepted.yaml"];
        check(name, &[&["validate", "--format", format][..], &files].concat());
    }
}

#[test]
fn the_answer_of_the_service_is_all_that_is_printed() {
    check("validate-service-refused", &["validate", "--format", "service", "refused.yaml"]);
    check("validate-service-warned", &["validate", "--format", "service", "warned.yaml"]);
    check("validate-service-accepted", &["validate", "--format", "service", "accepted.yaml"]);
    check("validate-service-unparseable", &["validate", "--format=service", "unparseable.yaml"]);
}

#[test]
fn warnings_refuse_a_definition_if_they_are_to() {
    let arguments = ["validate", "--format", "service", "--fail-on-warnings", "warned.yaml"];
    check("validate-fail-on-warnings", &arguments);
    let verdict = |file| {
        let out = run(gatewright(&["validate", "--fail-on-warnings", file])).out;
        out.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        verdict("warned.yaml"),
        "warned.yaml: refused because of warnings (1 warning, 1 note)"
    );
    // Where the service refuses the definition itself, the warnings do not matter.
    assert!(verdict("refused.yaml").starts_with("refused.yaml: refused ("));
}

#[test]
fn the_parameters_of_the_import_reach_it() {
    // The warning has the path as it is after the base path was handled.
    let path = |mode: &str| {
        let arguments = ["validate", "--format", "service", "--basepath", mode, "warned.yaml"];
        let out = run(gatewright(&arguments)).out;
        out.split('\'').nth(5).unwrap_or_default().to_owned()
    };
    assert_eq!(path("ignore"), "/pets");
    assert_eq!(path("prepend"), "/v1/beta/pets");
    assert_eq!(path("split"), "/beta/pets");
}

#[test]
fn the_standard_input_is_a_file() {
    let arguments = ["validate", "--format", "concise", "-"];
    let mut command = gatewright(&arguments);
    command.write_stdin(fs::read(fixtures().join("refused.yaml")).expect("a fixture"));
    check_command("validate-stdin", &arguments, command);
}

#[test]
fn a_file_with_nothing_in_it_is_called_so() {
    for (bytes, reason) in [
        (&b""[..], "the file is empty"),
        (b"# openapi: 3.0.1\n", "the file holds nothing but comments"),
        (b"{}", "neither `openapi` nor `swagger` is at the top of the document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "the file is no text"),
        (b"{\0\"\0o\0", "the file looks like UTF-16"),
    ] {
        let mut command = gatewright(&["validate", "--format", "concise", "-"]);
        command.write_stdin(bytes);
        let out = run(command).out;
        let line = format!("Invalid OpenAPI input. ({reason})\n");
        assert!(out.lines().count() == 1 && out.ends_with(&line), "{out}");
    }
}

#[test]
fn folders_are_walked_and_patterns_matched() {
    let folder = scratch("walk");
    let accepted = fs::read(fixtures().join("accepted.yaml")).expect("a fixture");
    for file in ["b.yaml", "a/c.YML", "a/d.json", "a/e.txt", ".hidden/f.yaml", "build/g.yaml"] {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, &accepted).expect("a file");
    }
    // A folder is a repository only with this, and only then is `.gitignore` read.
    fs::create_dir(folder.join(".git")).expect("a folder");
    fs::write(folder.join(".gitignore"), "build\n").expect("a file");
    fs::write(folder.join("package.yaml"), "name: openapi\n").expect("a file");
    fs::write(folder.join("other.json"), "{}").expect("a file");

    let paths = |arguments: &[&str]| {
        let mut command = gatewright(&["validate", "--format", "json"]);
        let run = run({
            command.args(arguments).current_dir(&folder);
            command
        });
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
        let json: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let files = json["files"].as_array().expect("a list").iter();
        let paths = files.map(|file| file["path"].as_str().expect("a text").to_owned());
        (paths.collect::<Vec<_>>(), json["summary"]["skipped"].as_u64().expect("a number"))
    };
    let found = |files: &[&str], skipped| {
        (files.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>(), skipped)
    };
    assert_eq!(paths(&[]), found(&["a/c.YML", "a/d.json", "b.yaml"], 2));
    assert_eq!(paths(&["a"]), found(&["a/c.YML", "a/d.json"], 0));
    assert_eq!(paths(&["./a", "a/d.json"]), found(&["a/c.YML", "a/d.json"], 0));
    assert_eq!(paths(&["*.yaml"]), found(&["b.yaml"], 1));
    assert_eq!(paths(&["a/*.txt"]), found(&["a/e.txt"], 0));
    assert_eq!(paths(&["**/*.{yaml,json}"]), found(&["a/d.json", "b.yaml"], 2));
    // What is named is answered, wherever it is.
    assert_eq!(paths(&["build/g.yaml"]), found(&["build/g.yaml"], 0));
    assert_eq!(
        paths(&["./b.yaml", "b.yaml", "a/.././b.yaml"]),
        found(&["a/.././b.yaml", "./b.yaml"], 0)
    );
}

#[test]
fn what_is_missing_could_not_run() {
    check("validate-missing", &["validate", "accepted.yaml", "missing.yaml"]);
    check("validate-none-found", &["validate", "missing/*.yaml"]);
    let mut command = gatewright(&["validate"]);
    command.current_dir(scratch("empty"));
    check_command("validate-nothing-here", &["validate"], command);
    let folder = scratch("nothing-there");
    fs::create_dir(folder.join("apis")).expect("a folder");
    fs::write(folder.join("apis/other.json"), "{}").expect("a file");
    let mut command = gatewright(&["validate", "apis"]);
    command.current_dir(folder);
    check_command("validate-nothing-there", &["validate", "apis"], command);
}

#[test]
fn colours_and_characters_follow_the_environment() {
    let show = |name: &str, value: &str| {
        let mut command = gatewright(&["validate", "refused.yaml"]);
        command.env(name, value);
        run(command).out
    };
    let plain = show("LANG", "en_US.UTF-8");
    assert!(!plain.contains('\u{1b}') && plain.contains('╭'));
    assert!(show("CLICOLOR_FORCE", "1").contains('\u{1b}'));
    assert!(show("LC_ALL", "C").is_ascii());
    let mut command = gatewright(&["validate", "--color", "always", "refused.yaml"]);
    command.env("NO_COLOR", "1");
    assert!(run(command).out.contains('\u{1b}'));
}

#[test]
fn a_minified_file_is_clipped_round_each_finding() {
    check("validate-minified", &["validate", "minified.json"]);
}

#[test]
fn of_many_places_the_first_are_drawn_and_the_others_listed() {
    check("validate-template", &["validate", "template.yaml"]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_gatewright"))
        .args(["validate", "refused.yaml"])
        .current_dir(fixtures())
        .stdout(writer)
        .output()
        .expect("the command runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*err), (Some(0), ""));
}
