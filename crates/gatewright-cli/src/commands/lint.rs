//! `gatewright lint`.

use gatewright_lint::{Entry, Settings, lint, rules};

use crate::args::LintArgs;
use crate::exit::{Outcome, Stop};
use crate::output::Screen;
use crate::report::{Question, Report};
use crate::reporting::{self, Ran};

/// Looks at all files.
pub(crate) fn run(args: &LintArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let options = args.options();
    let settings = args.settings();
    let has_rules = has_rules(&settings);
    let reports = args.reports();
    let ran =
        reporting::run(Question::Rules, &args.files, &reports, screen, |input, document, tell| {
            let lint = lint(document, &options, &settings);
            let report = Report::of_lint(&input.name, &document.value, &lint);
            let is_beyond_rules = has_rules && lint.judged.is_empty();
            tell(&Report { is_beyond_rules, ..report })
        })?;
    let Ran { tally, problems } = ran;
    let too_many = tally.severities().any(|severity| args.fail_on.is_reached_by(severity));
    Ok(match (problems.is_empty(), too_many) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Accepted,
        (true, true) => Outcome::NotAccepted,
    })
}

/// Whether there is a rule of which anybody wants to hear.
fn has_rules(settings: &Settings) -> bool {
    rules().iter().any(|rule| settings.severity(&Entry::from(*rule)).is_some())
}
