//! `gatewright convert`.

use gatewright_convert::convert;
use gatewright_diagnostics::Location;
use gatewright_export::Format;
use gatewright_import::StableIds;
use gatewright_source::Format as Written;

use crate::args::ConvertArgs;
use crate::commands::export::write;
use crate::commands::import::dated;
use crate::existing::check_read;
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, concise, conversion, full, one_line};
use crate::single::{Naming, Single};

/// Converts a definition and says what the result does not hold of it.
pub(crate) fn run(args: &ConvertArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let asked = args.service.asked();
    let file = Single::open(&args.file, &args.templates, &asked, Naming::Strict)?;
    let import = dated(file.options(&asked))?;
    let document = file.document();
    let name = one_line(&file.input.name);
    check_read(&file.subject(), document)?;
    if !file.is_definition() {
        return Err(Stop::CannotRun(format!(
            "{name} is no definition (it has no `openapi` or `swagger`); an API is written as one \
             by `gatewright export`"
        )));
    }
    let written = match document.value.format() {
        Written::Json => Format::Json,
        Written::Yaml => Format::Yaml,
    };
    let mut conversion =
        convert(document, &args.options(import, written), &mut StableIds::default());
    for loss in &mut conversion.losses {
        let Location { source, span, .. } = &mut loss.location;
        (*source, *span) = document.value.placed(*span);
    }
    let report = file.report(&mut conversion.import);
    let Some(text) = &conversion.text else {
        for finding in &report.findings {
            output::note(&concise::finding(&report.subject, finding, &screen.err));
        }
        output::note(&full::verdict(&report, &screen.err));
        return Ok(Outcome::NotAccepted);
    };
    write(args.output.as_deref(), text)?;
    output::note(&conversion::losses(&report, &conversion.losses, args.losses, &screen.err));
    Ok(Outcome::Accepted)
}
