//! The arguments of `gatewright config`.

use std::path::PathBuf;

use clap::ValueEnum;

/// Show which settings hold for a file, and who says so
///
/// Settings stand in gatewright.yaml, gatewright.yml or gatewright.json: for each file, that of the
/// nearest folder above it counts. What is wrong with them is told, too.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright config                     what holds in the current folder
  gatewright config apis/v1/api.yaml    what holds for a file
  gatewright config api.yaml --format json | jq .rules
                                        the rules that run, with severities
  gatewright config --schema > gatewright.schema.json
                                        for editors that complete settings

The format json is one object:
  file      what was asked for
  settings  the files of settings, weakest first
  excluded  whether a run passes over the file unless it is named
  members   what was set, weakest first: name, value, file, line, column
  rules     the rules that run, by name: error | warning | info
  failOn    error | warning | info | never
  quotas    by name

Exit codes:
  0  the settings are understood
  2  they are not")]
pub(crate) struct ConfigArgs {
    /// The file; it need not be there
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,

    /// Take the settings from this file, not from the gatewright.yaml above the file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// How to show them
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ConfigFormat,

    /// Print the JSON Schema of gatewright.yaml, and nothing else
    #[arg(long, exclusive = true)]
    pub(crate) schema: bool,
}

/// How to show settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConfigFormat {
    /// For people
    Text,
    /// For programs, as one object
    Json,
}
