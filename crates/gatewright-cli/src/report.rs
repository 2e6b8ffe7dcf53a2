//! What was found in one definition, and what it comes to over all files: that which every format shows.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use gatewright_diagnostics::{
    Diagnostic, Effect, FailOnWarnings, Location, Metadata, SourceId, Span, Verdict,
};
use gatewright_import::Import;
use gatewright_lint::{Category, Finding, Fix, Lint, Severity};
use gatewright_source::{Document, Format, Lines, Node, Position};

use crate::walk::Input;
use gatewright_project::Threshold;

/// A file that findings are in.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    /// The file as it is called in all output.
    pub(crate) name: &'a str,
    /// Where it is; nowhere if it came from the standard input.
    pub(crate) path: Option<&'a Path>,
    /// The number that places have it under.
    pub(crate) source: SourceId,
    /// What was read.
    pub(crate) text: &'a str,
    /// How it is written.
    pub(crate) format: Format,
    /// From bytes to lines and columns.
    pub(crate) lines: Lines<'a>,
}

impl<'a> File<'a> {
    /// A file with what was read of it.
    pub(crate) fn new(name: &'a str, document: &'a Document) -> Self {
        Self {
            name,
            path: None,
            source: document.source(),
            text: document.text(),
            format: document.format(),
            lines: document.lines(),
        }
    }

    /// The file that is a part of a document.
    pub(crate) fn part(name: &'a str, document: &'a Document, number: usize) -> Self {
        let part = &document.parts()[number];
        Self {
            name,
            path: None,
            source: part.source,
            text: &document.text()[part.span.range()],
            format: part.format,
            lines: document.lines_of(number),
        }
    }

    /// Where a span starts.
    pub(crate) fn start(&self, span: Span) -> Position {
        self.lines.position(span.start)
    }
}

/// What findings are about: a definition, and the files that it stands in.
pub(crate) struct Subject<'a> {
    /// How it is called: the name of its file, and that of the API if the file is not its definition.
    pub(crate) title: Cow<'a, str>,
    /// The name that the file has for the API; none if the file is its definition.
    pub(crate) api: Option<&'a str>,
    /// The files, of which the first is that which was asked for.
    files: Vec<File<'a>>,
}

impl<'a> Subject<'a> {
    /// A file that is all that it is about.
    pub(crate) fn new(name: &'a str, document: &'a Document) -> Self {
        Self { title: name.into(), api: None, files: vec![File::new(name, document)] }
    }

    /// A file of a run that is all that it is about.
    pub(crate) fn of(input: &'a Input, document: &'a Document) -> Self {
        let file = File { path: input.path(), ..File::new(&input.name, document) };
        Self { title: (&*input.name).into(), api: None, files: vec![file] }
    }

    /// Several files, of which the first gives the name.
    pub(crate) fn of_files(api: Option<&'a str>, files: Vec<File<'a>>) -> Self {
        let name = files.first().map_or("", |it| it.name);
        let title = api.map_or(Cow::Borrowed(name), |api| format!("{name}: {api}").into());
        Self { title, api, files }
    }

    /// The file that was asked for.
    pub(crate) fn main(&self) -> &File<'a> {
        &self.files[0]
    }

    /// The files.
    pub(crate) fn files(&self) -> &[File<'a>] {
        &self.files
    }

    /// The file of a place.
    pub(crate) fn file(&self, source: SourceId) -> &File<'a> {
        self.files.iter().find(|it| it.source == source).unwrap_or(&self.files[0])
    }

    /// The file that a finding is in.
    pub(crate) fn file_of(&self, told: &Told<'_>) -> &File<'a> {
        self.file(told.finding.location.source)
    }

    /// Where a place starts.
    pub(crate) fn start(&self, location: &Location) -> Position {
        self.file(location.source).start(location.span)
    }

    /// `PetsApi: `, before what is said of an API that is not all of its file.
    pub(crate) fn prefix(&self) -> String {
        self.api.map_or_else(String::new, |api| format!("{api}: "))
    }
}

/// How much a finding matters: to an import, or to whoever asked for rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// What it means for an import.
    Effect(Effect),
    /// How severe it is.
    Severity(Severity),
}

impl Weight {
    /// The word before the finding.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Effect(effect) => effect.as_str(),
            Self::Severity(severity) => severity.as_str(),
        }
    }

    /// How severe it is, or what it means for an import would be.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Severity(severity) => severity,
            Self::Effect(Effect::Refused | Effect::DeployFails) => Severity::Error,
            Self::Effect(Effect::Warned | Effect::Dropped) => Severity::Warning,
            Self::Effect(Effect::Noted) => Severity::Info,
        }
    }

    /// Whether it is of those that many files have, and that are told in a line each.
    pub(crate) fn is_note(self) -> bool {
        matches!(self, Self::Effect(Effect::Noted) | Self::Severity(Severity::Info))
    }
}

