//! What is known of rules and of what an import says, as Markdown.

use std::fmt::Write;

use gatewright_diagnostics::Metadata;

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
    let manual = manual(metadata);
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

/// The documentation for readers. What stands behind the language of a code block is for the tests
/// that run it; of that, the version and the parameters of the import are said above the block.
pub fn manual(metadata: &Metadata) -> String {
    let mut text = String::new();
    let mut is_open = false;
    for line in metadata.documentation().trim_end().lines() {
        if let Some(info) = line.strip_prefix("```") {
            is_open = !is_open;
            let mut words = info.split([',', ' ']);
            let language = words.next().unwrap_or_default();
            let about: Vec<String> = words.filter_map(caption).collect();
            if is_open && !about.is_empty() {
                let _ = write!(text, "{}:\n\n", about.join(", "));
            }
            let _ = writeln!(text, "```{language}");
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// What a word behind the language of a code block means to a reader.
fn caption(word: &str) -> Option<String> {
    match word.split_once(['=', ':']) {
        None if word == "swagger" => Some("Swagger 2.0".to_owned()),
        None if word == "openapi" => Some("OpenAPI 3.0".to_owned()),
        Some(("file", name)) => Some(format!("the file `{name}`")),
        Some(("reasons", "required")) => Some("with `require-reason: true`".to_owned()),
        Some((name @ ("basepath" | "endpoint-type"), value)) => {
            Some(format!("with `--{name} {value}`"))
        }
        _ => None,
    }
}

/// What is known of a kind of finding beside its documentation.
fn facts(entry: &Entry) -> Vec<(&'static str, String)> {
    let metadata = entry.metadata;
    let mut facts = vec![
        ("Category", entry.category.to_string()),
        ("Severity", entry.severity.to_string()),
        ("Preset", entry.preset.to_string()),
    ];
    facts.push(("Fix", entry.fix.to_string()));
    if let Some(rule) = entry.rule() {
        facts.push(("Versions", rule.versions.to_string()));
    } else if metadata.stage.is_about_service() {
        facts.push(("Effect on an import", metadata.effect.to_string()));
        facts.push(("Words", metadata.words.to_string()));
    }
    if metadata.stage.is_about_service() {
        facts.push(("Confidence", metadata.confidence.to_string()));
    }
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
    fn a_code_block_tells_readers_of_its_version_and_of_the_import() {
        assert_eq!(caption("openapi").as_deref(), Some("OpenAPI 3.0"));
        assert_eq!(caption("basepath=split").as_deref(), Some("with `--basepath split`"));
        assert_eq!(caption("file=api.yaml").as_deref(), Some("the file `api.yaml`"));
        assert_eq!(caption("fill=a*3"), None);
        for entry in entries() {
            let manual = manual(entry.metadata);
            let fences = manual.lines().filter(|line| line.starts_with("```"));
            for fence in fences {
                assert!(
                    ["```", "```hcl", "```json", "```text", "```yaml"].contains(&fence),
                    "{fence}"
                );
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
