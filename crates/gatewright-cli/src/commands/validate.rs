//! `gatewright validate`.

use std::path::PathBuf;

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::{Metadata, SourceId, Verdict};
use gatewright_import::{ImportOptions, StableIds, import};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::args::{ValidateArgs, ValidateFormat};
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, concise, full, json, one_line, service};
use crate::report::{Report, Tally};
use crate::walk::{Input, Origin, Search, search};

/// As much as a program has at its start; a thread of a pool would have a quarter of it, and the
/// libraries recurse over documents.
const STACK_BYTES: usize = 8 << 20;

/// What the run of one file gave.
enum Answer<T> {
    /// The file is no definition, and nobody asked for it by name.
    Skipped,
    Unreadable(String),
    Shown {
        shown: T,
        tally: Tally,
        example: Option<&'static Metadata>,
    },
}

/// What the run of all files gave.
struct Answers<T> {
    shown: Vec<T>,
    problems: Vec<String>,
    tally: Tally,
    /// The kind of finding that weighs most.
    example: Option<&'static Metadata>,
}

/// Answers all files.
pub(crate) fn run(args: &ValidateArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let look = &screen.out;
    let (problems, tally) = match args.format {
        ValidateFormat::Full => {
            let answers = answer_all(args, |report| full::file(report, look))?;
            let mut text = answers.shown.join("\n");
            let summary = full::summary(&answers.tally, look);
            if !summary.is_empty() {
                text.push('\n');
                text.push_str(&summary);
            }
            if let Some(metadata) = answers.example {
                text.push('\n');
                text.push_str(&full::hint(metadata, look));
            }
            output::print(&text)?;
            (answers.problems, answers.tally)
        }
        ValidateFormat::Concise => {
            let answers = answer_all(args, |report| concise::file(report, look))?;
            output::print(&answers.shown.concat())?;
            output::note(&full::summary(&answers.tally, &screen.err));
            (answers.problems, answers.tally)
        }
        ValidateFormat::Json => {
            let answers = answer_all(args, json::file)?;
            let text = json::whole(answers.shown, answers.problems.clone(), &answers.tally);
            let text = text.map_err(|error| Stop::CannotRun(error.to_string()))?;
            output::print(&text)?;
            (answers.problems, answers.tally)
        }
        ValidateFormat::Service => {
            let answers = answer_all(args, |report| {
                (one_line(report.name).into_owned(), service::file(report))
            })?;
            let many = answers.shown.len() > 1;
            for (index, (name, answer)) in answers.shown.iter().enumerate() {
                let text = &answer.text;
                match (many, index) {
                    (false, _) => output::print(text)?,
                    (true, 0) => output::print(&format!("{name}:\n{text}"))?,
                    (true, _) => output::print(&format!("\n{name}:\n{text}"))?,
                }
                output::note(&service::remark(name, answer));
            }
            (answers.problems, answers.tally)
        }
    };
    for problem in &problems {
        screen.complain(problem);
    }
    Ok(outcome(&problems, &tally))
}

fn outcome(problems: &[String], tally: &Tally) -> Outcome {
    let bad = tally.verdict(Verdict::Refused) + tally.verdict(Verdict::NotDeployable);
    match (problems.is_empty(), bad) {
        (false, _) => Outcome::Incomplete,
        (true, 0) => Outcome::Accepted,
        (true, _) => Outcome::NotAccepted,
    }
}

/// Answers all files at once, and keeps their order.
fn answer_all<T: Send>(
    args: &ValidateArgs,
    show: impl Fn(&Report<'_>) -> T + Sync,
) -> Result<Answers<T>, Stop> {
    let Search { inputs, problems } = search(&args.files);
    let options = args.service.options();
    let mut answers =
        Answers { shown: Vec::new(), problems, tally: Tally::default(), example: None };
    let pool = ThreadPoolBuilder::new().stack_size(STACK_BYTES).build();
    let pool = pool.map_err(|error| Stop::CannotRun(error.to_string()))?;
    let each: Vec<Answer<T>> =
        pool.install(|| inputs.par_iter().map(|input| answer(input, &options, &show)).collect());
    for answer in each {
        match answer {
            Answer::Skipped => answers.tally.skipped += 1,
            Answer::Unreadable(problem) => answers.problems.push(problem),
            Answer::Shown { shown, tally, example } => {
                answers.shown.push(shown);
                answers.tally.add(&tally);
                let examples = answers.example.into_iter().chain(example);
                answers.example = examples.min_by_key(|metadata| metadata.effect);
            }
        }
    }
    if answers.shown.is_empty() && answers.problems.is_empty() {
        return Err(none_found(&args.files, answers.tally.skipped));
    }
    Ok(answers)
}

/// That there was nothing to answer, and where.
fn none_found(files: &[PathBuf], skipped: usize) -> Stop {
    let places: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    let places =
        if places.is_empty() { "the current folder".to_owned() } else { places.join(", ") };
    let looked = if skipped == 1 { "1 file".to_owned() } else { format!("{skipped} files") };
    let places = one_line(&places);
    Stop::CannotRun(format!("no OpenAPI definition found in {places} ({looked} looked at)"))
}

fn answer<T>(input: &Input, options: &ImportOptions, show: impl Fn(&Report<'_>) -> T) -> Answer<T> {
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
    let import = import(&document, options, &mut StableIds::default());
    let report = Report::new(&input.name, &document.value, &import);
    let kinds = report.findings.iter().map(|finding| finding.metadata);
    let example = kinds.min_by_key(|metadata| metadata.effect);
    Answer::Shown { shown: show(&report), tally: report.tally(), example }
}

/// Whether a file can be a definition at all: reading is dear, and most files that a walk finds are
/// something else.
fn mentions_version(bytes: &[u8]) -> bool {
    let has = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    has(b"openapi") || has(b"swagger")
}
