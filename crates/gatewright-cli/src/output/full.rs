//! The format `full`: for people, with excerpts of the source.

use std::collections::BTreeMap;
use std::fmt::Write;

use gatewright_diagnostics::{Effect, Location, Metadata, Verdict};

use super::reports::{Format, Printed, Run};
use super::{Look, concise, one_line, unbroken};
use crate::render::Renderer;
use crate::report::{Question, Report, Subject, Tally, Told, Weight, verdict_text};

/// No more notes of one kind are shown than this; of others, the line and column must do.
const NOTES: usize = 3;
/// No more places of such others.
const PLACES: usize = 12;

/// The format.
pub(crate) struct Full<'a> {
    /// What was asked of the files.
    pub(crate) question: Question,
    /// The look of where it goes to.
    pub(crate) look: &'a Look,
}

impl Format for Full<'_> {
    type Part = String;

    fn file(&self, report: &Report<'_>) -> String {
        let findings = findings(&report.subject, &report.findings, self.look);
        let first = match self.question {
            Question::Import => verdict(report, self.look),
            Question::Rules => String::new(),
        };
        let paragraphs = [first, findings, remark(report)];
        paragraphs.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn whole(&self, mut parts: Vec<String>, run: &Run<'_>) -> Printed {
        parts.retain(|part| !part.is_empty());
        let hint = run.example.map(|metadata| hint(metadata, self.look)).unwrap_or_default();
        match self.question {
            Question::Import => parts.extend([summary(run.tally, self.look), hint]),
            Question::Rules => parts.push(last(run, self.look) + &hint),
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n").into()
    }
}

/// That rules have not been heard; nothing if they have.
pub(crate) fn remark(report: &Report<'_>) -> String {
    if report.is_beyond_rules {
        let name = one_line(&report.subject.title);
        format!(
            "{name}: the rules have nothing to look at before this can be read as a definition\n"
        )
    } else {
        String::new()
    }
}

/// Findings, each with an excerpt; then the notes, which most files have, in a line each.
pub(crate) fn findings(subject: &Subject<'_>, findings: &[Told<'_>], look: &Look) -> String {
    let mut parts: Vec<String> = Vec::new();
    let renderer = Renderer::new(look);
    let runs = runs(findings).into_iter();
    let (found, others): (Vec<_>, Vec<_>) = runs.partition(|(told, _)| told.weight.is_note());
    for (told, times) in others {
        let mut text = String::new();
        if renderer.draw(&mut text, subject, &told, times).is_err() {
            // A picture that cannot be drawn must not cost the finding.
            text = concise::finding(subject, &told, look);
        }
        parts.push(text);
    }
    if !found.is_empty() {
        parts.push(notes(subject, &found, look));
    }
    parts.join("\n")
}

/// Notes in a line each, by place. Of many of one kind the first are shown, and after the last of
/// these where the others are.
fn notes(subject: &Subject<'_>, notes: &[(Told<'_>, usize)], look: &Look) -> String {
    let mut kinds: BTreeMap<&str, Vec<Told<'_>>> = BTreeMap::new();
    for (told, _) in notes {
        kinds.entry(told.finding.metadata.name).or_default().push(*told);
    }
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut text = String::new();
    for (told, _) in notes {
        let name = told.finding.metadata.name;
        let kind = &kinds[name];
        let count = shown.entry(name).or_default();
        *count += 1;
        // A line that tells of others must tell of several to be worth it.
        let most = if kind.len() > NOTES + 1 { NOTES } else { kind.len() };
        if *count <= most {
            text.push_str(&concise::finding(subject, told, look));
        }
        if *count == most && kind.len() > most {
            text.push_str(&more(subject, &kind[most..], look));
        }
    }
    text
}

/// How many more notes of one kind there are, and where.
fn more(subject: &Subject<'_>, notes: &[Told<'_>], look: &Look) -> String {
    let (listed, rest) = notes.split_at(notes.len().min(PLACES));
    let places = listed.iter().map(|told| {
        let start = subject.start(&told.finding.location);
        let other = elsewhere(subject, &told.finding.location);
        format!("{other}{}:{}", start.line, start.column)
    });
    let mut places: Vec<String> = places.collect();
    if !rest.is_empty() {
        places.push(look.charset.ellipsis().to_owned());
    }
    let dim = look.palette.dim;
    let id = notes.first().map(|told| told.finding.metadata.id()).unwrap_or_default();
    let line = format!("and {} more of {}, at {}", notes.len(), one_line(&id), places.join(", "));
    let options = unbroken(look.prose_width()).initial_indent("    ").subsequent_indent("    ");
    format!("{dim}{}{dim:#}\n", textwrap::fill(&line, options))
}

