//! The format `concise`: one line for each finding.

use gatewright_diagnostics::Words;

use super::reports::{Format, Printed, Run};
use super::{Look, full, one_line};
use crate::report::{Report, Subject, Told};

/// The format.
pub(crate) struct Concise<'a> {
    /// The look of where it goes to.
    pub(crate) look: &'a Look,
    /// The look of where the summary goes to.
    pub(crate) notes: &'a Look,
}

impl Format for Concise<'_> {
    /// The findings, and what else there is to say.
    type Part = (String, String);

    fn file(&self, report: &Report<'_>) -> Self::Part {
        (file(report, self.look), full::remark(report))
    }

    fn whole(&self, parts: Vec<Self::Part>, run: &Run<'_>) -> Printed {
        let (lines, mut remarks): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        remarks.push(full::last(run, self.notes));
        Printed { text: lines.concat(), notes: remarks.concat() }
    }
}

/// All findings of a file.
pub(crate) fn file(report: &Report<'_>, look: &Look) -> String {
    findings(&report.subject, &report.findings, look)
}

/// Findings, a line each.
pub(crate) fn findings(subject: &Subject<'_>, findings: &[Told<'_>], look: &Look) -> String {
    findings.iter().map(|told| finding(subject, told, look)).collect()
}

/// `file:line:column: kind[id] message`; before the message the API, if its file has a name for it.
pub(crate) fn finding(subject: &Subject<'_>, told: &Told<'_>, look: &Look) -> String {
    let finding = told.finding;
    let (strong, style) = (look.palette.strong, look.palette.weight(told.weight));
    let (file, start) = (subject.file_of(told), subject.start(&finding.location));
    format!(
        "{strong}{}:{}:{}{strong:#}: {style}{}{style:#}[{}] {}{}\n",
        one_line(file.name),
        start.line,
        start.column,
        told.weight.as_str(),
        one_line(&finding.metadata.id()),
        one_line(&subject.prefix()),
        headline(told),
    )
}

/// The message, and in brackets what the service does not say: its texts are often the same for many
/// faults.
pub(crate) fn headline(told: &Told<'_>) -> String {
    let finding = told.finding;
    let reason = match finding.metadata.words {
        Words::Service => finding.label.as_deref(),
        Words::Ours => None,
    };
    let reason = reason.map(|label| format!(" ({})", one_line(label))).unwrap_or_default();
    format!("{}{reason}", one_line(&finding.message))
}
