//! The format `markdown`: for a comment on a pull request, or the summary of a job.

use std::fmt::Write;

use gatewright_diagnostics::Verdict;
use gatewright_lint::Severity;

use super::backticks::{code, message};
use super::reports::{Format, Printed, Run};
use super::{Look, concise, full};
use crate::report::{Question, Report, Told, Weight, verdict_text};

/// As many bytes are shown. GitHub takes comments of 65,536 characters, and a bot that writes one
/// needs some for itself.
const MOST: usize = 60_000;

/// The format.
pub(crate) struct Markdown<'a> {
    /// What was asked of the files.
    pub(crate) question: Question,
    /// A look without colours.
    pub(crate) look: &'a Look,
}

/// What is kept of a file.
pub(crate) struct Part {
    name: String,
    verdict: Option<Verdict>,
    counts: [usize; 3],
    findings: Vec<String>,
}

impl Format for Markdown<'_> {
    type Part = Part;

    fn file(&self, report: &Report<'_>) -> Part {
        let mut counts = [0; 3];
        for told in &report.findings {
            counts[match told.weight.severity() {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            }] += 1;
        }
        Part {
            name: report.subject.title.clone().into_owned(),
            verdict: report.verdict(),
            counts,
            findings: report.findings.iter().map(|told| item(report, told)).collect(),
        }
    }

    fn whole(&self, parts: Vec<Part>, run: &Run<'_>) -> Printed {
        let title = match self.question {
            Question::Import => full::answered(run.tally, self.look),
            Question::Rules => full::found(run.tally, self.look),
        };
        let mut text = format!("### gatewright: {title}");
        for problem in run.problems {
            let _ = write!(text, "\n> **Not looked at:** {}\n", message(problem));
        }
        let mut room = MOST.saturating_sub(text.len());
        text += &self.table(&parts, &mut room);
        let mut left = 0;
        for part in parts.iter().filter(|part| !part.findings.is_empty()) {
            let mut section = format!("\n#### {}\n\n", code(&part.name));
            let mut shown = 0;
            for finding in &part.findings {
                if section.len() + finding.len() > room {
                    break;
                }
                section += finding;
                shown += 1;
            }
            left += part.findings.len() - shown;
            if shown > 0 {
                room -= section.len();
                text += &section;
            }
        }
        if left > 0 {
            let _ = writeln!(text, "\n{left} more findings are too many for a comment.");
        }
        text.into()
    }
}

impl Markdown<'_> {
    /// The files that something was found in, a row each.
    fn table(&self, parts: &[Part], room: &mut usize) -> String {
        let mut text = String::new();
        let rows = parts.iter().filter(|part| !part.findings.is_empty());
        let rows = rows.map(|part| {
            let [errors, warnings, notes] = part.counts;
            let name = cell(&code(&part.name));
            match self.question {
                Question::Import => {
                    let verdict = verdict_text(part.verdict);
                    format!("| {name} | {verdict} | {errors} | {warnings} | {notes} |\n")
                }
                Question::Rules => format!("| {name} | {errors} | {warnings} | {notes} |\n"),
            }
        });
        let mut left = 0;
        for row in rows {
            // Findings are worth more than rows.
            if text.len() + row.len() > *room / 2 {
                left += 1;
            } else {
                text += &row;
            }
        }
        if text.is_empty() && left == 0 {
            return text;
        }
        let head = match self.question {
            Question::Import => {
                "| file | verdict | errors | warnings | notes |\n| --- | --- | ---: | ---: | ---: |\n"
            }
            Question::Rules => {
                "| file | errors | warnings | notes |\n| --- | ---: | ---: | ---: |\n"
            }
        };
        text = format!("\n{head}{text}");
        if left > 0 {
            let _ = writeln!(text, "\n{left} more files are not in this table.");
        }
        *room = room.saturating_sub(text.len());
        text
    }
}

/// A finding as an item of a list.
fn item(report: &Report<'_>, told: &Told<'_>) -> String {
    let finding = told.finding;
    let subject = &report.subject;
    let (file, start) = (subject.file_of(told), subject.start(&finding.location));
    let elsewhere = if file.source == subject.main().source {
        String::new()
    } else {
        format!("{}, ", code(file.name))
    };
    let mut text = format!(
        "- {} **{}** {}, {elsewhere}line {}: {}\n",
        mark(told.weight),
        told.weight.as_str(),
        code(&finding.metadata.id()),
        start.line,
        message(&concise::headline(told)),
    );
    if let Some(help) = &finding.help {
        let _ = writeln!(text, "  <br>help: {}", message(help));
    }
    text
}

/// What catches the eye.
fn mark(weight: Weight) -> &'static str {
    match weight.severity() {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    }
}

/// Text in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
