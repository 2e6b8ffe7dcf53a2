//! The command end to end: arguments, standard output, standard error, exit code.
//!
//! Each run is compared with a snapshot in `testdata/cli/snapshots`. Its files are those of
//! `testdata/cli`, the folder that the command runs in.
#![expect(clippy::disallowed_methods, reason = "the tests read and write files")]

mod completions;
mod config;
mod consumers;
mod convert;
mod defects;
mod explain;
mod export;
mod fix;
mod fixing;
mod html;
mod import;
mod import_docs;
mod init;
mod lint;
mod lsp;
mod plan;
mod put;
mod readme;
mod reports;
mod rules;
mod templates;
mod usage;
mod validate;
mod watch;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The folder of the fixtures.
fn fixtures() -> PathBuf {
    testdata("cli")
}

fn testdata(subject: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(subject)
}

/// The command in the folder of the fixtures, and in an environment that says nothing.
fn gatewright(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("gatewright").expect("the binary was built");
    for name in
        ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_CTYPE", "LANG", "TERM", "CI"]
    {
        command.env_remove(name);
    }
    for name in ["SOURCE_DATE_EPOCH", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        command.env_remove(name);
    }
    command.current_dir(fixtures()).args(arguments);
    command
}

/// What a run gave: exit code, standard output, standard error.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(mut command: Command) -> Run {
    let output = command.output().expect("the command runs");
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

/// Compares a run with the snapshot of that name.
fn check(name: &str, arguments: &[&str]) {
    check_command(name, arguments, gatewright(arguments));
}

fn check_command(name: &str, arguments: &[&str], command: Command) {
    check_beside(&fixtures(), name, arguments, command);
}

/// Compares a run with the snapshot of that name below a folder.
fn check_beside(folder: &Path, name: &str, arguments: &[&str], command: Command) {
    let run = run(command);
    let mut text = format!("$ gatewright {}\n", arguments.join(" "));
    for (title, content) in [("stdout", run.out), ("stderr", run.err)] {
        if !content.is_empty() {
            let _ = write!(text, "--- {title} ---\n{content}");
        }
    }
    let _ = writeln!(text, "--- exit {} ---", run.code.expect("an exit code"));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(folder.join("snapshots"));
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// An empty folder for a test that needs one of its own.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run goes");
    }
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn every_fixture_and_every_snapshot_has_its_test() {
    let tests = [
        include_str!("convert.rs"),
        include_str!("explain.rs"),
        include_str!("export.rs"),
        include_str!("fix.rs"),
        include_str!("fixing.rs"),
        include_str!("html.rs"),
        include_str!("import.rs"),
        include_str!("import_docs.rs"),
        include_str!("init.rs"),
        include_str!("lint.rs"),
        include_str!("plan.rs"),
        include_str!("put.rs"),
        include_str!("reports.rs"),
        include_str!("rules.rs"),
        include_str!("templates.rs"),
        include_str!("usage.rs"),
        include_str!("validate.rs"),
        include_str!("watch.rs"),
    ]
    .concat();
    let folders = ["cli", "cli/snapshots", "plan", "plan/snapshots"];
    for folder in folders.map(testdata) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
                let name = name.strip_suffix(".snap").unwrap_or(name);
                assert!(tests.contains(&format!("\"{name}\"")), "no test reads {name}");
            }
        }
    }
}
