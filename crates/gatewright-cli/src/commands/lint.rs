//! `gatewright lint`.

use std::slice;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use gatewright_diagnostics::Diagnostic;
use gatewright_lint::{Applicability, Entry, Finding, Lint, Settings, entries, rules};
use gatewright_project::{Asked, Check};
use gatewright_template::Api;

use crate::args::{Fixing, LintArgs, ReportArgs};
use crate::batch::{self, Batch, Chosen};
use crate::exit::{Outcome, Stop};
use crate::fixing::{Changed, Counts, mend};
use crate::opened::place_all;
use crate::output::{self, Screen, diff};
use crate::report::{Limit, Question, Report};
use crate::reporting::{self, Ran, Request};
use crate::settings::{self, Kept};
use crate::walk::Input;
use crate::watch::{self, Round};

/// Looks at all files, and again after each change if that is wanted.
pub(crate) fn run(args: &LintArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let reports = args.reports();
    watch::rounds(&args.files.files, &reports, screen, || look_at_all(args, &reports, screen))
}

fn look_at_all(
    args: &LintArgs,
    reports: &ReportArgs,
    screen: &Screen,
) -> Result<Round<Outcome>, Stop> {
    let asked = args.asked().map_err(Stop::CannotRun)?;
    let projects = args.files.projects();
    let check = |input: &Input, api: &Api| {
        let place = settings::place_of(input);
        projects.of(&place).check_api(&place, api, &asked)
    };
    let most = match args.fixing.fixing().map_err(Stop::CannotRun)? {
        Fixing::Shown(most) => {
            return show_fixes(args, &asked, most, screen, |input, api| check(input, api).lint);
        }
        Fixing::Made(most) => Some(most),
        Fixing::Told => None,
    };
    let counts = Mutex::new(Counts::default());
    let unwritten = Mutex::new(Vec::new());
    let (files, question) = (&args.files, Question::Rules);
    let request = Request { files, asked: &asked, question, reports };
    let kept = Mutex::new(Kept::default());
    let too_many = AtomicBool::new(false);
    let ran = reporting::run(request, screen, |input, mut chosen, tell| {
        let mended = most.and_then(|most| mend(input, &chosen, most, |api| check(input, api).lint));
        if let Some(mended) = mended {
            match mended.write(input) {
                Ok(()) => {
                    *lock(&counts) += mended.counts;
                    chosen.opened = mended.opened;
                }
                Err(problem) => lock(&unwritten).push(problem),
            }
        }
        let Chosen { opened, apis } = chosen;
        for (number, at) in apis.into_iter().enumerate() {
            let Some(api) = opened.found.apis.get(at) else { continue };
            let Check { mut lint, effective, exemptions, compared } = check(input, api);
            *lock(&counts) += Counts::open(&lint);
            let document = &api.document.value;
            for finding in &mut lint.findings {
                place_all(document, slice::from_mut(&mut finding.diagnostic));
            }
            if number == 0 {
                // Of the file there is one, and it must not be told with each.
                lint.findings.extend(of_file(&opened.found.diagnostics, &effective.settings));
                lint.findings.sort_by_key(|it| it.diagnostic.location.source);
            }
            let mut severities = lint.findings.iter().map(|finding| finding.severity);
            if severities.any(|severity| effective.fail_on.is_reached_by(severity)) {
                too_many.store(true, Ordering::Relaxed);
            }
            lock(&kept).add(projects.of(&settings::place_of(input)), exemptions, compared);
            let report = Report::of_lint(opened.subject(input, api), document, &lint);
            let is_beyond_rules = lint.judged.is_empty() && has_rules(&effective.settings);
            let limit = Limit::Rules(effective.fail_on);
            tell(at, &Report { is_beyond_rules, limit, ..report });
        }
    })?;
    let counts = counts.into_inner().unwrap_or_else(PoisonError::into_inner);
    if counts.is_changed() {
        output::note(&counts.done("fixed"));
    }
    if args.is_for_people() {
        output::note(&counts.hint());
    }
    let Ran { mut problems, read, .. } = ran;
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
    let result = match (problems.is_empty(), too_many.into_inner()) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Accepted,
        (true, true) => Outcome::NotAccepted,
    };
    Ok(Round { result, read })
}

/// What is behind a lock; nothing there is ever half made.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What there is to say of a file around its definitions, as severe as somebody wants it to be.
fn of_file(diagnostics: &[Diagnostic], settings: &Settings) -> Vec<Finding> {
    let entries = entries();
    let findings = diagnostics.iter().filter_map(|diagnostic| {
        let entry = entries.iter().find(|it| it.metadata == diagnostic.metadata)?;
        let severity = settings.severity(entry)?;
        let (diagnostic, category) = (diagnostic.clone(), entry.category);
        Some(Finding { diagnostic, severity, category, fix: None })
    });
    findings.collect()
}

/// Shows what fixes would change, and changes nothing.
fn show_fixes(
    args: &LintArgs,
    asked: &Asked,
    most: Applicability,
    screen: &Screen,
    look: impl Fn(&Input, &Api) -> Lint + Sync,
) -> Result<Round<Outcome>, Stop> {
    let show = |_, input: &Input, chosen: Chosen| {
        let mended = mend(input, &chosen, most, |api| look(input, api))?;
        let shown = |it: &Changed| diff::unified(&it.name, &it.before, &it.after, &screen.out);
        let changed = mended.changed();
        Some(changed.map(|it| (it.iter().map(shown).collect::<String>(), mended.counts)))
    };
    let Batch { answers, mut problems, read, .. } =
        batch::answer_all(&args.files, asked, screen, show)?;
    let mut counts = Counts::default();
    let mut patch = String::new();
    for answer in answers.into_iter().flatten() {
        match answer {
            Ok((text, made)) => {
                patch.push_str(&text);
                counts += made;
            }
            Err(problem) => problems.push(problem),
        }
    }
    output::print(&patch)?;
    if counts.is_changed() {
        output::note(&counts.done("would fix"));
    } else if problems.is_empty() {
        output::note("there is nothing to fix\n");
    }
    for problem in &problems {
        screen.complain(problem);
    }
    let result = match (problems.is_empty(), counts.is_changed()) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Accepted,
        (true, true) => Outcome::NotAccepted,
    };
    Ok(Round { result, read })
}

/// Whether there is a rule of which anybody wants to hear.
fn has_rules(settings: &Settings) -> bool {
    rules().iter().any(|rule| settings.severity(&Entry::from(*rule)).is_some())
}
