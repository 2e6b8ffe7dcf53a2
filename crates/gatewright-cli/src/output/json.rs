//! The format `json`: one object for programs. `gatewright validate --help` and `gatewright lint
//! --help` tell its members.

use gatewright_diagnostics::{Effect, Location, Verdict};
use gatewright_lint::{Applicability, Severity};
use serde::Serialize;

use super::reports::{Format, Printed, Run};
use crate::report::{File, Question, Report, Subject, Told, Weight};

/// The format.
pub(crate) struct Json;

impl Format for Json {
    type Part = Answered;

    fn file(&self, report: &Report<'_>) -> Answered {
        answered(report)
    }

    fn whole(&self, files: Vec<Answered>, run: &Run<'_>) -> Printed {
        text(&Whole { files, problems: run.problems, summary: summary(run) }).into()
    }
}

/// An object as indented text.
pub(super) fn text(object: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(object);
    text.expect("keys are texts, and nothing refuses to be written") + "\n"
}

/// The whole.
#[derive(Serialize)]
struct Whole<'a> {
    files: Vec<Answered>,
    problems: &'a [String],
    summary: Summary,
}

/// One file.
#[derive(Serialize)]
pub(crate) struct Answered {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<String>,
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
pub(super) struct Finding {
    id: String,
    #[serde(flatten)]
    judgement: Option<Judgement>,
    effect: &'static str,
    words: &'static str,
    confidence: &'static str,
    message: String,
    label: Option<String>,
    help: Option<String>,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<String>,
    #[serde(flatten)]
    place: Place,
    related: Vec<Related>,
}

/// What a linter says of a finding.
#[derive(Serialize)]
struct Judgement {
    severity: &'static str,
    category: &'static str,
    fix: Option<Fix>,
}

#[derive(Serialize)]
struct Fix {
    title: String,
    applicability: &'static str,
}

#[derive(Serialize)]
struct Related {
    text: String,
    /// If it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
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
pub(super) struct Summary {
    files: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    apis: Option<usize>,
    skipped: usize,
    accepted: usize,
    accepted_with_warnings: usize,
    not_deployable: usize,
    refused: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<usize>,
    findings: Counts,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Counts {
    Effects(Effects),
    Severities(Severities),
}

#[derive(Serialize)]
struct Effects {
    error: usize,
    deploy: usize,
    warning: usize,
    dropped: usize,
    note: usize,
}

#[derive(Serialize)]
struct Severities {
    error: usize,
    warning: usize,
    info: usize,
}

/// The object for one file.
fn answered(report: &Report<'_>) -> Answered {
    let Report { subject, import, findings, .. } = report;
    let message = import.service_message();
    Answered {
        path: subject.main().name.to_owned(),
        api: subject.api.map(str::to_owned),
        verdict: match report.verdict() {
            None => "unknown",
            Some(Verdict::Accepted) => "accepted",
            Some(Verdict::AcceptedWithWarnings) => "accepted-with-warnings",
            Some(Verdict::NotDeployable) => "not-deployable",
            Some(Verdict::Refused) => "refused",
        },
        answer: Answer {
            unknown_errors: message.as_ref().map_or(0, |message| message.unknown),
            warnings: if message.is_some() { Vec::new() } else { import.warnings() },
            message: message.map(|message| message.text).filter(|text| !text.is_empty()),
        },
        findings: findings.iter().map(|told| finding(subject, told)).collect(),
    }
}

pub(super) fn finding(subject: &Subject<'_>, told: &Told<'_>) -> Finding {
    let finding = told.finding;
    let metadata = finding.metadata;
    let file = subject.file_of(told);
    let related = finding.related.iter().map(|label| {
        let other = subject.file(label.location.source);
        let is_other = other.source != file.source;
        Related {
            text: label.text.clone(),
            file: is_other.then(|| other.name.to_owned()),
            place: place(other, &label.location),
        }
    });
    Finding {
        id: metadata.id(),
        judgement: judgement(told),
        effect: metadata.effect.as_str(),
        words: metadata.words.as_str(),
        confidence: metadata.confidence.as_str(),
        message: finding.message.clone(),
        label: finding.label.clone(),
        help: finding.help.clone(),
        file: file.name.to_owned(),
        api: subject.api.map(str::to_owned),
        place: place(file, &finding.location),
        related: related.collect(),
    }
}

fn judgement(told: &Told<'_>) -> Option<Judgement> {
    let Weight::Severity(severity) = told.weight else { return None };
    let fix = told.fix.map(|fix| Fix {
        title: fix.title.clone(),
        applicability: match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        },
    });
    Some(Judgement { severity: severity.as_str(), category: told.category?.as_str(), fix })
}

fn place(file: &File<'_>, location: &Location) -> Place {
    let span = location.span;
    let start = file.lines.position(span.start);
    let end = file.lines.position(span.end);
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

/// What all files come to.
pub(super) fn summary(run: &Run<'_>) -> Summary {
    let tally = run.tally;
    let effect = |effect| tally.weight(Weight::Effect(effect));
    let severity = |severity| tally.weight(Weight::Severity(severity));
    Summary {
        files: tally.files(),
        apis: tally.apis(),
        skipped: tally.skipped,
        accepted: tally.verdict(Verdict::Accepted),
        accepted_with_warnings: tally.verdict(Verdict::AcceptedWithWarnings),
        not_deployable: tally.verdict(Verdict::NotDeployable),
        refused: tally.verdict(Verdict::Refused),
        unknown: (tally.unknown > 0).then_some(tally.unknown),
        findings: match run.question {
            Question::Import => Counts::Effects(Effects {
                error: effect(Effect::Refused),
                deploy: effect(Effect::DeployFails),
                warning: effect(Effect::Warned),
                dropped: effect(Effect::Dropped),
                note: effect(Effect::Noted),
            }),
            Question::Rules => Counts::Severities(Severities {
                error: severity(Severity::Error),
                warning: severity(Severity::Warning),
                info: severity(Severity::Info),
            }),
        },
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::{Diagnostic, SourceId};
    use gatewright_lint::{Category, Fix, rules};

    use super::*;

    #[test]
    fn a_fix_has_a_title_and_whether_to_look_at_it() {
        let document = gatewright_source::read(SourceId(0), "{}".into()).value;
        let root = document.root().expect("an object").location();
        let diagnostic = Diagnostic::new(&rules()[0].metadata, "message", root);
        let told = |fix| Told {
            finding: &diagnostic,
            weight: Weight::Severity(Severity::Warning),
            category: Some(Category::Style),
            fix,
        };
        let subject = Subject::new("api.json", &document);
        let object = |told| serde_json::to_value(finding(&subject, &told)).expect("JSON");
        let applicability = Applicability::Unsafe;
        let fix = Fix { title: "write it".to_owned(), applicability, edits: Vec::new() };
        let wanted = serde_json::json!({ "title": "write it", "applicability": "unsafe" });
        assert_eq!(object(told(Some(&fix)))["fix"], wanted);
        assert_eq!(object(told(None))["fix"], serde_json::Value::Null);
        // Only a linter judges.
        assert_eq!(object(Told::from(&diagnostic)).get("fix"), None);
    }
}
