//! The format `html`: one page that needs nothing but itself.
//!
//! A [`Part`] is what the page keeps of a file when its document is gone. The page is a text that
//! depends on nothing else: no clock, no network. It can be read without its script, which only
//! filters, copies and turns the lights on; a policy in its head allows that script and that style
//! sheet, by their hashes, and nothing else, whatever a definition has in it.

mod api;
mod badges;
mod findings;
mod found;
mod links;
mod markup;
mod method;
mod place;
mod rows;
mod rules;
mod source;
mod toolbar;
mod verdict;

use gatewright_diagnostics::Verdict;
use gatewright_model::Api;

use self::badges::Badges;
use self::findings::Room;
use self::found::Findings;
use self::links::Links;
use self::markup::Markup;
use self::rules::Kinds;
use super::reports::{Format, Printed, Run};
use super::{Look, full};
use crate::report::{Question, Report, Tally, Weight, verdict_text};

/// How the page looks.
const STYLE: &str = include_str!("page.css");
/// What the page does.
const SCRIPT: &str = include_str!("page.js");
/// Nothing is loaded, and nothing runs but what has these hashes. A test knows when they are wrong,
/// and what they should be.
const POLICY: &str = "default-src 'none'; \
                      style-src 'sha256-BmEqJfMTiYajlvNjaPLKNJa2Cpd0FGt/hY3aBawdq+c='; \
                      script-src 'sha256-/jAaPPDrCxVmaLwRO9Es5R2JM8siJLuCv2oHYGQBIrs='; \
                      base-uri 'none'; form-action 'none'";

/// A page has no more excerpts than these bytes, so that a browser can hold those of many files.
const EXCERPT_BYTES: usize = 3 << 20;

/// The format.
pub(crate) struct Html<'a> {
    /// What was asked of the files.
    pub(crate) question: Question,
    /// A look without colours.
    pub(crate) look: &'a Look,
}

/// What is kept of a file.
pub(crate) struct Part {
    name: String,
    verdict: Option<Verdict>,
    is_beyond_rules: bool,
    tally: Tally,
    /// What the service would say.
    answer: Option<String>,
    findings: Findings,
    api: Option<Api>,
}

impl Format for Html<'_> {
    type Part = Part;

    fn file(&self, report: &Report<'_>) -> Part {
        let links = Links::of(report.document, report.import);
        Part {
            name: report.subject.title.clone().into_owned(),
            verdict: report.verdict(),
            is_beyond_rules: report.is_beyond_rules,
            tally: report.tally(),
            answer: verdict::answer(report.import),
            findings: Findings::of(&report.subject, &report.findings, &links),
            api: report.import.api.clone(),
        }
    }

    fn whole(&self, parts: Vec<Part>, run: &Run<'_>) -> Printed {
        let title = match self.question {
            Question::Import => full::answered(run.tally, self.look),
            Question::Rules => full::found(run.tally, self.look),
        };
        let mut html = Markup::default();
        html.verbatim("<!doctype html>\n");
        html.element("html", &[("lang", "en")], |html| {
            html.element("head", &[], |html| head(html, &parts));
            html.element("body", &[], |html| body(html, &parts, run, title.trim_end()));
        });
        html.into_string().into()
    }
}

fn head(html: &mut Markup, parts: &[Part]) {
    html.void("meta", &[("charset", "utf-8")]);
    html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
    html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    html.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    html.void("meta", &[("name", "generator"), ("content", "gatewright")]);
    let title = match parts {
        [only] => format!("{} – gatewright", only.name),
        _ => format!("{} definitions – gatewright", parts.len()),
    };
    html.line("title", &[], &title);
    html.element("style", &[], |html| html.verbatim(STYLE));
    html.element("script", &[], |html| html.verbatim(SCRIPT));
}

fn body(html: &mut Markup, parts: &[Part], run: &Run<'_>, title: &str) {
    let mut kinds = Kinds::new();
    for (name, (metadata, count)) in parts.iter().flat_map(|part| &part.findings.kinds) {
        kinds.entry(name).or_insert((metadata, 0)).1 += count;
    }
    html.line("a", &[("class", "skip"), ("href", "#main")], "Skip to the report");
    html.element("header", &[("class", "top")], |html| {
        html.element("h1", &[], |html| {
            html.line("span", &[("class", "brand")], "gatewright");
            html.text(" ");
            html.line("span", &[("class", "sum")], title);
        });
        let theme =
            [("type", "button"), ("id", "theme"), ("aria-pressed", "false"), ("hidden", "")];
        html.line("button", &theme, "Dark");
    });
    html.element("div", &[("class", "page")], |html| {
        html.element("nav", &[("aria-label", "Contents")], |html| contents(html, parts, &kinds));
        html.element("main", &[("id", "main"), ("tabindex", "-1")], |html| {
            problems(html, run.problems);
            let mut room = Room { excerpts: EXCERPT_BYTES };
            let toolbar = |html: &mut Markup| {
                if !kinds.is_empty() {
                    let categories = parts.iter().flat_map(|part| &part.findings.categories);
                    toolbar::toolbar(html, run.tally, categories);
                }
            };
            if let [only] = parts {
                file(html, 1, only, &mut room, toolbar);
            } else {
                overview(html, parts);
                toolbar(html);
                for (number, part) in (1..).zip(parts) {
                    file(html, number, part, &mut room, |_| {});
                }
            }
            if !kinds.is_empty() {
                html.element("section", &[("id", "rules")], |html| {
                    html.line("h2", &[], "Rules of these findings");
                    rules::list(html, &kinds);
                });
            }
        });
    });
}

