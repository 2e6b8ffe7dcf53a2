//! `gatewright import-docs`.

use gatewright_definition::looks_like_definition;
use gatewright_import::{Import, StableIds, import_documentation};
use gatewright_project::Asked;

use crate::args::ImportDocsArgs;
use crate::commands::import::finish;
use crate::commands::put::one_standard_input;
use crate::existing;
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, one_line};
use crate::single::{Naming, Single};

/// Imports documentation into an API and writes what came of it.
pub(crate) fn run(args: &ImportDocsArgs, screen: &Screen) -> Result<Outcome, Stop> {
    one_standard_input(&args.existing, &args.docs)?;
    let asked = Asked::default();
    let Some(existing) = existing::load(&args.existing, &args.templates, &asked, screen)? else {
        return Ok(Outcome::NotAccepted);
    };
    let file = Single::open(&args.docs, &args.templates, &asked, Naming::Loose)?;
    let document = file.document();
    let mut ids = StableIds::beside(&existing);
    let mode = args.mode.into();
    let result = import_documentation(&existing, document, mode, &args.options(), &mut ids);
    let mut result = Import::from(result);
    if result.api.is_some() && !looks_like_definition(&document.value) {
        output::note(&format!(
            "{} is read as documentation alone; that the service takes it is not known\n",
            one_line(&file.input.name)
        ));
    }
    finish(&file.report(&mut result), &args.output, screen)
}
