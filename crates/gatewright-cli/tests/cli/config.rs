//! Settings, suppression and the baseline, end to end. The project is `testdata/config/project`; each
//! test has a copy of it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Run, gatewright, run, scratch, testdata};

/// A copy of the project.
fn project(name: &str) -> PathBuf {
    let folder = scratch(name);
    copy(&testdata("config/project"), &folder);
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            fs::create_dir_all(&target).expect("a folder");
            copy(&source, &target);
        } else {
            fs::copy(&source, &target).expect("a file");
        }
    }
}

fn within(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = gatewright(arguments);
    command.current_dir(folder);
    run(command)
}

/// A run with the format `concise`: its exit code, and the lines of the standard output.
fn concise(folder: &Path, arguments: &[&str]) -> (Option<i32>, Vec<String>) {
    let all: Vec<&str> =
        ["lint", "--format", "concise"].into_iter().chain(arguments.iter().copied()).collect();
    let run = within(folder, &all);
    (run.code, run.out.lines().map(str::to_owned).collect())
}

#[test]
fn a_project_is_linted_by_its_settings_and_without_what_it_suppresses() {
    let folder = project("config-lint");
    let (code, lines) = concise(&folder, &[]);
    let told = [
        "apis/legacy/old.json:9:24: warning[custom/operation-id-camel] `Old-Ping` is no name for a \
         method of our client",
        "apis/pets.yaml:11:3: error[lint/path-reserved] `/sping` is a health check of the service",
        "apis/pets.yaml:13:51: warning[lint/suppression-without-reason] nothing says why \
         `operation-id-camel` is ignored",
        "apis/pets.yaml:18:31: warning[lint/suppression-unused] there is nothing to ignore for \
         `path-reserved`",
        "apis/pets.yaml:19:20: warning[custom/operation-id-camel] `list-pets` is no name for a \
         method of our client",
    ];
    assert_eq!(lines, told);
    assert_eq!(code, Some(1));
    let (code, lines) = concise(&folder, &["apis/legacy"]);
    assert_eq!((code, lines.len()), (Some(0), 1));
}

