//! What a format of reports is, and how several of them are made in one run.
//!
//! A file is told to each format as soon as it was looked at, on whichever thread that was, while its
//! document is there; what a format keeps of it is its own affair. When all files were told, each
//! format makes its text of what it kept, in the order of the files.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use gatewright_diagnostics::Metadata;

use super::root::Root;
use super::statistics::{Form, Statistics};
use super::{
    Look, checkstyle, concise, full, github, gitlab, html, json, jsonl, junit, markdown, sarif,
    service,
};
use crate::args::ReportFormat;
use crate::report::{Question, Report, Tally};

/// A run over all files, when it is over.
pub(crate) struct Run<'a> {
    /// What was asked of the files.
    pub(crate) question: Question,
    /// The counts of all files.
    pub(crate) tally: &'a Tally,
    /// What could not be found or read.
    pub(crate) problems: &'a [String],
    /// The kind of finding that weighs most.
    pub(crate) example: Option<&'static Metadata>,
}

/// A finished report.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The report.
    pub(crate) text: String,
    /// What a person at the terminal should hear beside it.
    pub(crate) notes: String,
}

impl From<String> for Printed {
    fn from(text: String) -> Self {
        Self { text, notes: String::new() }
    }
}

/// A form of reports.
pub(crate) trait Format: Sync {
    /// What is kept of a file.
    type Part: Send;

    /// Looks at a file and what was found in it.
    fn file(&self, report: &Report<'_>) -> Self::Part;

    /// The report of all files.
    fn whole(&self, parts: Vec<Self::Part>, run: &Run<'_>) -> Printed;
}

/// Which definition of a run: the number of its file, and its own among those of the file.
pub(crate) type Number = (usize, usize);

/// A report that is being made.
pub(crate) trait Sink: Sync {
    /// Takes in the definition of that number; they come in any order.
    fn take(&self, number: Number, report: &Report<'_>);

    /// The report of all files.
    fn whole(self: Box<Self>, run: &Run<'_>) -> Printed;
}

/// A format and what it kept so far.
struct Collected<F: Format> {
    format: F,
    parts: Mutex<BTreeMap<Number, F::Part>>,
}

impl<F: Format> Sink for Collected<F> {
    fn take(&self, number: Number, report: &Report<'_>) {
        let part = self.format.file(report);
        self.parts.lock().unwrap_or_else(PoisonError::into_inner).insert(number, part);
    }

    fn whole(self: Box<Self>, run: &Run<'_>) -> Printed {
        let parts = self.parts.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.format.whole(parts.into_values().collect(), run)
    }
}

fn collect<'a, F: Format + 'a>(format: F) -> Box<dyn Sink + 'a>
where
    F::Part: 'a,
{
    Box::new(Collected { format, parts: Mutex::new(BTreeMap::new()) })
}

/// What a report is about, and the looks of where it goes to.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// What was asked of the files.
    pub(crate) question: Question,
    /// The look of the place.
    pub(crate) look: &'a Look,
    /// That of text for programs.
    pub(crate) plain: &'a Look,
    /// That of what stands beside the report.
    pub(crate) notes: &'a Look,
}

/// A report in that format.
pub(crate) fn begin(format: ReportFormat, place: Place<'_>) -> Box<dyn Sink + '_> {
    let Place { question, look, plain, notes } = place;
    match format {
        ReportFormat::Full => collect(full::Full { question, look }),
        ReportFormat::Concise => collect(concise::Concise { look, notes }),
        ReportFormat::Json => collect(json::Json),
        ReportFormat::Jsonl => collect(jsonl::Jsonl),
        ReportFormat::Sarif => collect(sarif::Sarif { root: Root::of("GITHUB_WORKSPACE") }),
        ReportFormat::Github => {
            collect(github::Github { root: Root::of("GITHUB_WORKSPACE"), notes })
        }
        ReportFormat::Gitlab => collect(gitlab::Gitlab { root: Root::of("CI_PROJECT_DIR") }),
        ReportFormat::Junit => collect(junit::Junit),
        ReportFormat::Checkstyle => collect(checkstyle::Checkstyle),
        ReportFormat::Markdown => collect(markdown::Markdown { question, look: plain }),
        ReportFormat::Html => collect(html::Html { question, look: plain }),
        ReportFormat::Service => collect(service::Service),
    }
}

/// The counts of findings, in place of the report in that format; nothing if it has no form for them.
pub(crate) fn count(format: ReportFormat, place: Place<'_>) -> Option<Box<dyn Sink + '_>> {
    let form = match format {
        ReportFormat::Full => Form::Table,
        ReportFormat::Concise => Form::Lines,
        ReportFormat::Json => Form::Json,
        _ => return None,
    };
    Some(collect(Statistics { form, look: place.look, notes: place.notes }))
}
