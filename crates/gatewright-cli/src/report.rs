//! What was found in one file, and what it comes to over all files: that which every format shows.

use std::collections::BTreeMap;

use gatewright_diagnostics::{Diagnostic, Effect, Span, Verdict};
use gatewright_import::Import;
use gatewright_source::{Document, Lines, Position};

/// The answer for one file.
pub(crate) struct Report<'a> {
    /// The file as it is called in all output.
    pub(crate) name: &'a str,
    /// What was read.
    pub(crate) document: &'a Document,
    /// What the import comes to.
    pub(crate) import: &'a Import,
    /// The findings by place, at the same place by weight.
    pub(crate) findings: Vec<&'a Diagnostic>,
    /// From bytes to lines and columns.
    pub(crate) lines: Lines<'a>,
}

impl<'a> Report<'a> {
    /// Orders the findings of an import.
    pub(crate) fn new(name: &'a str, document: &'a Document, import: &'a Import) -> Self {
        let mut findings: Vec<&Diagnostic> = import.diagnostics.iter().collect();
        findings.sort_by_key(|finding| {
            (finding.location.span.start, finding.metadata.effect, finding.metadata.name)
        });
        Self { name, document, import, findings, lines: document.lines() }
    }

    /// Where a span starts.
    pub(crate) fn start(&self, span: Span) -> Position {
        self.lines.position(span.start)
    }

    /// The counts of this file alone.
    pub(crate) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        tally.verdicts.insert(self.import.verdict(), 1);
        for finding in &self.findings {
            *tally.effects.entry(finding.metadata.effect).or_default() += 1;
        }
        tally
    }
}

/// The kinds of findings by weight.
pub(crate) const EFFECTS: [Effect; 5] =
    [Effect::Refused, Effect::DeployFails, Effect::Warned, Effect::Dropped, Effect::Noted];

/// Files by verdict and findings by kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    verdicts: BTreeMap<Verdict, usize>,
    effects: BTreeMap<Effect, usize>,
    /// Files that were looked at and are no definitions.
    pub(crate) skipped: usize,
}

impl Tally {
    /// Adds the counts of other files.
    pub(crate) fn add(&mut self, other: &Self) {
        for (verdict, count) in &other.verdicts {
            *self.verdicts.entry(*verdict).or_default() += count;
        }
        for (effect, count) in &other.effects {
            *self.effects.entry(*effect).or_default() += count;
        }
        self.skipped += other.skipped;
    }

    /// The number of files that were answered.
    pub(crate) fn files(&self) -> usize {
        self.verdicts.values().sum()
    }

    /// The verdicts that there are, best first, and the number of files with each.
    pub(crate) fn verdicts(&self) -> impl Iterator<Item = (Verdict, usize)> {
        self.verdicts.iter().map(|(verdict, count)| (*verdict, *count))
    }

    /// The number of files with that verdict.
    pub(crate) fn verdict(&self, verdict: Verdict) -> usize {
        self.verdicts.get(&verdict).copied().unwrap_or_default()
    }

    /// The number of findings of that kind.
    pub(crate) fn effect(&self, effect: Effect) -> usize {
        self.effects.get(&effect).copied().unwrap_or_default()
    }

    /// `2 errors, 1 warning`; empty without findings.
    pub(crate) fn findings(&self) -> String {
        let counted = self.effects.iter().map(|(effect, count)| counted(*count, *effect));
        counted.collect::<Vec<_>>().join(", ")
    }
}

/// A number of findings in words.
fn counted(count: usize, effect: Effect) -> String {
    let (one, many) = match effect {
        Effect::Refused => ("error", "errors"),
        Effect::DeployFails => ("deploy error", "deploy errors"),
        Effect::Warned => ("warning", "warnings"),
        Effect::Dropped => ("dropped", "dropped"),
        Effect::Noted => ("note", "notes"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A verdict in words.
pub(crate) fn verdict_text(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::AcceptedWithWarnings => "accepted with warnings",
        Verdict::NotDeployable => "imports, but would not deploy",
        Verdict::Refused => "refused",
    }
}