#[test]
fn the_command_line_outranks_settings() {
    let folder = project("config-outranked");
    let (code, lines) = concise(&folder, &["--preset", "import", "--fail-on", "never"]);
    assert_eq!(code, Some(0));
    assert!(lines.iter().any(|line| line.contains("path-reserved")), "{lines:?}");
    let (_, lines) = concise(&folder, &["--select", "suppression-*"]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    let (_, lines) = concise(&folder, &["--select", "custom/operation-id-camel"]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    let (_, lines) = concise(&folder, &["--no-config", "apis/pets.yaml"]);
    assert!(lines.iter().any(|line| line.contains("warning[lint/path-reserved]")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("custom/")), "{lines:?}");
    fs::write(folder.join("other.yaml"), "ignore: ['*']\n").expect("a file");
    let (code, lines) = concise(&folder, &["--config", "other.yaml"]);
    assert_eq!((code, lines), (Some(0), Vec::new()));
}

#[test]
fn excluded_files_are_looked_at_only_if_they_are_named() {
    let folder = project("config-excluded");
    fs::create_dir(folder.join("gone")).expect("a folder");
    fs::copy(folder.join("apis/pets.yaml"), folder.join("gone/pets.yaml")).expect("a file");
    let count = |arguments: &[&str]| {
        let (_, lines) = concise(&folder, arguments);
        lines.iter().filter(|line| line.starts_with("gone")).count()
    };
    assert_eq!(count(&[]), 0);
    assert!(count(&["gone/pets.yaml"]) > 0);
    assert_eq!(count(&["--definitions-only", "gone/pets.yaml"]), 0);
}

#[test]
fn a_baseline_silences_what_was_there_and_nothing_else() {
    let folder = project("config-baseline");
    let (code, before) = concise(&folder, &[]);
    assert_eq!(code, Some(1));
    let missing = within(&folder, &["lint", "--baseline", "known.json"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.contains("--update-baseline"), "{}", missing.err);

    let written = within(&folder, &["lint", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(written.code, Some(0), "{}", written.err);
    let wrote = format!("wrote {} findings to known.json", before.len());
    assert!(written.err.contains(&wrote), "{}", written.err);
    let (code, lines) = concise(&folder, &["--baseline", "known.json"]);
    assert_eq!((code, lines), (Some(0), Vec::new()));

    // Moved, and with something new.
    let api = folder.join("apis/pets.yaml");
    let text = fs::read_to_string(&api).expect("a file");
    let text = text.replace("list-pets", "List-Pets").replace("paths:", "# a word\n\npaths:");
    fs::write(&api, text).expect("a file");
    let changed = within(&folder, &["lint", "--baseline", "known.json", "--format", "concise"]);
    assert_eq!(changed.out.lines().count(), 1, "{}", changed.out);
    assert!(changed.out.contains("`List-Pets`"), "{}", changed.out);
    assert!(changed.err.contains("1 finding of the baseline is no more"), "{}", changed.err);

    let nowhere = within(&folder, &["lint", "--update-baseline"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.err.contains("there is no baseline to write"), "{}", nowhere.err);
}

#[test]
fn settings_that_nobody_understands_stop_the_run() {
    for command in ["lint", "validate"] {
        let folder = project("config-faults");
        fs::write(folder.join("gatewright.yaml"), "preset: harsh\n").expect("a file");
        let run = within(&folder, &[command]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{command}");
        for part in ["gatewright.yaml:1:9", "no value is called `harsh`", "config-value-invalid"] {
            assert!(run.err.contains(part), "{}", run.err);
        }
    }
}

#[test]
fn the_import_of_a_file_is_that_of_its_settings() {
    let folder = project("config-import");
    let settings = "import: { fail-on-warnings: true }\n";
    fs::write(folder.join("gatewright.yaml"), settings).expect("a file");
    let api = folder.join("apis/pets.yaml");
    let text = fs::read_to_string(&api).expect("a file");
    fs::write(&api, text.replace("\"200\": { description: OK }", "\"200\": {}")).expect("a file");
    let warned = within(&folder, &["validate", "apis/pets.yaml", "--no-config"]);
    let refused = within(&folder, &["validate", "apis/pets.yaml"]);
    assert!(warned.code == refused.code || refused.code == Some(1), "{}", refused.out);
    let old = within(&folder, &["validate", "apis/legacy/old.json", "--format", "json"]);
    assert_eq!(old.code, Some(0), "{}", old.err);
}

#[test]
fn an_exemption_that_nothing_needed_is_told_by_runs_over_the_whole_project() {
    let folder = project("config-idle");
    let settings = "ignore: { rules: path-reserved, pointer: /paths/~1nowhere }\n";
    fs::write(folder.join("gatewright.yaml"), settings).expect("a file");
    let told = |arguments: &[&str]| within(&folder, arguments).err.contains("exemption-unused");
    assert!(told(&["lint"]));
    assert!(!told(&["lint", "apis/pets.yaml"]));
}

#[test]
fn what_holds_for_a_file_is_shown_with_where_it_comes_from() {
    let folder = project("config-shown");
    let shown = within(&folder, &["config", "apis/legacy/old.json"]);
    assert_eq!(shown.code, Some(0), "{}", shown.err);
    for part in ["import.region", "eu-west-1", "shared/base.yaml:1", "gatewright.yaml:12"] {
        assert!(shown.out.contains(part), "{part}: {}", shown.out);
    }
    let json = within(&folder, &["config", "apis/pets.yaml", "--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json["settings"], serde_json::json!(["shared/base.yaml", "gatewright.yaml"]));
    assert_eq!(json["rules"]["path-reserved"], "error");
    assert_eq!(json["quotas"]["resources"], 500);
    assert_eq!(json["excluded"], false);
    let none = within(&scratch("config-none"), &["config", "--config", "nowhere.yaml"]);
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("there is no file `nowhere.yaml`"), "{}", none.err);
}

#[cfg(unix)]
#[test]
fn settings_that_come_out_of_a_pipe_are_not_waited_for() {
    use std::process::Command;
    use std::time::Duration;

    let folder = scratch("config-pipe");
    let pipe = folder.join("pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there").success());
    fs::write(folder.join("gatewright.yaml"), "extends: [pipe.yaml]\n").expect("settings");
    let text = fs::read(testdata("cli/accepted.yaml")).expect("a fixture");
    fs::write(folder.join("api.yaml"), text).expect("a definition");
    let mut command = gatewright(&["lint", "api.yaml"]);
    command.current_dir(&folder).timeout(Duration::from_secs(60));
    let run = run(command);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(run.err.contains("it is no file"), "{}", run.err);
}
