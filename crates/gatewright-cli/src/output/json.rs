//! The format `json`: one object for programs. `gatewright validate --help` tells its members.

use gatewright_diagnostics::{Diagnostic, Effect, Location, Verdict};
use serde::Serialize;

use crate::report::{Report, Tally};

/// The whole.
#[derive(Serialize)]
pub(crate) struct Whole {
    files: Vec<File>,
    problems: Vec<String>,
    summary: Summary,
}

/// One file.
#[derive(Serialize)]
pub(crate) struct File {
    path: String,
    verdict: &'static str,
    answer: Answer,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    message: Option<String>,
    unknown_errors: usize,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Finding {
    id: String,
    effect: &'static str,
    words: &'static str,
    confidence: &'static str,
    message: String,
    label: Option<String>,
    help: Option<String>,
    file: String,
    #[serde(flatten)]
    place: Place,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Related {
    text: String,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    pointer: String,
    offset: u32,
    end_offset: u32,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    utf16_column: u32,
    utf16_end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    files: usize,
    skipped: usize,
    accepted: usize,
    accepted_with_warnings: usize,
    not_deployable: usize,
    refused: usize,
    findings: Findings,
}

#[derive(Serialize)]
struct Findings {
    error: usize,
    deploy: usize,
    warning: usize,
    dropped: usize,
    note: usize,
}

/// The object for one file.
pub(crate) fn file(report: &Report<'_>) -> File {
    let message = report.import.service_message();
    File {
        path: report.name.to_owned(),
        verdict: match report.import.verdict() {
            Verdict::Accepted => "accepted",
            Verdict::AcceptedWithWarnings => "accepted-with-warnings",
            Verdict::NotDeployable => "not-deployable",
            Verdict::Refused => "refused",
        },
        answer: Answer {
            unknown_errors: message.as_ref().map_or(0, |message| message.unknown),
            warnings: if message.is_some() { Vec::new() } else { report.import.warnings() },
            message: message.map(|message| message.text).filter(|text| !text.is_empty()),
        },
        findings: report.findings.iter().map(|found| finding(report, found)).collect(),
    }
}

fn finding(report: &Report<'_>, finding: &Diagnostic) -> Finding {
    let metadata = finding.metadata;
    let related = finding.related.iter();
    Finding {
        id: metadata.id(),
        effect: metadata.effect.as_str(),
        words: metadata.words.as_str(),
        confidence: metadata.confidence.as_str(),
        message: finding.message.clone(),
        label: finding.label.clone(),
        help: finding.help.clone(),
        file: report.name.to_owned(),
        place: place(report, &finding.location),
        related: related
            .map(|label| Related {
                text: label.text.clone(),
                place: place(report, &label.location),
            })
            .collect(),
    }
}

fn place(report: &Report<'_>, location: &Location) -> Place {
    let span = location.span;
    let start = report.lines.position(span.start);
    let end = report.lines.position(span.end);
    Place {
        pointer: location.pointer.as_str().to_owned(),
        offset: span.start,
        end_offset: span.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        utf16_column: start.utf16_column,
        utf16_end_column: end.utf16_column,
    }
}

/// The whole object as text.
pub(crate) fn whole(
    files: Vec<File>,
    problems: Vec<String>,
    tally: &Tally,
) -> serde_json::Result<String> {
    let summary = Summary {
        files: tally.files(),
        skipped: tally.skipped,
        accepted: tally.verdict(Verdict::Accepted),
        accepted_with_warnings: tally.verdict(Verdict::AcceptedWithWarnings),
        not_deployable: tally.verdict(Verdict::NotDeployable),
        refused: tally.verdict(Verdict::Refused),
        findings: Findings {
            error: tally.effect(Effect::Refused),
            deploy: tally.effect(Effect::DeployFails),
            warning: tally.effect(Effect::Warned),
            dropped: tally.effect(Effect::Dropped),
            note: tally.effect(Effect::Noted),
        },
    };
    let mut text = serde_json::to_string_pretty(&Whole { files, problems, summary })?;
    text.push('\n');
    Ok(text)
}
