//! The format `full`: for people, with excerpts of the source.

use std::fmt::Write;

use gatewright_diagnostics::{Diagnostic, Effect, Metadata, Verdict};

use super::{Look, concise, one_line};
use crate::render::Renderer;
use crate::report::{Report, Tally, verdict_text};

/// The verdict on a file, then its findings; notes, which most files have, in a line each.
pub(crate) fn file(report: &Report<'_>, look: &Look) -> String {
    let mut text = verdict(report, look);
    let renderer = Renderer::new(look);
    let runs = runs(&report.findings).into_iter();
    let (notes, others): (Vec<_>, Vec<_>) =
        runs.partition(|(finding, _)| finding.metadata.effect == Effect::Noted);
    for (finding, times) in others {
        text.push('\n');
        if renderer.draw(&mut text, report, finding, times).is_err() {
            // A picture that cannot be drawn must not cost the finding.
            text.push_str(&concise::finding(report, finding, look));
        }
    }
    if !notes.is_empty() {
        text.push('\n');
    }
    for (finding, _) in notes {
        text.push_str(&concise::finding(report, finding, look));
    }
    text
}

/// The verdict on a file on one line.
pub(crate) fn verdict(report: &Report<'_>, look: &Look) -> String {
    let palette = &look.palette;
    let (strong, style) = (palette.strong, palette.verdict(report.import.verdict()));
    let tally = report.tally();
    let verdict = match report.import.verdict() {
        // It was asked to refuse them.
        Verdict::Refused if tally.effect(Effect::Refused) == 0 => "refused because of warnings",
        verdict => verdict_text(verdict),
    };
    let name = one_line(report.name);
    let mut text = format!("{strong}{name}{strong:#}: {style}{verdict}{style:#}");
    let findings = tally.findings();
    if !findings.is_empty() {
        let _ = write!(text, " ({findings})");
    }
    text.push('\n');
    text
}

/// The findings, of equal ones that follow each other the first and how many they are: the service
/// says some things twice.
fn runs<'a>(findings: &[&'a Diagnostic]) -> Vec<(&'a Diagnostic, usize)> {
    let mut runs: Vec<(&Diagnostic, usize)> = Vec::new();
    for &finding in findings {
        match runs.last_mut() {
            Some((last, times)) if *last == finding => *times += 1,
            _ => runs.push((finding, 1)),
        }
    }
    runs
}

/// What all files come to; nothing for a single one, whose verdict has said it.
pub(crate) fn summary(tally: &Tally, look: &Look) -> String {
    if tally.files() < 2 && tally.skipped == 0 {
        return String::new();
    }
    let verdicts = tally.verdicts().map(|(verdict, count)| {
        let style = look.palette.verdict(verdict);
        let text = match verdict {
            Verdict::NotDeployable => "not deployable",
            Verdict::Accepted | Verdict::AcceptedWithWarnings | Verdict::Refused => {
                verdict_text(verdict)
            }
        };
        format!("{style}{count} {text}{style:#}")
    });
    let verdicts = verdicts.collect::<Vec<_>>().join(", ");
    let files = if tally.files() == 1 { "file" } else { "files" };
    let mut text = format!("{} {files}: {verdicts}", tally.files());
    let findings = tally.findings();
    if !findings.is_empty() {
        let _ = write!(text, " ({findings})");
    }
    if tally.skipped > 0 {
        let files =
            if tally.skipped == 1 { "file is no definition" } else { "files are no definitions" };
        let _ = write!(text, "; {} other {files}", tally.skipped);
    }
    text.push('\n');
    text
}

/// How to learn more.
pub(crate) fn hint(metadata: &Metadata, look: &Look) -> String {
    let (code, id) = (look.palette.code, metadata.id());
    format!("More about a finding: {code}gatewright explain {id}{code:#}\n")
}
