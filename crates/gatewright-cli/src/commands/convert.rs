//! `gatewright convert`.

use gatewright_convert::convert;
use gatewright_definition::looks_like_definition;
use gatewright_diagnostics::SourceId;
use gatewright_export::Format;
use gatewright_import::StableIds;
use gatewright_source::Format as Written;

use crate::args::ConvertArgs;
use crate::commands::export::write;
use crate::commands::import::dated;
use crate::existing::check_read;
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, concise, conversion, full, one_line};
use crate::report::{File, Report};
use crate::walk::Input;

/// Converts a definition and says what the result does not hold of it.
pub(crate) fn run(args: &ConvertArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let import = dated(args.service.options())?;
    let input = Input::named(&args.file);
    let bytes = input.read().map_err(Stop::CannotRun)?;
    let document = gatewright_source::read(SourceId(0), bytes);
    let name = one_line(&input.name);
    check_read(&name, &document)?;
    if !looks_like_definition(&document.value) {
        return Err(Stop::CannotRun(format!(
            "{name} is no definition (it has no `openapi` or `swagger`); an API is written as one \
             by `gatewright export`"
        )));
    }
    let written = match document.value.format() {
        Written::Json => Format::Json,
        Written::Yaml => Format::Yaml,
    };
    let conversion = convert(&document, &args.options(import, written), &mut StableIds::default());
    let report = Report::of_import(File::of(&input, &document.value), &conversion.import);
    let Some(text) = &conversion.text else {
        for finding in &report.findings {
            output::note(&concise::finding(&report.file, finding, &screen.err));
        }
        output::note(&full::verdict(&report, &screen.err));
        return Ok(Outcome::NotAccepted);
    };
    write(args.output.as_deref(), text)?;
    output::note(&conversion::losses(&report, &conversion.losses, args.losses, &screen.err));
    Ok(Outcome::Accepted)
}
