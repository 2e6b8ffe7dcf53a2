//! The laws of how sources are written.

use crate::{assert_law, tree};

#[test]
fn each_rust_file_says_what_it_is_for() {
    let files = tree::rust_files();
    let silent = files.iter().filter(|file| file.header().is_empty());
    let breaches: Vec<String> = silent.map(|file| file.path.clone()).collect();
    assert_law("A Rust file opens with `//!`.", &breaches);
}

#[test]
fn a_library_opens_with_an_example() {
    let files = tree::rust_files();
    let pages = files.iter().filter(|file| file.path.ends_with("/src/lib.rs"));
    let bare = pages.filter(|file| !file.header().contains("//! ```"));
    let breaches: Vec<String> = bare.map(|file| file.path.clone()).collect();
    assert_law("A library's page has an example that runs.", &breaches);
}

#[test]
fn a_long_file_says_why() {
    let files = tree::rust_files();
    let long = files.iter().filter(|file| file.text.lines().count() > 500);
    let unexplained = long.filter(|file| !file.header().contains("one file"));
    let breaches: Vec<String> = unexplained.map(|file| file.path.clone()).collect();
    assert_law("A file above 500 lines says in its header why it is one file.", &breaches);
}

#[test]
fn module_names_say_something() {
    let vague = ["utils", "util", "common", "helpers", "helper", "types", "misc"];
    let mut breaches = Vec::new();
    for file in tree::rust_files() {
        let parts = file.path.trim_end_matches(".rs").split('/');
        if parts.clone().any(|part| vague.contains(&part)) {
            breaches.push(file.path.clone());
        }
        for line in file.text.lines() {
            let (Some(name), true) = (line.split("mod ").nth(1), line.contains("mod ")) else {
                continue;
            };
            if vague.contains(&name.trim_end_matches([';', '{', ' '])) {
                breaches.push(format!("{}: `{}`", file.path, line.trim()));
            }
        }
    }
    assert_law("A module is named after its subject.", &breaches);
}

#[test]
fn lints_are_expected_not_allowed() {
    let breaches = lines_with(&["#[allow(", "#![allow("].map(str::to_owned));
    assert_law("`#[expect(lint, reason = …)]`, which complains when it is not needed.", &breaches);
}

#[test]
fn nothing_is_left_unfinished() {
    // In halves, so that this file keeps the law itself.
    let marks = [("TO", "DO"), ("FIX", "ME"), ("HA", "CK"), ("to", "do!"), ("unimple", "mented!")];
    let mut marks: Vec<String> = marks.map(|(a, b)| format!("{a}{b}")).into();
    marks.push(["#[ig", "nore"].concat());
    let breaches = lines_with(&marks);
    assert_law("No unfinished marks, and no test that is switched off.", &breaches);
}

/// `file:line: text` of the lines of Rust files that hold one of `needles` outside of text in
/// quotes.
fn lines_with(needles: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree::rust_files() {
        for (number, line) in file.text.lines().enumerate() {
            let hit = |needle: &String| line.find(needle.as_str()).map(|at| &line[..at]);
            if needles.iter().filter_map(hit).any(|before| !before.contains('"')) {
                found.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn public_functions_take_no_bool() {
    let mut breaches = Vec::new();
    for file in tree::rust_files() {
        let start = |(at, _)| &file.text[at..];
        for function in file.text.match_indices("pub fn ").map(start) {
            let signature = function.split_once(['{', ';']).map_or(function, |(it, _)| it);
            let parameters = signature.split_once("->").map_or(signature, |(it, _)| it);
            if parameters.contains(": bool") {
                let first = signature.lines().next().unwrap_or_default();
                breaches.push(format!("{}: `{first}`", file.path));
            }
        }
    }
    assert_law("A public function takes an enum of two words instead of a bool.", &breaches);
}

#[test]
fn no_file_names_a_place_of_one_machine() {
    let mut breaches = Vec::new();
    for file in tree::files("").iter().filter(|file| file.path != "Cargo.lock") {
        for (number, line) in file.text.lines().enumerate() {
            if names_machine_path(line) {
                breaches.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert_law("No path of somebody's machine.", &breaches);
}

/// Whether a line has an absolute path into one of the folders where people and machines work.
fn names_machine_path(line: &str) -> bool {
    let places = ["work", "root", "home"].map(|name| format!("/{name}/"));
    places.iter().any(|place| {
        let mut hits = line.match_indices(place.as_str());
        hits.any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|c| c.is_ascii_alphanumeric() || "_./-".contains(c))
        })
    })
}

#[test]
fn machine_paths_are_told_from_paths_of_urls() {
    let place = ["/ho", "me/"].concat();
    assert!(names_machine_path(&format!("open(\"{place}me/file\")")));
    assert!(names_machine_path(&format!("{place}me/file")));
    assert!(!names_machine_path(&format!("https://example.com{place}page")));
}

#[test]
fn the_project_stands_without_its_neighbours() {
    let neighbour = ["..", "/shared"].concat();
    let may = |path: &str| path.starts_with(".ci/") || path.starts_with("crates/xtask/");
    let mut files = tree::files("");
    files.retain(|file| !may(&file.path) && file.text.contains(&neighbour));
    let breaches: Vec<String> = files.into_iter().map(|file| file.path).collect();
    assert_law("Only `.ci` and xtask look beside the repository.", &breaches);
}

#[test]
fn each_finding_that_is_declared_is_listed() {
    let mut all = gatewright_import::all_diagnostics();
    all.extend(gatewright_project::DIAGNOSTICS);
    all.extend(gatewright_template::DIAGNOSTICS);
    all.extend(gatewright_ruleset::DIAGNOSTICS);
    all.extend(gatewright_fix::diagnostics::DIAGNOSTICS);
    let listed: Vec<&str> = all.iter().map(|metadata| metadata.name).collect();
    let mut breaches = Vec::new();
    for file in tree::rust_files().iter().filter(|file| file.path.contains("/src/")) {
        let declarations = file.text.split("\ndeclare_diagnostic! {\n").skip(1);
        let names = declarations.filter_map(|text| {
            let rest = text.split_once("\n        name: \"")?.1;
            rest.split('"').next()
        });
        for name in names.filter(|name| !listed.contains(name)) {
            breaches.push(format!("{}: `{name}` is in no list", file.path));
        }
    }
    assert!(!listed.is_empty());
    assert_law("Each finding that is declared is one that `explain` knows.", &breaches);
}
