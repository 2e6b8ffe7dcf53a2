//! `gatewright validate`.

use gatewright_diagnostics::Verdict;
use gatewright_import::{StableIds, import};

use crate::args::ValidateArgs;
use crate::exit::{Outcome, Stop};
use crate::output::Screen;
use crate::report::{Question, Report};
use crate::reporting::{self, Ran};

/// Answers all files.
pub(crate) fn run(args: &ValidateArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let options = args.service.options();
    let reports = args.reports();
    let ran = reporting::run(
        Question::Import,
        &args.files,
        &reports,
        screen,
        |input, document, tell| {
            let import = import(document, &options, &mut StableIds::default());
            tell(&Report::of_import(&input.name, &document.value, &import))
        },
    )?;
    let Ran { tally, problems } = ran;
    let bad = tally.verdict(Verdict::Refused) + tally.verdict(Verdict::NotDeployable);
    Ok(match (problems.is_empty(), bad) {
        (false, _) => Outcome::Incomplete,
        (true, 0) => Outcome::Accepted,
        (true, _) => Outcome::NotAccepted,
    })
}
