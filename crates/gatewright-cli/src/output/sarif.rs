//! The format `sarif`: *Static Analysis Results Interchange Format* 2.1.0, which GitHub's code scanning
//! and many editors read.
//!
//! Places are those of the text as editors count (`columnKind`); the JSON pointer is a result's logical
//! location. Names of files are relative to the root of the checkout, so that no folder of a machine is
//! told. There are no times and no identifiers made up for a run: the same files give the same bytes.

use std::collections::{BTreeMap, HashMap};

use gatewright_diagnostics::{Confidence, Label, Location, Metadata};
use gatewright_lint::{Applicability, Category, Entry, Severity, entries, manual};
use gatewright_source::{Document, Editor, Format as Written, Lines, TextEdit};
use serde_json::{Value, json};

use super::fingerprint::Fingerprints;
use super::reports::{Format, Printed, Run};
use super::{concise, root::Root};
use crate::report::{File, Report, Subject, Told};

/// Where the schema is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What names of files are relative to; the reader knows where that is.
const BASE: &str = "%SRCROOT%";
/// Where the project is at home; empty as long as its manifest does not say.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The format.
pub(crate) struct Sarif {
    /// What names of files start from.
    pub(crate) root: Root,
}

/// What is kept of a file.
pub(crate) struct Part {
    /// The files; the first is the one that was asked for.
    artifacts: Vec<Value>,
    results: Vec<Finding>,
}

/// A result, and the rule that it is of.
struct Finding {
    result: Value,
    rule: Rule,
    /// The address of the file that it is in.
    uri: String,
}

#[derive(Clone, Copy)]
struct Rule {
    metadata: &'static Metadata,
    category: Option<Category>,
    severity: Severity,
}

impl Format for Sarif {
    type Part = Part;

    fn file(&self, report: &Report<'_>) -> Part {
        let subject = &report.subject;
        let places = Places { subject, root: &self.root };
        let title = self.root.title(subject);
        let mut prints = Fingerprints::new(&title);
        let mut editor = None;
        let findings = report.findings.iter().map(|told| {
            let mut result = result(&places, told);
            result["partialFingerprints"] = json!({ "gatewright/v1": prints.next(told) });
            if let Some(fix) = told.fix {
                let editor = editor.get_or_insert_with(|| Editor::new(report.document));
                // What cannot be written in the file's own style is told by its title alone.
                if let Ok(edits) = editor.text_edits(&fix.edits) {
                    result["fixes"] = json!([{
                        "description": { "text": fix.title },
                        "artifactChanges": places.changes(report.document, &edits),
                    }]);
                }
            }
            let rule = Rule {
                metadata: told.finding.metadata,
                category: told.category,
                severity: told.weight.severity(),
            };
            Finding { result, rule, uri: self.root.uri(subject.file_of(told)) }
        });
        let results: Vec<Finding> = findings.collect();
        let is_told = |file: &&File<'_>| {
            let uri = self.root.uri(file);
            file.source == subject.main().source || results.iter().any(|it| it.uri == uri)
        };
        let artifacts = subject.files().iter().filter(is_told).map(|file| {
            let language = match file.format {
                Written::Json => "json",
                Written::Yaml => "yaml",
            };
            json!({
                "location": places.artifact(file),
                "roles": ["analysisTarget"],
                "sourceLanguage": language,
            })
        });
        Part { artifacts: artifacts.collect(), results }
    }

    fn whole(&self, parts: Vec<Part>, run: &Run<'_>) -> Printed {
        let mut kinds: BTreeMap<String, (Rule, usize)> = BTreeMap::new();
        for finding in parts.iter().flat_map(|part| &part.results) {
            let id = finding.rule.metadata.id();
            let kind = kinds.entry(id).or_insert((finding.rule, 0));
            kind.0.severity = kind.0.severity.min(finding.rule.severity);
        }
        for (index, (_, number)) in kinds.values_mut().enumerate() {
            *number = index;
        }
        let known = entries();
        let rules = kinds.iter().map(|(id, (rule, _))| {
            // A rule of somebody's own may have the name of one of ours.
            let entry = known.iter().find(|it| std::ptr::eq(it.metadata, rule.metadata));
            describe(id, rule, entry)
        });
        let rules: Vec<Value> = rules.collect();
        let mut artifacts: Vec<Value> = Vec::new();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut results = Vec::new();
        for part in parts {
            for artifact in part.artifacts {
                let uri = artifact["location"]["uri"].as_str().unwrap_or_default().to_owned();
                numbers.entry(uri).or_insert_with(|| {
                    artifacts.push(artifact);
                    artifacts.len() - 1
                });
            }
            for Finding { mut result, rule, uri } in part.results {
                let index = kinds.get(&rule.metadata.id()).map(|(_, index)| *index);
                result["ruleIndex"] = json!(index);
                result["locations"][0]["physicalLocation"]["artifactLocation"]["index"] =
                    json!(numbers.get(&uri));
                results.push(result);
            }
        }
        let problems = run
            .problems
            .iter()
            .map(|problem| json!({ "level": "error", "message": { "text": problem } }));
        let mut driver = json!({
            "name": "gatewright",
            "semanticVersion": VERSION,
            "shortDescription": { "text": env!("CARGO_PKG_DESCRIPTION") },
            "rules": rules,
        });
        if !HOME.is_empty() {
            driver["informationUri"] = json!(HOME);
        }
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": driver },
                "invocations": [{
                    "executionSuccessful": run.problems.is_empty(),
                    "toolExecutionNotifications": problems.collect::<Vec<_>>(),
                }],
                "originalUriBaseIds": {
                    BASE: { "description": { "text": "the root of the checkout" } },
                },
                "newlineSequences": ["\r\n", "\n", "\r"],
                "columnKind": "utf16CodeUnits",
                "artifacts": artifacts,
                "results": results,
            }],
        });
        super::json::text(&log).into()
    }
}

