//! What other programs read of this repository to install and run the command: one version
//! everywhere, and inputs that are used and described.

use std::collections::BTreeSet;

use gatewright_diagnostics::SourceId;

use crate::{assert_law, metadata, tree};

/// The version of the command.
fn version() -> String {
    let packages = metadata::workspace().packages;
    let command = packages.into_iter().find(|package| package.name == "gatewright-cli");
    command.expect("the command is a package").version
}

/// The value of a line `key = "value"` of a TOML file.
fn value(text: &str, key: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))?;
    Some(line.trim_matches(['[', ']', '"']).to_owned())
}

#[test]
fn the_hooks_bring_the_wheel_of_their_own_version() {
    let version = version();
    let manifest = tree::read("pyproject.toml");
    assert_eq!(value(&manifest, "version").as_deref(), Some(version.as_str()));
    let dependencies = value(&manifest, "dependencies");
    assert_eq!(dependencies, Some(format!("gatewright=={version}")));
    let wheel = tree::read("crates/gatewright-cli/pyproject.toml");
    assert_eq!(value(&wheel, "dynamic").as_deref(), Some("version"), "it is that of Cargo.toml");
}

#[test]
fn what_is_shown_to_be_copied_has_the_version_of_the_command() {
    let version = version();
    let marks = ["gatewright==", "rev: v", "gatewright@v", "lint@v", "gatewright:"];
    let mut seen = 0;
    let mut breaches = Vec::new();
    let mut pages = tree::files("docs");
    pages.push(tree::File { path: "README.md".to_owned(), text: tree::read("README.md") });
    for page in pages.iter().filter(|page| page.has_extension("md")) {
        for (number, line) in page.text.lines().enumerate() {
            for (_, rest) in marks.iter().filter_map(|mark| line.split_once(mark)) {
                let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
                let shown = &rest[..end.unwrap_or(rest.len())];
                if shown.contains('.') {
                    seen += 1;
                    if shown != version {
                        breaches.push(format!("{}:{}: {shown}", page.path, number + 1));
                    }
                }
            }
        }
    }
    assert!(seen > 5, "pages show {seen} versions: this test has looked at nothing");
    assert_law("Pages show the version that there is.", &breaches);
}

/// An action or a component: the names of its inputs, and the version that it installs.
fn inputs(path: &[&str], text: &str) -> (BTreeSet<String>, String) {
    let document = gatewright_source::read(SourceId(0), text.into());
    assert_eq!(document.diagnostics, [], "it is YAML");
    let root = document.value.root().expect("a document");
    let inputs = path.iter().try_fold(root, |node, key| node.get(key)).expect("it has inputs");
    let names = inputs.entries().filter_map(|(key, _)| key.text().map(str::to_owned)).collect();
    let version = inputs.get("version").and_then(|it| it.get("default")?.text());
    (names, version.expect("it has a default version").to_owned())
}

/// The names that stand after `inputs.` between these marks.
fn used(text: &str, open: &str, close: &str) -> BTreeSet<String> {
    let pieces = text.split(open).skip(1).filter_map(|rest| rest.split_once(close));
    let words = pieces.flat_map(|(piece, _)| piece.split([' ', '(', ')']));
    words.filter_map(|word| word.strip_prefix("inputs.")).map(str::to_owned).collect()
}

#[test]
fn the_inputs_of_the_action_are_those_that_it_uses_and_that_are_described() {
    let action = tree::read("action.yml");
    let (declared, default) = inputs(&["inputs"], &action);
    assert_eq!(declared, used(&action, "${{", "}}"));
    assert_eq!(default, version());
    let page = tree::read("docs/ci.md");
    let missing = declared.iter().filter(|name| !page.contains(&format!("| `{name}` |")));
    let breaches: Vec<String> = missing.map(|name| format!("docs/ci.md: `{name}`")).collect();
    assert_law("The page about CI describes each input.", &breaches);
}

#[test]
fn the_inputs_of_the_component_are_those_that_it_uses_and_that_are_described() {
    let component = tree::read("templates/lint.yml");
    let (header, job) = component.split_once("\n---\n").expect("a header and a job");
    let (declared, default) = inputs(&["spec", "inputs"], header);
    assert_eq!(declared, used(job, "$[[", "]]"));
    assert_eq!(default, version());
    let page = tree::read("docs/ci.md");
    let (_, section) = page.split_once("## GitLab").expect("a section about GitLab");
    let missing = declared.iter().filter(|name| !section.contains(&format!("`{name}`")));
    let breaches: Vec<String> = missing.map(|name| format!("docs/ci.md: `{name}`")).collect();
    assert_law("The page about CI describes each input.", &breaches);
}

#[test]
fn each_hook_is_described() {
    let hooks = tree::read(".pre-commit-hooks.yaml");
    let page = tree::read("docs/pre-commit.md");
    let ids: Vec<&str> = hooks.lines().filter_map(|line| line.strip_prefix("- id: ")).collect();
    assert!(ids.len() > 1, "{ids:?}");
    let missing = ids.iter().filter(|id| !page.contains(&format!("| `{id}` |")));
    let breaches: Vec<String> = missing.map(|id| format!("docs/pre-commit.md: `{id}`")).collect();
    assert_law("The page about pre-commit describes each hook.", &breaches);
}
