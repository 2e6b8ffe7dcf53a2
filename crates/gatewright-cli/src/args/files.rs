//! Which files are looked at, and how those are taken that the command line names.

use std::path::PathBuf;

use gatewright_project::{Origins, Projects};

use super::TemplateArgs;
use crate::settings::{self, Disk};
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

    /// Take the settings from this file, not from the gatewright.yaml above each file
    #[arg(long, value_name = "FILE", help_heading = "The settings")]
    config: Option<PathBuf>,

    /// Take no settings from files
    #[arg(long, conflicts_with = "config", help_heading = "The settings")]
    no_config: bool,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,
}

impl FilesArgs {
    /// All definitions below the current folder, or none, whatever the settings are.
    pub(crate) fn below_here() -> Self {
        Self { definitions_only: true, no_config: true, ..Self::default() }
    }

    /// What a file that is named counts as.
    pub(crate) fn named(&self) -> Origin {
        if self.definitions_only { Origin::Found } else { Origin::Named }
    }

    /// The settings of the files, read anew.
    pub(crate) fn projects(&self) -> Projects<Disk> {
        settings::projects(match &self.config {
            _ if self.no_config => Origins::None,
            None => Origins::Found,
            Some(path) => {
                Origins::Named(std::path::absolute(path).unwrap_or_else(|_| path.clone()))
            }
        })
    }
}
