//! What a file comes to: the verdict, how many findings there are, and what the service would say.

use std::collections::BTreeMap;

use gatewright_diagnostics::Verdict;
use gatewright_import::Import;
use gatewright_lint::{Category, Severity};

use super::api;
use super::markup::Markup;
use crate::report::{Tally, Weight, verdict_text};

/// The class of a verdict.
pub(super) fn class(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None => "unknown",
        Some(Verdict::Accepted) => "accepted",
        Some(Verdict::AcceptedWithWarnings) => "warned",
        Some(Verdict::NotDeployable) => "undeployable",
        Some(Verdict::Refused) => "refused",
    }
}

/// Writes the verdict on a file.
pub(super) fn verdict(
    html: &mut Markup,
    verdict: Option<Verdict>,
    tally: &Tally,
    categories: &BTreeMap<Category, usize>,
    answer: Option<&str>,
) {
    let class = format!("verdict {}", class(verdict));
    html.element("div", &[("class", &class)], |html| {
        html.line("p", &[("class", "word")], verdict_text(verdict));
        html.element("p", &[], |html| {
            html.text(meaning(verdict));
            let has_errors = tally.weight(Weight::Severity(Severity::Error)) > 0;
            if has_errors && matches!(verdict, Some(Verdict::Accepted | Verdict::AcceptedWithWarnings)) {
                html.text(" The errors below are no matter of an import: something would not work, or not be safe.");
            }
        });
        html.element("ul", &[("class", "counts")], |html| {
            for (weight, text) in tally.counts() {
                let class = format!("badge {}", weight.as_str());
                html.element("li", &[], |html| html.line("span", &[("class", &class)], &text));
            }
            for (category, count) in categories {
                let text = format!("{count} {category}");
                html.element("li", &[], |html| html.line("span", &[("class", "badge")], &text));
            }
        });
        if let Some(answer) = answer {
            api::folded(html, "What the service would answer", answer);
        }
    });
}

/// What the service says of a definition; nothing if it takes it without a word.
pub(super) fn answer(import: &Import) -> Option<String> {
    let text = match import.service_message() {
        Some(message) => message.text,
        None => import.warnings().join("\n"),
    };
    (!text.is_empty()).then_some(text)
}

/// What a verdict means.
fn meaning(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None => "Nothing is known of the definition: it is in a file that is not read.",
        Some(Verdict::Accepted) => {
            "The import would succeed without a warning, and the API could be deployed."
        }
        Some(Verdict::AcceptedWithWarnings) => {
            "The import would succeed, and the service would warn."
        }
        Some(Verdict::NotDeployable) => {
            "The import would succeed, and each deployment of the API would then fail."
        }
        Some(Verdict::Refused) => "The import would fail: the service refuses the definition.",
    }
}
