//! All files of a run at once, their answers in the order of the files.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Checked, SourceId};
use gatewright_project::{NAMES, Projects};
use gatewright_source::Document;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::args::FilesArgs;
use crate::exit::Stop;
use crate::output::{Screen, one_line};
use crate::progress;
use crate::settings::{self, Disk};
use crate::walk::{Input, Origin, Search, search};

/// As much as a program has at its start; a thread of a pool would have a quarter of it, and the
/// libraries recurse over documents.
const STACK_BYTES: usize = 8 << 20;

/// What the run of all files gave.
pub(crate) struct Batch<T> {
    /// The answers.
    pub(crate) answers: Vec<T>,
    /// What could not be found or read.
    pub(crate) problems: Vec<String>,
    /// Files that were looked at and are no definitions.
    pub(crate) skipped: usize,
}

/// What the run of one file gave.
enum Answer<T> {
    /// The file is no definition, and nobody wants to hear that.
    Skipped,
    Unreadable(String),
    Given(T),
}

/// Answers all files that the arguments mean. It is given the number of each, by path, and what was
/// read.
pub(crate) fn answer_all<T: Send>(
    asked: &FilesArgs,
    screen: &Screen,
    answer: impl Fn(usize, &Input, &Checked<Document>) -> T + Sync,
) -> Result<Batch<T>, Stop> {
    let (files, named) = (&asked.files, asked.named());
    let Search { mut inputs, problems } = search(files, named);
    let projects = asked.projects();
    let mut excluded = 0;
    inputs.retain(|input| {
        if input.origin == Origin::Named {
            return true;
        }
        let is_excluded = is_excluded(input, &projects);
        excluded += usize::from(is_excluded);
        !is_excluded && !is_settings(input)
    });
    let settled = settings::of_inputs(&projects, inputs.iter());
    if settled.iter().any(|project| settings::is_unsettled(project)) {
        return Err(Stop::Unsettled(settled));
    }
    let mut batch = Batch { answers: Vec::new(), problems, skipped: 0 };
    let pool = ThreadPoolBuilder::new().stack_size(STACK_BYTES).build();
    let pool = pool.map_err(|error| Stop::CannotRun(error.to_string()))?;
    let mut terminal = io::stderr();
    // Of a single file there is nothing to count, and the standard input may be slow.
    let is_shown = inputs.len() > 1 && Screen::has_moving_terminal();
    let terminal: Option<(&mut (dyn Write + Send), _)> =
        is_shown.then_some((&mut terminal, screen.err.charset));
    let each: Vec<Answer<T>> = progress::during(inputs.len(), terminal, |progress| {
        pool.install(|| {
            let inputs = inputs.par_iter().enumerate();
            let answers = inputs.map(|(number, input)| answer_one(number, input, &answer));
            answers.inspect(|_| progress.step()).collect()
        })
    });
    for one in each {
        match one {
            Answer::Skipped => batch.skipped += 1,
            Answer::Unreadable(problem) => batch.problems.push(problem),
            Answer::Given(given) => batch.answers.push(given),
        }
    }
    if named == Origin::Named && batch.answers.is_empty() && batch.problems.is_empty() {
        return Err(none_found(files, batch.skipped, excluded));
    }
    Ok(batch)
}

/// Whether a file is one of settings.
fn is_settings(input: &Input) -> bool {
    let name = input.path().and_then(Path::file_name).and_then(OsStr::to_str);
    name.is_some_and(|name| NAMES.contains(&name))
}

/// Whether settings exclude a file.
fn is_excluded(input: &Input, projects: &Projects<Disk>) -> bool {
    let place = settings::place_of(input);
    projects.of(&place).excludes(&place)
}

/// That there was nothing to answer, and where.
fn none_found(files: &[PathBuf], skipped: usize, excluded: usize) -> Stop {
    let places: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    let places =
        if places.is_empty() { "the current folder".to_owned() } else { places.join(", ") };
    let count =
        |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    let mut looked = format!("{} looked at", count(skipped));
    if excluded > 0 {
        looked.push_str("; `exclude` in the settings leaves out ");
        looked.push_str(&count(excluded));
    }
    let places = one_line(&places);
    Stop::CannotRun(format!("no OpenAPI definition found in {places} ({looked})"))
}

fn answer_one<T>(
    number: usize,
    input: &Input,
    answer: impl Fn(usize, &Input, &Checked<Document>) -> T,
) -> Answer<T> {
    let bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(problem) => return Answer::Unreadable(problem),
    };
    let found = input.origin == Origin::Found;
    if found && !mentions_version(&bytes) {
        return Answer::Skipped;
    }
    let document = gatewright_source::read(SourceId(0), bytes);
    if found && !looks_like_definition(&document.value) {
        return Answer::Skipped;
    }
    Answer::Given(answer(number, input, &document))
}

/// Whether a file can be a definition at all: reading is dear, and most files that a walk finds are
/// something else.
fn mentions_version(bytes: &[u8]) -> bool {
    let has = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    has(b"openapi") || has(b"swagger")
}
