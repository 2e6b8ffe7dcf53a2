//! How dependencies are declared, and which files may know the libraries that are walled in.

use crate::{assert_law, metadata, tree};

#[test]
fn members_take_their_dependencies_and_lints_from_the_workspace() {
    let mut breaches = Vec::new();
    for package in metadata::workspace().packages {
        let path = format!("crates/{}/Cargo.toml", package.name);
        let text = tree::read(&path);
        if !text.contains("[lints]\nworkspace = true") {
            breaches.push(format!("{path}: does not take the lints of the workspace"));
        }
        let mut in_dependencies = false;
        for line in text.lines().map(str::trim) {
            if let Some(section) = line.strip_prefix('[') {
                in_dependencies = section.trim_end_matches(']').ends_with("dependencies");
            } else if in_dependencies && !line.is_empty() && !line.starts_with('#') {
                let inherits = line.contains(".workspace = true")
                    || line.contains("workspace = true,")
                    || line.contains("workspace = true }");
                if !inherits {
                    breaches.push(format!("{path}: `{line}`"));
                }
            }
        }
    }
    assert_law("Dependencies are declared once, in the workspace.", &breaches);
}

/// Libraries that only some modules may name, with the beginning of those modules' paths.
const WALLED: [(&str, &str); 4] = [
    ("granit_parser", "crates/gatewright-source/src/yaml"),
    ("miette", "crates/gatewright-cli/src/render"),
    ("clap", "crates/gatewright-cli/src/"),
    ("openapiv3", "crates/gatewright-export/src/typed"),
];

#[test]
fn walled_libraries_stay_behind_their_wall() {
    let files = tree::rust_files();
    let mut breaches = Vec::new();
    for (library, wall) in WALLED {
        let path_of = format!("{library}::");
        for file in files.iter().filter(|file| file.path.contains("/src/")) {
            if file.text.contains(&path_of) && !file.path.starts_with(wall) {
                breaches.push(format!("{}: names `{library}`", file.path));
            }
        }
    }
    assert_law("A parser's or a renderer's types are known to its module only.", &breaches);
}
