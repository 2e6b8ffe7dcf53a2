//! Whether `gatewright lint` mends what it finds.

use gatewright_lint::Applicability;

/// What is done with the fixes that findings bring.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Fixes")]
#[group(id = "fixing")]
pub(crate) struct FixingArgs {
    /// Mend what can be mended, and tell what is left
    ///
    /// Safe fixes leave the API as it is that the import makes. Comments, order and style stay.
    #[arg(long)]
    fix: bool,

    /// Show what --fix would change as a patch, and change nothing; exit code 1 if there is anything
    #[arg(long, conflicts_with_all = ["fix", "format", "output"])]
    diff: bool,

    /// With --fix or --diff: fixes that change the API, too, and that somebody should look at
    #[arg(long)]
    unsafe_fixes: bool,
}

/// What is done with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixing {
    /// They are told.
    Told,
    /// They are made, those of that kind and safer.
    Made(Applicability),
    /// What they would change is shown.
    Shown(Applicability),
}

impl FixingArgs {
    /// What is done; an error in words if nothing would come of what was said.
    pub(crate) fn fixing(self) -> Result<Fixing, String> {
        let most = if self.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        match (self.fix, self.diff, self.unsafe_fixes) {
            (true, _, _) => Ok(Fixing::Made(most)),
            (false, true, _) => Ok(Fixing::Shown(most)),
            (false, false, false) => Ok(Fixing::Told),
            (false, false, true) => {
                Err("`--unsafe-fixes` goes with `--fix` or `--diff`".to_owned())
            }
        }
    }
}