/// A finding with what is said of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Told<'a> {
    /// The finding.
    pub(crate) finding: &'a Diagnostic,
    /// How much it matters.
    pub(crate) weight: Weight,
    /// What kind of harm it is about, if that was asked.
    pub(crate) category: Option<Category>,
    /// A change that cures it.
    pub(crate) fix: Option<&'a Fix>,
}

impl<'a> From<&'a Diagnostic> for Told<'a> {
    fn from(finding: &'a Diagnostic) -> Self {
        let weight = Weight::Effect(finding.metadata.effect);
        Self { finding, weight, category: None, fix: None }
    }
}

impl<'a> From<&'a Finding> for Told<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            finding: &finding.diagnostic,
            weight: Weight::Severity(finding.severity),
            category: Some(finding.category),
            fix: finding.fix.as_ref(),
        }
    }
}

/// What is asked of each file of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// Whether it would be imported: findings have an effect.
    Import,
    /// What is wrong with it: findings have a severity.
    Rules,
}

/// Which findings are too many, so that the run ends with exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Those that keep an API from being made or deployed, and warnings if they are to.
    Import(FailOnWarnings),
    /// Those as severe as that.
    Rules(Threshold),
}

impl Limit {
    /// Whether a finding is one too many.
    pub(crate) fn is_reached_by(self, weight: Weight) -> bool {
        match (self, weight) {
            (Self::Import(warnings), Weight::Effect(effect)) => match effect {
                Effect::Refused | Effect::DeployFails => true,
                Effect::Warned => warnings == FailOnWarnings::Yes,
                Effect::Dropped | Effect::Noted => false,
            },
            (Self::Rules(threshold), weight) => threshold.is_reached_by(weight.severity()),
            (Self::Import(_), Weight::Severity(severity)) => severity == Severity::Error,
        }
    }
}

/// The answer for one file.
pub(crate) struct Report<'a> {
    /// What it is about.
    pub(crate) subject: Subject<'a>,
    /// The definition, whose nodes fixes and provenance speak of.
    pub(crate) document: &'a Document,
    /// What the import comes to.
    pub(crate) import: &'a Import,
    /// The findings by place, at the same place by weight.
    pub(crate) findings: Vec<Told<'a>>,
    /// Whether there were rules to run, and the document could not be understood well enough.
    pub(crate) is_beyond_rules: bool,
    /// Which findings are too many.
    pub(crate) limit: Limit,
}

impl<'a> Report<'a> {
    /// Orders the findings of an import.
    pub(crate) fn of_import(
        subject: Subject<'a>,
        document: &'a Document,
        import: &'a Import,
    ) -> Self {
        let mut findings: Vec<&Diagnostic> = import.diagnostics.iter().collect();
        findings.sort_by_key(|finding| {
            let Location { source, span, .. } = &finding.location;
            (*source, span.start, finding.metadata.effect, finding.metadata.name)
        });
        let findings = findings.into_iter().map(Told::from).collect();
        let limit = Limit::Import(FailOnWarnings::No);
        Self { subject, document, import, findings, is_beyond_rules: false, limit }
    }

    /// What a linter says, which is in order.
    pub(crate) fn of_lint(subject: Subject<'a>, document: &'a Document, lint: &'a Lint) -> Self {
        let findings = lint.findings.iter().map(Told::from).collect();
        let limit = Limit::Rules(Threshold::default());
        let import = &lint.import;
        Self { subject, document, import, findings, is_beyond_rules: false, limit }
    }

    /// The verdict; none where nothing is known of the definition, as it is in a file that is not read,
    /// or of its paths.
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        let verdict = self.import.verdict();
        let is_unknown = self.document.root().is_some_and(|root| {
            root.is_unknown() || root.get("paths").is_some_and(Node::is_unknown)
        });
        (verdict != Verdict::Accepted || !is_unknown).then_some(verdict)
    }

    /// The counts of this definition alone.
    pub(crate) fn tally(&self) -> Tally {
        let apis = usize::from(self.subject.api.is_some());
        let mut tally = Tally { apis, ..Tally::of(self.import, &self.findings) };
        if self.verdict().is_none() {
            tally.verdicts.clear();
            tally.unknown = 1;
        }
        tally
    }

    /// The kind of finding that weighs most.
    pub(crate) fn example(&self) -> Option<Example> {
        let kinds = self.findings.iter().map(|told| (told.weight, told.finding.metadata));
        kinds.min_by_key(|(weight, _)| *weight)
    }
}

