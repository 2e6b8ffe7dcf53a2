//! Findings as the client shows them.

use std::collections::BTreeMap;

use gatewright_diagnostics::{Diagnostic, Effect};
use gatewright_lint::{Finding, Severity};
use gen_lsp_types::{
    Code, CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Uri,
};

use crate::client::Client;
use crate::pages;
use crate::revision::Report;
use crate::site::Site;

/// What is told, by the files that it is about.
pub(crate) type Told = BTreeMap<String, Vec<gen_lsp_types::Diagnostic>>;

/// Who says it.
pub(crate) const SOURCE: &str = "gatewright";

/// What a check said, in the form of the protocol, by the files that it is about.
pub(crate) fn of_report(report: &Report, client: Client) -> Told {
    let mut told = Told::from([(report.revision.uri.clone(), Vec::new())]);
    for (subject, finding) in report.all() {
        let site = subject.site();
        let file = told.entry(site.uri(finding.diagnostic.location.span).to_owned()).or_default();
        let finding = of_finding(finding, site, client);
        // What many APIs share is wrong once.
        if !file.contains(&finding) {
            file.push(finding);
        }
    }
    told
}

/// Findings of one document.
pub(crate) fn of_findings(
    findings: &[Finding],
    site: Site<'_>,
    client: Client,
) -> Vec<gen_lsp_types::Diagnostic> {
    findings.iter().map(|it| of_finding(it, site, client)).collect()
}

/// A finding.
pub(crate) fn of_finding(
    finding: &Finding,
    site: Site<'_>,
    client: Client,
) -> gen_lsp_types::Diagnostic {
    let Finding { diagnostic, severity, .. } = finding;
    let name = diagnostic.metadata.name;
    gen_lsp_types::Diagnostic {
        range: site.range(diagnostic.location.span, client),
        severity: Some(match severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(name.to_owned())),
        code_description: pages::href(name).map(|href| CodeDescription { href: Uri(href) }),
        source: Some(SOURCE.to_owned()),
        message: message(diagnostic).into(),
        // What has no effect at all is shown paler.
        tags: (diagnostic.metadata.effect == Effect::Dropped)
            .then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: related(diagnostic, site, client),
        data: None,
    }
}

/// What was found, what is wrong at the place, and what to do.
fn message(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    if let Some(label) = &diagnostic.label {
        text.push('\n');
        text.push_str(label);
    }
    if let Some(help) = &diagnostic.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    text
}

fn related(
    diagnostic: &Diagnostic,
    site: Site<'_>,
    client: Client,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    if !client.shows_related || diagnostic.related.is_empty() {
        return None;
    }
    let places = diagnostic.related.iter().map(|label| {
        let location = site.location(label.location.span, client);
        DiagnosticRelatedInformation { location, message: label.text.clone() }
    });
    Some(places.collect())
}
