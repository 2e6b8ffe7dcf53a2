//! `gatewright completions`.

use clap::CommandFactory;

use crate::args::{Args, CompletionsArgs};
use crate::exit::{Outcome, Stop};
use crate::output;

/// Prints the completions of a shell.
pub(crate) fn run(args: &CompletionsArgs) -> Result<Outcome, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "gatewright", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Accepted)
}
