//! `gatewright lint`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use gatewright_diagnostics::Checked;
use gatewright_fix::fix_from;
use gatewright_lint::{Applicability, Entry, Lint, Settings, rules};
use gatewright_project::Check;
use gatewright_source::Document;

use crate::args::{Fixing, LintArgs, ReportArgs};
use crate::batch::{self, Batch};
use crate::exit::{Outcome, Stop};
use crate::fixing::{Counts, fix_file};
use crate::output::{self, Screen, diff};
use crate::report::{File, Limit, Question, Report};
use crate::reporting::{self, Ran, Request};
use crate::settings::{self, Kept};
use crate::walk::Input;
use crate::watch;

/// Looks at all files, and again after each change if that is wanted.
pub(crate) fn run(args: &LintArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let reports = args.reports();
    watch::rounds(&args.files.files, &reports, screen, || look_at_all(args, &reports, screen))
}

fn look_at_all(args: &LintArgs, reports: &ReportArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let asked = args.asked().map_err(Stop::CannotRun)?;
    let projects = args.files.projects();
    let check = |input: &Input, document: &Checked<Document>| {
        let place = settings::place_of(input);
        projects.of(&place).check(&place, document, &asked)
    };
    let most = match args.fixing.fixing().map_err(Stop::CannotRun)? {
        Fixing::Shown(most) => {
            return show_fixes(args, most, screen, |input, document| check(input, document).lint);
        }
        Fixing::Made(most) => Some(most),
        Fixing::Told => None,
    };
    let counts = Mutex::new(Counts::default());
    let unwritten = Mutex::new(Vec::new());
    let request = Request { files: &args.files, question: Question::Rules, reports };
    let kept = Mutex::new(Kept::default());
    let too_many = AtomicBool::new(false);
    let ran = reporting::run(request, screen, |input, document, tell| {
        let Check { mut lint, effective, mut exemptions, mut compared } = check(input, document);
        let look = |document: &Checked<Document>| check(input, document).lint;
        let fixed = most.map(|most| fix_file(input, document, &lint, most, look)).transpose();
        let fixed = fixed.unwrap_or_else(|problem| {
            lock(&unwritten).push(problem);
            None
        });
        let fixed = fixed.flatten();
        let document = fixed.as_ref().map_or(document, |it| &it.document);
        if fixed.is_some() {
            let after = check(input, document);
            (lint, exemptions, compared) = (after.lint, after.exemptions, after.compared);
        }
        let mut own = Counts::open(&lint);
        if let Some(fixed) = &fixed {
            own += Counts::made(fixed);
        }
        *lock(&counts) += own;
        let mut severities = lint.findings.iter().map(|finding| finding.severity);
        if severities.any(|severity| effective.fail_on.is_reached_by(severity)) {
            too_many.store(true, Ordering::Relaxed);
        }
        lock(&kept).add(projects.of(&settings::place_of(input)), exemptions, compared);
        let report = Report::of_lint(File::of(input, &document.value), &lint);
        let is_beyond_rules = lint.judged.is_empty() && has_rules(&effective.settings);
        let limit = Limit::Rules(effective.fail_on);
        tell(&Report { is_beyond_rules, limit, ..report })
    })?;
    let counts = counts.into_inner().unwrap_or_else(PoisonError::into_inner);
    if counts.is_changed() {
        output::note(&counts.done("fixed"));
    }
    if args.is_for_people() {
        output::note(&counts.hint());
    }
    let Ran { mut problems, .. } = ran;
    let mut unwritten = unwritten.into_inner().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    output::note(&kept.warnings(&screen.err));
    output::note(&kept.idle(&args.files.files, &screen.err));
    if args.known.update_baseline {
        match kept.write(asked.baseline.as_ref()) {
            Ok(written) => output::note(&written),
            Err(problem) => unwritten.push(problem),
        }
    } else {
        output::note(&kept.told());
    }
    for problem in &unwritten {
        screen.complain(problem);
    }
    problems.extend(unwritten);
    Ok(match (problems.is_empty(), too_many.into_inner()) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Accepted,
        (true, true) => Outcome::NotAccepted,
    })
}

/// What is behind a lock; nothing there is ever half made.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Shows what fixes would change, and changes nothing.
fn show_fixes(
    args: &LintArgs,
    most: Applicability,
    screen: &Screen,
    look: impl Fn(&Input, &Checked<Document>) -> Lint + Sync,
) -> Result<Outcome, Stop> {
    let show = |_, input: &Input, document: &Checked<Document>| {
        let look = |document: &Checked<Document>| look(input, document);
        let fixed = fix_from(document, &look(document), most, look)?;
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
