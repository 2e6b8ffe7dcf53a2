//! Running the rules, and what comes of it.

use std::collections::{HashMap, HashSet};

use gatewright_diagnostics::{Checked, Diagnostic, Effect, Location, Span};
use gatewright_import::{Examination, Import, ImportOptions, StableIds, Understood, examine};
use gatewright_source::{Document, Node};

use crate::catalogue::Entry;
use crate::checks::Checks;
use crate::context::{Context, Draft, Subject};
use crate::doubt;
use crate::fix::Fix;
use crate::import_fixes::Cures;
use crate::rule::{Category, Rule, RuleIndex, Severity};
use crate::rules::{RULES, SUPPRESSIONS};
use crate::settings::Settings;
use crate::suppress::{Run, Suppressed, suppress};
use crate::walk::walk;

/// What a linter has to say about a document.
#[derive(Debug, Clone)]
pub struct Lint {
    /// What an import comes to.
    pub import: Import,
    /// Everything worth saying, of the import and of the rules, by place; at the same place by
    /// severity and name.
    pub findings: Vec<Finding>,
    /// How often each rule found something to judge, good or bad, by name: those that ran.
    pub judged: Vec<(&'static str, u32)>,
    /// What would be worth saying, if the document or the settings did not suppress it.
    pub suppressed: Vec<Finding>,
    /// How many of these each of the exemptions in the settings means.
    pub exempted: Vec<usize>,
}

/// Rules beside the built-in ones, and what they have to say of a document.
#[derive(Debug, Clone, Default)]
pub struct Custom {
    /// The kinds of findings, for whoever chooses among them.
    pub entries: Vec<Entry>,
    /// The findings, each of one of the kinds.
    pub findings: Vec<Finding>,
}

/// A finding, and how much it matters to whoever asked.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// How much it matters.
    pub severity: Severity,
    /// What kind of harm it is about.
    pub category: Category,
    /// A change that cures it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// Whether it keeps the API from being made or deployed.
    pub fn is_fatal(&self) -> bool {
        matches!(self.diagnostic.metadata.effect, Effect::Refused | Effect::DeployFails)
    }
}

/// Says what is wrong with a document: first what an import would say, then the rules. Of a document
/// that cannot be read, or is no definition, only the import speaks.
///
/// ```
/// use gatewright_diagnostics::SourceId;
/// use gatewright_import::ImportOptions;
/// use gatewright_lint::{Settings, lint};
///
/// let text = "
/// openapi: 3.0.1
/// info: { title: Pets, version: '1' }
/// paths:
///   /ping:
///     get:
///       responses: { 200: { description: OK } }
///       x-amazon-apigateway-integration:
///         { type: http_proxy, httpMethod: GET, uri: 'https://example.com/pets' }
/// ";
/// let document = gatewright_source::read(SourceId(0), text.into());
/// let lint = lint(&document, &ImportOptions::default(), &Settings::default());
/// let names: Vec<&str> = lint.findings.iter().map(|it| it.diagnostic.metadata.name).collect();
/// assert!(names.contains(&"path-reserved"));
/// ```
pub fn lint(document: &Checked<Document>, options: &ImportOptions, settings: &Settings) -> Lint {
    lint_with(document, options, settings, Custom::default())
}

/// The same with what other rules have to say, which is chosen and suppressed like the rest.
pub fn lint_with(
    document: &Checked<Document>,
    options: &ImportOptions,
    settings: &Settings,
    custom: Custom,
) -> Lint {
    let examination = examine(document, options, &mut StableIds::default());
    let mut findings = of_import(&document.value, &examination, settings);
    let mut judged = Vec::new();
    if let Some(understood) = &examination.understood {
        let (found, count) = of_rules(understood, &examination.diagnostics, options, settings);
        findings.extend(found);
        judged = count;
    }
    if let Some(understood) = &examination.understood {
        doubt::take_away(understood.definition.document, &mut findings);
    }
    let chosen = |entry: &Entry| (entry.severity, settings.severity(entry));
    let severities: HashMap<&str, (Severity, Option<Severity>)> =
        custom.entries.iter().map(|it| (it.metadata.name, chosen(it))).collect();
    findings.extend(custom.findings.into_iter().filter_map(|finding| {
        let (usual, severity) = severities.get(finding.diagnostic.metadata.name)?;
        // A rule may take some of its findings for more or less than the others.
        let severity = (*severity)?;
        let severity = if severity == *usual { finding.severity } else { severity };
        Some(Finding { severity, ..finding })
    }));
    put_in_order(&mut findings);
    // What several paths refer to is looked at for each of them, and the service repeats itself.
    findings.dedup_by(|one, other| {
        order(one) == order(other) && one.diagnostic.label == other.diagnostic.label
    });
    let run = Run { document: &document.value, settings, custom: &custom.entries, judged: &judged };
    let Suppressed { left: mut findings, taken, exempted, seen } = suppress(findings, &run);
    if seen > 0 {
        put_in_order(&mut findings);
        for (name, count) in &mut judged {
            if name.starts_with(SUPPRESSIONS) {
                *count += u32::try_from(seen).unwrap_or(u32::MAX);
            }
        }
    }
    Lint { import: examination.into_import(), findings, judged, suppressed: taken, exempted }
}

fn put_in_order(findings: &mut [Finding]) {
    findings.sort_by(|one, other| order(one).cmp(&order(other)));
}

fn order(finding: &Finding) -> (Span, Severity, &'static str, &str) {
    let diagnostic = &finding.diagnostic;
    let (span, name) = (diagnostic.location.span, diagnostic.metadata.name);
    (span, finding.severity, name, &diagnostic.message)
}

