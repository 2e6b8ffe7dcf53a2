//! Running rules over a document.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use gatewright_diagnostics::{Diagnostic, Location, Pointer};
use gatewright_lint::{Finding, Severity};
use gatewright_source::{Document, Node};

use crate::effort::Effort;
use crate::formats::Formats;
use crate::functions::{Context, Fault, Subject};
use crate::message::{Values, one_line};
use crate::path::{Item, References, Step};
use crate::rule::{CustomRule, Fallback, Field, Given, Then};

/// So many findings of one rule are told of one document; the last says how many more there were.
const MOST_FINDINGS: usize = 1000;

/// Lists of places that are not longer are kept for the next rule that looks there.
const KEPT: usize = 20_000;

/// What the rules have to say about a document, rule by rule.
pub(crate) fn check(rules: &[&CustomRule], document: &Document) -> Vec<Finding> {
    let mut run = Run {
        document,
        formats: Formats::of(document),
        places: HashMap::new(),
        cx: Context::new(document),
    };
    rules.iter().flat_map(|rule| run.rule(rule)).collect()
}

struct Run<'d> {
    document: &'d Document,
    formats: Formats,
    /// What paths lead to, by their text.
    places: HashMap<(String, References), Rc<Vec<Item<'d>>>>,
    cx: Context<'d>,
}

impl<'d> Run<'d> {
    fn rule(&mut self, rule: &CustomRule) -> Vec<Finding> {
        let Some(severity) = rule.severity else { return Vec::new() };
        if rule.formats.is_some_and(|it| !it.meet(self.formats)) {
            return Vec::new();
        }
        self.cx.begin(rule.references);
        let mut findings: Vec<Finding> = Vec::new();
        let mut further = 0_usize;
        let mut seen = HashSet::new();
        for given in rule.given.iter() {
            for item in self.select(given, rule.references).iter() {
                if !seen.insert((item.is_key, item.written_id())) || !self.is_meant(rule, item) {
                    continue;
                }
                for then in rule.then.iter() {
                    let effort = Rc::clone(&self.cx.effort);
                    for subject in subjects(item, &then.field, rule.references, &effort) {
                        let faults = then.function.check(&subject, &mut self.cx);
                        if effort.is_spent() {
                            break;
                        }
                        for fault in faults {
                            if findings.len() < MOST_FINDINGS {
                                findings.push(finding(rule, severity, &subject, fault));
                            } else {
                                further += 1;
                            }
                        }
                    }
                }
            }
        }
        if let (Some(last), 1..) = (findings.last_mut(), further) {
            let label = format!("and so at {further} more places");
            last.diagnostic.label = Some(label);
        }
        if self.cx.effort.is_spent() {
            findings.extend(self.given_up(rule, severity));
        }
        findings
    }

    fn select(&mut self, given: &Given, references: References) -> Rc<Vec<Item<'d>>> {
        let path = match given {
            Given::Target(target) => return Rc::new(target.select(self.document, references)),
            Given::Path(formats, _) if formats.is_some_and(|it| !it.meet(self.formats)) => {
                return Rc::default();
            }
            Given::Path(_, path) => path,
        };
        let key = (path.as_str().to_owned(), references);
        if let Some(known) = self.places.get(&key) {
            return Rc::clone(known);
        }
        let items = Rc::new(path.select(self.document, references, &self.cx.effort));
        if items.len() <= KEPT && !self.cx.effort.is_spent() {
            self.places.insert(key, Rc::clone(&items));
        }
        items
    }

    /// That a rule looked at more than any rule should, and what it found is not all.
    fn given_up(&self, rule: &CustomRule, severity: Severity) -> Option<Finding> {
        let root = self.document.root()?;
        let message = "the rule looks at too much, and was not finished here";
        let at = root.entries().next().map_or(root, |(key, _)| key);
        let diagnostic = Diagnostic::new(rule.metadata, message, at.location())
            .label("what it found until then is told")
            .help("let its paths search less: a filter that searches again for each node is dear");
        Some(Finding { diagnostic, severity, category: rule.category, fix: None })
    }

    fn is_meant(&mut self, rule: &CustomRule, item: &Item<'d>) -> bool {
        let holds = |when: &Then, cx: &mut Context<'d>| {
            let subjects = subjects(item, &when.field, rule.references, &cx.effort);
            subjects.iter().all(|subject| when.function.is_satisfied(subject, cx))
        };
        rule.when.iter().all(|when| holds(when, &mut self.cx))
    }
}

