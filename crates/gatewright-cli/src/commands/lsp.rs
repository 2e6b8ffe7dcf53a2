//! `gatewright lsp`.

use std::io::{BufReader, BufWriter, stdin, stdout};

use gatewright_lsp::{End, serve};

use crate::exit::{Outcome, Stop};

/// Serves an editor until it goes.
pub(crate) fn run() -> Result<Outcome, Stop> {
    match serve(BufReader::new(stdin()), BufWriter::new(stdout())) {
        End::Orderly => Ok(Outcome::Accepted),
        End::Abrupt => Ok(Outcome::NotAccepted),
    }
}
