//! The arguments of `gatewright lint`.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use gatewright_import::DocumentationMode;
use gatewright_lint::{Category, Entry, Preset, Quotas, Selector, entries};
use gatewright_project::Asked;

use super::files::FilesArgs;
use super::fixing::FixingArgs;
use super::report::{ReportArgs, ReportFormat, Target, formats, targets};
use super::service::ParameterArgs;
use crate::names::{alternatives, like};
use crate::report::Question;
use crate::settings;

/// Say of each file what is wrong with it: what an import would say, and what rules say
///
/// What the service itself would say is told in its words, and what it refuses cannot be switched off.
/// The rules tell what imports, and does not do what it seems to, is open, or goes wrong later.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright lint                       every definition below this folder
  gatewright lint api.yaml --preset strict
                                        with what careful teams ask for
  gatewright lint --select security,limits --fail-on warning
                                        only these, for CI
  gatewright lint --ignore path-reserved,cors-*
                                        not these
  gatewright lint --quota resources=500 the account's quota was raised
  gatewright lint --diff api.yaml       what can be fixed, as a patch
  gatewright lint --fix                 fix it; what is deployed stays the same
  gatewright lint --output sarif=a.sarif --output junit=a.xml
                                        for people, and two reports in files
  gatewright lint --statistics          how often each kind of finding was told
  gatewright lint api.yaml --watch      again whenever the file changes
  gatewright lint template.yaml --api PetsApi
                                        one REST API of a template
  cat api.json | gatewright lint -      the standard input

Files:
  As with `gatewright validate`: a file that is named is always looked at; in
  folders, definitions called *.yaml, *.yml or *.json; for a pattern those that
  it matches. What .gitignore names is left out.

Severities:
  error    it does not work, or is not safe
  warning  it does most likely not do what was meant
  info     good to know; in the preset strict a warning

Presets, each with what the ones before it have:
  import       what an import says: will it work?
  recommended  and what nobody should ship
  strict       and what careful teams ask for
  all          all rules

RULES are names, with or without the part before the slash; beginnings of names
with `*`; or categories: import-error, import-warning, security, correctness,
compatibility, documentation, style, limits, configuration. `gatewright rules`
lists all.
With --select only these are told of, whatever the preset. Several are separated
by commas, and the options may be repeated.

The format json is one object:
  files[]     path, verdict, answer (of an import, as `gatewright validate
              --help` tells), findings[]
  findings[]  the members that `gatewright validate --help` tells, and severity
              (error | warning | info), category, fix
  fix         title, applicability (safe | unsafe); null if there is none
  problems[]  what could not be read, as text
  summary     files, apis (if there are templates), skipped, accepted,
              acceptedWithWarnings, notDeployable, refused,
              findings { error, warning, info }
  Members may be added; none changes its meaning.
With --statistics it has, instead of files:
  statistics[]  id, severity, count, safeFixes, unsafeFixes; the most frequent
              first
The format jsonl is an object a line: type (finding | summary), and the members
of one of findings[], or at last those of summary and problems[].

Reports:
  The standard output takes one format, and --output writes others to files:
  whole or not at all, in folders that are made for them. In github and sarif
  names of files start at $GITHUB_WORKSPACE, in gitlab at $CI_PROJECT_DIR, and
  without these in the current folder. In junit a failure is what --fail-on
  says.

Exit codes:
  0  no finding is as severe as --fail-on
  1  a finding is
  2  a file could not be read, none was found, a report could not be written,
     or an argument is wrong")]
pub(crate) struct LintArgs {
    #[command(flatten)]
    pub(crate) files: FilesArgs,

    /// How to show what was found [default: full]
    #[arg(long, value_parser = formats(Question::Rules))]
    format: Option<ReportFormat>,

    /// Write a report to a file as well; may be repeated. The file `-` is the standard output
    #[arg(short, long, value_name = "FORMAT=FILE", value_parser = targets(Question::Rules))]
    output: Vec<Target>,

    /// Show how often each kind of finding was told, instead of the findings
    #[arg(long)]
    statistics: bool,

    /// Run again whenever a file changes
    #[arg(long)]
    watch: bool,

    /// End with exit code 1 if there are findings as severe as this, or more [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Threshold>,

    #[command(flatten)]
    pub(crate) known: BaselineArgs,

    #[command(flatten)]
    pub(crate) fixing: FixingArgs,

    #[command(flatten)]
    rules: RuleArgs,

    #[command(flatten)]
    parameters: ParameterArgs,

    /// Leave the documentation out: the parameter `ignore`
    #[arg(long, help_heading = "The import")]
    without_documentation: bool,
}

/// What was found before.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The settings")]
pub(crate) struct BaselineArgs {
    /// Leave out the findings of this file, which --update-baseline writes
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write what is found to the baseline, that of --baseline or that of gatewright.yaml
    #[arg(long, conflicts_with = "diff")]
    pub(crate) update_baseline: bool,
}

