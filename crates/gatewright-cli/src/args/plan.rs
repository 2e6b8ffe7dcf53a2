//! The arguments of `gatewright plan`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Mode, ServiceArgs, TemplateArgs};

/// Say what a put of a definition over an API would change, and what is dangerous in it
///
/// Compares the API that exists with the one that would be there after PutRestApi: what comes, goes
/// and changes, member by member, and what stays. Calls out what is dangerous: what protects less than
/// before (security), and what makes callers change something (breaking). Nothing is written. What was
/// found in the definition goes to the standard error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  gatewright plan api.json new.yaml         what a merge would change
  gatewright plan api.json new.yaml --mode overwrite
                                            with what would be deleted
  gatewright plan old.yaml new.yaml --fail-on breaking
                                            between two definitions, in CI
  gatewright plan api.json new.yaml --format markdown
                                            for a pull request

EXISTING is what `gatewright import` or `put` wrote, as JSON or YAML; or a
definition or an export, which is imported first, with the same parameters, but
with its documentation and whatever its warnings.

Marks:
  +    comes
  -    goes
  ~    changes
  -/+  another one takes its place
  !    is dangerous, and why

Dangers are judged by what a caller meets: a method that is removed breaks
nobody if `ANY` or a greedy path takes its requests, but is dangerous if that
one is open. What a backend does is not known here.

The format json is one object:
  existing    the file
  incoming    the file
  mode        merge | overwrite
  changes[]   by thing: kind, entity (its name), action (add | remove |
              replace | change), those of path, method, statusCode and name that
              it has, value (of what comes or goes, in the shape of the API
              Reference, without what has a change of its own), fields[]
  fields[]    pointer (RFC 6901, in that shape), old, new (absent without a
              value), oldName, newName (of the things whose identifiers these
              are), within[] (of JSON that is kept as text: the fields in it)
  dangers[]   harm (security | breaking), id, entity, message
  summary     add, change, replace, remove, keep (resources, methods, models …),
              security, breaking
  Changes of identifiers alone are left out. Members may be added; none changes
  its meaning.

Exit codes:
  0  here is the plan
  1  the service refuses a definition, or there are dangers of --fail-on
  2  a file could not be read, or EXISTING is neither")]
pub(crate) struct PlanArgs {
    /// The API as it is; `-` is the standard input
    #[arg(value_name = "EXISTING")]
    pub(crate) existing: PathBuf,

    /// The definition; `-` is the standard input
    #[arg(value_name = "INCOMING")]
    pub(crate) incoming: PathBuf,

    /// What becomes of what the definition lacks: the parameter `mode`
    #[arg(long, value_enum, default_value = "merge")]
    pub(crate) mode: Mode,

    /// How to show the plan
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: PlanFormat,

    /// End with exit code 1 if there are dangers of this kind
    #[arg(long, value_enum, value_name = "DANGERS")]
    pub(crate) fail_on: Option<FailOn>,

    #[command(flatten)]
    pub(crate) templates: TemplateArgs,

    #[command(flatten)]
    pub(crate) service: ServiceArgs,
}

/// How to show a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanFormat {
    /// For people
    Text,
    /// For programs, as one object
    Json,
    /// For a comment on a pull request
    Markdown,
}

/// Which dangers are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// What makes callers change something
    Breaking,
    /// What protects less than before
    Security,
    /// Both
    Any,
}
