//! The arguments of `gatewright import-docs`.

use std::path::PathBuf;

use gatewright_diagnostics::FailOnWarnings;
use gatewright_import::ImportOptions;

use super::{Mode, OutputArgs, TemplateArgs};

/// Import documentation into an API that exists, and show the API afterwards
///
/// Does what ImportDocumentationParts does: of DOCS only `x-amazon-apigateway-documentation` counts.
/// With `merge`, parts are added, and where a part is about the same thing, its attributes replace
/// those of the same name; with `overwrite`, all parts that were there go. Nothing else of the API
/// changes. What was found goes to the standard error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright import-docs api.json docs.json -o api.json
                              in place, whole or not at all
  gatewright import-docs api.json api.yaml --mode overwrite
                              nothing but the documentation of a definition

EXISTING is what `gatewright import` or `put` wrote, as JSON or YAML; or a
definition or an export, which is imported first.

DOCS is a definition, as JSON or YAML. An object with nothing but
`x-amazon-apigateway-documentation` or `documentationParts` will do here; that
the service takes one is not known.

Exit codes:
  0  imported
  1  the service refuses the documentation or EXISTING; nothing is written
  2  a file could not be read or written, or EXISTING is neither")]
pub(crate) struct ImportDocsArgs {
    /// The API as it is; `-` is the standard input
    #[arg(value_name = "EXISTING")]
    pub(crate) existing: PathBuf,

    /// The documentation; `-` is the standard input
    #[arg(value_name = "DOCS")]
    pub(crate) docs: PathBuf,

    /// What becomes of the documentation that is there: the parameter `mode`
    #[arg(long, value_enum, default_value = "merge")]
    pub(crate) mode: Mode,

    /// Refuse documentation with warnings: the parameter `failonwarnings`
    #[arg(long)]
    fail_on_warnings: bool,

    #[command(flatten)]
    pub(crate) output: OutputArgs,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,
}

impl ImportDocsArgs {
    /// The same for the library.
    pub(crate) fn options(&self) -> ImportOptions {
        let fail_on_warnings =
            if self.fail_on_warnings { FailOnWarnings::Yes } else { FailOnWarnings::No };
        ImportOptions { fail_on_warnings, ..ImportOptions::default() }
    }
}
