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
