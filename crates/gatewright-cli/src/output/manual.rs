//! The documentation of findings for a terminal: light Markdown, as it is written.

use std::fmt::Write;

use gatewright_diagnostics::{Confidence, Effect, Stage, Words};
use gatewright_lint::{Entry, FixAvailability, Preset, Rule, Severity, Versions, manual};

use super::{Look, one_line, unbroken};
use crate::report::EFFECTS;

/// One finding: what is known of it on top, then its documentation.
pub(crate) fn page(entry: &Entry, look: &Look) -> String {
    let metadata = entry.metadata;
    let (strong, dim) = (look.palette.strong, look.palette.dim);
    let id = metadata.id();
    let mut text = format!("{strong}{}{strong:#}\n\n", one_line(&id));
    let rows = match entry.rule() {
        Some(rule) => rule_rows(rule, look),
        None if metadata.stage == Stage::Fix => vec![("kind", format!("fix: {REWRITING}"))],
        None if is_of_settings(entry) => vec![("config", judgement(entry, look))],
        None if metadata.stage == Stage::Custom => own_rows(entry, look),
        None => import_rows(entry, look),
    };
    let confidence = format!("{}: {}", metadata.confidence, confidence(metadata.confidence));
    let more = [("confidence", confidence), ("since", metadata.since.to_owned())];
    let more = more.into_iter().filter(|_| metadata.stage.is_about_service());
    let aliases = (!entry.aliases.is_empty()).then(|| ("also", entry.aliases.join(", ")));
    for (name, value) in rows.into_iter().chain(more).chain(aliases) {
        let _ = writeln!(text, "  {dim}{name:<10}{dim:#}  {value}");
    }
    text.push('\n');
    let mut fenced = false;
    for line in manual(metadata).lines().map(one_line) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            let _ = writeln!(text, "{dim}{line}{dim:#}");
        } else if fenced {
            let _ = writeln!(text, "{line}");
        } else if line.starts_with('#') {
            let _ = writeln!(text, "{strong}{line}{strong:#}");
        } else {
            let _ = writeln!(text, "{}", codes(&line, look));
        }
    }
    text
}

/// What findings of rewritings are.
const REWRITING: &str = "`gatewright fix` cannot make the rewriting, and writes nothing";

/// What is known of something that an import says.
fn import_rows(entry: &Entry, look: &Look) -> Vec<(&'static str, String)> {
    let metadata = entry.metadata;
    let style = look.palette.effect(metadata.effect);
    vec![
        ("kind", format!("{style}{}{style:#}: {}", metadata.effect, effect(metadata.effect))),
        ("words", words(metadata.words).to_owned()),
        ("lint", judgement(entry, look)),
        ("fix", fix(entry.fix).to_owned()),
    ]
}

/// What is known of a rule.
fn rule_rows(rule: &'static Rule, look: &Look) -> Vec<(&'static str, String)> {
    let entry = Entry::from(rule);
    let versions = match rule.versions {
        Versions::Both => "Swagger 2.0 and OpenAPI 3.0",
        Versions::Swagger20 => "Swagger 2.0",
        Versions::OpenApi30 => "OpenAPI 3.0",
    };
    vec![
        ("lint", judgement(&entry, look)),
        ("fix", fix(rule.fix).to_owned()),
        ("versions", versions.to_owned()),
    ]
}

/// Whether there is a change that cures it.
fn fix(availability: FixAvailability) -> &'static str {
    match availability {
        FixAvailability::None => "none: a person must decide",
        FixAvailability::Safe => "safe: the API that the import makes stays the same",
        FixAvailability::Unsafe => "unsafe: it is most likely what is wanted, and worth a look",
    }
}

/// What is known of a rule that a project brings along.
fn own_rows(entry: &Entry, look: &Look) -> Vec<(&'static str, String)> {
    let place = "of this project, in gatewright.yaml or a ruleset that it names";
    vec![("rule", place.to_owned()), ("lint", judgement(entry, look))]
}

/// `warning (correctness), in the preset recommended`.
fn judgement(entry: &Entry, look: &Look) -> String {
    let style = look.palette.severity(entry.severity);
    let (severity, category) = (entry.severity, entry.category);
    let preset = match entry.preset {
        Preset::Import => "in every preset",
        Preset::Recommended => "in the preset recommended",
        Preset::Strict => "in the preset strict",
        Preset::All => "in the preset all",
    };
    format!("{style}{severity}{style:#} ({category}), {preset}")
}

