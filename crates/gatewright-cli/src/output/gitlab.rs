//! The format `gitlab`: a Code Quality report, which GitLab shows in merge requests.
//!
//! Its members are those of *Code Quality report format*. GitLab keeps one finding for each
//! fingerprint, and compares those of two branches.

use gatewright_diagnostics::Effect;
use gatewright_lint::Severity;
use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::reports::{Format, Printed, Run};
use super::{concise, json, root::Root};
use crate::report::{File, Report, Told};

/// The format.
pub(crate) struct Gitlab {
    /// What names of files start from.
    pub(crate) root: Root,
}

impl Format for Gitlab {
    type Part = Vec<Issue>;

    fn file(&self, report: &Report<'_>) -> Vec<Issue> {
        let name = self.root.name(&report.file);
        let mut prints = Fingerprints::new(&name);
        let findings = report.findings.iter();
        findings.map(|told| issue(&report.file, &name, told, prints.next(told))).collect()
    }

    fn whole(&self, parts: Vec<Vec<Issue>>, _: &Run<'_>) -> Printed {
        json::text(&parts.concat()).into()
    }
}

/// A finding.
#[derive(Clone, Serialize)]
pub(crate) struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Clone, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Clone, Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn issue(file: &File<'_>, name: &str, told: &Told<'_>, fingerprint: String) -> Issue {
    let span = told.finding.location.span;
    let metadata = told.finding.metadata;
    Issue {
        description: concise::headline(told),
        check_name: metadata.id(),
        fingerprint,
        severity: match (metadata.effect, told.weight.severity()) {
            (Effect::Refused | Effect::DeployFails, _) => "blocker",
            (_, Severity::Error) => "critical",
            (_, Severity::Warning) => "major",
            (_, Severity::Info) => "info",
        },
        location: Location {
            path: name.to_owned(),
            lines: Lines { begin: file.start(span).line, end: file.lines.position(span.end).line },
        },
    }
}