fn of_import(
    document: &Document,
    examination: &Examination<'_>,
    settings: &Settings,
) -> Vec<Finding> {
    let mut cures = Cures::new(document, examination.understood.as_ref());
    let mut entries: HashMap<&str, (Entry, Option<Severity>)> = HashMap::new();
    let api = examination.understood.as_ref().map(|it| &it.api);
    let is_allowed = |name| api.is_some_and(|api| settings.quotas.allow(name, api));
    let told = examination.diagnostics.iter().filter_map(|diagnostic| {
        if is_allowed(diagnostic.metadata.name) {
            return None;
        }
        let (entry, severity) = entries.entry(diagnostic.metadata.name).or_insert_with(|| {
            let entry = Entry::of_import(diagnostic.metadata);
            (entry, settings.severity(&entry))
        });
        let severity = (*severity)?;
        let fix = cures.of(diagnostic);
        Some(Finding { diagnostic: diagnostic.clone(), severity, category: entry.category, fix })
    });
    told.collect()
}

type Judged = Vec<(&'static str, u32)>;

fn of_rules(
    understood: &Understood<'_>,
    diagnostics: &[Diagnostic],
    options: &ImportOptions,
    settings: &Settings,
) -> (Vec<Finding>, Judged) {
    let version = understood.definition.version;
    let severity = |rule: &&'static Rule| {
        let is_about = rule.versions.include(version);
        is_about.then(|| settings.severity(&Entry::from(*rule))).flatten()
    };
    let severities: Vec<Option<Severity>> = RULES.iter().map(severity).collect();
    let mut checks = Checks::default();
    for (index, rule) in (0..).zip(RULES) {
        if severities[index as usize].is_some() {
            (rule.enroll)(&mut checks, RuleIndex(index));
        }
    }
    let Understood { definition, api, provenance } = understood;
    let subject = Subject::new(definition, api, provenance, options, &settings.quotas);
    let mut cx = Context::new(&subject, RULES.len());
    walk(&subject, &checks, &mut cx);
    let Context { drafts, judged, .. } = cx;
    let told = diagnostics.iter().filter(|it| !settings.quotas.allow(it.metadata.name, api));
    let places = Places::new(definition.document, told, &drafts);
    let root = definition.root.span();
    let findings = drafts.into_iter().filter_map(|draft| {
        let rule = RULES[draft.rule.0 as usize];
        let mut others = rule.yields_to.iter().filter_map(|name| places.0.get(name)).peekable();
        if others.peek().is_some() {
            let area = draft.area();
            if others.any(|list| meet(list, area, root)) {
                return None;
            }
        }
        let location = draft.location();
        let diagnostic = Diagnostic {
            metadata: &rule.metadata,
            message: draft.message,
            location,
            label: draft.label,
            related: draft.related,
            help: draft.help,
        };
        let severity = severities[draft.rule.0 as usize]?;
        Some(Finding { diagnostic, severity, category: rule.category, fix: draft.fix })
    });
    let findings = findings.collect();
    let ran = RULES.iter().zip(&severities).zip(judged).filter(|((_, it), _)| it.is_some());
    (findings, ran.map(|((rule, _), count)| (rule.metadata.name, count)).collect())
}

/// A place with all that it stands for: of a key the whole member.
fn area(document: &Document, location: &Location) -> Span {
    let span = location.span;
    let value = document.at_pointer(location.pointer.as_str()).map(Node::span);
    value.map_or(span, |it| it.union(span))
}

/// Where a finding is, and the greatest end of those that start before it and its own.
type Placed = (Span, u32);

/// Where the findings are that others yield to: by name, in order of their start.
struct Places<'f>(HashMap<&'f str, Vec<Placed>>);

impl<'f> Places<'f> {
    fn new(
        document: &Document,
        diagnostics: impl Iterator<Item = &'f Diagnostic>,
        drafts: &[Draft<'_>],
    ) -> Self {
        let yielded: HashSet<&str> =
            RULES.iter().flat_map(|rule| rule.yields_to).copied().collect();
        let of_import = diagnostics.filter(|it| yielded.contains(it.metadata.name));
        let of_import = of_import.map(|it| (it.metadata.name, area(document, &it.location)));
        let named = drafts.iter().map(|it| (RULES[it.rule.0 as usize].metadata.name, it));
        let of_rules = named.filter(|(name, _)| yielded.contains(name));
        let of_rules = of_rules.map(|(name, draft)| (name, draft.area()));
        let mut places: HashMap<&str, Vec<Placed>> = HashMap::new();
        for (name, area) in of_import.chain(of_rules) {
            places.entry(name).or_default().push((area, 0));
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is put in order by itself")]
        for list in places.values_mut() {
            list.sort_unstable();
            let mut end = 0;
            for (span, greatest) in list {
                end = end.max(span.end);
                *greatest = end;
            }
        }
        Self(places)
    }
}

/// Whether one of the findings lies within the span or around it; that of the whole document lies
/// around everything and does not count.
fn meet(list: &[Placed], span: Span, root: Span) -> bool {
    let from = list.partition_point(|(other, _)| other.start < span.start);
    let to = list.partition_point(|(other, _)| other.start <= span.start);
    let is_within = |(other, _): &Placed| *other != root && other.end <= span.end;
    let is_around = |(other, _): &Placed| *other != root && other.end >= span.end;
    let mut starts_within =
        list[from..].iter().take_while(|(other, _)| other.start < span.end.max(span.start + 1));
    // Nothing further left reaches the end when the greatest end so far does not.
    let mut starts_before =
        list[..to].iter().rev().take_while(|(_, greatest)| *greatest >= span.end);
    starts_within.any(is_within) || starts_before.any(is_around)
}
