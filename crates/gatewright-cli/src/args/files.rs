//! Which files are looked at, and how those are taken that the command line names.

use std::path::PathBuf;

use crate::walk::Origin;

/// The files of a run.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct FilesArgs {
    /// Files, folders or patterns; `-` is the standard input [default: the current folder]
    #[arg(value_name = "FILES")]
    pub(crate) files: Vec<PathBuf>,

    /// Pass over files that are no definitions, even if they are named, and be content with none
    ///
    /// For programs that name whatever was changed, such as pre-commit.
    #[arg(long)]
    definitions_only: bool,
}

impl FilesArgs {
    /// All definitions below the current folder, or none.
    pub(crate) fn below_here() -> Self {
        Self { definitions_only: true, ..Self::default() }
    }

    /// What a file that is named counts as.
    pub(crate) fn named(&self) -> Origin {
        if self.definitions_only { Origin::Found } else { Origin::Named }
    }
}
