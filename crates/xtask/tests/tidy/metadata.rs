//! What `cargo metadata` says of the workspace and of all that it depends on.

use std::process::Command;

use serde::Deserialize;

use crate::tree;

/// The part of cargo's answer that the tests look at.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
}

/// One package.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// An SPDX expression.
    pub(crate) license: Option<String>,
    /// None for the packages of the workspace.
    pub(crate) source: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// One line of a manifest.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `dev` or `build`; none for an ordinary dependency.
    pub(crate) kind: Option<String>,
}

/// The packages of the workspace only; needs no network.
pub(crate) fn workspace() -> Metadata {
    run(&["--no-deps"]).expect("cargo describes the workspace")
}

/// All packages that are built on any platform. Where those of other platforms were never fetched
/// and there is no network, those of this platform.
pub(crate) fn everything() -> Metadata {
    run(&[])
        .or_else(|_| run(&["--offline", "--filter-platform", "host-tuple"]))
        .expect("cargo describes the dependencies")
}

fn run(arguments: &[&str]) -> Result<Metadata, String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked"]).args(arguments);
    let output = command.current_dir(tree::root()).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}
