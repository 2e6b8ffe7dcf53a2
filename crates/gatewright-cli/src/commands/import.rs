//! `gatewright import`.

use std::env;
use std::path::Path;

use gatewright_diagnostics::Effect;
use gatewright_import::{ImportOptions, StableIds, import};

use crate::args::{ImportArgs, ImportFormat, OutputArgs, is_called_yaml};
use crate::exit::{Outcome, Stop};
use crate::output::{self, Screen, concise, entities, full, tree, whole_file};
use crate::report::Report;
use crate::single::{Naming, Single};

/// Imports a file and writes what came of it.
pub(crate) fn run(args: &ImportArgs, screen: &Screen) -> Result<Outcome, Stop> {
    let asked = args.service.asked();
    let file = Single::open(&args.file, &args.templates, &asked, Naming::Strict)?;
    let options = dated(file.options(&asked))?;
    let mut import = import(file.document(), &options, &mut StableIds::default());
    finish(&file.report(&mut import), &args.output, screen)
}

/// Says what was found, and writes the API if there is one.
pub(super) fn finish(
    report: &Report<'_>,
    args: &OutputArgs,
    screen: &Screen,
) -> Result<Outcome, Stop> {
    let target = args.output.as_deref();
    let format = args.format.unwrap_or_else(|| format_of(target));
    for found in &report.findings {
        // The tree itself says what was dropped.
        if format != ImportFormat::Tree || found.finding.metadata.effect != Effect::Dropped {
            output::note(&concise::finding(&report.subject, found, &screen.err));
        }
    }
    output::note(&full::verdict(report, &screen.err));
    let Some(api) = &report.import.api else {
        return Ok(Outcome::NotAccepted);
    };
    let text = match format {
        ImportFormat::Json => entities::json(api, report.import.warnings())?,
        ImportFormat::Yaml => entities::yaml(api, report.import.warnings())?,
        ImportFormat::Tree if target.is_none() => tree::api(api, report, &screen.out),
        ImportFormat::Tree => tree::api(api, report, &screen.out.plain()),
    };
    match target {
        None => output::print(&text)?,
        Some(path) => whole_file::write(path, &text).map_err(|error| {
            Stop::CannotRun(format!("cannot write {}: {error}", path.display()))
        })?,
    }
    Ok(Outcome::Accepted)
}

/// The options with the time that the environment tells.
pub(crate) fn dated(options: ImportOptions) -> Result<ImportOptions, Stop> {
    let created_date = created_date(env::var("SOURCE_DATE_EPOCH").ok().as_deref())?;
    Ok(ImportOptions { created_date, ..options })
}

/// The form that the name of the output file asks for.
fn format_of(target: Option<&Path>) -> ImportFormat {
    if target.is_some_and(is_called_yaml) { ImportFormat::Yaml } else { ImportFormat::Json }
}

/// The instant that so many seconds after the beginning of 1970 is, in ISO 8601.
fn created_date(epoch: Option<&str>) -> Result<String, Stop> {
    /// The last second of the year 9999.
    const LAST: u64 = 253_402_300_799;
    let text = epoch.unwrap_or("0");
    let seconds = text.parse::<u64>().ok().filter(|seconds| *seconds <= LAST).ok_or_else(|| {
        Stop::CannotRun(format!("SOURCE_DATE_EPOCH is no number of seconds: {text}"))
    })?;
    let (mut days, time) = (seconds / 86_400, seconds % 86_400);
    let mut year = 1970;
    while days >= days_of_year(year) {
        days -= days_of_year(year);
        year += 1;
    }
    let february = days_of_year(year) - 337;
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (day, hour, minute, second) = (days + 1, time / 3600, time / 60 % 60, time % 60);
    Ok(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

fn days_of_year(year: u64) -> u64 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    if leap { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_an_instant() {
        let cases = [
            (None, "1970-01-01T00:00:00Z"),
            (Some("951782400"), "2000-02-29T00:00:00Z"),
            (Some("1704067199"), "2023-12-31T23:59:59Z"),
            (Some("4107542400"), "2100-03-01T00:00:00Z"),
            (Some("253402300799"), "9999-12-31T23:59:59Z"),
        ];
        for (epoch, instant) in cases {
            assert_eq!(created_date(epoch).expect("an instant"), instant);
        }
        for epoch in ["", "-1", "now", "253402300800"] {
            assert!(matches!(created_date(Some(epoch)), Err(Stop::CannotRun(_))), "{epoch}");
        }
    }
}
