//! What a converted definition does not hold of the original.

use std::fmt::Write;

use gatewright_convert::{Loss, Reason};
use serde::Serialize;

use super::{Look, one_line};
use crate::args::LossFormat;
use crate::report::Report;

/// The losses in the chosen form; nothing when there are none.
pub(crate) fn losses(
    report: &Report<'_>,
    losses: &[Loss],
    format: LossFormat,
    look: &Look,
) -> String {
    match format {
        LossFormat::Text => text(report, losses, look),
        LossFormat::Json => losses.iter().map(|loss| object(report, loss)).collect(),
    }
}

/// `file:line:column: left out[reason] what`. What is left out of every method because of the chosen
/// extensions is said once.
fn text(report: &Report<'_>, losses: &[Loss], look: &Look) -> String {
    let mut text = String::new();
    let mut said: Vec<Reason> = Vec::new();
    let (strong, style) = (look.palette.strong, look.palette.dropped);
    for (index, loss) in losses.iter().enumerate() {
        let is_choice = matches!(loss.reason, Reason::Export(_));
        let alike = |other: &&Loss| other.reason == loss.reason;
        if is_choice {
            if said.contains(&loss.reason) {
                continue;
            }
            said.push(loss.reason);
        }
        let more = if is_choice { losses[index + 1..].iter().filter(alike).count() } else { 0 };
        let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
        let start = report.subject.start(&loss.location);
        let _ = writeln!(
            text,
            "{strong}{}:{}:{}{strong:#}: {style}left out{style:#}[{}] {}{more}",
            one_line(report.subject.file(loss.location.source).name),
            start.line,
            start.column,
            loss.reason.id(),
            one_line(&loss.message),
        );
    }
    text
}

fn object(report: &Report<'_>, loss: &Loss) -> String {
    #[derive(Serialize)]
    struct Object<'a> {
        reason: String,
        text: &'a str,
        pointer: &'a str,
        line: u32,
        column: u32,
    }
    let start = report.subject.start(&loss.location);
    let object = Object {
        reason: loss.reason.id(),
        text: &loss.message,
        pointer: loss.location.pointer.as_str(),
        line: start.line,
        column: start.column,
    };
    serde_json::to_string(&object).map(|line| line + "\n").unwrap_or_default()
}
