//! Work on the project itself.
//!
//! `cargo xtask conformance DIR` runs recorded cases of the service through the library,
//! `cargo xtask roundtrip DIR` imports definitions and exports them again, `cargo xtask corpus DIR`
//! lints them, `cargo xtask fixes DIR` mends them, `cargo xtask schemas DIR` holds the JSON Schemas to
//! them; `cargo xtask docs` writes what is made of doc comments and of the vocabulary, and
//! `cargo xtask new-rule NAME` begins a rule.
#![expect(clippy::disallowed_methods, reason = "an edge: it reads files and starts a comparer")]

mod conformance;
mod corpus;
mod docs;
mod fixes;
mod new_rule;
mod roundtrip;
mod schemas;
mod templates;

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::corpus::Record;

const USAGE: &str = "\
Usage: cargo xtask conformance DIR
       cargo xtask roundtrip [--expect N] DIR
       cargo xtask corpus [--update | --show NAME] DIR
       cargo xtask fixes DIR
       cargo xtask schemas DIR
       cargo xtask docs [--check]
       cargo xtask new-rule NAME

conformance runs every case below DIR (each folder with a `case.json`) through the library, writes
what it produced to target/conformance/, and compares it with `compare.py --strict` of DIR or a
folder above.

roundtrip imports every definition below DIR and exports it again with the type, format and
extensions that it shows, and with its API id, region, stage and documentation version. Where a
definition is not imported because a template gives some of its values (`Fn::Sub`, `!GetAtt`, …),
these are filled in, and it is compared so. It lists the differences by JSON pointer, each with its
class, and counts. The order of members means nothing, nor that of consumes, produces, schemes,
required, security and parameters; how many have all in order is counted, too. For every API it also
checks the laws of exports: export, import, export is a fixed point, JSON and YAML are one document,
and OpenAPI 3.0 is what `openapiv3` reads.

corpus lints every definition below DIR with all rules, those in templates too, and compares how often
each kind of finding is given with testdata/corpus/summary.txt, which --update writes. No definition below
DIR/export, where exports of the service stand, may be refused. Of a finding in a template the file must
have the text, at the place that is told, that the finding speaks of; where that is computed, the place is
that of what asks for it. --show lists the findings of one kind with their places, to be read.

fixes makes all fixes of every definition below DIR, the safe ones and then all, and checks the laws of
fixes: made twice they are made once, what they are for is gone, nothing else is told, comments stay, and
safe ones leave the API as it is; in a template nothing changes beside the definition. It also rewrites each
definition that is a file as `gatewright fix` does: what comes out says what it should and needs no
rewriting, and models that are renamed and renamed back leave no trace.

schemas validates every definition below DIR by the JSON Schema of whole definitions and lists the
faults. Where it finds one, the import or a rule must have something to say as well, or the import
refuses the definition for something else.

docs writes docs/rules/ from the doc comments, and the JSON
Schemas in docs/schemas/ from the vocabulary of the extensions; with --check it lists what is not as
it would be written.

new-rule writes the file of a rule that works, to start from, its fixtures in testdata/rules/NAME/,
and its two lines in the list of rules.

Exit status: 0 no difference (roundtrip: all laws hold, and at least N definitions are the same
documents; new-rule: the name is free), 1 otherwise, 2 could not run.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["conformance", folder] => conformance::run(Path::new(folder), &mut io::stdout().lock()),
        ["roundtrip", folder] => roundtrip(folder, "0"),
        ["roundtrip", "--expect", number, folder] => roundtrip(folder, number),
        ["corpus", folder] => corpus(folder, Record::Compare),
        ["corpus", "--update", folder] => corpus(folder, Record::Update),
        ["corpus", "--show", name, folder] => {
            corpus::show(Path::new(folder), name, &mut io::stdout().lock())
        }
        ["fixes", folder] => fixes::run(Path::new(folder), &mut io::stdout().lock()),
        ["schemas", folder] => schemas::check::run(Path::new(folder), &mut io::stdout().lock()),
        ["docs"] => docs::write(&workspace(), &mut io::stdout().lock()),
        ["docs", "--check"] => docs::check(&workspace(), &mut io::stdout().lock()),
        ["new-rule", name] if !name.starts_with('-') => {
            new_rule::run(&workspace(), name, &mut io::stdout().lock())
        }
        ["--help" | "-h" | "help"] => io::stdout().write_all(USAGE.as_bytes()).map(|()| true),
        _ => Err(wrong_usage()),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Nothing is left to be done when not even this can be written.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}

fn roundtrip(folder: &str, expected: &str) -> io::Result<bool> {
    let expected = expected.parse().map_err(|_| wrong_usage())?;
    roundtrip::run(Path::new(folder), expected, &mut io::stdout().lock())
}

fn corpus(folder: &str, record: Record) -> io::Result<bool> {
    corpus::run(Path::new(folder), record, &mut io::stdout().lock())
}

/// All files below a folder, by name.
fn find_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            find_files(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn wrong_usage() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, USAGE)
}

/// The folder of the workspace.
fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

/// An error that says which file it is about.
fn at(path: &Path, error: &impl ToString) -> io::Error {
    io::Error::other(format!("{}: {}", path.display(), error.to_string()))
}

/// An empty folder for a test that needs one of its own.
#[cfg(test)]
fn scratch(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("gatewright-xtask-{}-{name}", std::process::id()));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the folder of an earlier run goes");
    }
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
