//! The record of what is said of definitions that people wrote, where these stand beside the
//! repository.
#![expect(clippy::disallowed_methods, reason = "a test starts the task")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_record_in_testdata_corpus_is_what_the_rules_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !folder.is_dir() {
        return;
    }
    let run = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("corpus").arg(folder).output();
    let output = run.expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
}