/// The parts of a value that are asked about.
fn subjects<'d>(
    item: &Item<'d>,
    field: &Field,
    references: References,
    effort: &Effort,
) -> Vec<Subject<'d>> {
    let is_collection = !item.is_key && item.node.scalar().is_none();
    match field {
        Field::OwnKey => {
            let mut item = item.clone();
            item.is_key = item.step().is_some();
            vec![Subject::Found(item)]
        }
        // Of a scalar it is asked itself, as Spectral does.
        _ if !is_collection => vec![Subject::Found(item.clone())],
        Field::Itself => vec![Subject::Found(item.clone())],
        Field::EachKey => {
            let members = item.members().map(|(step, written)| {
                let mut member = item.child(step, written, references);
                member.is_key = true;
                Subject::Found(member)
            });
            members.collect()
        }
        Field::Member(names) => {
            // A name may have dots itself.
            if let Some((step, written)) = item.member(&names.join(".")) {
                return vec![Subject::Found(item.child(step, written, references))];
            }
            let mut at = item.clone();
            for (index, name) in names.iter().enumerate() {
                match at.member(name) {
                    Some((step, written)) => at = at.child(step, written, references),
                    None => return vec![Subject::Missing(at, names[index..].join("."))],
                }
            }
            vec![Subject::Found(at)]
        }
        Field::Path(path) => {
            let found = path.select_from(item.clone(), references, effort);
            if found.is_empty() {
                return vec![Subject::Missing(item.clone(), path.as_str().to_owned())];
            }
            found.into_iter().map(Subject::Found).collect()
        }
    }
}

fn finding(
    rule: &CustomRule,
    severity: Severity,
    subject: &Subject<'_>,
    fault: Fault<'_>,
) -> Finding {
    let at = fault.at.as_ref().unwrap_or(subject);
    let location = location(at);
    let description = rule.message.description.as_str();
    let values = Values {
        property: match rule.message.fallback {
            Fallback::Description => at.property_from_parent(),
            Fallback::Error => at.property(),
        },
        value: at.shown(),
        error: &fault.error,
        path: format!("#{}", location.pointer).into(),
        description,
    };
    let (message, says_error) = match (&rule.message.template, rule.message.fallback) {
        (Some(template), _) => (template.fill(&values), false),
        (None, Fallback::Description) if !description.is_empty() => (one_line(description), false),
        (None, _) => {
            let property = one_line(&at.called());
            let said = match property.as_str() {
                "" => fault.error.clone(),
                property => format!("`{property}` {}", fault.error),
            };
            (said, true)
        }
    };
    let mut diagnostic = Diagnostic::new(rule.metadata, message, location);
    if !says_error {
        diagnostic = diagnostic.label(fault.error);
    }
    if let Some((node, text)) = fault.related {
        diagnostic = diagnostic.related(node.location(), text);
    }
    if let Some(help) = &rule.message.help {
        diagnostic = diagnostic.help(help.as_str());
    }
    Finding { diagnostic, severity, category: rule.category, fix: None }
}

/// A key, a scalar, or of a collection what leads to it, so that not all of it is underlined.
fn location(subject: &Subject<'_>) -> Location {
    let item = subject.item();
    let node = item.node;
    let key = match item.step() {
        Some(Step::Key(key)) if !item.is_reference() => Some(key),
        _ => node.key(),
    };
    if item.is_key {
        return key.map_or_else(|| node.location(), Node::location);
    }
    if node.scalar().is_some() {
        return node.location();
    }
    if let Some(key) = key {
        return key.location();
    }
    // Of the whole document, or an item of a list, the first key.
    let first = node.entries().next().map(|(key, _)| key.span());
    let pointer = Pointer::from(node.location().pointer.as_str());
    Location::new(node.document().source(), first.unwrap_or(node.span()), pointer)
}
