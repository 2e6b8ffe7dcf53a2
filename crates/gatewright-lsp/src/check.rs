//! The check of a document, on a thread of its own: one at a time, so that no request waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use gatewright_lint::Lint;

use crate::revision::{Report, Revision};
use crate::subject::Described;
use crate::workspace::{Workspace, of_settings};

/// A document to check.
#[derive(Debug)]
pub(crate) struct Job {
    /// The document.
    pub(crate) revision: Arc<Revision>,
    /// Whether it counted as a definition before, so that it does while it breaks off.
    pub(crate) was_definition: bool,
    /// What it is checked by.
    pub(crate) workspace: Arc<Workspace>,
}

/// Checks a document.
pub(crate) fn check(job: &Job) -> Report {
    let Job { revision, was_definition, workspace } = job;
    let project = workspace.project(revision);
    let mut report = Report {
        revision: Arc::clone(revision),
        project: Arc::clone(&project),
        is_definition: false,
        findings: Vec::new(),
        within: Vec::new(),
    };
    if let Some(template) = workspace.template(revision) {
        let path = revision.path().unwrap_or_default();
        let check = |it: &Described| Workspace::lint(&project, &path, &it.api.document).findings;
        report.within = template.apis.iter().map(check).collect();
        return report;
    }
    report.is_definition = revision.is_definition() || (*was_definition && !revision.is_sound());
    report.findings = if report.is_definition {
        let path = revision.path().unwrap_or_default();
        let Lint { import, findings, .. } = Workspace::lint(&project, &path, revision.read());
        revision.learn(import);
        findings
    } else {
        let path = revision.path();
        path.and_then(|path| of_settings(&project, &path)).unwrap_or_default()
    };
    report
}

/// Starts the thread. It ends when nobody has a job for it any more.
///
/// A check that panics, which is a fault of ours, has no report.
pub(crate) fn start(done: impl Fn(Option<Report>) + Send + 'static) -> Sender<Job> {
    let (sender, jobs) = channel::<Job>();
    thread::spawn(move || {
        for job in jobs {
            done(catch_unwind(AssertUnwindSafe(|| check(&job))).ok());
        }
    });
    sender
}
