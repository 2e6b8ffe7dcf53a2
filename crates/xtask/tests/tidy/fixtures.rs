//! The folders of `testdata/`, against the table of its README.

use std::collections::BTreeSet;

use crate::{assert_law, tree};

/// A row of the table: the folder, and the file of the test that reads it.
fn rows() -> Vec<(String, String)> {
    let text = tree::read("testdata/README.md");
    let row = |line: &str| {
        let cells: Vec<&str> = line.strip_prefix("| `")?.split('|').map(str::trim).collect();
        let folder = cells.first()?.trim_end_matches('`').trim_end_matches('/');
        let reader = cells.iter().rev().find(|cell| cell.contains('`'))?.trim_matches('`');
        Some((folder.to_owned(), reader.to_owned()))
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn each_fixture_folder_is_described_and_read_by_a_test() {
    let rows = rows();
    let files = tree::files("testdata");
    let folder = |path: &str| Some(path.strip_prefix("testdata/")?.split_once('/')?.0.to_owned());
    let folders: BTreeSet<String> = files.iter().filter_map(|file| folder(&file.path)).collect();
    let described: BTreeSet<String> = rows.iter().map(|(folder, _)| folder.clone()).collect();
    let missing = folders.difference(&described);
    let mut breaches: Vec<String> =
        missing.map(|folder| format!("testdata/{folder}: not in testdata/README.md")).collect();
    // A folder within one may have a row of its own.
    let is_there = |folder: &&String| {
        let folder = format!("testdata/{folder}/");
        files.iter().any(|file| file.path.starts_with(&folder))
    };
    let stale = described.iter().filter(|folder| !is_there(folder));
    breaches.extend(stale.map(|folder| format!("testdata/README.md: no folder `{folder}`")));
    let sources = tree::rust_files();
    for (folder, reader) in &rows {
        let reads = |file: &&tree::File| file.path == *reader && file.text.contains(folder);
        if !sources.iter().any(|file| reads(&file)) {
            breaches.push(format!("testdata/{folder}: `{reader}` does not read it"));
        }
    }
    assert_law(
        "Each fixture folder is in testdata/README.md with the test that reads it.",
        &breaches,
    );
}

#[test]
fn a_snapshot_stands_beside_its_fixture() {
    let mut breaches = Vec::new();
    for file in tree::files("testdata").iter().filter(|file| file.path.contains(".snap")) {
        let is_accounted_for = file.path.strip_suffix(".snap").is_some_and(|fixture| {
            fixture.contains("/snapshots/") || tree::root().join(fixture).exists()
        });
        if !is_accounted_for {
            breaches.push(file.path.clone());
        }
    }
    assert_law("A snapshot stands beside its fixture, or in a folder `snapshots`.", &breaches);
}
