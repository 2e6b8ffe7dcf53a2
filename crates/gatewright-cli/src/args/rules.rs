//! The arguments of `gatewright rules`.

use clap::ValueEnum;
use gatewright_lint::{Category, Preset, Selector};

use super::lint::{categories, presets, selector};

/// List the rules, and what an import says, each with what it is
///
/// First the rules of `gatewright lint`, then what an import says, then the rules that the settings of
/// the current folder bring, each by name. Other names, below some,
/// are those of rules that they make superfluous; they are good wherever a name is.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright rules                       all of them
  gatewright rules --preset recommended  those that `gatewright lint` tells of
  gatewright rules --category security   of one category
  gatewright rules --select 'model-*'    by name
  gatewright rules --format json         for programs

The format json is one object:
  rules[]  by name: name, id, origin (rule | import | custom), category,
           severity, preset, fix (none | safe | unsafe), versions (both |
           swagger-2.0 | openapi-3.0; null for all but built-in rules), effect
           (of what an import says; else null), words, confidence, since,
           aliases[], yieldsTo[] (findings at the same place that make it
           silent), summary
  Members may be added; none changes its meaning.")]
pub(crate) struct RulesArgs {
    /// How to show them
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: RulesFormat,

    /// Only those of a preset
    #[arg(long, value_name = "PRESET", value_parser = presets())]
    pub(crate) preset: Option<Preset>,

    /// Only these: names, `prefix-*`, categories
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = selector)]
    pub(crate) select: Vec<Selector>,

    /// Only those of these categories
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', value_parser = categories())]
    pub(crate) category: Vec<Category>,
}

/// How to show rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    /// For people
    Table,
    /// For programs, as one object
    Json,
}
