//! What is known of rules and of what an import says, as Markdown.

use std::fmt::Write;

use crate::catalogue::Entry;

/// The page of one kind of finding.
///
/// ```
/// let entries = gatewright_lint::entries();
/// let page = gatewright_lint::page(&entries[0]);
/// assert!(page.starts_with(&format!("# {}\n", entries[0].metadata.id())));
/// ```
pub fn page(entry: &Entry) -> String {
    let metadata = entry.metadata;
    let summary = metadata.summary();
    let manual = metadata.manual();
    // The summary is the first paragraph.
    let (_, rest) = manual.split_once("\n\n").unwrap_or_default();
    let mut text = format!("# {}\n\n{summary}\n\n", metadata.id());
    for (name, value) in facts(entry) {
        let _ = writeln!(text, "* {name}: {value}");
    }
    if !rest.is_empty() {
        let _ = write!(text, "\n{}\n", rest.trim_end());
    }
    text
}

/// What is known of a kind of finding beside its documentation.
fn facts(entry: &Entry) -> Vec<(&'static str, String)> {
    let metadata = entry.metadata;
    let mut facts = vec![
        ("Category", entry.category.to_string()),
        ("Severity", entry.severity.to_string()),
        ("Preset", entry.preset.to_string()),
    ];
    if let Some(rule) = entry.rule() {
        facts.push(("Fix", entry.fix.to_string()));
        facts.push(("Versions", rule.versions.to_string()));
    } else {
        facts.push(("Effect on an import", metadata.effect.to_string()));
        facts.push(("Words", metadata.words.to_string()));
    }
    facts.push(("Confidence", metadata.confidence.to_string()));
    facts.push(("Since", metadata.since.to_owned()));
    if !entry.aliases.is_empty() {
        let names: Vec<String> = entry.aliases.iter().map(|name| format!("`{name}`")).collect();
        facts.push(("Also known as", names.join(", ")));
    }
    facts
}

/// A table of kinds of findings, each linked to its page in that folder.
pub fn table(entries: &[Entry], folder: &str) -> String {
    let mut text = String::from(
        "| name | category | severity | preset | fix | what it is |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for entry in entries {
        let name = entry.metadata.name;
        let _ = write!(text, "| [`{name}`]({folder}{name}.md)");
        for alias in entry.aliases {
            let _ = write!(text, ", `{alias}`");
        }
        let _ = writeln!(
            text,
            " | {} | {} | {} | {} | {} |",
            entry.category,
            entry.severity,
            entry.preset,
            entry.fix,
            entry.metadata.summary().replace('|', "\\|"),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entries;

    #[test]
    fn a_page_has_all_sections_of_the_documentation() {
        for entry in entries() {
            let page = page(&entry);
            for section in entry.metadata.sections() {
                assert!(page.contains(&format!("\n## {}\n", section.title)), "{page}");
            }
        }
    }

    #[test]
    fn a_row_of_a_table_has_as_many_cells_as_its_head() {
        let table = table(&entries(), "");
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        assert_eq!(table.lines().count(), entries().len() + 2);
        for line in table.lines() {
            assert_eq!(cells(line), 7, "{line}");
        }
    }
}
