//! Rules and what an import says, each with what is known of it: a table for people, and objects for
//! programs, whose members `gatewright rules --help` tells.

use std::fmt::Write;
use std::io;

use gatewright_diagnostics::Stage;
use gatewright_lint::{Entry, FixAvailability, manual};
use serde::Serialize;

use super::manual::{codes, is_of_settings};
use super::{Look, one_line, unbroken};

#[derive(Serialize)]
struct Whole {
    rules: Vec<Known>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Known {
    name: &'static str,
    id: String,
    origin: &'static str,
    category: &'static str,
    severity: &'static str,
    preset: &'static str,
    fix: &'static str,
    versions: Option<&'static str>,
    effect: Option<&'static str>,
    words: &'static str,
    confidence: &'static str,
    since: &'static str,
    aliases: &'static [&'static str],
    yields_to: &'static [&'static str],
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    documentation: Option<String>,
}

impl Known {
    fn of(entry: &Entry) -> Self {
        let metadata = entry.metadata;
        let rule = entry.rule();
        Self {
            name: metadata.name,
            id: metadata.id(),
            origin: match metadata.stage {
                Stage::Custom => "custom",
                _ if rule.is_some() => "rule",
                _ if is_of_settings(entry) => "settings",
                _ => "import",
            },
            category: entry.category.as_str(),
            severity: entry.severity.as_str(),
            preset: entry.preset.as_str(),
            fix: entry.fix.as_str(),
            versions: rule.map(|rule| rule.versions.as_str()),
            effect: (rule.is_none() && metadata.stage != Stage::Custom && !is_of_settings(entry))
                .then(|| metadata.effect.as_str()),
            words: metadata.words.as_str(),
            confidence: metadata.confidence.as_str(),
            since: metadata.since,
            aliases: entry.aliases,
            yields_to: rule.map_or(&[], |rule| rule.yields_to),
            summary: metadata.summary(),
            documentation: None,
        }
    }
}

/// One with its documentation, as an object.
pub(crate) fn one(entry: &Entry) -> io::Result<String> {
    let documentation = Some(manual(entry.metadata));
    json(&Known { documentation, ..Known::of(entry) })
}

/// All of them as one object.
pub(crate) fn all(entries: &[Entry]) -> io::Result<String> {
    json(&Whole { rules: entries.iter().map(Known::of).collect() })
}

fn json(value: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// A row for each, and below it what it is: first the rules, then what an import says, then the rules
/// of the project.
pub(crate) fn table(entries: &[Entry], look: &Look) -> String {
    let (own, ours): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.metadata.stage == Stage::Custom);
    let (rules, others): (Vec<&Entry>, Vec<&Entry>) =
        ours.into_iter().partition(|entry| entry.rule().is_some());
    let groups =
        [("rule", &rules), ("what an import says", &others), ("rule of this project", &own)];
    let names = entries.iter().map(|entry| entry.metadata.name);
    let shown = groups.iter().filter(|(_, group)| !group.is_empty()).map(|(title, _)| *title);
    let width = names.chain(shown).map(str::len).max().unwrap_or_default();
    let mut text = String::new();
    for (title, group) in groups {
        if group.is_empty() {
            continue;
        }
        let dim = look.palette.dim;
        let head = row([title, "category", "severity", "preset", "fix"], width);
        let _ = writeln!(text, "{dim}{head}{dim:#}");
        for entry in group {
            text.push_str(&lines(entry, width, look));
        }
        text.push('\n');
    }
    let rules = count(rules.len(), "rule", "rules");
    let others = count(others.len(), "finding of an import", "findings of an import");
    let own = match own.len() {
        0 => String::new(),
        some => format!(", {}", count(some, "rule of this project", "rules of this project")),
    };
    let _ =
        writeln!(text, "{rules}, {others}{own}; `gatewright explain NAME` tells more about one");
    text
}

fn row(cells: [&str; 5], width: usize) -> String {
    let [name, category, severity, preset, fix] = cells;
    format!("{name:<width$}  {category:<14}  {severity:<8}  {preset:<11}  {fix}")
}

fn lines(entry: &Entry, width: usize, look: &Look) -> String {
    let fix = match entry.fix {
        FixAvailability::None => "-",
        some => some.as_str(),
    };
    let name = &*one_line(entry.metadata.name);
    let (category, severity) = (entry.category.as_str(), entry.severity.as_str());
    let line = row([name, category, severity, entry.preset.as_str(), fix], width);
    let strong = look.palette.strong;
    let style = look.palette.severity(entry.severity);
    let (head, tail) = line.split_at(name.len());
    let tail =
        tail.replacen(&format!("  {severity} "), &format!("  {style}{severity}{style:#} "), 1);
    let mut text = format!("{strong}{head}{strong:#}{tail}\n");
    let mut below = one_line(&entry.metadata.summary()).into_owned();
    if !entry.aliases.is_empty() {
        let aliases: Vec<String> = entry.aliases.iter().map(|name| format!("`{name}`")).collect();
        let _ = write!(below, " Also known as {}.", aliases.join(", "));
    }
    let options = unbroken(look.prose_width()).initial_indent("    ").subsequent_indent("    ");
    for line in textwrap::wrap(&below, options) {
        let _ = writeln!(text, "{}", codes(&line, look));
    }
    text
}

fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
