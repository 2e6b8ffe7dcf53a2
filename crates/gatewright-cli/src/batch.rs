//! All files of a run at once, their answers in the order of the files.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use gatewright_project::{Asked, NAMES, Projects};
use gatewright_template::Kind;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::args::FilesArgs;
use crate::exit::Stop;
use crate::opened::{Given, Opened};
use crate::output::{Screen, one_line};
use crate::progress;
use crate::settings::{self, Disk};
use crate::walk::{Input, Origin, Search, has_extension, search};

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
    /// Other files that were read for these.
    pub(crate) read: BTreeSet<PathBuf>,
}

/// What the run of one file gave.
enum Answer<T> {
    /// The file is no definition, and nobody wants to hear that.
    Skipped,
    /// Nor does anybody want to know how many such files there are.
    Foreign,
    Unreadable(String),
    Given(T),
}

/// The APIs of a file that are to be answered.
pub(crate) struct Chosen {
    /// The file.
    pub(crate) opened: Opened,
    /// The numbers of the APIs: at least one.
    pub(crate) apis: Vec<usize>,
}

/// Answers all files that the arguments mean, each with what it gets of what is asked for. It is
/// given the number of each, by path, and what was found in it.
pub(crate) fn answer_all<T: Send>(
    args: &FilesArgs,
    asked: &Asked,
    screen: &Screen,
    answer: impl Fn(usize, &Input, Chosen) -> T + Sync,
) -> Result<Batch<T>, Stop> {
    let (files, named) = (&args.files, args.named());
    let Search { mut inputs, problems } = search(files, named);
    let projects = args.projects();
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
    let mut batch = Batch { answers: Vec::new(), problems, skipped: 0, read: BTreeSet::new() };
    let pool = ThreadPoolBuilder::new().stack_size(STACK_BYTES).build();
    let pool = pool.map_err(|error| Stop::CannotRun(error.to_string()))?;
    let mut terminal = io::stderr();
    // Of a single file there is nothing to count, and the standard input may be slow.
    let is_shown = inputs.len() > 1 && Screen::has_moving_terminal();
    let terminal: Option<(&mut (dyn Write + Send), _)> =
        is_shown.then_some((&mut terminal, screen.err.charset));
    let read = Mutex::new(BTreeSet::new());
    let reader = Reader { args, asked, projects: &projects };
    let each: Vec<Answer<T>> = progress::during(inputs.len(), terminal, |progress| {
        pool.install(|| {
            let (templates, included) = reader.templates(&inputs)?;
            let inputs = inputs.par_iter().zip(templates).enumerate();
            let answers = inputs.map(|(number, (input, template))| {
                let opened = match template {
                    Some(opened) => Ok(opened),
                    None => reader.open(input, &included),
                };
                let chosen = opened.and_then(|opened| reader.choose(input, opened));
                match chosen {
                    Ok(chosen) => {
                        let others: Vec<PathBuf> = chosen.opened.others_read().collect();
                        if !others.is_empty() {
                            read.lock().unwrap_or_else(PoisonError::into_inner).extend(others);
                        }
                        Answer::Given(answer(number, input, chosen))
                    }
                    Err(other) => other,
                }
            });
            Ok::<_, Stop>(answers.inspect(|_| progress.step()).collect())
        })
    })?;
    batch.read = read.into_inner().unwrap_or_else(PoisonError::into_inner);
    for one in each {
        match one {
            Answer::Skipped => batch.skipped += 1,
            Answer::Foreign => {}
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

/// How files are opened.
struct Reader<'a> {
    args: &'a FilesArgs,
    asked: &'a Asked,
    projects: &'a Projects<Disk>,
}

impl Reader<'_> {
    /// The files that may read others, and which these are. Where nothing was found by a walk, nobody
    /// needs to know that.
    fn templates(&self, inputs: &[Input]) -> Result<(Vec<Option<Opened>>, HashSet<PathBuf>), Stop> {
        if inputs.iter().all(|input| input.origin == Origin::Named) {
            return Ok((inputs.iter().map(|_| None).collect(), HashSet::new()));
        }
        let opened: Vec<Option<Opened>> = inputs
            .par_iter()
            .map(|input| {
                let is_template = |bytes: &Vec<u8>| mentions(bytes, &RESOURCES);
                let bytes = input.path().and_then(|_| input.read().ok()).filter(is_template);
                bytes.map(|bytes| self.find(input, bytes)).transpose()
            })
            .collect::<Result<_, Stop>>()?;
        let included = opened.iter().flatten().flat_map(Opened::included);
        let included = included.filter_map(|path| fs::canonicalize(path).ok()).collect();
        Ok((opened, included))
    }

    fn find(&self, input: &Input, bytes: Vec<u8>) -> Result<Opened, Stop> {
        let place = settings::place_of(input);
        let effective = self.projects.of(&place).effective(&place, self.asked);
        let folder = self.args.templates.folder(input)?;
        Ok(Opened::of(input, bytes, Given::new(folder, &effective)))
    }

    /// Reads a file, unless it cannot be a definition, or is one that was answered as a part of another
    /// one.
    fn open<T>(&self, input: &Input, included: &HashSet<PathBuf>) -> Result<Opened, Answer<T>> {
        let bytes = input.read().map_err(Answer::Unreadable)?;
        if input.origin == Origin::Found {
            let is_included =
                |path: &Path| fs::canonicalize(path).is_ok_and(|path| included.contains(&path));
            if input.path().is_some_and(is_included) {
                return Err(Answer::Foreign);
            }
            if !mentions(&bytes, &WORDS) && !mentions(&bytes, &RESOURCES) {
                return Err(skipped(input));
            }
        }
        self.find(input, bytes).map_err(|stop| {
            Answer::Unreadable(match stop {
                Stop::CannotRun(reason) => reason,
                Stop::PipeClosed | Stop::Unsettled(_) => input.name.clone(),
            })
        })
    }

    /// The APIs of a file that are wanted.
    fn choose<T>(&self, input: &Input, opened: Opened) -> Result<Chosen, Answer<T>> {
        let is_found = input.origin == Origin::Found;
        let kind = opened.found.kind;
        if is_found && kind == Kind::Other {
            return Err(skipped(input));
        }
        let wanted = self.args.templates.api.as_deref();
        match opened.choose(&input.name, wanted) {
            Ok(apis) => Ok(Chosen { opened, apis }),
            Err(_) if is_found => Err(Answer::Foreign),
            Err(problem) => Err(Answer::Unreadable(problem)),
        }
    }
}

/// What a file is that a walk found and nobody wants to hear of.
fn skipped<T>(input: &Input) -> Answer<T> {
    // Of files that hardly ever hold a definition nobody expects one.
    let is_counted = input.path().is_none_or(|path| {
        has_extension(path) && path.extension().is_some_and(|it| !is_foreign(it))
    });
    if is_counted { Answer::Skipped } else { Answer::Foreign }
}

fn is_foreign(extension: &OsStr) -> bool {
    crate::walk::FOREIGN.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// What a definition has at its root.
const WORDS: [&[u8]; 2] = [b"openapi", b"swagger"];
/// What a template has in it that describes an API.
const RESOURCES: [&[u8]; 5] = [
    b"AWS::ApiGateway::RestApi",
    b"AWS::ApiGatewayV2::Api",
    b"AWS::Serverless::",
    b"aws_api_gateway_rest_api",
    b"aws_apigatewayv2_api",
];

/// Whether a file can describe an API at all: reading is dear, and most files that a walk finds are
/// something else.
fn mentions(bytes: &[u8], words: &[&[u8]]) -> bool {
    words.iter().any(|word| memchr::memmem::find(bytes, word).is_some())
}
