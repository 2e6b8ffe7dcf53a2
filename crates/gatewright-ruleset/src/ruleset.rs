//! A set of rules, chosen and run.

use std::sync::Arc;

use gatewright_diagnostics::{Checked, Diagnostic, Span};
use gatewright_lint::{Custom, Entry, Finding, Settings, Severity};
use gatewright_source::{Document, Node};
use globset::GlobMatcher;

use crate::reader::Reader;
use crate::rule::CustomRule;
use crate::{check, declared, spectral};

/// Rules that no Rust was written for.
///
/// Reading never fails: what of a rule is not understood is a finding, and the rest runs.
#[derive(Debug, Clone, Default)]
pub struct Ruleset {
    pub(crate) rules: Vec<CustomRule>,
    /// What is otherwise in some files.
    pub(crate) overrides: Vec<Arc<Override>>,
    /// How much findings matter below some pointers of the file that the rules were chosen for.
    pub(crate) local: Vec<Local>,
}

/// What is otherwise in some files.
#[derive(Debug)]
pub(crate) struct Override {
    pub(crate) files: Vec<Files>,
    pub(crate) changes: Vec<(String, Change)>,
}

/// Files, or what stands below a pointer in them.
#[derive(Debug)]
pub(crate) struct Files {
    pub(crate) glob: GlobMatcher,
    pub(crate) pointer: Option<String>,
}

/// What becomes of a rule.
#[derive(Debug)]
pub(crate) enum Change {
    /// It is switched on with its usual severity.
    On,
    /// It is off.
    Off,
    /// Its findings matter so much.
    Severity(Severity),
    /// It is this one.
    Rule(Box<CustomRule>),
}

#[derive(Debug, Clone)]
pub(crate) struct Local {
    rule: String,
    pointer: String,
    severity: Option<Severity>,
}

/// A file that a ruleset extends.
#[derive(Debug)]
pub struct Loaded {
    /// Where it is, for the files that it extends in turn.
    pub path: String,
    /// What is in it.
    pub document: Document,
}

/// Reads the file that a ruleset extends: of the path of the ruleset, and the reference to the file
/// as it stands in there; or says why it cannot.
pub type Load<'l> = dyn FnMut(&str, &str) -> Result<Loaded, String> + 'l;

impl Ruleset {
    /// Reads rules in our own form: a mapping of their names to what they are.
    pub fn declared(rules: Node<'_>) -> Checked<Self> {
        let mut reader = Reader::default();
        let rules = declared::rules(rules, &mut reader);
        Checked::new(Self { rules, ..Self::default() }, reader.diagnostics)
    }

    /// Reads a ruleset of Spectral. `path` is where it is, and `load` reads what it extends.
    pub fn spectral(ruleset: Node<'_>, path: &str, load: &mut Load<'_>) -> Checked<Self> {
        let (ruleset, diagnostics): (Self, Vec<Diagnostic>) = spectral::read(ruleset, path, load);
        Checked::new(ruleset, diagnostics)
    }

    /// Whether there is no rule, not even one that is off.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// All rules, as the catalogue has the others; whether they are on says [`is_on`](Self::is_on).
    pub fn rules(&self) -> Vec<Entry> {
        self.rules.iter().map(CustomRule::entry).collect()
    }

    /// Whether the rule of that name runs.
    pub fn is_on(&self, name: &str) -> bool {
        self.rules.iter().any(|rule| rule.name() == name && rule.severity.is_some())
    }

    /// Adds the rules of another set, which replace those of the same name. Sets from different
    /// folders are chosen for a file ([`at`](Self::at)) before.
    pub fn extend(&mut self, other: Self) {
        for rule in other.rules {
            put(&mut self.rules, rule);
        }
        self.overrides.extend(other.overrides);
        self.local.extend(other.local);
    }

