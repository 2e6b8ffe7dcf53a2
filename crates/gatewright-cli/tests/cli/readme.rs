//! The blocks of documents that show commands: what follows each is what the command prints. With
//! `INSTA_UPDATE=always`, as for snapshots, the document is written anew; read the diff.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::{gatewright, run, scratch};

/// The documents, each with the folder that its commands run in.
const DOCUMENTS: [(&str, &str); 9] = [
    ("README.md", ""),
    ("docs/cdk.md", ""),
    ("docs/cloudformation.md", ""),
    ("docs/export.md", ""),
    ("docs/fixes.md", ""),
    ("docs/reports.md", ""),
    ("docs/sam.md", "testdata/templates/sam"),
    ("docs/terraform.md", "testdata/docs/terraform"),
    ("docs/updating.md", ""),
];

/// Files that documents show whole, each with the language of its block.
const SHOWN: [(&str, &str, &str); 2] = [
    ("docs/terraform.md", "hcl", "testdata/docs/terraform/main.tf"),
    ("docs/terraform.md", "yaml", "testdata/docs/terraform/api.tftpl"),
];

/// The blocks that begin with a command of ours.
fn blocks(readme: &str) -> Vec<&str> {
    let blocks = readme.split("```console\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    blocks.filter(|block| block.starts_with("$ gatewright ")).collect()
}

#[test]
fn what_documents_show_is_what_is_printed() {
    for (document, folder) in DOCUMENTS {
        check(document, folder);
    }
}

#[test]
fn files_that_documents_show_are_those_that_commands_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = |path| std::fs::read_to_string(root.join(path)).expect("it is there");
    for (document, language, file) in SHOWN {
        let block = format!("```{language}\n{}```", text(file));
        assert!(text(document).contains(&block), "{document} does not show {file}");
    }
}

#[test]
fn settings_that_documents_show_are_understood() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seen = Vec::new();
    for document in ["README.md", "docs/custom-rules.md"] {
        let text = std::fs::read_to_string(root.join(document)).expect("a document");
        let blocks = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
        let settings = blocks.filter(|it| it.contains("\npreset: ") || it.contains(" where: "));
        for block in settings {
            let folder = scratch("readme-settings");
            std::fs::write(folder.join("gatewright.yaml"), block).expect("settings");
            let mut command = gatewright(&["config"]);
            command.current_dir(folder);
            let run = run(command);
            assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{document}:\n{block}");
            seen.push(document);
        }
    }
    seen.dedup();
    assert_eq!(seen, ["README.md", "docs/custom-rules.md"]);
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        std::fs::copy(from, to).expect("a file");
        return;
    }
    std::fs::create_dir(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        copy(&path, &to.join(path.file_name().expect("a name")));
    }
}

fn check(document: &str, within: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join(document);
    let readme = std::fs::read_to_string(&path).expect("a document");
    let is_update = std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always");
    let mut updated = readme.clone();
    let blocks = blocks(&readme);
    assert!(!blocks.is_empty(), "{document} shows no command");
    // A folder like that of the repository, in which files may be written.
    let name = document.trim_start_matches("docs/").trim_end_matches(".md").to_lowercase();
    let folder = scratch(&format!("documents-{name}"));
    std::fs::create_dir(folder.join(".git")).expect("a folder");
    std::fs::create_dir(folder.join("testdata")).expect("a folder");
    for entry in std::fs::read_dir(root.join("testdata")).expect("the fixtures") {
        let path = entry.expect("an entry").path().canonicalize().expect("it is there");
        let name = path.file_name().expect("a name");
        let here = folder.join("testdata").join(name);
        // What templates include must be below the folder that they are in.
        if name == "templates" || name == "docs" {
            copy(&path, &here);
        } else {
            std::os::unix::fs::symlink(path, here).expect("a link");
        }
    }
    for block in blocks {
        let mut printed = String::new();
        for line in block.lines().filter_map(|line| line.strip_prefix("$ gatewright ")) {
            // Both streams as a terminal has them.
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("{} {line} 2>&1", env!("CARGO_BIN_EXE_gatewright"))]);
            shell.env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
            shell.env_remove("GITHUB_WORKSPACE").env_remove("CI_PROJECT_DIR");
            let output = shell.current_dir(folder.join(within)).output().expect("a shell");
            let output = String::from_utf8_lossy(&output.stdout);
            let _ = write!(printed, "$ gatewright {line}\n{output}");
        }
        if is_update {
            updated = updated.replacen(block, &printed, 1);
        } else {
            assert_eq!(printed, block);
        }
    }
    if updated != readme {
        std::fs::write(path, updated).expect("the document can be written");
    }
}
