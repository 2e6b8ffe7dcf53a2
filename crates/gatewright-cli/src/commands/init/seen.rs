//! What can be seen of a repository without asking anybody.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use gatewright_diagnostics::Checked;
use gatewright_import::ImportOptions;
use gatewright_lint::{Settings, lint};
use gatewright_project::Asked;
use gatewright_source::Document;

use crate::args::FilesArgs;
use crate::batch::{self, Batch};
use crate::exit::Stop;
use crate::output::{Screen, one_line};
use crate::report::{Tally, Told};

/// The definitions below the current folder.
pub(super) struct Definitions {
    /// Names such as `OpenAPI 3.0`, and how many definitions say that they are that.
    pub(super) versions: BTreeMap<String, usize>,
    /// What is found in them before anything is configured.
    pub(super) tally: Tally,
    /// What could not be read.
    pub(super) problems: Vec<String>,
}

/// Where a repository is hosted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    GitHub,
    GitLab,
}

/// The git repository around the current folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repository {
    /// Its root, as seen from the current folder.
    pub(super) root: PathBuf,
    /// The current folder, as seen from the root; empty where they are the same.
    pub(super) here: PathBuf,
    /// Where it is hosted.
    pub(super) hosts: Vec<Host>,
}

impl Definitions {
    /// Looks for definitions, and into them.
    pub(super) fn below_here(screen: &Screen) -> Result<Self, Stop> {
        let (options, settings) = (ImportOptions::default(), Settings::default());
        let (files, asked) = (FilesArgs::below_here(), Asked::default());
        let batch = batch::answer_all(&files, &asked, screen, |_, _, chosen| {
            let apis = chosen.apis.iter().map(|at| &chosen.opened.found.apis[*at].document);
            let each = apis.map(|document| {
                let lint = lint(document, &options, &settings);
                let told: Vec<Told<'_>> = lint.findings.iter().map(Told::from).collect();
                (version(document), Tally::of(&lint.import, &told))
            });
            each.collect::<Vec<_>>()
        })?;
        let Batch { answers, problems, .. } = batch;
        let mut seen = Self { versions: BTreeMap::new(), tally: Tally::default(), problems };
        for (version, tally) in answers.into_iter().flatten() {
            *seen.versions.entry(version).or_default() += 1;
            seen.tally.add(&tally);
        }
        Ok(seen)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.versions.values().sum()
    }

    /// `3 definitions (2 OpenAPI 3.0, 1 Swagger 2.0)`.
    pub(super) fn in_words(&self) -> String {
        let each = self.versions.iter().map(|(version, count)| format!("{count} {version}"));
        let each: Vec<String> = each.collect();
        match self.count() {
            0 => "no definition yet".to_owned(),
            1 => format!("1 definition ({})", each.concat()),
            count => format!("{count} definitions ({})", each.join(", ")),
        }
    }
}

/// What a definition says that it is.
fn version(document: &Checked<Document>) -> String {
    let root = document.value.root();
    let said = |key| root.and_then(|root| root.get(key)?.text());
    let (name, version) = match (said("openapi"), said("swagger")) {
        (Some(version), _) => ("OpenAPI", version),
        (None, version) => ("Swagger", version.unwrap_or_default()),
    };
    let parts: Vec<&str> = version.split('.').take(2).collect();
    format!("{name} {}", one_line(&parts.join(".")))
}

impl Repository {
    /// The repository around the current folder, if there is one.
    pub(super) fn around_here() -> Option<Self> {
        let here = env::current_dir().ok()?;
        let depth = here.ancestors().position(|folder| folder.join(".git").exists())?;
        let root: PathBuf = (0..depth).map(|_| "..").collect();
        let below = here.ancestors().nth(depth).and_then(|root| here.strip_prefix(root).ok())?;
        let hosts = hosts(&root);
        Some(Self { root, here: below.to_owned(), hosts })
    }
}

/// The hosts whose files are there; else those of its remotes.
fn hosts(root: &Path) -> Vec<Host> {
    let mut hosts = Vec::new();
    if root.join(".github").is_dir() {
        hosts.push(Host::GitHub);
    }
    if root.join(".gitlab-ci.yml").is_file() || root.join(".gitlab").is_dir() {
        hosts.push(Host::GitLab);
    }
    if hosts.is_empty() {
        let config = git_folder(&root.join(".git"));
        let config = config.and_then(|folder| fs::read_to_string(folder.join("config")).ok());
        hosts.extend(host_of_remotes(&config.unwrap_or_default()));
    }
    hosts
}

/// Where git keeps the configuration: `.git`, or where that leads from a work tree or a submodule.
fn git_folder(git: &Path) -> Option<PathBuf> {
    if git.is_dir() {
        return Some(git.to_owned());
    }
    let text = fs::read_to_string(git).ok()?;
    let folder = git.parent()?.join(text.strip_prefix("gitdir:")?.trim());
    let common = fs::read_to_string(folder.join("commondir"));
    Some(common.map_or_else(|_| folder.clone(), |common| folder.join(common.trim())))
}

/// The host that the first of git's remotes has in its address.
fn host_of_remotes(config: &str) -> Option<Host> {
    let lines = config.lines().map(str::trim);
    let addresses = lines.filter_map(|line| line.strip_prefix("url")?.trim().strip_prefix('='));
    addresses.map(str::to_ascii_lowercase).find_map(|address| {
        if address.contains("github") {
            Some(Host::GitHub)
        } else if address.contains("gitlab") {
            Some(Host::GitLab)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_that_of_a_remote() {
        let config = |url: &str| format!("[core]\n\tbare = false\n[remote \"origin\"]\n\t{url}\n");
        let host = |url: &str| host_of_remotes(&config(url));
        assert_eq!(host("url = git@github.com:shop/apis.git"), Some(Host::GitHub));
        assert_eq!(host("url=https://GitLab.example.com/shop/apis"), Some(Host::GitLab));
        assert_eq!(host("url = https://git.example.com/shop/apis"), None);
        assert_eq!(host("pushurl = git@github.com:shop/apis.git"), None);
        assert_eq!(host_of_remotes(""), None);
    }
}