/// All findings: those of an import by what they mean for it, then the rules, then those of rewritings,
/// then the rules of the project.
pub(crate) fn list(all: &[Entry], look: &Look) -> String {
    let mut text = String::new();
    let of_fix = |entry: &&Entry| entry.metadata.stage == Stage::Fix;
    let is_own = |entry: &&Entry| entry.metadata.stage == Stage::Custom;
    for kind in EFFECTS {
        let of_import =
            |it: &&Entry| it.rule().is_none() && !of_fix(it) && !is_own(it) && !is_of_settings(it);
        let group = all.iter().filter(of_import).filter(|it| it.metadata.effect == kind);
        let style = look.palette.effect(kind);
        let title = format!("{style}{kind}{style:#}: {}", effect(kind));
        text.push_str(&section(&title, group.collect(), look));
    }
    let rules: Vec<&Entry> = all.iter().filter(|it| it.rule().is_some()).collect();
    let style = look.palette.severity(Severity::Warning);
    let title =
        format!("{style}lint{style:#}: an import does not say so, and `gatewright lint` does");
    text.push_str(&section(&title, rules, look));
    let title = format!("{style}fix{style:#}: {REWRITING}");
    text.push_str(&section(&title, all.iter().filter(of_fix).collect(), look));
    let settings: Vec<&Entry> = all.iter().filter(|it| is_of_settings(it)).collect();
    let title = format!("{style}config{style:#}: of gatewright.yaml and rules of your own");
    text.push_str(&section(&title, settings, look));
    let style = look.palette.severity(Severity::Warning);
    let title = format!("{style}custom{style:#}: rules of this project");
    text.push_str(&section(&title, all.iter().filter(is_own).collect(), look));
    text.push_str("`gatewright explain ID` tells more about one of them.\n");
    text
}

/// Whether it is about what is said to gatewright, and no definition.
pub(crate) fn is_of_settings(entry: &Entry) -> bool {
    entry.metadata.stage == Stage::Config
}

fn section(title: &str, mut group: Vec<&Entry>, look: &Look) -> String {
    if group.is_empty() {
        return String::new();
    }
    let mut text = format!("{title}\n\n");
    let strong = look.palette.strong;
    group.sort_by_key(|entry| entry.metadata.id());
    for entry in group {
        let id = entry.metadata.id();
        let _ = writeln!(text, "  {strong}{}{strong:#}", one_line(&id));
        let indent = "      ";
        let options = unbroken(look.prose_width()).initial_indent(indent);
        let options = options.subsequent_indent(indent);
        for line in textwrap::wrap(&one_line(&entry.metadata.summary()), options) {
            let _ = writeln!(text, "{}", codes(&line, look));
        }
    }
    text.push('\n');
    text
}

/// A line of prose, with what stands in backticks in colour.
pub(crate) fn codes(line: &str, look: &Look) -> String {
    let code = look.palette.code;
    if !look.palette.is_colored() || line.matches('`').count() % 2 == 1 {
        return line.to_owned();
    }
    let mut text = String::new();
    for (index, part) in line.split('`').enumerate() {
        if index % 2 == 0 {
            text.push_str(part);
        } else {
            let _ = write!(text, "{code}`{part}`{code:#}");
        }
    }
    text
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Refused => "the service refuses the definition",
        Effect::DeployFails => "the import succeeds, and each deployment of the API then fails",
        Effect::Warned => "the service warns and goes on; with --fail-on-warnings it refuses",
        Effect::Dropped => "the service drops or changes something without a word",
        Effect::Noted => "nothing changes for the import, but the text is worth a look",
    }
}

/// Whose words a message is in.
pub(crate) fn words(words: Words) -> &'static str {
    match words {
        Words::Service => "the service's own, to the letter",
        Words::Ours => "gatewright's: the service says nothing, or its text is not known",
    }
}

/// What a degree of confidence rests on.
pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Recorded => "a recording of the real service shows it",
        Confidence::Quoted => "users quoted the real service",
        Confidence::Documented => "the service's documentation says so",
        Confidence::Derived => "concluded from what is known of related cases",
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::args::Args;

    #[test]
    fn help_and_explanations_say_the_same_of_each_kind() {
        let mut args = Args::command();
        let validate = args.find_subcommand_mut("validate").expect("a command");
        let help = validate.render_long_help().to_string();
        for kind in EFFECTS {
            let line = format!("  {:<7}  {}\n", kind.as_str(), effect(kind));
            assert!(help.contains(&line), "{line}");
        }
    }
}
