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
use crate::report::{Report, Subject, Told};

/// The format.
pub(crate) struct Gitlab {
    /// What names of files start from.
    pub(crate) root: Root,
}

impl Format for Gitlab {
    type Part = Vec<Issue>;

    fn file(&self, report: &Report<'_>) -> Vec<Issue> {
        let subject = &report.subject;
        let title = self.root.title(subject);
        let mut prints = Fingerprints::new(&title);
        let findings = report.findings.iter().map(|told| {
            let name = self.root.name(subject.file_of(told));
            issue(subject, name, told, prints.next(told))
        });
        findings.collect()
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

fn issue(subject: &Subject<'_>, path: String, told: &Told<'_>, fingerprint: String) -> Issue {
    let (file, span) = (subject.file_of(told), told.finding.location.span);
    let metadata = told.finding.metadata;
    Issue {
        description: subject.prefix() + &concise::headline(told),
        check_name: metadata.id(),
        fingerprint,
        severity: match (metadata.effect, told.weight.severity()) {
            (Effect::Refused | Effect::DeployFails, _) => "blocker",
            (_, Severity::Error) => "critical",
            (_, Severity::Warning) => "major",
            (_, Severity::Info) => "info",
        },
        location: Location {
            path,
            lines: Lines { begin: file.start(span).line, end: file.lines.position(span.end).line },
        },
    }
}
