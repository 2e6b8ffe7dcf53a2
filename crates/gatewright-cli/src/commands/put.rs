//! `gatewright put`.

use std::path::Path;

use gatewright_diagnostics::SourceId;
use gatewright_import::{StableIds, put};

use crate::args::PutArgs;
use crate::commands::import::{dated, finish};
use crate::existing;
use crate::exit::{Outcome, Stop};
use crate::output::Screen;
use crate::report::{File, Report};
use crate::walk::Input;

/// Puts a definition over an API and writes what came of it.
pub(crate) fn run(args: &PutArgs, screen: &Screen) -> Result<Outcome, Stop> {
    one_standard_input(&args.existing, &args.incoming)?;
    let options = dated(args.service.options_of_existing())?;
    let Some(existing) = existing::load(&args.existing, &options, screen)? else {
        return Ok(Outcome::NotAccepted);
    };
    let input = Input::named(&args.incoming);
    let bytes = input.read().map_err(Stop::CannotRun)?;
    let document = gatewright_source::read(SourceId(0), bytes);
    let mut ids = StableIds::beside(&existing);
    let result = put(&existing, &document, args.mode.into(), &args.service.options(), &mut ids);
    finish(&Report::of_import(File::of(&input, &document.value), &result), &args.output, screen)
}

/// The standard input can be read once.
pub(super) fn one_standard_input(first: &Path, second: &Path) -> Result<(), Stop> {
    if first == Path::new("-") && second == Path::new("-") {
        let reason = "only one of the two files can be the standard input";
        return Err(Stop::CannotRun(reason.to_owned()));
    }
    Ok(())
}
