//! `gatewright import-docs`.

use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::SourceId;
use gatewright_import::{Import, ImportOptions, StableIds, import_documentation};

use crate::args::ImportDocsArgs;
use crate::commands::import::{dated, finish};
use crate::commands::put::one_standard_input;
use crate::existing;
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, one_line};
use crate::report::{File, Report};
use crate::walk::Input;

/// Imports documentation into an API and writes what came of it.
pub(crate) fn run(args: &ImportDocsArgs, screen: &Screen) -> Result<Outcome, Stop> {
    one_standard_input(&args.existing, &args.docs)?;
    let options = dated(ImportOptions::default())?;
    let Some(existing) = existing::load(&args.existing, &options, screen)? else {
        return Ok(Outcome::NotAccepted);
    };
    let input = Input::named(&args.docs);
    let bytes = input.read().map_err(Stop::CannotRun)?;
    let document = gatewright_source::read(SourceId(0), bytes);
    let mut ids = StableIds::beside(&existing);
    let mode = args.mode.into();
    let result = import_documentation(&existing, &document, mode, &args.options(), &mut ids);
    let result = Import::from(result);
    if result.api.is_some() && !looks_like_definition(&document.value) {
        output::note(&format!(
            "{} is read as documentation alone; that the service takes it is not known\n",
            one_line(&input.name)
        ));
    }
    finish(&Report::of_import(File::of(&input, &document.value), &result), &args.output, screen)
}