/// A kind of finding and how much it matters.
pub(crate) type Example = (Weight, &'static Metadata);

/// The kinds of findings by weight.
pub(crate) const EFFECTS: [Effect; 5] =
    [Effect::Refused, Effect::DeployFails, Effect::Warned, Effect::Dropped, Effect::Noted];

/// Files by verdict and findings by weight.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    verdicts: BTreeMap<Verdict, usize>,
    weights: BTreeMap<Weight, usize>,
    /// Definitions of which nothing is known.
    pub(crate) unknown: usize,
    /// Definitions with findings.
    pub(crate) with_findings: usize,
    /// Definitions that are not all of their file.
    apis: usize,
    /// The files that these stand in.
    templates: usize,
    /// Files that were looked at and are no definitions.
    pub(crate) skipped: usize,
}

impl Tally {
    /// The counts of one file.
    pub(crate) fn of(import: &Import, findings: &[Told<'_>]) -> Self {
        let mut weights = BTreeMap::new();
        for told in findings {
            *weights.entry(told.weight).or_default() += 1;
        }
        let verdicts = BTreeMap::from([(import.verdict(), 1)]);
        let with_findings = usize::from(!findings.is_empty());
        Self { verdicts, weights, with_findings, ..Self::default() }
    }

    /// The counts of files that are no definitions.
    pub(crate) fn of_skipped(skipped: usize) -> Self {
        Self { skipped, ..Self::default() }
    }

    /// Adds the counts of other files.
    pub(crate) fn add(&mut self, other: &Self) {
        for (verdict, count) in &other.verdicts {
            *self.verdicts.entry(*verdict).or_default() += count;
        }
        for (weight, count) in &other.weights {
            *self.weights.entry(*weight).or_default() += count;
        }
        self.unknown += other.unknown;
        self.with_findings += other.with_findings;
        self.apis += other.apis;
        self.templates += other.templates;
        self.skipped += other.skipped;
    }

    /// The counts of a file of which the definitions are counted elsewhere.
    pub(crate) fn of_template() -> Self {
        Self { templates: 1, ..Self::default() }
    }

    /// The number of definitions that were answered.
    pub(crate) fn definitions(&self) -> usize {
        self.verdicts.values().sum::<usize>() + self.unknown
    }

    /// The number of files that were answered.
    pub(crate) fn files(&self) -> usize {
        self.definitions() - self.apis + self.templates
    }

    /// `3 files`; or `5 APIs in 3 files`, if a file may have more than one.
    pub(crate) fn answered(&self) -> String {
        let plural =
            |count: usize, one, many| format!("{count} {}", if count == 1 { one } else { many });
        let files = plural(self.files(), "file", "files");
        if self.apis == 0 {
            return files;
        }
        format!("{} in {files}", plural(self.definitions(), "API", "APIs"))
    }

    /// The number of definitions, where some are not all of their file.
    pub(crate) fn apis(&self) -> Option<usize> {
        (self.apis > 0).then(|| self.definitions())
    }

    /// The verdicts that there are, best first, and the number of files with each.
    pub(crate) fn verdicts(&self) -> impl Iterator<Item = (Verdict, usize)> {
        self.verdicts.iter().map(|(verdict, count)| (*verdict, *count))
    }

    /// The number of files with that verdict.
    pub(crate) fn verdict(&self, verdict: Verdict) -> usize {
        self.verdicts.get(&verdict).copied().unwrap_or_default()
    }

    /// The number of findings of that weight.
    pub(crate) fn weight(&self, weight: Weight) -> usize {
        self.weights.get(&weight).copied().unwrap_or_default()
    }

    /// The findings in words, heaviest first: `2 errors`, `1 warning`.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (Weight, String)> {
        self.weights.iter().map(|(weight, count)| (*weight, counted(*count, *weight)))
    }

    /// `2 errors, 1 warning`; empty without findings.
    pub(crate) fn findings(&self) -> String {
        self.counts().map(|(_, text)| text).collect::<Vec<_>>().join(", ")
    }
}

/// A number of findings in words.
pub(crate) fn counted(count: usize, weight: Weight) -> String {
    let (one, many) = match weight {
        Weight::Effect(Effect::Refused) | Weight::Severity(Severity::Error) => ("error", "errors"),
        Weight::Effect(Effect::DeployFails) => ("deploy error", "deploy errors"),
        Weight::Effect(Effect::Warned) | Weight::Severity(Severity::Warning) => {
            ("warning", "warnings")
        }
        Weight::Effect(Effect::Dropped) => ("dropped", "dropped"),
        Weight::Effect(Effect::Noted) | Weight::Severity(Severity::Info) => ("note", "notes"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A verdict in words.
pub(crate) fn verdict_text(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None => "not known",
        Some(Verdict::Accepted) => "accepted",
        Some(Verdict::AcceptedWithWarnings) => "accepted with warnings",
        Some(Verdict::NotDeployable) => "imports, but would not deploy",
        Some(Verdict::Refused) => "refused",
    }
}
