//! Work on the project itself.
//!
//! `cargo xtask conformance DIR` runs recorded cases of the service through the library,
//! `cargo xtask roundtrip DIR` imports definitions and exports them again.
#![expect(clippy::disallowed_methods, reason = "an edge: it reads files and starts a comparer")]

mod conformance;
mod roundtrip;

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask conformance DIR
       cargo xtask roundtrip [--expect N] DIR

conformance runs every case below DIR (each folder with a `case.json`) through the library, writes
what it produced to target/conformance/, and compares it with `compare.py --strict` of DIR or a
folder above.

roundtrip imports every definition below DIR and exports it again with the type, format and
extensions that it shows, and with its API id, region, stage and documentation version. Where a
definition is not imported because a template gives some of its values (`Fn::Sub`, `!GetAtt`, …),
these are filled in, and it is compared so. It lists the differences by JSON pointer, each with its class, and counts. The order of members means nothing, nor
that of consumes, produces, schemes, required, security and parameters; how many have all in order
is counted, too. For every API it also checks the laws of exports: export, import, export is a fixed
point, JSON and YAML are one document, and OpenAPI 3.0 is what `openapiv3` reads.

Exit status: 0 no difference (roundtrip: all laws hold, and at least N definitions are the same
documents), 1 otherwise, 2 could not run.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["conformance", folder] => conformance::run(Path::new(folder), &mut io::stdout().lock()),
        ["roundtrip", folder] => roundtrip(folder, "0"),
        ["roundtrip", "--expect", number, folder] => roundtrip(folder, number),
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
