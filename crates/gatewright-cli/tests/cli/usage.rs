//! Help, version, and arguments that make no sense.

use serde_json::{Value, json};

use crate::{check, gatewright, run};

#[test]
fn help_teaches_by_example() {
    check("help", &["--help"]);
    check("help-validate", &["validate", "--help"]);
    check("help-lint", &["lint", "--help"]);
    check("help-rules", &["rules", "--help"]);
    check("help-import", &["import", "--help"]);
    check("help-import-docs", &["import-docs", "--help"]);
    check("help-export", &["export", "--help"]);
    check("help-convert", &["convert", "--help"]);
    check("help-fix", &["fix", "--help"]);
    check("help-fix-bundle", &["fix", "bundle", "--help"]);
    check("help-fix-rename-models", &["fix", "rename-models", "--help"]);
    check("help-plan", &["plan", "--help"]);
    check("help-put", &["put", "--help"]);
    check("help-render", &["render", "--help"]);
}

#[test]
fn help_has_no_line_that_a_narrow_terminal_would_wrap() {
    for command in [
        "validate",
        "lint",
        "import",
        "plan",
        "put",
        "render",
        "import-docs",
        "export",
        "convert",
        "fix",
        "rules",
        "config",
        "explain",
    ] {
        let help = run(gatewright(&[command, "--help"])).out;
        let examples = help.split("Examples:\n").nth(1).expect("examples");
        let wide = examples.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None);
    }
}

#[test]
fn what_the_import_knows_of_its_caller_is_checked_and_used() {
    check("usage-account", &["validate", "--account-id", "12345678901", "accepted.yaml"]);
    let arguments = ["--account-id", "123456789012", "--region", "us-gov-east-1"];
    let arguments = [&["validate"][..], &arguments, &["--partition", "aws-us-gov"]].concat();
    assert_eq!(run(gatewright(&[&arguments[..], &["accepted.yaml"]].concat())).code, Some(0));
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = run(gatewright(&["--version"]));
    assert_eq!(run.out, format!("gatewright {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn arguments_that_make_no_sense_could_not_run() {
    for arguments in [
        &["validate", "--basepath", "replace", "a.yaml"][..],
        &["validate", "--endpoint-type", "GLOBAL", "a.yaml"],
        &["validate", "--account-id", "abc", "a.yaml"],
        &["validate", "--account-id", "", "a.yaml"],
        &["import", "--region", "US EAST", "a.yaml"],
        &["import", "--partition", "aws_cn", "a.yaml"],
        &["import"],
        &["import-docs", "a.json"],
        &["import-docs", "a.json", "a.yaml", "--mode", "both"],
        &["plan", "a.json"],
        &["plan", "a.json", "a.yaml", "--mode", "both"],
        &["plan", "a.json", "a.yaml", "--fail-on", "all"],
        &["plan", "a.json", "a.yaml", "--format", "html"],
        &["put", "a.json"],
        &["put", "a.json", "a.yaml", "--mode", "replace"],
        &["export"],
        &["export", "a.json", "--type", "openapi31"],
        &["export", "a.json", "--extensions", "integrations,everything"],
        &["export", "a.json", "--stage", "a/b"],
        &["export", "a.json", "--deployed", "yesterday"],
        &["export", "a.json", "--domain", "https://example.com"],
        &["config", "a.yaml", "--schema"],
        &["convert", "a.yaml"],
        &["fix"],
        &["fix", "everything", "a.yaml"],
        &["fix", "downgrade"],
        &["fix", "downgrade", "a.yaml", "--to", "2.0"],
        &["fix", "downgrade", "a.yaml", "--diff", "-o", "b.yaml"],
        &["fix", "bundle", "a.yaml", "b.yaml"],
        &["fix", "rename-models", "a.yaml", "--map", "=B"],
        &["convert", "a.yaml", "--to", "openapi31"],
        &["convert", "a.yaml", "--to", "oas30", "--extensions", "everything"],
        &["convert", "a.yaml", "--to", "oas30", "--stage", "v1"],
        &["frobnicate"],
        &[],
    ] {
        let run = run(gatewright(arguments));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains("--help"), "{arguments:?}");
    }
}

#[test]
fn the_schema_of_settings_is_what_settings_are_read_by() {
    let run = run(gatewright(&["config", "--schema"]));
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let schema: Value = serde_json::from_str(&run.out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&json!({ "preset": "strict", "ignore": ["cors-*"] })));
    assert!(!validator.is_valid(&json!({ "preset": "harsh" })));
    assert!(!validator.is_valid(&json!({ "presets": "strict" })));
}
