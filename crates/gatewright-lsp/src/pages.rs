//! The documentation of findings: where its pages are, and what of them fits into a hover.

use std::fmt::Write;

use gatewright_diagnostics::Metadata;
use gatewright_lint::manual;

/// Where the project is at home; empty as long as that is nowhere.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where the page of a kind of finding is, if the project has a home.
pub(crate) fn href(name: &str) -> Option<String> {
    href_at(HOME, name)
}

fn href_at(home: &str, name: &str) -> Option<String> {
    (!home.is_empty()).then(|| format!("{home}/blob/v{VERSION}/docs/rules/{name}.md"))
}

/// The documentation of a kind of finding without its examples, as Markdown.
pub(crate) fn summary(metadata: &Metadata) -> String {
    let id = metadata.id();
    let mut text = match href(metadata.name) {
        Some(href) => format!("**[{id}]({href})**\n"),
        None => format!("**{id}**\n"),
    };
    let mut is_shown = true;
    for line in manual(metadata).lines() {
        let title = line.strip_prefix("## ");
        if let Some(title) = title {
            is_shown = !matches!(title, "Bad" | "Good" | "Message");
        }
        if is_shown {
            // A heading would be larger than everything else in the window.
            let _ = match title {
                Some(title) => write!(text, "\n**{title}**"),
                None => write!(text, "\n{line}"),
            };
        }
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_an_address_when_there_is_a_home() {
        let href = href_at("https://example.com/gatewright", "a-rule");
        assert!(href.is_some_and(|it| it.ends_with("/docs/rules/a-rule.md")));
        assert_eq!(href_at("", "a-rule"), None);
    }

    #[test]
    fn a_summary_says_why_and_has_no_examples() {
        for entry in gatewright_lint::entries() {
            let text = summary(entry.metadata);
            assert!(text.contains(entry.metadata.name), "{text}");
            assert!(!text.contains("\n## ") && !text.contains("**Bad**"), "{text}");
        }
    }
}
