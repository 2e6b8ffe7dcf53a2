//! The laws of what the documents at the root say.

use std::path::Path;

use crate::{assert_law, tree};

#[test]
fn the_two_commands_of_the_readme_are_those_of_ci() {
    let readme = tree::read("README.md");
    let (_, rest) = readme.split_once("```sh\n").expect("README.md has a block of commands");
    let (block, _) = rest.split_once("```").expect("the block ends");
    let commands: Vec<&str> = block.lines().collect();
    assert_eq!(commands.len(), 2, "one runs the main job, one the tests: {commands:?}");
    let ci = tree::read(".ci/run");
    let missing = commands.iter().filter(|command| !ci.contains(*command));
    let breaches: Vec<String> = missing.map(ToString::to_string).collect();
    assert_law("CI runs the commands of the README.", &breaches);
}

#[test]
fn what_documents_point_at_exists() {
    let folders = ["crates/", "testdata/", ".ci/", ".cargo/"];
    let mut breaches = Vec::new();
    for document in ["README.md", "ARCHITECTURE.md", "DECISIONS.md"] {
        let text = tree::read(document);
        // The even pieces between fences are prose.
        let prose: String = text.split("```").step_by(2).collect();
        let quoted = prose.split('`').skip(1).step_by(2);
        for path in quoted.flat_map(str::split_whitespace) {
            let is_path = folders.iter().any(|folder| path.starts_with(folder));
            let exists = || tree::root().join(path.trim_end_matches('*')).exists();
            if is_path && !exists() {
                breaches.push(format!("{document}: `{path}`"));
            }
        }
    }
    for file in tree::files("").iter().filter(|file| file.has_extension("md")) {
        let links = file.text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        for (link, _) in links.filter(|(link, _)| !link.contains(':') && !link.starts_with('#')) {
            let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
            let target = link.split('#').next().unwrap_or(link);
            if !tree::root().join(folder).join(target).exists() {
                breaches.push(format!("{}: link to `{link}`", file.path));
            }
        }
    }
    assert_law("A path that a document names exists.", &breaches);
}

#[test]
fn decisions_are_numbered_in_order() {
    let text = tree::read("DECISIONS.md");
    let number = |line: &str| {
        let title = line.strip_prefix("## ")?;
        title.split(['.', ' ']).next()?.parse::<u32>().ok()
    };
    let numbers: Vec<u32> = text.lines().filter_map(number).collect();
    assert!(numbers.len() > 5, "DECISIONS.md has `## 1. Title` paragraphs");
    assert!(numbers.is_sorted_by(|a, b| a < b), "not in order, or twice: {numbers:?}");
}
