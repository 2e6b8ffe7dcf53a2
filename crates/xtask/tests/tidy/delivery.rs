//! What other programs read of this repository to install the command: one version everywhere.

use crate::{metadata, tree};

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
