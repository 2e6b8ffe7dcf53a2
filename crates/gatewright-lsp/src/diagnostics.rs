//! Findings as the client shows them.

use gatewright_diagnostics::{Diagnostic, Effect};
use gatewright_lint::{Finding, Severity};
use gatewright_source::Document;
use gen_lsp_types::{
    Code, CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, Uri,
};

use crate::client::Client;
use crate::pages;
use crate::positions::range;
use crate::revision::Report;

/// Who says it.
pub(crate) const SOURCE: &str = "gatewright";

/// What a check said, in the form of the protocol.
pub(crate) fn of_report(report: &Report, client: Client) -> Vec<gen_lsp_types::Diagnostic> {
    let document = report.revision.document();
    of_findings(&report.findings, document, &report.revision.uri, client)
}

/// Findings of one document.
pub(crate) fn of_findings(
    findings: &[Finding],
    document: &Document,
    uri: &str,
    client: Client,
) -> Vec<gen_lsp_types::Diagnostic> {
    findings.iter().map(|it| of_finding(it, document, uri, client)).collect()
}

/// A finding.
pub(crate) fn of_finding(
    finding: &Finding,
    document: &Document,
    uri: &str,
    client: Client,
) -> gen_lsp_types::Diagnostic {
    let Finding { diagnostic, severity, .. } = finding;
    let name = diagnostic.metadata.name;
    gen_lsp_types::Diagnostic {
        range: range(document, diagnostic.location.span, client.encoding),
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
        related_information: related(diagnostic, document, uri, client),
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
    document: &Document,
    uri: &str,
    client: Client,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    if !client.shows_related || diagnostic.related.is_empty() {
        return None;
    }
    let places = diagnostic.related.iter().map(|label| {
        let range = range(document, label.location.span, client.encoding);
        let location = Location { uri: Uri(uri.to_owned()), range };
        DiagnosticRelatedInformation { location, message: label.text.clone() }
    });
    Some(places.collect())
}
