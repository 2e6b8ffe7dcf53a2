//! `gatewright validate`.

use gatewright_diagnostics::Verdict;
use gatewright_import::{StableIds, import};

use crate::args::{ReportArgs, ValidateArgs};
use crate::exit::{Outcome, Stop};
use crate::output::Screen;
use crate::report::{File, Limit, Question, Report};
use crate::reporting::{self, Ran, Request};
use crate::settings;
use crate::watch;

/// Answers all files, and again after each change if that is wanted.
pub(crate) fn run(args: &ValidateArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let reports = args.reports();
    watch::rounds(&args.files.files, &reports, screen, || answer_all(args, &reports, screen))
}

fn answer_all(args: &ValidateArgs, reports: &ReportArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let (projects, asked) = (args.files.projects(), args.service.asked());
    let request = Request { files: &args.files, question: Question::Import, reports };
    let Ran { tally, problems } = reporting::run(request, screen, |input, document, tell| {
        let place = settings::place_of(input);
        let options = projects.of(&place).effective(&place, &asked).options;
        let import = import(document, &options, &mut StableIds::default());
        let report = Report::of_import(File::of(input, &document.value), &import);
        tell(&Report { limit: Limit::Import(options.fail_on_warnings), ..report })
    })?;
    let bad = tally.verdict(Verdict::Refused) + tally.verdict(Verdict::NotDeployable);
    Ok(match (problems.is_empty(), bad) {
        (false, _) => Outcome::Incomplete,
        (true, 0) => Outcome::Accepted,
        (true, _) => Outcome::NotAccepted,
    })
}
