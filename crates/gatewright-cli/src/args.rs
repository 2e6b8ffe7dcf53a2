//! The arguments of each command, and the help texts that teach them.

use std::path::{Path, PathBuf};

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use gatewright_import::PutMode;

use crate::report::Question;

mod config;
mod convert;
mod explain;
mod export;
mod files;
mod fix;
mod fixing;
mod import_docs;
mod init;
mod lint;
mod lsp;
mod plan;
mod put;
mod render;
mod report;
mod rules;
mod service;
mod templates;

pub(crate) use config::{ConfigArgs, ConfigFormat};
pub(crate) use convert::ConvertArgs;
pub(crate) use explain::{ExplainArgs, ExplainFormat};
pub(crate) use export::ExportArgs;
pub(crate) use files::FilesArgs;
pub(crate) use fix::{
    BundleArgs, FixArgs, FixCommand, LowerVersion, RenameModelsArgs, RewritingArgs,
};
pub(crate) use fixing::Fixing;
pub(crate) use import_docs::ImportDocsArgs;
pub(crate) use init::InitArgs;
pub(crate) use lint::LintArgs;
pub(crate) use lsp::LspArgs;
pub(crate) use plan::{FailOn, PlanArgs, PlanFormat};
pub(crate) use put::PutArgs;
pub(crate) use render::{RenderArgs, RenderFormat};
pub(crate) use report::{ReportArgs, ReportFormat, Target};
pub(crate) use rules::{RulesArgs, RulesFormat};
pub(crate) use service::ServiceArgs;
pub(crate) use templates::TemplateArgs;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Says offline what Amazon API Gateway makes of an OpenAPI definition.
#[derive(Debug, Parser)]
#[command(
    name = "gatewright",
    version,
    styles = STYLES,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "\
Examples:
  gatewright init                         a configuration, a hook and a CI job
  gatewright validate api.yaml            would the import succeed, and if not, why
  gatewright lint api.yaml                that, and what else is wrong with it
  gatewright import api.yaml -o api.json  the REST API that would exist afterwards
  gatewright plan api.json api.yaml       what an update would change, and break
  gatewright put api.json api.yaml        the REST API after that update
  gatewright export api.json              a REST API as a definition, as GetExport has it
  gatewright convert old.json --to oas30  a definition in the other version of OpenAPI
  gatewright render template.yaml         the definition in a template, as it is deployed
  gatewright fix rename-models api.yaml   models with names that the service takes
  gatewright rules                        all rules, and what an import says
  gatewright config api.yaml              the settings that hold for a file
  gatewright explain unparseable          what a finding means and how to cure it
  gatewright lsp                          all of that in an editor, which starts it

Exit codes: 0 accepted or clean, 1 not accepted or not clean, 2 could not run."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours. `auto` looks at the terminal, NO_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_possible_values = true)]
    pub(crate) color: ColorWhen,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArgs),
    Validate(ValidateArgs),
    Lint(LintArgs),
    Import(ImportArgs),
    Plan(PlanArgs),
    Put(PutArgs),
    ImportDocs(ImportDocsArgs),
    Export(ExportArgs),
    Convert(ConvertArgs),
    Render(RenderArgs),
    Fix(FixArgs),
    Rules(RulesArgs),
    Config(ConfigArgs),
    Explain(ExplainArgs),
    Lsp(LspArgs),
    Completions(CompletionsArgs),
}

/// Say of each file whether the service would accept it, and what it would say
///
/// For each file one verdict: accepted, accepted with warnings, imports but would not deploy, or
/// refused; of a template one for each REST API in it, which is not known where its definition is
/// in a file that is not read. Then each finding with its place, its cure, and whose words it is in: where the
/// service's own text is known, the message is that text to the letter.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright validate                   every definition below this folder
  gatewright validate api.yaml          one file
  gatewright validate apis 'v*/*.yaml'  folders and patterns, without what
                                        .gitignore names
  cat api.json | gatewright validate -  the standard input
  gatewright validate --basepath prepend --fail-on-warnings api.yaml
                                        with the parameters of the import
  gatewright validate --format service api.yaml
                                        only what the service would answer
  gatewright validate --output sarif=a.sarif api.yaml
                                        for people, and a report in a file
  gatewright validate --watch api.yaml  again whenever the file changes
  gatewright validate template.yaml --parameter-overrides Stage=prod
                                        each REST API of a template

Files:
  A file that is named is always answered. In folders, those called *.yaml,
  *.yml or *.json are looked at, and for a pattern those that it matches; of
  these, only definitions are answered (`swagger` or `openapi` at the root), and
  templates with a REST API in them: of CloudFormation and SAM, configurations
  and plans of Terraform (*.tf, *.tftpl, *.template and a few others, too). Each
  API has its verdict under its name. What a template reads is answered with it.

Findings are of five kinds:
  error    the service refuses the definition
  deploy   the import succeeds, and each deployment of the API then fails
  warning  the service warns and goes on; with --fail-on-warnings it refuses
  dropped  the service drops or changes something without a word
  note     nothing changes for the import, but the text is worth a look

