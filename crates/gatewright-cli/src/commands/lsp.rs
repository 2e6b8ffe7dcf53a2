//! `gatewright lsp`.

use std::io::{BufReader, BufWriter, stdin, stdout};

use gatewright_lsp::{End, serve};

use crate::exit::Outcome;

/// Serves an editor until it goes.
pub(crate) fn run() -> Outcome {
    match serve(BufReader::new(stdin()), BufWriter::new(stdout())) {
        End::Orderly => Outcome::Accepted,
        End::Abrupt => Outcome::NotAccepted,
    }
}
