//! The check of a document, on a thread of its own: one at a time, so that no request waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use gatewright_lint::{Entry, Finding, Lint, template_entries};
use gatewright_project::{Asked, Project};

use crate::revision::{Place, Report, Revision};
use crate::subject::Template;
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
    };
    if let Some(template) = workspace.template(revision) {
        report.findings = within(&project, &revision.path().unwrap_or_default(), template);
        return report;
    }
    report.is_definition = revision.is_definition() || (*was_definition && !revision.is_sound());
    let findings = if report.is_definition {
        let path = revision.path().unwrap_or_default();
        let Lint { import, findings, .. } = Workspace::lint(&project, &path, revision.read());
        revision.learn(import);
        findings
    } else {
        let path = revision.path();
        path.and_then(|path| of_settings(&project, &path)).unwrap_or_default()
    };
    report.findings = findings.into_iter().map(|it| (Place::File, it)).collect();
    report
}

/// What there is to say of a template and the definitions in it.
fn within(project: &Project, path: &Path, template: &Template) -> Vec<(Place, Finding)> {
    let asked = Asked::default();
    let settings = project.effective(path, &asked).settings;
    let entries: Vec<Entry> = template_entries().collect();
    let mut findings = Vec::new();
    for (number, said) in template.said.iter().enumerate() {
        for diagnostic in &said.diagnostics {
            let entry = entries.iter().find(|it| it.metadata == diagnostic.metadata);
            let Some((entry, severity)) = entry.and_then(|it| Some((it, settings.severity(it)?)))
            else {
                continue;
            };
            let (diagnostic, category) = (diagnostic.clone(), entry.category);
            let finding = Finding { diagnostic, severity, category, fix: None };
            findings.push((Place::Other(number), finding));
        }
    }
    for (number, described) in template.apis.iter().enumerate() {
        let found = project.check_api(path, &described.api, &asked).lint.findings;
        findings.extend(found.into_iter().map(|it| (Place::Api(number), it)));
    }
    findings
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