/// The files that results are in, and how they name them.
struct Places<'a> {
    subject: &'a Subject<'a>,
    root: &'a Root,
}

impl Places<'_> {
    fn artifact(&self, file: &File<'_>) -> Value {
        let uri = self.root.uri(file);
        if uri.starts_with("file:") {
            json!({ "uri": uri })
        } else {
            json!({ "uri": uri, "uriBaseId": BASE })
        }
    }

    fn location(&self, location: &Location) -> Value {
        let file = self.subject.file(location.source);
        let region = region(file.lines, location.span.start, location.span.end);
        json!({
            "physicalLocation": { "artifactLocation": self.artifact(file), "region": region },
            "logicalLocations": [{ "fullyQualifiedName": location.pointer.as_str() }],
        })
    }

    /// Changes of a document's text as changes of the files that it is made of.
    fn changes(&self, document: &Document, edits: &[TextEdit]) -> Vec<Value> {
        let mut files: Vec<(&File<'_>, Vec<Value>)> = Vec::new();
        for edit in edits {
            let (source, span) = document.placed(edit.span);
            let file = self.subject.file(source);
            let region = region(file.lines, span.start, span.end);
            let replacement =
                json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } });
            match files.iter_mut().find(|(known, _)| known.source == source) {
                Some((_, replacements)) => replacements.push(replacement),
                None => files.push((file, vec![replacement])),
            }
        }
        let change = |(file, replacements)| json!({ "artifactLocation": self.artifact(file), "replacements": replacements });
        files.into_iter().map(change).collect()
    }
}

fn region(lines: Lines<'_>, start: u32, end: u32) -> Value {
    let (start, end) = (lines.position(start), lines.position(end));
    json!({
        "startLine": start.line,
        "startColumn": start.utf16_column,
        "endLine": end.line,
        "endColumn": end.utf16_column,
    })
}

