//! `gatewright completions`.

use crate::{gatewright, run};

#[test]
fn every_shell_learns_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = run(gatewright(&["completions", shell]));
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{shell}");
        for command in ["validate", "lint", "import", "rules", "explain", "fail-on-warnings"] {
            assert!(run.out.contains(command), "{shell}: {command}");
        }
    }
}
