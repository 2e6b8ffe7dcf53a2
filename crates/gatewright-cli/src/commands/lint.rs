//! `gatewright lint`.

use std::sync::{Mutex, PoisonError};

use gatewright_diagnostics::Checked;
use gatewright_fix::fix_from;
use gatewright_lint::{Applicability, Entry, Lint, Settings, lint, rules};
use gatewright_source::Document;

use crate::args::{Fixing, LintArgs, ReportArgs};
use crate::batch::{self, Batch};
use crate::exit::{Outcome, Stop};
use crate::fixing::{Counts, fix_file};
use crate::output::{self, Screen, diff};
use crate::report::{File, Limit, Question, Report};
use crate::reporting::{self, Ran, Request};
use crate::watch;

/// Looks at all files, and again after each change if that is wanted.
pub(crate) fn run(args: &LintArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let reports = args.reports();
    watch::rounds(&args.files.files, &reports, screen, || look_at_all(args, &reports, screen))
}

fn look_at_all(args: &LintArgs, reports: &ReportArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let options = args.options();
    let settings = args.settings();
    let has_rules = has_rules(&settings);
    let look = |document: &Checked<Document>| lint(document, &options, &settings);
    let most = match args.fixing.fixing().map_err(Stop::CannotRun)? {
        Fixing::Shown(most) => return show_fixes(args, most, screen, look),
        Fixing::Made(most) => Some(most),
        Fixing::Told => None,
    };
    let counts = Mutex::new(Counts::default());
    let unwritten = Mutex::new(Vec::new());
    let request = Request {
        files: &args.files,
        question: Question::Rules,
        limit: Limit::Rules(args.fail_on),
        reports,
    };
    let ran = reporting::run(request, screen, |input, document, tell| {
        let lint = look(document);
        let fixed = most.map(|most| fix_file(input, document, &lint, most, look)).transpose();
        let fixed = fixed.unwrap_or_else(|problem| {
            unwritten.lock().unwrap_or_else(PoisonError::into_inner).push(problem);
            None
        });
        let fixed = fixed.flatten();
        let (document, lint) =
            fixed.as_ref().map_or((document, &lint), |it| (&it.document, &it.lint));
        let mut own = Counts::open(lint);
        if let Some(fixed) = &fixed {
            own += Counts::made(fixed);
        }
        *counts.lock().unwrap_or_else(PoisonError::into_inner) += own;
        let report = Report::of_lint(File::of(input, &document.value), lint);
        let is_beyond_rules = has_rules && lint.judged.is_empty();
        tell(&Report { is_beyond_rules, ..report })
    })?;
    let counts = counts.into_inner().unwrap_or_else(PoisonError::into_inner);
    if counts.is_changed() {
        output::note(&counts.done("fixed"));
    }
    if args.is_for_people() {
        output::note(&counts.hint());
    }
    let Ran { tally, mut problems } = ran;
    let unwritten = unwritten.into_inner().unwrap_or_else(PoisonError::into_inner);
    for problem in &unwritten {
        screen.complain(problem);
    }
    problems.extend(unwritten);
    let too_many = tally.severities().any(|severity| args.fail_on.is_reached_by(severity));
    Ok(match (problems.is_empty(), too_many) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Accepted,
        (true, true) => Outcome::NotAccepted,
    })
}

/// Shows what fixes would change, and changes nothing.
fn show_fixes(
    args: &LintArgs,
    most: Applicability,
    screen: &Screen,
    look: impl Fn(&Checked<Document>) -> Lint + Sync,
) -> Result<Outcome, Stop> {
    let show = |_, input: &crate::walk::Input, document: &Checked<Document>| {
        let fixed = fix_from(document, &look(document), most, &look)?;
        let (before, after) = (document.value.text(), fixed.document.value.text());
        let text = diff::unified(&input.name, before, after, &screen.out);
        Some((text, Counts::made(&fixed)))
    };
    let Batch { answers, problems, .. } = batch::answer_all(&args.files, screen, show)?;
    let mut counts = Counts::default();
    let mut patch = String::new();
    for (text, made) in answers.into_iter().flatten() {
        patch.push_str(&text);
        counts += made;
    }
    output::print(&patch)?;
    output::note(&if counts.is_changed() {
        counts.done("would fix")
    } else {
        "there is nothing to fix\n".to_owned()
    });
    for problem in &problems {
        screen.complain(problem);
    }
    Ok(match (problems.is_empty(), counts.is_changed()) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Accepted,
        (true, true) => Outcome::NotAccepted,
    })
}

/// Whether there is a rule of which anybody wants to hear.
fn has_rules(settings: &Settings) -> bool {
    rules().iter().any(|rule| settings.severity(&Entry::from(*rule)).is_some())
}
