//! Which package may know which: the `edges` block of ARCHITECTURE.md against the manifests.

use std::collections::{BTreeMap, BTreeSet};

use crate::metadata::{self, Metadata};
use crate::{assert_law, tree};

/// Package to the packages of ours that it depends on.
type Edges = BTreeMap<String, BTreeSet<String>>;

/// The `edges` block. A starred line is left out as long as its package does not exist.
fn lawful(existing: &BTreeSet<String>) -> Edges {
    let text = tree::read("ARCHITECTURE.md");
    let (_, rest) = text.split_once("```edges\n").expect("ARCHITECTURE.md has an edges block");
    let (block, _) = rest.split_once("```").expect("the edges block ends");
    let mut edges = Edges::new();
    for line in block.lines() {
        let (from, to) = line.split_once("->").expect("an edges line is `package -> packages`");
        let package = from.trim().trim_end_matches('*');
        if from.trim().ends_with('*') && !existing.contains(package) {
            continue;
        }
        let to = to.split_whitespace().map(str::to_owned).collect();
        assert!(edges.insert(package.to_owned(), to).is_none(), "`{package}` has two lines");
    }
    edges
}

fn actual(metadata: &Metadata, kind: Option<&str>) -> Edges {
    let ours: BTreeSet<&str> = metadata.packages.iter().map(|it| it.name.as_str()).collect();
    let edges_of = |package: &metadata::Package| {
        let of_kind = package.dependencies.iter().filter(|it| it.kind.as_deref() == kind);
        let names = of_kind.map(|it| it.name.clone());
        (package.name.clone(), names.filter(|name| ours.contains(name.as_str())).collect())
    };
    metadata.packages.iter().map(edges_of).collect()
}

#[test]
fn the_edges_are_those_of_the_architecture() {
    let metadata = metadata::workspace();
    let actual = actual(&metadata, None);
    let lawful = lawful(&actual.keys().cloned().collect());
    let mut breaches = Vec::new();
    for (package, wanted) in &lawful {
        let Some(found) = actual.get(package) else {
            breaches
                .push(format!("{package}: is in the edges block, but there is no such package"));
            continue;
        };
        for name in wanted.difference(found) {
            breaches.push(format!("{package} -> {name}: in the edges block, not in the manifest"));
        }
        for name in found.difference(wanted) {
            breaches.push(format!("{package} -> {name}: in the manifest, not in the edges block"));
        }
    }
    for package in actual.keys().filter(|package| !lawful.contains_key(*package)) {
        breaches.push(format!("{package}: has no line in the edges block"));
    }
    assert_law("The edges block of ARCHITECTURE.md and the manifests agree.", &breaches);
}

#[test]
fn an_edge_is_used() {
    let files = tree::rust_files();
    let mut breaches = Vec::new();
    for (package, names) in actual(&metadata::workspace(), None) {
        let source = format!("crates/{package}/src/");
        for name in names {
            let crate_name = name.replace('-', "_");
            let mut own = files.iter().filter(|file| file.path.starts_with(&source));
            if !own.any(|file| file.text.contains(&crate_name)) {
                breaches.push(format!("{package} -> {name}"));
            }
        }
    }
    assert_law("A package that is depended on is named in the sources.", &breaches);
}

#[test]
fn tests_depend_downwards() {
    let metadata = metadata::workspace();
    let edges = actual(&metadata, None);
    let mut breaches = Vec::new();
    for (package, names) in actual(&metadata, Some("dev")) {
        for name in names.iter().filter(|name| reaches(&edges, name, &package)) {
            breaches.push(format!("{package} -> {name} (dev): `{name}` is above"));
        }
    }
    assert_law("A package's tests use no package above it.", &breaches);
}

/// Whether `from` depends on `to`, directly or not.
fn reaches(edges: &Edges, from: &str, to: &str) -> bool {
    let mut next = edges.get(from).into_iter().flatten();
    next.any(|name| name == to || reaches(edges, name, to))
}
