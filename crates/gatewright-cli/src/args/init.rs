//! The arguments of `gatewright init`.

/// Write a configuration, a hook and a CI job for the repository you are in
///
/// Looks for definitions below this folder, for the repository around it and for where that is
/// hosted, and writes what fits. What is there already stays as it is, so that a second run changes
/// nothing; a hook is added to those that there are.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright init            for the definitions below this folder
  gatewright init --dry-run  shows what it would write

Files:
  gatewright.yaml            in this folder: presets, rules, quotas, the import
  .pre-commit-config.yaml    in the root of the git repository: the hook
                             `gatewright-lint`, beside the hooks that there are
  .github/workflows/gatewright.yml, .gitlab-ci.yml or .gitlab/gatewright.yml
                             there too, if the repository is on GitHub or GitLab

Exit codes:
  0  all is written, or was there already
  2  a file could not be read or written")]
pub(crate) struct InitArgs {
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Write gatewright.yaml and the CI job anew, even if they are there
    #[arg(long)]
    pub(crate) force: bool,
}
