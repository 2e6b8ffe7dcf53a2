//! One run over all files, told in as many formats as were asked for.

use std::path::Path;

use gatewright_diagnostics::Checked;
use gatewright_source::Document;

use crate::args::{FilesArgs, ReportArgs, ReportFormat, Target};
use crate::batch::{self, Batch};
use crate::exit::Stop;
use crate::output::reports::{Run, begin};
use crate::output::{self, Screen, whole_file};
use crate::report::{Example, Question, Report, Tally};
use crate::walk::Input;

/// What a file adds to the whole.
pub(crate) struct Share {
    tally: Tally,
    example: Option<Example>,
}

/// What the run of all files gave.
pub(crate) struct Ran {
    /// The counts of all files.
    pub(crate) tally: Tally,
    /// What could not be done; it has been said.
    pub(crate) problems: Vec<String>,
}

/// Looks at all files and writes the reports. `examine` is given a file and what was read of it, and
/// has to tell its answer.
pub(crate) fn run(
    question: Question,
    files: &FilesArgs,
    args: &ReportArgs<'_>,
    screen: &Screen,
    examine: impl Fn(&Input, &Checked<Document>, &dyn Fn(&Report<'_>) -> Share) -> Share + Sync,
) -> Result<Ran, Stop> {
    let targets = targets(args).map_err(Stop::CannotRun)?;
    let look = screen.out.of_file();
    let sinks = targets.iter().map(|Target { format, file }| {
        let look = if file.is_some() { &look } else { &screen.out };
        begin(*format, question, look, screen)
    });
    let sinks: Vec<_> = sinks.collect();
    let answer = |number: usize, input: &Input, document: &Checked<Document>| {
        examine(input, document, &|report| {
            for sink in &sinks {
                sink.take(number, report);
            }
            Share { tally: report.tally(), example: report.example() }
        })
    };
    let Batch { answers, mut problems, skipped } = batch::answer_all(files, answer)?;
    let mut tally = Tally::of_skipped(skipped);
    let mut example: Option<Example> = None;
    for share in answers {
        tally.add(&share.tally);
        let examples = example.into_iter().chain(share.example);
        example = examples.min_by_key(|(weight, _)| *weight);
    }
    let example = example.map(|(_, metadata)| metadata);
    let mut unwritten = Vec::new();
    let mut shown = None;
    for (target, sink) in targets.iter().zip(sinks) {
        let run = Run { question, tally: &tally, problems: &problems, example };
        let printed = sink.whole(&run);
        match &target.file {
            None => shown = Some(printed),
            Some(path) => {
                if let Err(error) = write(path, &printed.text) {
                    unwritten.push(format!("cannot write {}: {error}", path.display()));
                }
            }
        }
    }
    // Who reads the standard output may go away; by then the files are written.
    if let Some(printed) = shown {
        output::print(&printed.text)?;
        output::note(&printed.notes);
    }
    problems.append(&mut unwritten);
    for problem in &problems {
        screen.complain(problem);
    }
    Ok(Ran { tally, problems })
}

/// Where reports go: at most one to the standard output, and to each file one.
fn targets(args: &ReportArgs<'_>) -> Result<Vec<Target>, String> {
    let mut targets: Vec<Target> = args.outputs.to_vec();
    if let Some(format) = args.format {
        targets.insert(0, Target { format, file: None });
    } else if targets.iter().all(|target| target.file.is_some()) {
        targets.insert(0, Target { format: ReportFormat::Full, file: None });
    }
    for (index, target) in targets.iter().enumerate() {
        if targets[..index].iter().any(|other| other.file == target.file) {
            return Err(match &target.file {
                None => "the standard output takes one report; give the others a file".to_owned(),
                Some(file) => format!("{} takes one report", file.display()),
            });
        }
    }
    Ok(targets)
}

/// Writes a report, in folders that are made for it.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    whole_file::write(path, text)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn asked(format: Option<ReportFormat>, outputs: &[Target]) -> Result<Vec<Target>, String> {
        targets(&ReportArgs { format, outputs })
    }

    fn to(format: ReportFormat, file: Option<&str>) -> Target {
        Target { format, file: file.map(PathBuf::from) }
    }

    #[test]
    fn the_standard_output_is_for_people_unless_somebody_asks_for_more() {
        let full = || to(ReportFormat::Full, None);
        let file = || to(ReportFormat::Json, Some("a.json"));
        assert_eq!(asked(None, &[]), Ok(vec![full()]));
        assert_eq!(asked(None, &[file()]), Ok(vec![full(), file()]));
        let json = || to(ReportFormat::Json, None);
        assert_eq!(asked(Some(ReportFormat::Json), &[file()]), Ok(vec![json(), file()]));
        assert_eq!(asked(None, &[file(), json()]), Ok(vec![file(), json()]));
    }

    #[test]
    fn no_two_reports_go_to_one_place() {
        let json = |file| to(ReportFormat::Json, file);
        let concise = |file| to(ReportFormat::Concise, file);
        assert!(asked(Some(ReportFormat::Full), &[json(None)]).is_err());
        assert!(asked(None, &[json(None), concise(None)]).is_err());
        assert!(asked(None, &[json(Some("a")), concise(Some("a"))]).is_err());
        assert!(asked(None, &[json(Some("a")), json(Some("b"))]).is_ok());
    }
}
