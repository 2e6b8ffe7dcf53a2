//! Findings that nobody wants to hear are taken away, and what does not come to that is told.

use gatewright_diagnostics::{Diagnostic, Location};
use gatewright_source::Document;

use crate::catalogue::{Entry, entries};
use crate::exemption::Exemption;
use crate::lint::Finding;
use crate::nearest::nearest;
use crate::rule::{Category, Rule};
use crate::rules::{
    SUPPRESSION_MALFORMED, SUPPRESSION_OF_REFUSAL, SUPPRESSION_UNKNOWN_RULE, SUPPRESSION_UNUSED,
    SUPPRESSION_WITHOUT_REASON,
};
use crate::settings::{Reasons, Selector, Settings};
use crate::suppression::{self, Mark, Marks};

/// What is left of the findings, and what was taken away.
pub(crate) struct Suppressed {
    pub(crate) left: Vec<Finding>,
    pub(crate) taken: Vec<Finding>,
    /// How many each exemption of the settings took.
    pub(crate) exempted: Vec<usize>,
    /// How many suppressions there are in the document.
    pub(crate) seen: usize,
}

/// What there is beside the findings.
pub(crate) struct Run<'a> {
    pub(crate) document: &'a Document,
    pub(crate) settings: &'a Settings,
    /// Rules beside the built-in ones.
    pub(crate) custom: &'a [Entry],
    /// The rules that ran.
    pub(crate) judged: &'a [(&'static str, u32)],
}

/// A mark and what came of it.
struct Tried<'m, 'd> {
    mark: &'m Mark<'d>,
    took: usize,
    /// Findings that it cannot take.
    refusals: usize,
}

/// Takes away what a document or the settings say nobody wants to hear.
pub(crate) fn suppress(findings: Vec<Finding>, run: &Run<'_>) -> Suppressed {
    let Marks { marks, malformed } = suppression::read(run.document);
    let exemptions = &run.settings.exemptions;
    let seen = marks.len() + malformed.len();
    let mut all =
        Suppressed { left: findings, taken: Vec::new(), exempted: vec![0; exemptions.len()], seen };
    if seen == 0 && exemptions.is_empty() {
        return all;
    }
    let tried = |mark| Tried { mark, took: 0, refusals: 0 };
    let mut marks: Vec<Tried<'_, '_>> = marks.iter().map(tried).collect();
    let covering = covering(&all.left, &marks);
    for (finding, covering) in std::mem::take(&mut all.left).into_iter().zip(covering) {
        let is_taken = run.is_taken(&finding, &covering, &mut marks, &mut all.exempted);
        if is_taken { all.taken.push(finding) } else { all.left.push(finding) }
    }
    let known = entries();
    for (at, message, help) in malformed {
        let told = Diagnostic::new(&SUPPRESSION_MALFORMED.metadata, message, at).help(help);
        all.left.extend(run.finding(SUPPRESSION_MALFORMED, told));
    }
    all.left.extend(marks.iter().flat_map(|tried| run.judge(tried, &known)));
    all
}

/// Of each finding the marks that it is in: found in one walk over both, since there may be thousands.
fn covering(findings: &[Finding], marks: &[Tried<'_, '_>]) -> Vec<Vec<usize>> {
    let place = |at: usize| findings[at].diagnostic.location.span;
    let mut places: Vec<usize> = (0..findings.len()).collect();
    places.sort_by_key(|at| place(*at).start);
    let mut starts: Vec<usize> = (0..marks.len()).collect();
    starts.sort_by_key(|at| marks[*at].mark.start());
    let mut starts = starts.into_iter().peekable();
    let mut covering = vec![Vec::new(); findings.len()];
    let mut open: Vec<usize> = Vec::new();
    for at in places {
        let place = place(at);
        open.extend(std::iter::from_fn(|| {
            starts.next_if(|mark| marks[*mark].mark.start() <= place.start)
        }));
        // What ends before this place ends before all that follow.
        open.retain(|mark| marks[*mark].mark.covers(place));
        covering[at].clone_from(&open);
    }
    covering
}

