//! The format `jsonl`: an object a line, for programs that read one finding at a time, and at the end
//! what all files come to.

use serde::Serialize;

use super::json::{self, Summary};
use super::reports::{Format, Printed, Run};
use crate::report::Report;

/// The format.
pub(crate) struct Jsonl;

impl Format for Jsonl {
    /// The lines.
    type Part = String;

    fn file(&self, report: &Report<'_>) -> String {
        let findings = report.findings.iter().map(|told| json::finding(&report.subject, told));
        findings.map(|finding| line("finding", finding)).collect()
    }

    fn whole(&self, parts: Vec<String>, run: &Run<'_>) -> Printed {
        let mut text = parts.concat();
        text += &line("summary", Last { problems: run.problems, summary: json::summary(run) });
        text.into()
    }
}

/// An object that says what it is.
#[derive(Serialize)]
struct Line<T> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    object: T,
}

#[derive(Serialize)]
struct Last<'a> {
    problems: &'a [String],
    #[serde(flatten)]
    summary: Summary,
}

fn line(kind: &'static str, object: impl Serialize) -> String {
    let text = serde_json::to_string(&Line { kind, object });
    text.expect("keys are texts, and nothing refuses to be written") + "\n"
}
