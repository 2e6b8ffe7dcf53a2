//! `gatewright validate`.

use gatewright_diagnostics::{Metadata, Verdict};
use gatewright_import::{StableIds, import};

use crate::args::{ValidateArgs, ValidateFormat};
use crate::batch::{self, Batch};
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, concise, full, json, one_line, service};
use crate::report::{Report, Tally};

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
            let text = json::validated(answers.shown, answers.problems.clone(), &answers.tally);
            let text = text.map_err(|error| Stop::CannotRun(error.to_string()))?;
            output::print(&text)?;
            (answers.problems, answers.tally)
        }
        ValidateFormat::Service => {
            let answers = answer_all(args, |report| {
                (one_line(report.file.name).into_owned(), service::file(report))
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
    let options = args.service.options();
    let batch = batch::answer_all(&args.files, |name, document| {
        let import = import(document, &options, &mut StableIds::default());
        let report = Report::new(name, &document.value, &import);
        let kinds = report.findings.iter().map(|finding| finding.metadata);
        let example = kinds.min_by_key(|metadata| metadata.effect);
        (show(&report), report.tally(), example)
    })?;
    let Batch { answers, problems, skipped } = batch;
    let tally = Tally::of_skipped(skipped);
    let mut all = Answers { shown: Vec::new(), problems, tally, example: None };
    for (shown, tally, example) in answers {
        all.shown.push(shown);
        all.tally.add(&tally);
        let examples = all.example.into_iter().chain(example);
        all.example = examples.min_by_key(|metadata| metadata.effect);
    }
    Ok(all)
}
