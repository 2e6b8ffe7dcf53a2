//! `gatewright validate`.

use gatewright_diagnostics::Verdict;
use gatewright_import::{StableIds, import};
use gatewright_project::Asked;

use crate::args::{ReportArgs, ValidateArgs};
use crate::batch::Chosen;
use crate::exit::{Outcome, Stop};
use crate::opened::place_all;
use crate::output::Screen;
use crate::report::{Limit, Question, Report};
use crate::reporting::{self, Ran, Request};
use crate::settings;
use crate::watch::{self, Round};

/// Answers all files, and again after each change if that is wanted.
pub(crate) fn run(args: &ValidateArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let reports = args.reports();
    watch::rounds(&args.files.files, &reports, screen, || answer_all(args, &reports, screen))
}

fn answer_all(
    args: &ValidateArgs,
    reports: &ReportArgs,
    screen: &Screen,
) -> Result<Round<Outcome>, Stop> {
    let parameters = args.files.templates.parameters().map_err(Stop::CannotRun)?;
    let (projects, asked) = (args.files.projects(), Asked { parameters, ..args.service.asked() });
    let question = Question::Import;
    let request = Request { files: &args.files, asked: &asked, question, reports };
    let Ran { tally, problems, read } = reporting::run(request, screen, |input, chosen, tell| {
        let place = settings::place_of(input);
        let Chosen { opened, apis } = chosen;
        for (number, at) in apis.into_iter().enumerate() {
            let api = &opened.found.apis[at];
            let options = projects.of(&place).effective_of(&place, api, &asked).options;
            let mut import = import(&api.document, &options, &mut StableIds::default());
            let document = &api.document.value;
            place_all(document, &mut import.diagnostics);
            if number == 0 {
                // Of the file there is one, and it must not be told with each.
                import.diagnostics.extend(opened.found.diagnostics.iter().cloned());
            }
            let report = Report::of_import(opened.subject(input, api), document, &import);
            tell(at, &Report { limit: Limit::Import(options.fail_on_warnings), ..report });
        }
    })?;
    let bad = tally.verdict(Verdict::Refused) + tally.verdict(Verdict::NotDeployable);
    let result = match (problems.is_empty(), bad) {
        (false, _) => Outcome::Incomplete,
        (true, 0) => Outcome::Accepted,
        (true, _) => Outcome::NotAccepted,
    };
    Ok(Round { result, read })
}
