//! The README's blocks that show a command: what follows it is what the command prints.

use std::path::Path;
use std::process::Command;

/// Each block that begins with `$ gatewright`: the arguments, and what is shown of the output.
fn blocks(readme: &str) -> Vec<(&str, &str)> {
    let blocks = readme.split("```console\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    blocks
        .filter_map(|block| block.strip_prefix("$ gatewright "))
        .filter_map(|block| block.split_once('\n'))
        .collect()
}

#[test]
fn what_the_readme_shows_is_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README");
    let blocks = blocks(&readme);
    assert!(!blocks.is_empty(), "the README shows no command");
    for (arguments, shown) in blocks {
        // Both streams as a terminal has them.
        let line = format!("{} {arguments} 2>&1", env!("CARGO_BIN_EXE_gatewright"));
        let mut shell = Command::new("sh");
        shell.args(["-c", &line]).current_dir(&root);
        shell.env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
        let output = shell.output().expect("a shell");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert_eq!(printed, shown, "gatewright {arguments}");
    }
}
