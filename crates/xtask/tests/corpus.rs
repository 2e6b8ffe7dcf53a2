//! What is said of definitions that people wrote, where these stand beside the repository.
#![expect(clippy::disallowed_methods, reason = "a test starts the task")]

use std::path::Path;
use std::process::Command;

/// Runs a task over the definitions; it must be content.
fn run(task: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !folder.is_dir() {
        return;
    }
    let run = Command::new(env!("CARGO_BIN_EXE_xtask")).arg(task).arg(folder).output();
    let output = run.expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_record_in_testdata_corpus_is_what_the_rules_say() {
    run("corpus");
}

#[test]
fn what_the_schemas_find_others_find_too() {
    run("schemas");
}
