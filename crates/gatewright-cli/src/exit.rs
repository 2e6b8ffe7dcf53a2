//! How a run ends: the exit codes, and the reasons to stop early.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use gatewright_project::Project;

use crate::output::{self, Screen};
use crate::settings;

/// How a run that went through to its end ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// All is well: exit code 0.
    Accepted,
    /// A definition would not be accepted, or not be deployed: exit code 1.
    NotAccepted,
    /// A part of the work could not be done, and that has been said: exit code 2.
    Incomplete,
}

/// Why a run stopped early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Who reads our output has enough of it: exit code 0.
    PipeClosed,
    /// The work could not be done: exit code 2.
    CannotRun(String),
    /// What is wrong with these settings is to be told, and nobody knows what is wanted: exit code 2.
    Unsettled(Vec<Arc<Project>>),
}

impl From<io::Error> for Stop {
    /// An error of writing to the standard output.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::PipeClosed
        } else {
            Self::CannotRun(format!("cannot write the output: {error}"))
        }
    }
}

/// Says why a run stopped, and gives its exit code.
pub(crate) fn code(result: Result<Outcome, Stop>, screen: &Screen) -> ExitCode {
    match result {
        Ok(Outcome::Accepted) | Err(Stop::PipeClosed) => ExitCode::SUCCESS,
        Ok(Outcome::NotAccepted) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Err(Stop::Unsettled(projects)) => {
            settings::complain(&projects, screen);
            ExitCode::from(2)
        }
        Err(Stop::CannotRun(reason)) => {
            screen.complain(&reason);
            ExitCode::from(2)
        }
    }
}

/// Prints help, version, or what is wrong with the arguments.
pub(crate) fn of_usage(error: &clap::Error) -> ExitCode {
    output::usage(error);
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}
