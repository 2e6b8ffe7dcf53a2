//! Work on the project itself.
//!
//! `cargo xtask conformance DIR` runs recorded cases of the service through the library.
#![expect(clippy::disallowed_methods, reason = "an edge: it reads cases and starts a comparer")]

mod conformance;

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask conformance DIR

Runs every case below DIR (each folder with a `case.json`) through the library, writes what it
produced to target/conformance/, and compares it with `compare.py --strict` of DIR or a folder above.

Exit status: 0 no difference, 1 a difference, 2 could not run.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["conformance", folder] => conformance::run(Path::new(folder), &mut io::stdout().lock()),
        ["--help" | "-h" | "help"] => io::stdout().write_all(USAGE.as_bytes()).map(|()| true),
        _ => Err(io::Error::new(io::ErrorKind::InvalidInput, USAGE)),
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
