//! `gatewright lint`.

use gatewright_diagnostics::{Checked, Metadata};
use gatewright_lint::{Entry, Lint, Settings, Severity, lint, rules};
use gatewright_source::Document;

use crate::args::{LintArgs, LintFormat};
use crate::batch::{self, Batch};
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, concise, full, json};
use crate::report::{File, Tally, Told};

/// What the run of all files gave.
struct Answers<T> {
    shown: Vec<T>,
    problems: Vec<String>,
    tally: Tally,
    /// The kind of finding that is the most severe.
    example: Option<(Severity, &'static Metadata)>,
}

/// What was found in one file.
struct Linted<'a> {
    file: File<'a>,
    lint: &'a Lint,
    findings: Vec<Told<'a>>,
    /// Whether there were rules to run, and the document could not be understood well enough.
    is_beyond_rules: bool,
}

/// Looks at all files.
pub(crate) fn run(args: &LintArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let look = &screen.out;
    let (problems, tally) = match args.format {
        LintFormat::Full => {
            let show = |linted: &Linted<'_>| {
                let remark = remark(linted);
                let gap = if remark.is_empty() { "" } else { "\n" };
                full::findings(&linted.file, &linted.findings, look) + gap + &remark
            };
            let answers = answer_all(args, show)?;
            let mut parts = answers.shown;
            parts.retain(|part| !part.is_empty());
            parts.push(full::found(&answers.tally, look));
            let mut text = parts.join("\n");
            if let Some((_, metadata)) = answers.example {
                text.push_str(&full::hint(metadata, look));
            }
            output::print(&text)?;
            (answers.problems, answers.tally)
        }
        LintFormat::Concise => {
            let show = |linted: &Linted<'_>| {
                (concise::findings(&linted.file, &linted.findings, look), remark(linted))
            };
            let answers = answer_all(args, show)?;
            let (lines, remarks): (Vec<_>, Vec<_>) = answers.shown.into_iter().unzip();
            output::print(&lines.concat())?;
            output::note(&remarks.concat());
            output::note(&full::found(&answers.tally, &screen.err));
            (answers.problems, answers.tally)
        }
        LintFormat::Json => {
            let show = |linted: &Linted<'_>| {
                json::answered(&linted.file, &linted.lint.import, &linted.findings)
            };
            let answers = answer_all(args, show)?;
            let text = json::linted(answers.shown, answers.problems.clone(), &answers.tally);
            let text = text.map_err(|error| Stop::CannotRun(error.to_string()))?;
            output::print(&text)?;
            (answers.problems, answers.tally)
        }
    };
    for problem in &problems {
        screen.complain(problem);
    }
    let too_many = tally.severities().any(|severity| args.fail_on.is_reached_by(severity));
    Ok(match (problems.is_empty(), too_many) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Accepted,
        (true, true) => Outcome::NotAccepted,
    })
}

/// That rules have not been heard; nothing if they have.
fn remark(linted: &Linted<'_>) -> String {
    if linted.is_beyond_rules {
        let name = output::one_line(linted.file.name);
        format!(
            "{name}: the rules have nothing to look at before this can be read as a definition\n"
        )
    } else {
        String::new()
    }
}

/// Looks at all files at once, and keeps their order.
fn answer_all<T: Send>(
    args: &LintArgs,
    show: impl Fn(&Linted<'_>) -> T + Sync,
) -> Result<Answers<T>, Stop> {
    let options = args.options();
    let settings = args.settings();
    let has_rules = has_rules(&settings);
    let answer = |name: &str, document: &Checked<Document>| {
        let lint = lint(document, &options, &settings);
        let findings: Vec<Told<'_>> = lint.findings.iter().map(Told::from).collect();
        let tally = Tally::of(&lint.import, &findings);
        let kinds = lint.findings.iter().map(|it| (it.severity, it.diagnostic.metadata));
        let example = kinds.min_by_key(|(severity, _)| *severity);
        let is_beyond_rules = has_rules && lint.judged.is_empty();
        let file = File::new(name, &document.value);
        (show(&Linted { file, lint: &lint, findings, is_beyond_rules }), tally, example)
    };
    let Batch { answers, problems, skipped } = batch::answer_all(&args.files, answer)?;
    let tally = Tally::of_skipped(skipped);
    let mut all = Answers { shown: Vec::new(), problems, tally, example: None };
    for (shown, tally, example) in answers {
        all.shown.push(shown);
        all.tally.add(&tally);
        let examples = all.example.into_iter().chain(example);
        all.example = examples.min_by_key(|(severity, _)| *severity);
    }
    Ok(all)
}

/// Whether there is a rule of which anybody wants to hear.
fn has_rules(settings: &Settings) -> bool {
    rules().iter().any(|rule| settings.severity(&Entry::from(*rule)).is_some())
}