fn result(places: &Places<'_>, told: &Told<'_>) -> Value {
    let finding = told.finding;
    let metadata = finding.metadata;
    let mut text = places.subject.prefix() + &concise::headline(told);
    if let Some(help) = &finding.help {
        text = format!("{text}\nhelp: {help}");
    }
    let files = places.subject.files();
    let is_known = |it: &&Label| files.iter().any(|file| file.source == it.location.source);
    let related = finding.related.iter().filter(is_known).zip(1..);
    let related = related.map(|(label, id): (_, u32)| {
        let mut related = places.location(&label.location);
        related["id"] = json!(id);
        related["message"] = json!({ "text": label.text });
        related
    });
    let mut main = places.location(&finding.location);
    if let Some(label) = &finding.label {
        main["message"] = json!({ "text": label });
    }
    let fix = told.fix.map(|fix| {
        let applicability = match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        };
        json!({ "title": fix.title, "applicability": applicability })
    });
    let mut result = json!({
        "ruleId": metadata.id(),
        "ruleIndex": 0,
        "level": level(told.weight.severity()),
        "message": { "text": text },
        "locations": [main],
        "relatedLocations": related.collect::<Vec<_>>(),
        "properties": {
            "pointer": finding.location.pointer.as_str(),
            "effect": metadata.effect.as_str(),
            "words": metadata.words.as_str(),
            "confidence": metadata.confidence.as_str(),
            "fix": fix,
        },
    });
    if let Some(api) = places.subject.api {
        result["properties"]["api"] = json!(api);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// What is known of a rule.
fn describe(id: &str, rule: &Rule, entry: Option<&Entry>) -> Value {
    let metadata = rule.metadata;
    // A rule of somebody's own need not say anything.
    let told = |text: String| if text.trim().is_empty() { id.to_owned() } else { text };
    let (summary, manual) = (told(metadata.summary()), told(manual(metadata)));
    let category = entry.map(|it| it.category).or(rule.category);
    let severity = entry.map_or(rule.severity, |it| it.severity);
    let tags: Vec<&str> = ["openapi", "amazon-api-gateway"]
        .into_iter()
        .chain(category.map(Category::as_str))
        .collect();
    let mut described = json!({
        "id": id,
        "shortDescription": { "text": summary },
        "fullDescription": { "text": why(metadata).unwrap_or(summary) },
        "help": { "text": manual, "markdown": manual },
        "defaultConfiguration": { "level": level(severity) },
        "properties": {
            "tags": tags,
            "precision": precision(metadata.confidence),
            "problem.severity": match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
        },
    });
    if let Some(page) = page(HOME, metadata.name) {
        described["helpUri"] = json!(page);
    }
    described
}

/// Where the page of a kind of finding is, if the project has a home.
fn page(home: &str, name: &str) -> Option<String> {
    (!home.is_empty()).then(|| format!("{home}/blob/v{VERSION}/docs/rules/{name}.md"))
}

/// The reasons of a rule in one paragraph.
fn why(metadata: &Metadata) -> Option<String> {
    let sections = metadata.sections();
    let why = sections.iter().find(|section| section.title == "Why")?;
    let paragraph = why.text.trim().split("\n\n").next()?;
    Some(paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}

/// How sure it is, in the words of GitHub.
fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Recorded => "very-high",
        Confidence::Quoted | Confidence::Documented => "high",
        Confidence::Derived => "medium",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_has_a_page_as_soon_as_the_project_has_a_home() {
        assert_eq!(page("", "a-rule"), None);
        let page = page("https://example.com/gatewright", "a-rule").expect("a page");
        assert_eq!(
            page,
            format!("https://example.com/gatewright/blob/v{VERSION}/docs/rules/a-rule.md")
        );
    }

    #[test]
    fn every_kind_of_finding_says_why_in_a_paragraph() {
        for entry in entries() {
            let why = why(entry.metadata).expect("a section");
            assert!(!why.is_empty() && !why.contains('\n'), "{}: {why}", entry.metadata.name);
        }
    }
}
