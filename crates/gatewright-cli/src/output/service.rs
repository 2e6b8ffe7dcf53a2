//! The format `service`: what the service would answer, to the letter.

use std::fmt::Write;

use super::one_line;
use super::reports::{Format, Printed, Run};
use crate::report::Report;

/// The format.
pub(crate) struct Service;

impl Format for Service {
    /// The name of the file, and its answer.
    type Part = (String, Answer);

    fn file(&self, report: &Report<'_>) -> Self::Part {
        (one_line(&report.subject.title).into_owned(), answer(report))
    }

    fn whole(&self, parts: Vec<Self::Part>, _: &Run<'_>) -> Printed {
        let many = parts.len() > 1;
        let mut printed = Printed::default();
        for (index, (name, answer)) in parts.iter().enumerate() {
            if many {
                let gap = if index == 0 { "" } else { "\n" };
                let _ = writeln!(printed.text, "{gap}{name}:");
            }
            printed.text.push_str(&answer.text);
            printed.notes.push_str(&remark(name, answer));
        }
        printed
    }
}

/// The answer to an import of one file.
pub(crate) struct Answer {
    /// The message of the refusal, or the warnings, each on a line.
    text: String,
    /// How many errors the message lacks, since the service's words for them are not known.
    unknown: usize,
}

/// What the service would answer.
fn answer(report: &Report<'_>) -> Answer {
    let import = report.import;
    let (mut text, unknown) = match import.service_message() {
        Some(message) => (message.text, message.unknown),
        None => (import.warnings().join("\n"), 0),
    };
    if !text.is_empty() {
        text.push('\n');
    }
    Answer { text, unknown }
}

/// Says that an answer is not the whole of it; empty if it is.
fn remark(name: &str, answer: &Answer) -> String {
    match answer.unknown {
        0 => String::new(),
        1 => format!("{name}: one error is left out: the service's words for it are not known\n"),
        count => {
            format!(
                "{name}: {count} errors are left out: the service's words for them are not known\n"
            )
        }
    }
}
