//! `gatewright.yaml`: one setting, and what others there are.

use std::path::PathBuf;

use super::seen::Definitions;
use super::{Replace, Step};
use crate::exit::Stop;

/// The file, in the current folder.
pub(super) const FILE: &str = "gatewright.yaml";

/// What becomes of the file.
pub(super) fn step(definitions: &Definitions, replace: Replace) -> Result<Step, Stop> {
    Step::own(PathBuf::from(FILE), text(&definitions.in_words()), replace)
}

fn text(found: &str) -> String {
    format!(
        "\
# How `gatewright` looks at the definitions in this folder and below it; of the first run:
# {found}.

# The rules to start from: import, recommended, strict or all (`gatewright rules`).
preset: recommended

# How severe a finding must be for `gatewright lint` to fail: error, warning, info or never.
# fail-on: error

# Rules by name, beginning of a name, or category, that are told of besides or not at all.
# select: [security]
# ignore: [path-kebab-case, cors-*]

# Rules that matter more or less here than elsewhere.
# severities:
#   path-reserved: error
"
    )
}
