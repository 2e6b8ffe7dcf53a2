//! What findings are looked for with. It is hidden until the page's script is there to obey it.

use std::collections::BTreeMap;

use gatewright_lint::Category;

use super::markup::Markup;
use crate::report::Tally;

/// The keys that the script knows, and what they do.
const KEYS: [(&str, &str); 5] = [
    ("j", "next finding"),
    ("k", "finding before"),
    ("/", "search"),
    ("Esc", "show all findings again"),
    ("t", "light or dark"),
];

/// Writes the toolbar.
pub(super) fn toolbar<'a>(
    html: &mut Markup,
    tally: &Tally,
    categories: impl Iterator<Item = (&'a Category, &'a usize)>,
) {
    let mut counts: BTreeMap<Category, usize> = BTreeMap::new();
    for (category, count) in categories {
        *counts.entry(*category).or_default() += count;
    }
    let label = "Findings to show";
    let attributes =
        [("class", "toolbar"), ("role", "search"), ("aria-label", label), ("hidden", "")];
    html.element("div", &attributes, |html| {
        let input = [
            ("type", "search"),
            ("id", "search"),
            ("placeholder", "Search: text, rule, path"),
            ("aria-label", "Search findings and methods"),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ];
        html.void("input", &input);
        html.element(
            "div",
            &[("class", "chips"), ("role", "group"), ("aria-label", "By severity")],
            |html| {
                for (weight, text) in tally.counts() {
                    let class = format!("chip {}", weight.as_str());
                    chip(html, &class, ("data-weight", weight.as_str()), &text);
                }
            },
        );
        if counts.len() > 1 {
            html.element(
                "div",
                &[("class", "chips"), ("role", "group"), ("aria-label", "By category")],
                |html| {
                    for (category, count) in counts {
                        let text = format!("{count} {category}");
                        chip(html, "chip", ("data-category", category.as_str()), &text);
                    }
                },
            );
        }
        html.element("div", &[("class", "state")], |html| {
            html.line("span", &[("id", "shown"), ("role", "status")], "");
            html.element("details", &[("class", "keys")], |html| {
                html.line("summary", &[], "Keys");
                html.element("dl", &[], |html| {
                    for (key, text) in KEYS {
                        html.element("div", &[], |html| {
                            html.element("dt", &[], |html| html.line("kbd", &[], key));
                            html.line("dd", &[], text);
                        });
                    }
                });
            });
        });
    });
}

/// A button that is pressed or not.
fn chip(html: &mut Markup, class: &str, about: (&'static str, &str), text: &str) {
    let attributes = [("type", "button"), ("class", class), about, ("aria-pressed", "false")];
    html.line("button", &attributes, text);
}