/// Which rules run.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The rules")]
struct RuleArgs {
    /// The set of rules to start from [default: recommended]
    #[arg(long, value_name = "PRESET", value_parser = presets())]
    preset: Option<Preset>,

    /// Only these, instead of a preset
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = selector)]
    select: Vec<Selector>,

    /// Not these
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = selector)]
    ignore: Vec<Selector>,

    /// A quota of the account that is not the service's default
    #[arg(long, value_name = "NAME=NUMBER", value_delimiter = ',', value_parser = quota)]
    #[arg(long_help = quota_help())]
    quota: Vec<Quota>,
}

/// Which findings are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Threshold {
    /// What does not work, or is not safe
    Error,
    /// And what most likely does not do what was meant
    Warning,
    /// All findings
    Info,
    /// None
    Never,
}

/// A quota and its value.
#[derive(Debug, Clone, Copy)]
struct Quota {
    name: &'static str,
    value: u32,
}

impl LintArgs {
    /// Which reports are wanted.
    pub(crate) fn reports(&self) -> ReportArgs {
        ReportArgs {
            format: self.format,
            outputs: self.output.clone(),
            statistics: self.statistics,
            watch: self.watch,
        }
    }

    /// Whether somebody reads what is printed.
    pub(crate) fn is_for_people(&self) -> bool {
        matches!(self.format, None | Some(ReportFormat::Full | ReportFormat::Concise))
    }

    /// What is asked for, whatever the settings of a file are.
    pub(crate) fn asked(&self) -> Result<Asked, String> {
        let RuleArgs { preset, select, ignore, quota } = &self.rules;
        let BaselineArgs { baseline, update_baseline } = &self.known;
        let baseline = baseline.as_ref().map(|path| settings::baseline(path, *update_baseline));
        Ok(Asked {
            preset: *preset,
            select: select.clone(),
            ignore: ignore.clone(),
            quotas: quota.iter().map(|Quota { name, value }| (*name, *value)).collect(),
            fail_on: self.fail_on.map(gatewright_project::Threshold::from),
            baseline: baseline.transpose()?,
            adopts: *update_baseline,
            parameters: self.files.templates.parameters()?,
            documentation: self.without_documentation.then_some(DocumentationMode::Ignore),
            ..self.parameters.asked()
        })
    }
}

impl From<Threshold> for gatewright_project::Threshold {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Error => Self::Error,
            Threshold::Warning => Self::Warning,
            Threshold::Info => Self::Info,
            Threshold::Never => Self::Never,
        }
    }
}

/// Reads a preset.
pub(super) fn presets() -> impl TypedValueParser<Value = Preset> {
    let all = Preset::ALL.iter().map(|it| PossibleValue::new(it.as_str()));
    PossibleValuesParser::new(all)
        .map(|text| Preset::parse(&text).expect("one of the possible values"))
}

/// Reads a category.
pub(super) fn categories() -> impl TypedValueParser<Value = Category> {
    let all = Category::ALL.iter().map(|it| PossibleValue::new(it.as_str()));
    PossibleValuesParser::new(all)
        .map(|text| Category::parse(&text).expect("one of the possible values"))
}

/// Reads a category, or a name or prefix that means at least one kind of finding.
pub(super) fn selector(text: &str) -> Result<Selector, String> {
    let text = text.trim();
    let selector = Selector::parse(text);
    let mut all = entries();
    all.extend(settings::own_rules());
    let is_category = matches!(selector, Selector::Category(_));
    // Of a project's own rules nobody knows before its settings are read.
    if is_category || text.starts_with("custom/") || all.iter().any(|entry| selector.matches(entry))
    {
        return Ok(selector);
    }
    if let Selector::Prefix(prefix) = selector {
        return Err(format!("no rule has a name that begins with `{prefix}`"));
    }
    let categories = Category::ALL.iter().map(|it| it.as_str());
    let names = all.iter().flat_map(Entry::names).chain(categories);
    let like = alternatives(&like(names, text));
    let like = like.unwrap_or_else(|| "; `gatewright rules` lists them all".to_owned());
    Err(format!("no rule or category is called `{text}`{like}"))
}

fn quota(text: &str) -> Result<Quota, String> {
    let (name, value) = text.split_once('=').ok_or("write `NAME=NUMBER`")?;
    let known = Quotas::NAMES.iter().copied().find(|known| *known == name.trim());
    let Some(name) = known else {
        let like = alternatives(&like(Quotas::NAMES.iter().copied(), name));
        let like = like.unwrap_or_else(|| format!("; there are {}", Quotas::NAMES.join(", ")));
        return Err(format!("no quota is called `{name}`{like}"));
    };
    let value = value.trim().parse().map_err(|_| format!("`{value}` is no whole number from 0"))?;
    Ok(Quota { name, value })
}

fn quota_help() -> String {
    format!(
        "A quota of the account that is not the service's default: {}",
        Quotas::NAMES.join(", ")
    )
}
