//! The documentation of findings for a terminal: light Markdown, as it is written.

use std::fmt::Write;

use gatewright_diagnostics::{Confidence, Effect, Metadata, Words};

use super::{Look, unbroken};
use crate::report::EFFECTS;

/// One finding: what is known of it on top, then its documentation.
pub(crate) fn page(metadata: &Metadata, look: &Look) -> String {
    let (strong, dim) = (look.palette.strong, look.palette.dim);
    let style = look.palette.effect(metadata.effect);
    let mut text = format!("{strong}{}{strong:#}\n\n", metadata.id());
    let rows = [
        ("kind", format!("{style}{}{style:#}: {}", metadata.effect, effect(metadata.effect))),
        ("words", words(metadata.words).to_owned()),
        ("confidence", format!("{}: {}", metadata.confidence, confidence(metadata.confidence))),
        ("since", metadata.since.to_owned()),
    ];
    for (name, value) in rows {
        let _ = writeln!(text, "  {dim}{name:<10}{dim:#}  {value}");
    }
    text.push('\n');
    let mut fenced = false;
    for line in metadata.documentation().trim_end().lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            // What stands behind a comma is for the tests that read the example.
            let fence = line.split(',').next().unwrap_or_default();
            let _ = writeln!(text, "{dim}{fence}{dim:#}");
        } else if fenced {
            let _ = writeln!(text, "{line}");
        } else if line.starts_with('#') {
            let _ = writeln!(text, "{strong}{line}{strong:#}");
        } else {
            let _ = writeln!(text, "{}", codes(line, look));
        }
    }
    text
}

/// All findings, by what they mean for an import.
pub(crate) fn list(all: &[&'static Metadata], look: &Look) -> String {
    let strong = look.palette.strong;
    let mut text = String::new();
    for kind in EFFECTS {
        let mut group: Vec<&&Metadata> = all.iter().filter(|it| it.effect == kind).collect();
        if group.is_empty() {
            continue;
        }
        group.sort_by_key(|metadata| metadata.id());
        let style = look.palette.effect(kind);
        let _ = writeln!(text, "{style}{kind}{style:#}: {}\n", effect(kind));
        for metadata in group {
            let _ = writeln!(text, "  {strong}{}{strong:#}", metadata.id());
            let indent = "      ";
            let options = unbroken(look.prose_width()).initial_indent(indent);
            let options = options.subsequent_indent(indent);
            for line in textwrap::wrap(&metadata.summary(), options) {
                let _ = writeln!(text, "{}", codes(&line, look));
            }
        }
        text.push('\n');
    }
    text.push_str("`gatewright explain ID` tells more about one of them.\n");
    text
}

/// A line of prose, with what stands in backticks in colour.
fn codes(line: &str, look: &Look) -> String {
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

fn words(words: Words) -> &'static str {
    match words {
        Words::Service => "the service's own, to the letter",
        Words::Ours => "gatewright's: the service says nothing, or its text is not known",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
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