/// `file:`, before a line that is not one of the file that was asked for.
fn elsewhere(subject: &Subject<'_>, location: &Location) -> String {
    let file = subject.file(location.source);
    if file.source == subject.main().source {
        return String::new();
    }
    format!("{}:", one_line(file.name))
}

/// The verdict on a definition on one line.
pub(crate) fn verdict(report: &Report<'_>, look: &Look) -> String {
    let palette = &look.palette;
    let (strong, style) = (palette.strong, palette.verdict(report.import.verdict()));
    let known = report.verdict();
    let style = if known.is_some() { style } else { palette.dim };
    let tally = report.tally();
    let verdict = match known {
        // It was asked to refuse them.
        Some(Verdict::Refused) if tally.weight(Weight::Effect(Effect::Refused)) == 0 => {
            "refused because of warnings"
        }
        verdict => verdict_text(verdict),
    };
    let name = one_line(&report.subject.title);
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
fn runs<'a>(findings: &[Told<'a>]) -> Vec<(Told<'a>, usize)> {
    let mut runs: Vec<(Told<'_>, usize)> = Vec::new();
    for told in findings {
        match runs.last_mut() {
            Some((last, times)) if last == told => *times += 1,
            _ => runs.push((*told, 1)),
        }
    }
    runs
}

/// The last line: what all files come to. Of files that could not be read nothing was found out.
pub(crate) fn last(run: &Run<'_>, look: &Look) -> String {
    match run.question {
        Question::Import => summary(run.tally, look),
        Question::Rules if run.tally.files() == 0 && !run.problems.is_empty() => String::new(),
        Question::Rules => found(run.tally, look),
    }
}

/// What all files come to; nothing for a single one, whose verdict has said it.
pub(crate) fn summary(tally: &Tally, look: &Look) -> String {
    if tally.definitions() < 2 && tally.skipped == 0 {
        return String::new();
    }
    answered(tally, look)
}

/// The verdicts on all files.
pub(crate) fn answered(tally: &Tally, look: &Look) -> String {
    let verdicts = tally.verdicts().map(|(verdict, count)| {
        let style = look.palette.verdict(verdict);
        let text = match verdict {
            Verdict::NotDeployable => "not deployable",
            Verdict::Accepted | Verdict::AcceptedWithWarnings | Verdict::Refused => {
                verdict_text(Some(verdict))
            }
        };
        format!("{style}{count} {text}{style:#}")
    });
    let unknown = (tally.unknown > 0).then(|| format!("{} not known", tally.unknown));
    let verdicts = verdicts.chain(unknown).collect::<Vec<_>>().join(", ");
    let mut text = format!("{}: {verdicts}", tally.answered());
    let findings = tally.findings();
    if !findings.is_empty() {
        let _ = write!(text, " ({findings})");
    }
    text.push_str(&skipped(tally));
    text.push('\n');
    text
}

/// What was found in all files that were linted.
pub(crate) fn found(tally: &Tally, look: &Look) -> String {
    let answered = tally.answered();
    let mut text = if tally.with_findings == 0 {
        let good = look.palette.good;
        format!("{good}found nothing{good:#} in {answered}")
    } else {
        let counts = tally.counts().map(|(weight, text)| {
            let style = look.palette.weight(weight);
            format!("{style}{text}{style:#}")
        });
        let counts = counts.collect::<Vec<_>>().join(", ");
        let of = if tally.with_findings < tally.definitions() {
            format!("{} of ", tally.with_findings)
        } else {
            String::new()
        };
        format!("found {counts} in {of}{answered}")
    };
    text.push_str(&skipped(tally));
    text.push('\n');
    text
}

fn skipped(tally: &Tally) -> String {
    match tally.skipped {
        0 => String::new(),
        1 => "; 1 other file is no definition".to_owned(),
        count => format!("; {count} other files are no definitions"),
    }
}

/// How to learn more.
pub(crate) fn hint(metadata: &Metadata, look: &Look) -> String {
    let (code, id) = (look.palette.code, metadata.id());
    let id = one_line(&id);
    format!("More about a finding: {code}gatewright explain {id}{code:#}\n")
}
