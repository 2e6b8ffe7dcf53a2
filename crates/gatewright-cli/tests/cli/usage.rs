//! Help, version, and arguments that make no sense.

use crate::{check, gatewright, run};

#[test]
fn help_teaches_by_example() {
    check("help", &["--help"]);
    check("help-validate", &["validate", "--help"]);
    check("help-import", &["import", "--help"]);
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
        &["import"],
        &["frobnicate"],
        &[],
    ] {
        let run = run(gatewright(arguments));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains("--help"), "{arguments:?}");
    }
}
