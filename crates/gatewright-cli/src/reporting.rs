//! One run over all files, told in as many formats as were asked for.

use std::path::{Path, PathBuf};

use gatewright_diagnostics::Checked;
use gatewright_source::Document;

use crate::args::{FilesArgs, ReportArgs, ReportFormat, Target};
use crate::batch::{self, Batch};
use crate::exit::Stop;
use crate::output::reports::{Place, Run, begin, count};
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

/// What is asked of which files, and how the answers are told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    /// The files of the run.
    pub(crate) files: &'a FilesArgs,
    /// What is asked of each.
    pub(crate) question: Question,
    /// Which reports are wanted.
    pub(crate) reports: &'a ReportArgs,
}

/// Looks at all files and writes the reports. `examine` is given a file and what was read of it, and has to tell its answer.
pub(crate) fn run(
    request: Request<'_>,
    screen: &Screen,
    examine: impl Fn(&Input, &Checked<Document>, &dyn Fn(&Report<'_>) -> Share) -> Share + Sync,
) -> Result<Ran, Stop> {
    let Request { files, question, reports } = request;
    let targets = targets(reports, &files.files).map_err(Stop::CannotRun)?;
    let plain = screen.out.of_file();
    let mut sinks = Vec::new();
    for Target { format, file } in &targets {
        let look = if file.is_some() { &plain } else { &screen.out };
        let place = Place { question, look, plain: &plain, notes: &screen.err };
        sinks.push(match file {
            None if reports.statistics => count(*format, place).ok_or_else(|| {
                let reason = "statistics are shown as `full`, `concise` or `json`";
                Stop::CannotRun(reason.to_owned())
            })?,
            _ => begin(*format, place),
        });
    }
    let answer = |number: usize, input: &Input, document: &Checked<Document>| {
        examine(input, document, &|report| {
            for sink in &sinks {
                sink.take(number, report);
            }
            Share { tally: report.tally(), example: report.example() }
        })
    };
    let Batch { answers, mut problems, skipped } = batch::answer_all(files, screen, answer)?;
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

/// Where reports go: at most one to the standard output, and to each file one, which is none of those
/// that are looked at.
fn targets(args: &ReportArgs, files: &[PathBuf]) -> Result<Vec<Target>, String> {
    let mut targets: Vec<Target> = args.outputs.clone();
    if let Some(format) = args.format {
        targets.insert(0, Target { format, file: None });
    } else if targets.iter().all(|target| target.file.is_some()) {
        targets.insert(0, Target { format: ReportFormat::Full, file: None });
    }
    let mut taken: Vec<Option<PathBuf>> = Vec::new();
    let read: Vec<PathBuf> = files.iter().map(|file| true_path(file)).collect();
    for target in &targets {
        let path = target.file.as_deref().map(true_path);
        if taken.contains(&path) {
            return Err(match &target.file {
                None => "the standard output takes one report; give the others a file".to_owned(),
                Some(file) => format!("{} takes one report", file.display()),
            });
        }
        if path.as_ref().is_some_and(|path| read.contains(path)) {
            let file = target.file.as_deref().unwrap_or(Path::new("")).display();
            return Err(format!("{file} is looked at, and a report would take its place"));
        }
        taken.push(path);
    }
    Ok(targets)
}

/// One path for a file, however it is written, as far as it exists.
fn true_path(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
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
    use super::*;

    fn asked(format: Option<ReportFormat>, outputs: &[Target]) -> Result<Vec<Target>, String> {
        let outputs = outputs.to_vec();
        targets(&ReportArgs { format, outputs, statistics: false, watch: false }, &[])
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
