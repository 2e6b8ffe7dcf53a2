//! The format `concise`: one line for each finding.

use gatewright_diagnostics::{Diagnostic, Words};

use super::{Look, one_line};
use crate::report::Report;

/// All findings of a file.
pub(crate) fn file(report: &Report<'_>, look: &Look) -> String {
    report.findings.iter().map(|found| finding(report, found, look)).collect()
}

/// `file:line:column: kind[id] message`, and in brackets what the service does not say: its texts are
/// often the same for many faults.
pub(crate) fn finding(report: &Report<'_>, finding: &Diagnostic, look: &Look) -> String {
    let metadata = finding.metadata;
    let (strong, style) = (look.palette.strong, look.palette.effect(metadata.effect));
    let start = report.start(finding.location.span);
    let reason = match metadata.words {
        Words::Service => finding.label.as_deref(),
        Words::Ours => None,
    };
    let reason = reason.map(|label| format!(" ({})", one_line(label))).unwrap_or_default();
    format!(
        "{strong}{}:{}:{}{strong:#}: {style}{}{style:#}[{}] {}{reason}\n",
        one_line(report.name),
        start.line,
        start.column,
        metadata.effect,
        metadata.id(),
        one_line(&finding.message),
    )
}
