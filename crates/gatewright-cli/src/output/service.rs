//! The format `service`: what the service would answer, to the letter.

use crate::report::Report;

/// The answer to an import of one file.
pub(crate) struct Answer {
    /// The message of the refusal, or the warnings, each on a line.
    pub(crate) text: String,
    /// How many errors the message lacks, since the service's words for them are not known.
    pub(crate) unknown: usize,
}

/// What the service would answer.
pub(crate) fn file(report: &Report<'_>) -> Answer {
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
pub(crate) fn remark(name: &str, answer: &Answer) -> String {
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
