//! `gatewright init`.

mod configuration;
mod hook;
mod job;
mod seen;

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::args::InitArgs;
use crate::exit::{Outcome, Stop};
use crate::output::{self, Look, Screen, diff, one_line, whole_file};
use seen::{Definitions, Repository};

/// The version of the wheel that hooks and jobs install.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Whether files of ours are written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Replace {
    Yes,
    No,
}

/// A file and what becomes of it.
struct Step {
    path: PathBuf,
    deed: Deed,
}

/// What becomes of a file.
enum Deed {
    /// It comes, with that text.
    Create(String),
    /// It has another text afterwards.
    Change { before: String, after: String },
    /// It stays as it is, and why.
    Keep(&'static str),
    /// Its owner has to change it, and how.
    Ask(String),
}

/// Looks around, and writes what is missing.
pub(crate) fn run(args: &InitArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let definitions = Definitions::below_here(screen)?;
    let repository = Repository::around_here();
    let steps = steps(args, &definitions, repository.as_ref())?;
    if !args.dry_run {
        for step in &steps {
            step.take()?;
        }
    }
    let look = &screen.out;
    let mut text = format!("below this folder: {}\n\n", definitions.in_words());
    for step in &steps {
        if args.dry_run {
            text.push_str(&step.difference(look));
        } else {
            text.push_str(&step.told(look));
        }
    }
    text.push_str(&remarks(&steps, repository.as_ref()));
    if !args.dry_run {
        text.push_str(&next(&definitions, &steps, look));
    }
    output::print(&text)?;
    for problem in &definitions.problems {
        screen.complain(problem);
    }
    Ok(if definitions.problems.is_empty() { Outcome::Accepted } else { Outcome::Incomplete })
}

/// What becomes of each file.
fn steps(
    args: &InitArgs,
    definitions: &Definitions,
    repository: Option<&Repository>,
) -> Result<Vec<Step>, Stop> {
    let replace = if args.force { Replace::Yes } else { Replace::No };
    let mut steps = vec![configuration::step(definitions, replace)?];
    let Some(repository) = repository else { return Ok(steps) };
    let path = repository.root.join(hook::FILE);
    let deed = hook::deed(text_of(&path)?.as_deref());
    steps.push(Step { path, deed });
    for host in &repository.hosts {
        steps.extend(job::steps(repository, *host, replace)?);
    }
    Ok(steps)
}

/// The text of a file; none if there is no such file.
fn text_of(path: &Path) -> Result<Option<String>, Stop> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Stop::CannotRun(format!("cannot read {}: {error}", shown(path)))),
    }
}

fn shown(path: &Path) -> String {
    one_line(&path.to_string_lossy()).into_owned()
}

impl Step {
    /// A file of ours: written if it is missing, and anew if that is asked for.
    fn own(path: PathBuf, text: String, replace: Replace) -> Result<Self, Stop> {
        let deed = match (text_of(&path)?, replace) {
            (None, _) => Deed::Create(text),
            (Some(before), Replace::Yes) if before != text => Deed::Change { before, after: text },
            (Some(_), _) => Deed::Keep("it is there"),
        };
        Ok(Self { path, deed })
    }

    /// Whether it writes the file.
    fn is_written(&self) -> bool {
        matches!(self.deed, Deed::Create(_) | Deed::Change { .. })
    }

    /// Does it.
    fn take(&self) -> Result<(), Stop> {
        let (Deed::Create(text) | Deed::Change { after: text, .. }) = &self.deed else {
            return Ok(());
        };
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let made = folder.map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| whole_file::write(&self.path, text)).map_err(|error| {
            Stop::CannotRun(format!("cannot write {}: {error}", shown(&self.path)))
        })
    }

    /// That it was done.
    fn told(&self, look: &Look) -> String {
        let (good, dim) = (look.palette.good, look.palette.dim);
        let path = shown(&self.path);
        match &self.deed {
            Deed::Create(_) => format!("{good}created{good:#}  {path}\n"),
            Deed::Change { .. } => format!("{good}changed{good:#}  {path}\n"),
            Deed::Keep(why) => format!("{dim}kept{dim:#}     {path}: {why}\n"),
            Deed::Ask(_) => format!("{dim}kept{dim:#}     {path}: see below\n"),
        }
    }

    /// What would be done.
    fn difference(&self, look: &Look) -> String {
        match &self.deed {
            Deed::Create(text) => diff::unified(&shown(&self.path), "", text, look) + "\n",
            Deed::Change { before, after } => {
                diff::unified(&shown(&self.path), before, after, look) + "\n"
            }
            Deed::Keep(_) | Deed::Ask(_) => self.told(look),
        }
    }
}

/// What its owner has to write, and what could not be done at all.
fn remarks(steps: &[Step], repository: Option<&Repository>) -> String {
    let mut text = String::new();
    for step in steps {
        if let Deed::Ask(what) = &step.deed {
            let _ = write!(text, "\nIn {}, {what}", shown(&step.path));
        }
    }
    let here = repository.map_or(Path::new(""), |it| &it.here);
    if repository.is_none() {
        text.push_str("\nThis is no git repository, so that there is no hook to write.\n");
    }
    if repository.is_none_or(|it| it.hosts.is_empty()) {
        let _ = write!(text, "\nIn CI, run this:\n{}", job::commands(here));
    }
    text
}

/// What to do next.
fn next(definitions: &Definitions, steps: &[Step], look: &Look) -> String {
    let code = look.palette.code;
    let mut lines = Vec::new();
    let is_written = |name: &str| {
        let mut written = steps.iter().filter(|step| step.is_written());
        written.any(|step| step.path.ends_with(name))
    };
    // What was found is what the new configuration asks for.
    if definitions.count() > 0 && is_written(configuration::FILE) {
        let found = definitions.tally.findings();
        let found = if found.is_empty() { "nothing".to_owned() } else { found };
        lines.push(("gatewright lint", format!("finds {found} so far")));
    }
    if is_written(hook::FILE) {
        lines.push(("pre-commit install", "lets the hook run before each commit".to_owned()));
    }
    if lines.is_empty() {
        return String::new();
    }
    let mut text = "\nNext:\n".to_owned();
    for (command, why) in lines {
        let _ = writeln!(text, "  {code}{command:<18}{code:#}  {why}");
    }
    text
}
