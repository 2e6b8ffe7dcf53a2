//! `gatewright import`.

use std::fs;

use crate::{check, check_command, fixtures, gatewright, run, scratch};

#[test]
fn a_tree_has_nothing_that_a_terminal_would_obey() {
    let text = "openapi: 3.0.1\ninfo: { title: \"t\\e[31m\", version: '1' }\npaths: {}\n\
                x-amazon-apigateway-request-validators: { \"\\e[31mred\": {} }\n";
    let mut command = gatewright(&["import", "-", "--format", "tree"]);
    command.write_stdin(text);
    let run = run(command);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("\\u{1b}[31mred") && !run.out.contains('\u{1b}'), "{}", run.out);
}

#[test]
fn an_api_is_shown_in_each_form() {
    check("import-json", &["import", "--format", "json", "warned.yaml"]);
    check("import-yaml", &["import", "--format", "yaml", "warned.yaml"]);
    check("import-tree", &["import", "--format", "tree", "accepted.yaml"]);
}

#[test]
fn a_refused_definition_writes_nothing() {
    let file = scratch("import-refused").join("api.json");
    fs::write(&file, "what was there before").expect("a file");
    let run = run({
        let mut command = gatewright(&["import", "refused.yaml", "-o"]);
        command.arg(&file);
        command
    });
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("refused.yaml: refused"));
    assert_eq!(fs::read_to_string(&file).expect("a file"), "what was there before");
}

#[test]
fn a_file_is_written_whole_in_the_form_of_its_name() {
    let folder = scratch("import-output");
    for (name, format) in [("api.json", "json"), ("api.yml", "yaml"), ("api", "json")] {
        let printed = run(gatewright(&["import", "--format", format, "accepted.yaml"]));
        fs::write(folder.join(name), "what was there before, and longer".repeat(1000))
            .expect("a file");
        let written = run({
            let mut command = gatewright(&["import", "accepted.yaml", "-o"]);
            command.arg(folder.join(name));
            command
        });
        assert_eq!((written.code, written.out.as_str()), (Some(0), ""), "{}", written.err);
        assert_eq!(fs::read_to_string(folder.join(name)).expect("a file"), printed.out, "{name}");
    }
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["api", "api.json", "api.yml"], "nothing else is left behind");
}

#[test]
fn an_import_is_the_same_each_time_but_for_the_date() {
    let arguments = ["import", "accepted.yaml"];
    let first = run(gatewright(&arguments)).out;
    assert_eq!(first, run(gatewright(&arguments)).out);
    let mut command = gatewright(&arguments);
    command.env("SOURCE_DATE_EPOCH", "951782400");
    let dated = run(command).out;
    assert_eq!(dated, first.replace("1970-01-01T00:00:00Z", "2000-02-29T00:00:00Z"));
    assert_ne!(dated, first);
}

#[test]
fn the_standard_input_is_a_file() {
    let arguments = ["import", "--format", "tree", "-"];
    let mut command = gatewright(&arguments);
    command.write_stdin(fs::read(fixtures().join("accepted.yaml")).expect("a fixture"));
    check_command("import-stdin", &arguments, command);
}

#[test]
fn what_cannot_be_read_or_written_could_not_run() {
    check("import-missing", &["import", "missing.yaml"]);
    check("import-no-folder", &["import", "accepted.yaml", "-o", "missing/api.json"]);
    let mut command = gatewright(&["import", "accepted.yaml"]);
    command.env("SOURCE_DATE_EPOCH", "yesterday");
    assert_eq!(run(command).code, Some(2));
}
