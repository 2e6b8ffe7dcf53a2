//! `gatewright plan`.

use gatewright_import::{Harm, Plan, StableIds, dangers, put};

use crate::args::{FailOn, PlanArgs, PlanFormat};
use crate::commands::put::one_standard_input;
use crate::existing;
use crate::exit::{Outcome, Stop};
use crate::output::plan::{View, json, markdown, text};
use crate::output::{self, Screen, concise, full};
use crate::single::{Naming, Single};
use crate::walk::Input;

/// Shows what a put would change.
pub(crate) fn run(args: &PlanArgs, screen: &Screen) -> Result<Outcome, Stop> {
    one_standard_input(&args.existing, &args.incoming)?;
    let of_existing = args.service.asked_of_existing();
    let Some(before) = existing::load(&args.existing, &args.templates, &of_existing, screen)?
    else {
        return Ok(Outcome::NotAccepted);
    };
    let asked = args.service.asked();
    let file = Single::open(&args.incoming, &args.templates, &asked, Naming::Strict)?;
    let mut ids = StableIds::beside(&before);
    let mode = args.mode.into();
    let mut result = put(&before, file.document(), mode, &file.options(&asked), &mut ids);
    let report = file.report(&mut result);
    output::note(&concise::file(&report, &screen.err));
    output::note(&full::verdict(&report, &screen.err));
    let Some(after) = &result.api else {
        return Ok(Outcome::NotAccepted);
    };
    let view = View {
        existing: &Input::named(&args.existing).name,
        incoming: &file.title(),
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
