//! What is known of the kinds of findings that a page has: each once, to be opened.

use std::collections::BTreeMap;

use gatewright_diagnostics::{Metadata, Stage};
use gatewright_lint::{Entry, FixAvailability, entries, manual};

use super::markup::Markup;
use crate::output::manual::{confidence, words};

/// The kinds, by name, and how many findings there are of each.
pub(super) type Kinds = BTreeMap<&'static str, (&'static Metadata, usize)>;

/// The name of the place on the page where a kind is explained.
pub(super) fn anchor(metadata: &Metadata) -> String {
    format!("rule-{}", metadata.name)
}

/// Writes the list of kinds.
pub(super) fn list(html: &mut Markup, kinds: &Kinds) {
    let entries = entries();
    for (metadata, count) in kinds.values() {
        let entry = entries.iter().find(|entry| entry.metadata == *metadata);
        html.element("details", &[("class", "rule")], |html| {
            html.element("summary", &[], |html| {
                html.line("code", &[("class", "id")], &metadata.id());
                html.text(" ");
                html.element("span", &[("class", "gist")], |html| {
                    prose(html, &metadata.summary());
                });
                html.text(" ");
                html.line("span", &[("class", "count")], &count.to_string());
            });
            let anchor = anchor(metadata);
            html.element("div", &[("class", "manual"), ("id", &anchor)], |html| {
                facts(html, metadata, entry);
                let text = manual(metadata);
                // The summary is the first paragraph.
                let (_, rest) = text.split_once("\n\n").unwrap_or_default();
                markdown(html, rest);
            });
        });
    }
}

/// What is known of a kind beside its documentation.
fn facts(html: &mut Markup, metadata: &Metadata, entry: Option<&Entry>) {
    let mut facts = Vec::new();
    if let Some(entry) = entry {
        let judgement = format!("{}, {}, preset {}", entry.severity, entry.category, entry.preset);
        facts.push(("severity", judgement));
        if entry.rule().is_some() || entry.fix != FixAvailability::None {
            facts.push(("fix", entry.fix.to_string()));
        }
        if !entry.aliases.is_empty() {
            facts.push(("also called", entry.aliases.join(", ")));
        }
    }
    if metadata.stage.is_about_service() && metadata.stage != Stage::Lint {
        facts.push(("words", words(metadata.words).to_owned()));
    }
    if metadata.stage.is_about_service() {
        let sure = format!("{}: {}", metadata.confidence, confidence(metadata.confidence));
        facts.push(("confidence", sure));
    }
    html.element("dl", &[("class", "facts")], |html| {
        for (name, value) in facts {
            html.element("div", &[], |html| {
                html.line("dt", &[], name);
                html.line("dd", &[], &value);
            });
        }
        html.element("div", &[], |html| {
            html.line("dt", &[], "more");
            let command = format!("gatewright explain {}", metadata.id());
            html.element("dd", &[], |html| html.line("code", &[], &command));
        });
    });
}

/// A part of a text in Markdown that is open.
enum Open {
    Nothing,
    Paragraph(String),
    Item(String),
    Fence(String),
}

/// Writes the light Markdown of doc comments: headings, paragraphs, lists of one level, code.
/// Anything else is text.
fn markdown(html: &mut Markup, text: &str) {
    let mut items: Vec<String> = Vec::new();
    let mut open = Open::Nothing;
    for line in text.lines().chain([""]) {
        open = match (open, line) {
            (Open::Fence(code), "```") => {
                html.block("pre", &[], &code);
                Open::Nothing
            }
            (Open::Fence(code), line) => Open::Fence(code + line + "\n"),
            (Open::Item(text), line) if line.starts_with("  ") => {
                Open::Item(text + " " + line.trim())
            }
            (Open::Paragraph(text), line) if is_prose(line) => Open::Paragraph(text + " " + line),
            (before, line) => {
                match before {
                    Open::Paragraph(text) => html.element("p", &[], |html| prose(html, &text)),
                    Open::Item(text) => items.push(text),
                    Open::Fence(_) | Open::Nothing => {}
                }
                let item = line.strip_prefix("* ").or_else(|| line.strip_prefix("- "));
                if item.is_none() && !line.is_empty() {
                    list_of(html, &mut items);
                }
                match (item, line) {
                    (Some(item), _) => Open::Item(item.to_owned()),
                    (None, "") => Open::Nothing,
                    (None, line) if line.starts_with("```") => Open::Fence(String::new()),
                    (None, line) if line.starts_with('#') => {
                        html.line("h3", &[], line.trim_start_matches('#').trim());
                        Open::Nothing
                    }
                    (None, line) => Open::Paragraph(line.to_owned()),
                }
            }
        };
    }
    if let Open::Fence(code) = open {
        html.block("pre", &[], &code);
    }
    list_of(html, &mut items);
}

/// Whether a line goes on with the paragraph before it.
fn is_prose(line: &str) -> bool {
    let other = ["* ", "- ", "#", "```"];
    !line.is_empty() && !other.iter().any(|mark| line.starts_with(mark))
}

fn list_of(html: &mut Markup, items: &mut Vec<String>) {
    if items.is_empty() {
        return;
    }
    html.element("ul", &[], |html| {
        for item in items.drain(..) {
            html.element("li", &[], |html| prose(html, &item));
        }
    });
}

/// Prose with names in backticks and titles between stars.
fn prose(html: &mut Markup, text: &str) {
    if text.matches('`').count() % 2 == 1 {
        return html.text(text);
    }
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            html.line("code", &[], part);
        } else if part.matches('*').count() % 2 == 1 {
            html.text(part);
        } else {
            for (index, part) in part.split('*').enumerate() {
                if index % 2 == 1 {
                    html.line("em", &[], part);
                } else {
                    html.text(part);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut html = Markup::default();
        markdown(&mut html, text);
        html.into_string().replace('\n', "")
    }

    #[test]
    fn headings_paragraphs_lists_and_code_are_told_apart() {
        assert_eq!(
            written("## Why\n\nOne `<b>`\ntwo *Three four*.\n\n* a\n  b\n* c\n\nd\n"),
            "<h3>Why</h3><p>One <code>&lt;b&gt;</code> two <em>Three four</em>.</p>\
             <ul><li>a b</li><li>c</li></ul><p>d</p>"
        );
        assert_eq!(written("```yaml\n# a\n\n* b\n```\nc"), "<pre># a* b</pre><p>c</p>");
        assert_eq!(written("a * b\n\n```text\nc"), "<p>a * b</p><pre>c</pre>");
    }

    #[test]
    fn nothing_of_any_documentation_is_lost() {
        for entry in entries() {
            let text = manual(entry.metadata);
            let mut html = Markup::default();
            markdown(&mut html, &text);
            let page = html.into_string();
            let lines = text.lines().filter(|line| !line.starts_with("```"));
            for word in lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric())) {
                assert!(page.contains(word), "{word}: {page}");
            }
        }
    }
}
