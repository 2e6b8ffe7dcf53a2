//! `gatewright plan`.

use gatewright_diagnostics::SourceId;
use gatewright_import::{Harm, Plan, StableIds, dangers, put};

use crate::args::{FailOn, PlanArgs, PlanFormat};
use crate::commands::put::one_standard_input;
use crate::existing;
use crate::exit::{Outcome, Stop};
use crate::output::plan::{View, json, markdown, text};
use crate::output::{self, Screen, concise, full};
use crate::report::{File, Report};
use crate::walk::Input;

/// Shows what a put would change.
pub(crate) fn run(args: &PlanArgs, screen: &Screen) -> Result<Outcome, Stop> {
    one_standard_input(&args.existing, &args.incoming)?;
    let options = args.service.options_of_existing();
    let Some(before) = existing::load(&args.existing, &options, screen)? else {
        return Ok(Outcome::NotAccepted);
    };
    let input = Input::named(&args.incoming);
    let bytes = input.read().map_err(Stop::CannotRun)?;
    let document = gatewright_source::read(SourceId(0), bytes);
    let mut ids = StableIds::beside(&before);
    let result = put(&before, &document, args.mode.into(), &args.service.options(), &mut ids);
    let report = Report::of_import(File::of(&input, &document.value), &result);
    output::note(&concise::file(&report, &screen.err));
    output::note(&full::verdict(&report, &screen.err));
    let Some(after) = &result.api else {
        return Ok(Outcome::NotAccepted);
    };
    let view = View {
        existing: &Input::named(&args.existing).name,
        incoming: &input.name,
        mode: args.mode,
        before: &before,
        after,
        plan: &Plan::between(&before, after),
        dangers: &dangers(&before, after),
    };
    let text = match args.format {
        PlanFormat::Text => text::plan(&view, &screen.out),
        PlanFormat::Json => json::plan(&view)?,
        PlanFormat::Markdown => markdown::plan(&view),
    };
    output::print(&text)?;
    let is_bad = |harm| match args.fail_on {
        None => false,
        Some(FailOn::Any) => true,
        Some(FailOn::Breaking) => harm == Harm::Breaking,
        Some(FailOn::Security) => harm == Harm::Security,
    };
    let is_bad = view.dangers.iter().any(|danger| is_bad(danger.harm));
    Ok(if is_bad { Outcome::NotAccepted } else { Outcome::Accepted })
}
