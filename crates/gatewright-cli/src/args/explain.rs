//! The arguments of `gatewright explain`.

use clap::ValueEnum;

/// Tell what a finding means, why it matters and how to cure it
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright explain                   all findings, by what they mean
  gatewright explain read/unparseable  one of them
  gatewright explain unparseable       the same
  gatewright explain path-reserved     a rule of `gatewright lint`
  gatewright explain path-reserved --format markdown
                                       the same for a browser

The format json is the object that `gatewright rules --format json` has of it
(see `gatewright rules --help`), and documentation (as Markdown).")]
pub(crate) struct ExplainArgs {
    /// The rule or finding, as shown with it; the part before the slash may be left out
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,

    /// How to show it
    #[arg(long, value_enum, default_value = "terminal", requires = "id")]
    pub(crate) format: ExplainFormat,
}

/// How to show what is known of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// For people
    Terminal,
    /// As a page
    Markdown,
    /// For programs, as one object
    Json,
}
