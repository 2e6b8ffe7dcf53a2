//! `gatewright.yaml`: one setting, and what others there are.

use std::path::PathBuf;

use gatewright_project::NAMES;

use super::seen::Definitions;
use super::{Deed, Replace, Step, text_of};
use crate::exit::Stop;

/// The file, in the current folder.
pub(super) const FILE: &str = "gatewright.yaml";

/// What becomes of the file.
pub(super) fn step(definitions: &Definitions, replace: Replace) -> Result<Step, Stop> {
    for path in NAMES.iter().filter(|name| **name != FILE).map(PathBuf::from) {
        if text_of(&path)?.is_some() {
            return Ok(Step { path, deed: Deed::Keep("it has the settings") });
        }
    }
    Step::own(PathBuf::from(FILE), text(&definitions.in_words()), replace)
}

fn text(found: &str) -> String {
    format!(
        "\
# How `gatewright` looks at the definitions in this folder and below it; of the first run:
# {found}.

# The rules to start from: import, recommended, strict or all (`gatewright rules`).
preset: recommended

# From which severity on `gatewright lint` fails: error, warning, info or never.
# fail-on: error

# Rules that are not told of: names, beginnings of names, categories.
# ignore: [path-kebab-case, cors-*]

# Rules that matter more or less than elsewhere.
# severities:
#   path-reserved: error
#   style: off

# Files that are no business of anybody here, and files that are another matter.
# exclude: [vendor/]
# overrides:
#   - files: internal/
#     preset: import

# Quotas of the account that were raised, and the parameters of the import.
# quotas:
#   resources: 500
# import:
#   endpoint-type: REGIONAL

# What was found before, and is not told again: `gatewright lint --update-baseline` writes it.
# baseline: gatewright-baseline.json
"
    )
}