    /// The rules as they are for a file: its path from the folder of the ruleset, with `/` between
    /// folders.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        let mut chosen = self.clone();
        for change in &self.overrides {
            let matching: Vec<&Files> =
                change.files.iter().filter(|it| it.glob.is_match(path)).collect();
            if matching.iter().any(|it| it.pointer.is_none()) {
                for (name, change) in &change.changes {
                    chosen.change(name, change);
                }
            }
            let pointers = matching.iter().filter_map(|it| it.pointer.as_deref());
            for pointer in pointers {
                for (rule, change) in &change.changes {
                    let severity = match change {
                        Change::Severity(severity) => Some(*severity),
                        Change::Off => None,
                        Change::On | Change::Rule(_) => continue,
                    };
                    let (rule, pointer) = (rule.clone(), pointer.to_owned());
                    chosen.local.push(Local { rule, pointer, severity });
                }
            }
        }
        chosen
    }

    fn change(&mut self, name: &str, change: &Change) {
        if let Change::Rule(rule) = change {
            return put(&mut self.rules, (**rule).clone());
        }
        let rule = self.rules.iter_mut().find(|rule| rule.name() == name);
        if let Some(rule) = rule {
            apply(rule, change);
        }
    }

    /// The rules that somebody wants to hear of, each with the severity that they give it.
    #[must_use]
    pub fn chosen(&self, settings: &Settings) -> Self {
        let mut chosen = self.clone();
        for rule in &mut chosen.rules {
            if rule.severity.is_some() {
                rule.severity = settings.severity(&rule.entry());
            }
        }
        chosen
    }

    /// What the rules have to say about a document, by place.
    pub fn check(&self, document: &Document) -> Vec<Finding> {
        let rules: Vec<&CustomRule> =
            self.rules.iter().filter(|rule| rule.severity.is_some()).collect();
        let mut findings = check::check(&rules, document);
        if !self.local.is_empty() {
            findings.retain_mut(|finding| self.localize(finding));
        }
        findings.sort_by(|one, other| order(one).cmp(&order(other)));
        findings.dedup_by(|one, other| {
            order(one) == order(other) && one.diagnostic.label == other.diagnostic.label
        });
        findings
    }

    /// The same for the linter, which chooses among the rules and suppresses what they find.
    pub fn custom(&self, document: &Document) -> Custom {
        Custom { entries: self.rules(), findings: self.check(document) }
    }

    /// Gives a finding the severity of its place; whether it is still one.
    fn localize(&self, finding: &mut Finding) -> bool {
        let pointer = finding.diagnostic.location.pointer.as_str();
        let is_below = |above: &str| {
            pointer.strip_prefix(above).is_some_and(|it| it.is_empty() || it.starts_with('/'))
        };
        let name = finding.diagnostic.metadata.name;
        let local = self.local.iter().filter(|it| it.rule == name && is_below(&it.pointer));
        // The nearest pointer knows best.
        match local.max_by_key(|it| it.pointer.len()) {
            None => true,
            Some(Local { severity: Some(severity), .. }) => {
                finding.severity = *severity;
                true
            }
            Some(_) => false,
        }
    }
}

/// Puts a rule in the place of that of its name, or behind the others.
pub(crate) fn put(rules: &mut Vec<CustomRule>, rule: CustomRule) {
    match rules.iter_mut().find(|other| other.name() == rule.name()) {
        Some(other) => *other = rule,
        None => rules.push(rule),
    }
}

/// Switches a rule on or off, or gives it another severity.
pub(crate) fn apply(rule: &mut CustomRule, change: &Change) {
    match change {
        Change::On => rule.severity = Some(rule.severity.unwrap_or(rule.usual)),
        Change::Off => rule.severity = None,
        Change::Severity(severity) => {
            rule.severity = Some(*severity);
            rule.usual = *severity;
        }
        Change::Rule(other) => *rule = (**other).clone(),
    }
}

fn order(finding: &Finding) -> (Span, Severity, &'static str, &str) {
    let diagnostic = &finding.diagnostic;
    let (span, name) = (diagnostic.location.span, diagnostic.metadata.name);
    (span, finding.severity, name, &diagnostic.message)
}
