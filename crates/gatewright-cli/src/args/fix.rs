//! The arguments of `gatewright fix`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::{LossFormat, TemplateArgs};

/// Rewrite definitions so that the service takes them
///
/// Each rewriting keeps what it does not concern to the letter: comments, order, quotes,
/// indentation. What comes of it is read and imported again before anything is written; a file is
/// changed whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright fix rename-models --diff api.yaml   what would change
  gatewright fix rename-models api.yaml          change it
  gatewright fix downgrade new.yaml -o old.yaml  to another file
  gatewright fix bundle api.yaml -o one.yaml     all files in one

Each change is told on the standard error, with its place and one of these
words:
  same      the definition says what it said
  narrowed  it allows less than before
  widened   it allows more than before
  dropped   something that it said is gone
  look      nothing was changed there, and somebody has to look at it

With --changes json, each is an object on a line:
  meaning   the word
  text      what changes
  file, pointer (RFC 6901), line, column: where it stood

Exit codes:
  0  done, or nothing to do
  1  it cannot be done; nothing is written
  2  a file could not be read or written, or is no definition")]
pub(crate) struct FixArgs {
    #[command(subcommand)]
    pub(crate) what: FixCommand,
}

/// What to rewrite.
#[derive(Debug, Subcommand)]
pub(crate) enum FixCommand {
    RenameModels(RenameModelsArgs),
    SiblingVariables(SiblingVariablesArgs),
    StripUnsupported(StripUnsupportedArgs),
    Bundle(BundleArgs),
    Downgrade(DowngradeArgs),
}

/// Where the result goes.
#[derive(Debug, clap::Args)]
pub(crate) struct RewritingArgs {
    /// Show what would change, and write nothing
    #[arg(long)]
    pub(crate) diff: bool,

    /// Write to this file instead
    #[arg(short, long, value_name = "FILE", conflicts_with = "diff")]
    pub(crate) output: Option<PathBuf>,

    /// How to say what changes
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) changes: LossFormat,
}

/// Give models names that the service takes
///
/// The service takes letters and digits. What is neither goes, and the letter behind it becomes a
/// capital: `pet_shop.v1` becomes `petShopV1`. Where that name is taken, a number follows.
/// References, mappings of discriminators and documentation parts follow, in all files that are
/// named; templates stay as they are.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright fix rename-models api.yaml
  gatewright fix rename-models api.yaml --map pet_shop=Shop --map Pt=Pet
  gatewright fix rename-models api.yaml paths/*.yaml
                                       with files that refer to its models")]
pub(crate) struct RenameModelsArgs {
    /// The definitions, and files that refer to them; `-` is the standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// The name that a model gets; may be repeated
    #[arg(long, value_name = "OLD=NEW", value_parser = pair)]
    pub(crate) map: Vec<(String, String)>,

    #[command(flatten)]
    pub(crate) rewriting: RewritingArgs,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    let (old, new) = text.rsplit_once('=').ok_or("write OLD=NEW")?;
    if old.is_empty() || new.is_empty() {
        return Err("write OLD=NEW");
    }
    Ok((old.to_owned(), new.to_owned()))
}

/// Give the variables at one place of several paths one name
///
/// The service makes one resource of `{id}` in `/pets/{id}` and `{petId}` in `/pets/{petId}/toys`,
/// and refuses a second name for it. The name that most of the paths have stays. Parameters, mappings,
/// cache keys, documentation parts, references and templates follow, and where two paths become
/// one, their operations are put together. What a template or a function makes of the names is told.
#[derive(Debug, clap::Args)]
pub(crate) struct SiblingVariablesArgs {
    /// The definitions; `-` is the standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) rewriting: RewritingArgs,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,
}

/// Take away keywords of schemas that the service refuses
///
/// Those are `discriminator`, in Swagger 2.0 `example`, and in OpenAPI 3.0 all that the service's
/// reader does not know and warns of.
#[derive(Debug, clap::Args)]
pub(crate) struct StripUnsupportedArgs {
    /// The definitions; `-` is the standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// Take away as well what the service drops without a word, such as `nullable`
    #[arg(long)]
    pub(crate) all: bool,

    #[command(flatten)]
    pub(crate) rewriting: RewritingArgs,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,
}

/// Rewrite OpenAPI 3.1 as 3.0, which the service reads
///
/// What 3.0 has other words for is told in them: lists of types, `const`, numbers as exclusive limits,
/// `$defs`, conditions, siblings of references and many more. What it has none for allows more
/// afterwards, or is gone; each change is told with its place and which of these it is.
#[derive(Debug, clap::Args)]
pub(crate) struct DowngradeArgs {
    /// The definitions; `-` is the standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// The version of the result
    #[arg(long, value_enum, value_name = "VERSION", default_value = "3.0.1")]
    pub(crate) to: LowerVersion,

    #[command(flatten)]
    pub(crate) rewriting: RewritingArgs,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,
}

/// A version that the service reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LowerVersion {
    /// What the service itself writes
    #[value(name = "3.0.1")]
    V3_0_1,
    #[value(name = "3.0.3")]
    V3_0_3,
}

/// Put a definition and all files that it refers to into one, as the import needs it
///
/// Schemas, parameters, request bodies and headers of other files become components under names of
/// their own; path items, responses and the rest are written out where they are referred to. The
/// result has the style and the comments of FILE. Nothing outside of the folder of FILE is read, and
/// nothing is fetched.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright fix bundle api.yaml                  to the standard output
  gatewright fix bundle api.yaml -o bundled.yaml  to a file
  gatewright fix bundle apis/pets/api.yaml --root apis
                                                  with files of apis/common")]
pub(crate) struct BundleArgs {
    /// The definition; `-` is the standard input, in the current folder
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The folder that nothing outside of is read [default: that of FILE]
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) rewriting: RewritingArgs,
}
