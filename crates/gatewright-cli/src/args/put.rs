//! The arguments of `gatewright put`.

use std::path::PathBuf;

use super::{Mode, OutputArgs, ServiceArgs, TemplateArgs};

/// Put a definition over an API that exists, and show the API afterwards
///
/// Does what PutRestApi does: with `merge`, what the definition lacks stays, but a method that it has
/// is replaced as a whole; with `overwrite`, what it lacks goes. Endpoint type, tags and identifiers
/// of what is in both stay. Writes what `gatewright import` writes, so that the next put can start
/// from it. What was found goes to the standard error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright put api.json new.yaml              merged, to the standard output
  gatewright put api.json new.yaml -o api.json  in place, whole or not at all
  gatewright put api.json new.yaml --mode overwrite
                                                nothing but what new.yaml has
  gatewright put export.yaml new.yaml           over a definition or an export

EXISTING is what `gatewright import` or `put` wrote, as JSON or YAML; or a
definition or an export, which is imported first, with the same parameters, but
with its documentation and whatever its warnings.

Exit codes:
  0  the definition is accepted
  1  the service refuses a definition; nothing is written
  2  a file could not be read or written, or EXISTING is neither")]
pub(crate) struct PutArgs {
    /// The API as it is; `-` is the standard input
    #[arg(value_name = "EXISTING")]
    pub(crate) existing: PathBuf,

    /// The definition; `-` is the standard input
    #[arg(value_name = "INCOMING")]
    pub(crate) incoming: PathBuf,

    /// What becomes of what the definition lacks: the parameter `mode`
    #[arg(long, value_enum, default_value = "merge")]
    pub(crate) mode: Mode,

    #[command(flatten)]
    pub(crate) output: OutputArgs,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,

    #[command(flatten)]
    pub(crate) service: ServiceArgs,
}
