//! `gatewright lint --fix` and `--diff`.

use std::fs;

use crate::{check, check_command, fixtures, gatewright, run, scratch};

const RULES: &str = "--select=path-trailing-slash,integration-lambda-post";

#[test]
fn a_patch_shows_what_a_fix_would_change() {
    check("fix-diff", &["lint", RULES, "--diff", "fixable.yaml"]);
    check("fix-diff-unsafe", &["lint", RULES, "--diff", "--unsafe-fixes", "fixable.yaml"]);
    check("fix-diff-nothing", &["lint", RULES, "--diff", "accepted.yaml"]);
}

#[test]
fn a_fix_changes_the_file_and_tells_what_is_left() {
    let folder = scratch("fix");
    let file = folder.join("fixable.yaml");
    let text = fs::read_to_string(fixtures().join("fixable.yaml")).expect("the fixture is there");
    fs::write(&file, &text).expect("a copy");
    let lint = |name: &str, options: &[&str]| {
        let arguments = [&["lint", RULES], options, &["fixable.yaml"]].concat();
        let mut command = gatewright(&arguments);
        command.current_dir(&folder);
        check_command(name, &arguments, command);
    };
    lint("fix", &["--fix", "--format=concise"]);
    let safe = fs::read_to_string(&file).expect("it is there");
    assert_eq!(safe, text.replace("/parcels/:", "/parcels:"));
    lint("fix-again", &["--fix", "--format=concise"]);
    lint("fix-unsafe", &["--fix", "--unsafe-fixes"]);
    let all = fs::read_to_string(&file).expect("it is there");
    assert_eq!(all, safe.replace("httpMethod: GET", "httpMethod: POST"));
    assert_eq!(fs::read_dir(&folder).expect("the folder is there").count(), 1);
}

#[test]
fn what_cannot_be_written_is_said_and_nothing_is_changed() {
    let text = fs::read_to_string(fixtures().join("fixable.yaml")).expect("the fixture is there");
    let arguments = ["lint", RULES, "--fix", "--format=concise", "-"];
    let mut command = gatewright(&arguments);
    command.write_stdin(text.clone());
    check_command("fix-stdin", &arguments, command);
    let folder = scratch("fix-utf16");
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = [&[0xff, 0xfe][..], &bytes].concat();
    fs::write(folder.join("fixable.yaml"), &bytes).expect("a copy");
    let mut command = gatewright(&["lint", RULES, "--fix", "fixable.yaml"]);
    command.current_dir(&folder);
    // It is no UTF-8, and so no definition.
    assert_eq!(run(command).code, Some(1));
    assert_eq!(fs::read(folder.join("fixable.yaml")).expect("it is there"), bytes);
    check("fix-unsafe-alone", &["lint", "--unsafe-fixes", "fixable.yaml"]);
}

#[test]
fn a_patch_that_cannot_be_applied_is_not_shown() {
    let text = fs::read_to_string(fixtures().join("fixable.yaml")).expect("the fixture is there");
    let folder = scratch("diff-latin-1");
    // One byte of a comment is of another encoding.
    let bytes = [text.as_bytes(), b"# caf\xe9\n"].concat();
    fs::write(folder.join("fixable.yaml"), &bytes).expect("a copy");
    let mut command = gatewright(&["lint", RULES, "--diff", "fixable.yaml"]);
    command.current_dir(&folder);
    let ran = run(command);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("cannot fix fixable.yaml"), "{}", ran.err);
    assert!(!ran.err.contains("nothing to fix"), "{}", ran.err);
}

#[test]
fn a_file_with_several_names_is_fixed_once() {
    let folder = scratch("fix-names");
    let text = fs::read_to_string(fixtures().join("fixable.yaml")).expect("the fixture is there");
    fs::create_dir_all(folder.join("below")).expect("a folder");
    for _ in 0..8 {
        fs::write(folder.join("fixable.yaml"), &text).expect("a copy");
        let names = ["fixable.yaml", "below/../fixable.yaml", "below/../below/../fixable.yaml"];
        let mut command =
            gatewright(&[&["lint", RULES, "--fix", "--fail-on=never"], &names[..]].concat());
        command.current_dir(&folder);
        let ran = run(command);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let fixed = fs::read_to_string(folder.join("fixable.yaml")).expect("it is there");
        assert_eq!(fixed, text.replace("/parcels/:", "/parcels:"));
        assert_eq!(fs::read_dir(&folder).expect("the folder is there").count(), 2);
    }
}

#[test]
fn a_file_that_is_read_only_stays_as_it_is() {
    let folder = scratch("fix-read-only");
    let file = folder.join("fixable.yaml");
    fs::copy(fixtures().join("fixable.yaml"), &file).expect("a copy");
    let text = fs::read(&file).expect("it is there");
    let mut permissions = fs::metadata(&file).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).expect("it is ours");
    let mut command = gatewright(&["lint", RULES, "--fix", "fixable.yaml"]);
    command.current_dir(&folder);
    let ran = run(command);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("cannot write fixable.yaml: it is read-only"), "{}", ran.err);
    assert_eq!(fs::read(&file).expect("it is there"), text);
}

#[cfg(unix)]
#[test]
fn what_comes_out_of_a_pipe_is_not_fixed_and_not_waited_for() {
    use std::process::Command;
    use std::thread;
    use std::time::Duration;

    let folder = scratch("fix-pipe");
    let pipe = folder.join("pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there").success());
    let text = fs::read(fixtures().join("fixable.yaml")).expect("the fixture is there");
    let writer = thread::spawn(move || fs::write(pipe, text));
    let mut command = gatewright(&["lint", RULES, "--fix", "pipe.yaml"]);
    command.current_dir(&folder).timeout(Duration::from_secs(60));
    let ran = run(command);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("cannot fix pipe.yaml: it is no file"), "{}", ran.err);
    writer.join().expect("it ends").expect("it was read");
}
