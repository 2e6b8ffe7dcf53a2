//! One run over all files, told in as many formats as were asked for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gatewright_project::Asked;
use gatewright_template::ApiKind;

use crate::args::{FilesArgs, ReportArgs, ReportFormat, Target};
use crate::batch::{self, Batch, Chosen};
use crate::exit::Stop;
use crate::output::reports::{Place, Run, begin, count};
use crate::output::{self, Screen, whole_file};
use crate::report::{Example, Question, Report, Tally};
use crate::walk::Input;

/// What a file adds to the whole.
#[derive(Default)]
pub(crate) struct Share {
    tally: Tally,
    example: Option<Example>,
}

impl Share {
    /// Adds what another definition adds.
    fn add(&mut self, other: &Self) {
        self.tally.add(&other.tally);
        let examples = self.example.into_iter().chain(other.example);
        self.example = examples.min_by_key(|(weight, _)| *weight);
    }
}

/// Takes the report of the API of that number in its file.
pub(crate) type Tell<'a> = dyn FnMut(usize, &Report<'_>) + 'a;

/// What the run of all files gave.
pub(crate) struct Ran {
    /// The counts of all files.
    pub(crate) tally: Tally,
    /// What could not be done; it has been said.
    pub(crate) problems: Vec<String>,
    /// Other files that were read for those of the run.
    pub(crate) read: BTreeSet<PathBuf>,
}

/// What is asked of which files, and how the answers are told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    /// The files of the run.
    pub(crate) files: &'a FilesArgs,
    /// What is asked for beside the settings.
    pub(crate) asked: &'a Asked,
    /// What is asked of each.
    pub(crate) question: Question,
    /// Which reports are wanted.
    pub(crate) reports: &'a ReportArgs,
}

/// Looks at all files and writes the reports. `examine` is given a file and what was found in it, and
/// has to tell the answer for each of its APIs.
pub(crate) fn run(
    request: Request<'_>,
    screen: &Screen,
    examine: impl Fn(&Input, Chosen, &mut Tell<'_>) + Sync,
) -> Result<Ran, Stop> {
    let Request { files, asked, question, reports } = request;
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
    let answer = |number: usize, input: &Input, chosen: Chosen| {
        let mut share = Share::default();
        let apis = &chosen.opened.found.apis;
        if apis.iter().any(|api| api.kind != ApiKind::Definition) {
            share.tally.add(&Tally::of_template());
        }
        examine(input, chosen, &mut |api, report| {
            for sink in &sinks {
                sink.take((number, api), report);
            }
            share.add(&Share { tally: report.tally(), example: report.example() });
        });
        share
    };
    let batch = batch::answer_all(files, asked, screen, answer)?;
    let Batch { answers, mut problems, skipped, read } = batch;
    let mut all = Share { tally: Tally::of_skipped(skipped), example: None };
    for share in &answers {
        all.add(share);
    }
    let tally = all.tally;
    let example = all.example.map(|(_, metadata)| metadata);
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
    Ok(Ran { tally, problems, read })
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
