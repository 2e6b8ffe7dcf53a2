//! `gatewright put`.

use std::path::Path;

use gatewright_import::{StableIds, put};

use crate::args::PutArgs;
use crate::commands::import::finish;
use crate::existing;
use crate::exit::{Outcome, Stop};
use crate::output::Screen;
use crate::single::{Naming, Single};

/// Puts a definition over an API and writes what came of it.
pub(crate) fn run(args: &PutArgs, screen: &Screen) -> Result<Outcome, Stop> {
    one_standard_input(&args.existing, &args.incoming)?;
    let of_existing = args.service.asked_of_existing();
    let existing = existing::load(&args.existing, &args.templates, &of_existing, screen)?;
    let Some(existing) = existing else {
        return Ok(Outcome::NotAccepted);
    };
    let asked = args.service.asked();
    let file = Single::open(&args.incoming, &args.templates, &asked, Naming::Strict)?;
    let mut ids = StableIds::beside(&existing);
    let mode = args.mode.into();
    let mut result = put(&existing, file.document(), mode, &file.options(&asked), &mut ids);
    finish(&file.report(&mut result), &args.output, screen)
}

/// The standard input can be read once.
pub(super) fn one_standard_input(first: &Path, second: &Path) -> Result<(), Stop> {
    if first == Path::new("-") && second == Path::new("-") {
        let reason = "only one of the two files can be the standard input";
        return Err(Stop::CannotRun(reason.to_owned()));
    }
    Ok(())
}
