//! The format `concise`: one line for each finding.

use gatewright_diagnostics::Diagnostic;

use super::{Look, one_line};
use crate::report::Report;

/// All findings of a file.
pub(crate) fn file(report: &Report<'_>, look: &Look) -> String {
    report.findings.iter().map(|found| finding(report, found, look)).collect()
}

/// `file:line:column: kind[id] message`.
pub(crate) fn finding(report: &Report<'_>, finding: &Diagnostic, look: &Look) -> String {
    let metadata = finding.metadata;
    let (strong, style) = (look.palette.strong, look.palette.effect(metadata.effect));
    let start = report.start(finding.location.span);
    format!(
        "{strong}{}:{}:{}{strong:#}: {style}{}{style:#}[{}] {}\n",
        one_line(report.name),
        start.line,
        start.column,
        metadata.effect,
        metadata.id(),
        one_line(&finding.message),
    )
}
