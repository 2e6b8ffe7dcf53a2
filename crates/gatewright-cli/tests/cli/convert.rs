//! `gatewright convert`.

use std::fs;

use crate::{check, fixtures, gatewright, run, scratch};

const SHELF: &str = "../examples/shelf.yaml";

#[test]
fn a_definition_is_converted_and_what_is_lost_is_said() {
    check("convert-oas30", &["convert", SHELF, "--to", "oas30"]);
    check("convert-swagger", &["convert", "warned.yaml", "--to", "swagger", "--format", "json"]);
    check("convert-losses-json", &["convert", SHELF, "--to", "oas30", "--losses", "json"]);
    check("convert-plain", &["convert", "accepted.yaml", "--to", "oas30", "--extensions", "none"]);
}

#[test]
fn the_service_s_own_form_is_import_and_export() {
    let stage = ["--stage", "v1", "--region", "eu-west-1"];
    let as_service = ["convert", SHELF, "--to", "swagger", "--as-service"];
    let converted = run(gatewright(&[&as_service[..], &stage].concat()));
    let export = ["export", SHELF, "--type", "swagger", "--extensions", "apigateway"];
    let exported = run(gatewright(&[&export[..], &["--format", "yaml"], &stage].concat()));
    assert_eq!((converted.code, exported.code), (Some(0), Some(0)));
    assert_eq!(converted.out, exported.out);
    assert!(converted.out.contains(".execute-api.eu-west-1."), "{}", converted.out);
    assert!(converted.err.contains("descriptions-dropped"), "{}", converted.err);
    // Without it, a stage means nothing.
    let alone = run(gatewright(&[&["convert", SHELF, "--to", "swagger"][..], &stage].concat()));
    assert_eq!((alone.code, alone.out.as_str()), (Some(2), ""));
    assert!(alone.err.contains("--as-service"), "{}", alone.err);
}

#[test]
fn the_form_is_that_of_the_file_unless_something_else_is_asked_for() {
    let folder = scratch("convert-form");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let first = |text: &str| text.chars().next();
    let (json, yaml, other) = (file("a.json"), file("a.yml"), file("a.txt"));
    for target in [&json, &yaml, &other] {
        let run = run(gatewright(&["convert", SHELF, "--to", "oas30", "-o", target]));
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.err);
    }
    let read = |name: &str| fs::read_to_string(name).expect("a file");
    assert_eq!(first(&read(&json)), Some('{'));
    assert_eq!(first(&read(&yaml)), Some('o'));
    assert_eq!(read(&yaml), read(&other));
    let of_json = run(gatewright(&["convert", &json, "--to", "swagger"])).out;
    assert_eq!(first(&of_json), Some('{'));
    let asked = run(gatewright(&["convert", &json, "--to", "swagger", "--format", "yaml"])).out;
    assert!(asked.starts_with("---\nswagger: \"2.0\"\n"), "{asked}");
}

#[test]
fn the_standard_input_is_a_file() {
    let mut command = gatewright(&["convert", "-", "--to", "oas30"]);
    command.write_stdin(fs::read(fixtures().join(SHELF)).expect("a fixture"));
    let piped = run(command);
    let named = run(gatewright(&["convert", SHELF, "--to", "oas30"]));
    assert_eq!(piped.out, named.out);
    assert!(piped.err.starts_with("<stdin>:"), "{}", piped.err);
}

#[test]
fn what_is_refused_or_cannot_be_read_writes_nothing() {
    let file = scratch("convert-refused").join("out.yaml").to_string_lossy().into_owned();
    fs::write(&file, "what was there before").expect("a file");
    for (input, code, message) in [
        ("refused.yaml", 1, "refused.yaml: refused"),
        ("unparseable.yaml", 2, "cannot read unparseable.yaml"),
        ("missing.yaml", 2, "missing.yaml"),
    ] {
        let run = run(gatewright(&["convert", input, "--to", "oas30", "-o", &file]));
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{input}");
        assert!(run.err.contains(message), "{}", run.err);
        assert_eq!(fs::read_to_string(&file).expect("a file"), "what was there before");
    }
    let fails = ["convert", "warned.yaml", "--to", "oas30", "--fail-on-warnings"];
    assert_eq!(run(gatewright(&fails)).code, Some(1));
    check("convert-no-folder", &["convert", SHELF, "--to", "oas30", "-o", "missing/a.yaml"]);
}

#[test]
fn what_is_no_definition_could_not_be_converted() {
    let folder = scratch("convert-kinds");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    fs::write(file("empty.yaml"), "").expect("a file");
    fs::write(file("broken.json"), "{").expect("a file");
    assert_eq!(
        run(gatewright(&["import", "accepted.yaml", "-o", &file("api.json")])).code,
        Some(0)
    );
    for (name, reason) in [
        ("empty.yaml", "empty.yaml"),
        ("broken.json", "broken.json:1:1"),
        ("api.json", "`gatewright export`"),
    ] {
        let target = file("out.yaml");
        let run = run(gatewright(&["convert", &file(name), "--to", "oas30", "-o", &target]));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.err);
        assert!(run.err.contains(reason), "{}", run.err);
        assert!(!folder.join("out.yaml").exists());
    }
}
