//! The files of the repository, and the laws of where they stand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::assert_law;

/// The folder that holds everything.
pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).expect("the package is two folders below the root").to_owned()
}

/// One file: its path from the root with `/` between the parts, and its text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// Whether the file's name ends with that extension.
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|it| it == extension)
    }

    /// The doc comment that opens the file.
    pub(crate) fn header(&self) -> String {
        let lines = self.text.lines().take_while(|line| line.starts_with("//!"));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// One file by its path from the root.
pub(crate) fn read(path: &str) -> String {
    let full = root().join(path);
    fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
}

/// All text files below `folder` that belong to the repository, in the order of their paths.
pub(crate) fn files(folder: &str) -> Vec<File> {
    let ignored = ignored();
    let mut paths = Vec::new();
    collect(&root(), folder, &ignored, &mut paths);
    paths.sort();
    let text = |path: String| {
        let bytes = fs::read(root().join(&path)).ok()?;
        Some(File { text: String::from_utf8(bytes).ok()?, path })
    };
    let files: Vec<File> = paths.into_iter().filter_map(text).collect();
    assert!(!files.is_empty(), "no file below `{folder}`: this test has looked at nothing");
    files
}

/// All Rust files of the packages.
pub(crate) fn rust_files() -> Vec<File> {
    files("crates").into_iter().filter(|file| file.has_extension("rs")).collect()
}

fn collect(root: &Path, folder: &str, ignored: &[String], paths: &mut Vec<String>) {
    for (name, is_folder) in entries(&root.join(folder)) {
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        // A folder, but a file in a work tree beside the main one.
        if name == ".git" {
            continue;
        }
        if is_folder {
            let left_out = ignored.iter().any(|it| *it == name || *it == path);
            if !left_out {
                collect(root, &path, ignored, paths);
            }
        } else {
            paths.push(path);
        }
    }
}

/// Names of the entries of a folder, each with whether it is a folder.
fn entries(folder: &Path) -> Vec<(String, bool)> {
    let listing = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let entry = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        Some((entry.file_name().into_string().ok()?, entry.file_type().ok()?.is_dir()))
    };
    listing.filter_map(entry).collect()
}

/// The folders that `.gitignore` names.
fn ignored() -> Vec<String> {
    let text = read(".gitignore");
    text.lines().filter_map(|line| line.strip_suffix('/')).map(str::to_owned).collect()
}

/// The folders at the root that a visitor sees. GitLab looks for components in `templates` alone.
const ROOT_FOLDERS: [&str; 4] = ["crates", "docs", "templates", "testdata"];

#[test]
fn the_root_holds_only_the_known_folders() {
    let ignored = ignored();
    let folders = entries(&root()).into_iter().filter(|(_, is_folder)| *is_folder);
    let breaches: Vec<String> = folders
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with('.') && !ignored.contains(name))
        .filter(|name| !ROOT_FOLDERS.contains(&name.as_str()))
        .collect();
    assert_law("No visible folder at the root but those that are known.", &breaches);
}

#[test]
fn a_package_is_named_as_its_folder() {
    let mut breaches = Vec::new();
    for (folder, is_folder) in entries(&root().join("crates")) {
        if !is_folder {
            breaches.push(format!("crates/{folder}: not a folder"));
            continue;
        }
        let manifest = read(&format!("crates/{folder}/Cargo.toml"));
        let names = [folder.clone(), format!("gatewright-{folder}")];
        let package = manifest.lines().find_map(|line| line.strip_prefix("name = "));
        let package = package.unwrap_or_default().trim_matches('"');
        if !names.iter().any(|name| name == package) {
            breaches.push(format!("crates/{folder}: its package is `{package}`"));
        }
    }
    assert_law("A package's folder has its name.", &breaches);
}