/// What the page has, linked.
fn contents(html: &mut Markup, parts: &[Part], kinds: &Kinds) {
    html.element("ul", &[], |html| {
        for (file, part) in (1..).zip(parts) {
            html.element("li", &[], |html| {
                let class = format!("to-file {}", verdict::class(part.verdict));
                let link = format!("#file-{file}");
                html.element("a", &[("class", &class), ("href", &link)], |html| {
                    html.path(&part.name);
                });
                // Of many files, the names must do.
                if parts.len() == 1 {
                    html.element("ul", &[], |html| {
                        groups(html, file, part);
                        let link = format!("#api-{file}");
                        html.element("li", &[], |html| {
                            html.line("a", &[("href", &link)], "The API");
                        });
                    });
                }
            });
        }
        if !kinds.is_empty() {
            html.element("li", &[], |html| {
                html.line("a", &[("href", "#rules")], "Rules of these findings");
            });
        }
    });
}

fn groups(html: &mut Markup, file: usize, part: &Part) {
    for (number, group) in part.findings.groups.iter().enumerate() {
        let anchor = findings::anchor(file, number);
        let link = format!("#{anchor}");
        html.element("li", &[("data-group", &anchor)], |html| {
            html.element("a", &[("href", &link)], |html| {
                findings::title(html, group);
                html.text(" ");
                html.line("span", &[("class", "count")], &group.findings.len().to_string());
            });
        });
    }
}

fn problems(html: &mut Markup, problems: &[String]) {
    if problems.is_empty() {
        return;
    }
    html.element("section", &[("class", "problems")], |html| {
        html.line("h2", &[], "Could not be read");
        html.element("ul", &[], |html| {
            for problem in problems {
                html.line("li", &[], problem);
            }
        });
    });
}

/// All files in a table.
fn overview(html: &mut Markup, parts: &[Part]) {
    html.element("div", &[("class", "wide")], |html| {
        html.element("table", &[("class", "overview")], |html| {
            html.element("thead", &[], |html| {
                html.element("tr", &[], |html| {
                    for title in ["definition", "verdict", "findings"] {
                        html.line("th", &[("scope", "col")], title);
                    }
                });
            });
            html.element("tbody", &[], |html| {
                for (number, part) in (1..).zip(parts) {
                    html.element("tr", &[], |html| overview_row(html, number, part));
                }
            });
        });
    });
}

fn overview_row(html: &mut Markup, number: usize, part: &Part) {
    html.element("th", &[("scope", "row")], |html| {
        let link = format!("#file-{number}");
        html.element("a", &[("href", &link)], |html| html.path(&part.name));
    });
    html.element("td", &[], |html| {
        let class = format!("word {}", verdict::class(part.verdict));
        html.line("span", &[("class", &class)], verdict_text(part.verdict));
    });
    html.element("td", &[], |html| {
        for (weight, text) in part.tally.counts() {
            badge(html, weight, &text);
            html.text(" ");
        }
    });
}

fn badge(html: &mut Markup, weight: Weight, text: &str) {
    let class = format!("badge {}", weight.as_str());
    html.line("span", &[("class", &class)], text);
}

/// A file; what is done with its findings stands between them and the verdict.
fn file(
    html: &mut Markup,
    number: usize,
    part: &Part,
    room: &mut Room,
    toolbar: impl FnOnce(&mut Markup),
) {
    let id = format!("file-{number}");
    let badges = Badges::of(number, &part.findings);
    html.element("section", &[("class", "file"), ("id", &id)], |html| {
        html.element("h2", &[], |html| html.path(&part.name));
        let categories = &part.findings.categories;
        verdict::verdict(html, part.verdict, &part.tally, categories, part.answer.as_deref());
        toolbar(html);
        html.line("h3", &[], "Findings");
        if part.is_beyond_rules {
            let text = "The rules have nothing to look at before this can be read as a definition.";
            html.line("p", &[("class", "remark")], text);
        }
        findings::findings(html, number, &part.findings, &badges, room);
        let id = format!("api-{number}");
        html.element("section", &[("class", "api"), ("id", &id)], |html| {
            html.line("h3", &[], "The API");
            if let Some(api) = &part.api {
                api::api(html, api, &badges);
            } else {
                let text = "There is none: the service refuses the definition.";
                html.line("p", &[("class", "remark")], text);
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_allows_this_style_and_this_script_and_nothing_else() {
        for (kind, text) in [("style", STYLE), ("script", SCRIPT)] {
            let hash = BASE64_STANDARD.encode(Sha256::digest(text));
            let rule = format!("{kind}-src 'sha256-{hash}'");
            assert!(POLICY.contains(&rule), "page.* has changed, so that the policy needs {rule}");
            // Each is written as it is, and must not end its element.
            assert!(!text.to_ascii_lowercase().contains(&format!("</{kind}")));
            assert!(!text.contains("<!--"));
        }
        assert!(POLICY.starts_with("default-src 'none';"));
    }
}