impl Run<'_> {
    /// Whether a mark or an exemption takes a finding away.
    fn is_taken(
        &self,
        finding: &Finding,
        covering: &[usize],
        marks: &mut [Tried<'_, '_>],
        exempted: &mut [usize],
    ) -> bool {
        let location = &finding.diagnostic.location;
        let mut entry = None;
        let mut means = |selector: &Selector| {
            selector.matches(entry.get_or_insert_with(|| self.entry(finding)))
        };
        let mut is_taken = false;
        let is_fatal = finding.is_fatal();
        for at in covering {
            let tried = &mut marks[*at];
            if means(&tried.mark.selector) {
                if is_fatal {
                    tried.refusals += 1;
                } else {
                    tried.took += 1;
                }
                is_taken = !is_fatal;
            }
        }
        let pointer = location.pointer.as_str();
        for (Exemption { rules, at }, count) in self.settings.exemptions.iter().zip(exempted) {
            if !is_fatal && rules.iter().any(&mut means) && at.include(pointer) {
                *count += 1;
                is_taken = true;
            }
        }
        is_taken
    }

    /// The kind of a finding.
    fn entry(&self, finding: &Finding) -> Entry {
        let metadata = finding.diagnostic.metadata;
        let custom = self.custom.iter().find(|it| it.metadata == metadata);
        custom.copied().unwrap_or_else(|| Entry::of(metadata))
    }

    /// Whether such findings would have been told. What an import says is always asked.
    fn has_run(&self, entry: &Entry) -> bool {
        match entry.rule() {
            Some(_) => self.judged.iter().any(|(name, _)| *name == entry.metadata.name),
            None if entry.is_of_template() && !self.has_template() => false,
            None => self.settings.severity(entry).is_some(),
        }
    }

    /// Whether the template around the document was looked at.
    fn has_template(&self) -> bool {
        self.custom.iter().any(Entry::is_of_template)
    }

    /// A finding of a rule, if anybody wants to hear of it.
    fn finding(&self, rule: &'static Rule, diagnostic: Diagnostic) -> Option<Finding> {
        let entry = Entry::from(rule);
        let severity = self.settings.severity(&entry)?;
        Some(Finding { diagnostic, severity, category: entry.category, fix: None })
    }

    /// What is wrong with a mark.
    fn judge(&self, tried: &Tried<'_, '_>, known: &[Entry]) -> Vec<Finding> {
        let Mark { name, selector, at, reason, .. } = tried.mark;
        let tell = |rule: &'static Rule, text: String, label: &str, help: &str| {
            let diagnostic = Diagnostic::new(&rule.metadata, text, at.clone());
            self.finding(rule, diagnostic.label(label).help(help))
        };
        let mut told = Vec::new();
        if !tried.mark.is_own {
            return told;
        }
        if reason.is_none() && self.settings.reasons == Reasons::Required {
            let message = format!("nothing says why `{name}` is ignored");
            let help = format!("write the reason behind two hyphens: `{name} -- why`");
            told.extend(tell(SUPPRESSION_WITHOUT_REASON, message, "has no reason", &help));
        }
        let all = || known.iter().chain(self.custom);
        let meant: Vec<&Entry> = all().filter(|entry| selector.matches(entry)).collect();
        if meant.is_empty() {
            told.extend(self.unknown(tried.mark, all()));
            return told;
        }
        let is_refusal = meant.iter().all(|entry| entry.is_fatal());
        if is_refusal || (tried.refusals > 0 && tried.took == 0) {
            let (label, help) = (
                "what the service refuses cannot be ignored",
                "mend what the service refuses, and remove this",
            );
            let message = format!("`{name}` is about what keeps the API from being made");
            told.extend(tell(SUPPRESSION_OF_REFUSAL, message, label, help));
        } else if tried.took == 0 && meant.iter().any(|it| self.has_run(it)) {
            let message = format!("there is nothing to ignore for `{name}`");
            let help = "remove it, or write it where the finding is";
            told.extend(tell(SUPPRESSION_UNUSED, message, "no such finding here", help));
        }
        told
    }

    /// That there is no such rule.
    fn unknown<'e>(
        &self,
        mark: &Mark<'_>,
        all: impl Iterator<Item = &'e Entry>,
    ) -> Option<Finding> {
        let name = mark.name;
        let message = match &mark.selector {
            Selector::Prefix(prefix) => format!("no rule has a name that begins with `{prefix}`"),
            Selector::Name(_) | Selector::Category(_) => {
                format!("no rule or category is called `{name}`")
            }
        };
        let help = like(name, all).map_or_else(
            || "`gatewright rules` lists the names that there are".to_owned(),
            |near| format!("write `{near}`"),
        );
        let at: Location = mark.at.clone();
        let rule = SUPPRESSION_UNKNOWN_RULE;
        self.finding(rule, Diagnostic::new(&rule.metadata, message, at).help(help))
    }
}

/// The name of a rule or category that somebody most likely meant.
pub(crate) fn like<'e>(name: &str, all: impl Iterator<Item = &'e Entry>) -> Option<&'static str> {
    let categories = Category::ALL.iter().map(|it| it.as_str());
    let names = all.flat_map(Entry::names).chain(categories);
    nearest(name.rsplit('/').next().unwrap_or_default(), names)
}