Formats for other programs:
  concise  FILE:LINE:COLUMN: KIND[ID] MESSAGE, and after a message of the
           service what is wrong, in parentheses
  service  of several files, each answer below the name of its file

Reports in files, and the other formats: `gatewright lint --help` tells of them.
There, an error is what is refused or not deployed, a warning what is warned of
or dropped, and the rest a note. In junit a failure is what is refused or not
deployed, and a warning under --fail-on-warnings.

The format json is one object:
  files[]     path, verdict (accepted | accepted-with-warnings |
              not-deployable | refused | unknown), answer, findings[]; of a
              template one for each API, with its name as api
  answer      message (of the 400 answer; null if there is none), unknownErrors
              (how many errors it lacks, since the service's words for them are
              not known), warnings[] (of the answer to an import that succeeds)
  findings[]  id, effect (the kind), words (service | gatewright), confidence
              (recorded | quoted | documented | derived), message, label, help,
              file, a place, related[]; of a template api
  related[]   text, a place, file (if it is another one)
  a place     pointer (RFC 6901), offset, endOffset (bytes from 0), line,
              column, endLine, endColumn (characters from 1), utf16Column,
              utf16EndColumn
  problems[]  what could not be read, as text
  summary     files, apis (if there are templates), skipped, accepted,
              acceptedWithWarnings, notDeployable, refused, unknown (if any),
              findings { error, deploy, warning, dropped, note }
  Members may be added; none changes its meaning.
With --statistics it has, instead of files:
  statistics[]  id, effect, count, safeFixes, unsafeFixes; the most frequent
              first

Exit codes:
  0  all files are accepted
  1  a file is refused or would not deploy, or has warnings under
     --fail-on-warnings
  2  a file could not be read, none was found, or a report could not be written")]
pub(crate) struct ValidateArgs {
    #[command(flatten)]
    pub(crate) files: FilesArgs,

    /// How to show what was found [default: full]
    #[arg(long, value_parser = report::formats(Question::Import))]
    format: Option<ReportFormat>,

    /// Write a report to a file as well; may be repeated. The file `-` is the standard output
    #[arg(short, long, value_name = "FORMAT=FILE", value_parser = report::targets(Question::Import))]
    output: Vec<Target>,

    /// Show how often each kind of finding was told, instead of the findings
    #[arg(long)]
    statistics: bool,

    /// Run again whenever a file changes
    #[arg(long)]
    watch: bool,

    #[command(flatten)]
    pub(crate) service: ServiceArgs,
}

impl ValidateArgs {
    /// Which reports are wanted.
    pub(crate) fn reports(&self) -> ReportArgs {
        ReportArgs {
            format: self.format,
            outputs: self.output.clone(),
            statistics: self.statistics,
            watch: self.watch,
        }
    }
}

/// Build the REST API that would exist after an import
///
/// Writes one document with the members restApi, resources (methods and integrations embedded),
/// models, authorizers, requestValidators, gatewayResponses, documentationParts and warnings, in the
/// shapes of the API Reference. Identifiers depend on the definition alone, so that the result can
/// be committed and compared. What was found goes to the standard error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright import api.yaml                  to the standard output, as JSON
  gatewright import api.yaml -o api.json      to a file, whole or not at all
  gatewright import api.yaml --format tree    paths, methods, integrations
  gatewright import api.yaml | jq .resources  to another program

SOURCE_DATE_EPOCH, in seconds, is the time that `createdDate` shows; without it,
that is the beginning of 1970.

Exit codes:
  0  imported; whether it can be deployed says `validate`
  1  the service refuses the definition; nothing is written
  2  a file could not be read or written")]
pub(crate) struct ImportArgs {
    /// The definition; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    #[command(flatten)]
    pub(crate) output: OutputArgs,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,

    #[command(flatten)]
    pub(crate) service: ServiceArgs,
}

/// Where an API goes, and in which form.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The form of the result [default: json, or yaml if the output file is called so]
    #[arg(long, value_enum)]
    pub(crate) format: Option<ImportFormat>,
}

/// How to say what is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LossFormat {
    /// For people
    Text,
    /// For programs, an object a line
    Json,
}

/// Whether a file has the name of a YAML file.
pub(crate) fn is_called_yaml(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

/// The form of an imported API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// The shapes of the API Reference
    Json,
    /// The same as YAML
    Yaml,
    /// For people
    Tree,
}

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright completions bash > ~/.local/share/bash-completion/completions/gatewright
  gatewright completions zsh > ~/.zfunc/_gatewright
  gatewright completions fish > ~/.config/fish/completions/gatewright.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// What becomes of what the new definition lacks.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Mode {
    /// It stays
    Merge,
    /// It goes
    Overwrite,
}

impl Mode {
    /// The service's word.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Overwrite => "overwrite",
        }
    }
}

impl From<Mode> for PutMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Merge => Self::Merge,
            Mode::Overwrite => Self::Overwrite,
        }
    }
}
