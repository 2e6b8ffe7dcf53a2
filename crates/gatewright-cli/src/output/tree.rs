//! An imported API for people: paths, methods, integrations, who may call, and what was dropped.

use std::fmt::Write;

use gatewright_diagnostics::Effect;
use gatewright_model::Api;

use super::{Look, one_line};
use crate::report::Report;

/// The tree, then what the service dropped.
pub(crate) fn api(api: &Api, report: &Report<'_>, look: &Look) -> String {
    // Names come from a file, and may have anything in them.
    let lines = api.to_string();
    let mut text: String = lines.lines().flat_map(|line| [one_line(line), "\n".into()]).collect();
    let findings = report.findings.iter().map(|told| told.finding);
    let dropped: Vec<_> = findings.filter(|it| it.metadata.effect == Effect::Dropped).collect();
    if !dropped.is_empty() {
        let style = look.palette.dropped;
        let _ = writeln!(text, "{style}dropped{style:#}:");
        for finding in dropped {
            let line = report.subject.start(&finding.location).line;
            let _ = writeln!(text, "  line {line}: {}", one_line(&finding.message));
        }
    }
    text
}
