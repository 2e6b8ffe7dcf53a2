//! The findings of a file on the page: by path, each with its excerpt, and what is left out.

use std::fmt::Write;

use gatewright_diagnostics::Words;
use gatewright_lint::{Applicability, Category};

use super::badges::{Badges, weight};
use super::found::{Findings, Found, Group, SHOWN, WITH_EXCERPT};
use super::markup::Markup;
use super::{rules, source};

/// What there is still room for on a page.
pub(super) struct Room {
    /// Bytes of excerpts.
    pub(super) excerpts: usize,
}

/// The name of the place where a group is.
pub(super) fn anchor(file: usize, group: usize) -> String {
    format!("g{file}-{group}")
}

/// Writes the findings of the file of that number.
pub(super) fn findings(
    html: &mut Markup,
    file: usize,
    findings: &Findings,
    badges: &Badges<'_>,
    room: &mut Room,
) {
    if findings.kinds.is_empty() {
        return html.line("p", &[("class", "remark")], "Nothing was found.");
    }
    left_out(html, findings);
    for (number, group) in findings.groups.iter().enumerate() {
        let anchor = anchor(file, number);
        html.element("section", &[("class", "group"), ("id", &anchor)], |html| {
            html.element("h4", &[], |html| {
                title(html, group);
                html.text(" ");
                html.line("span", &[("class", "count")], &group.findings.len().to_string());
            });
            for found in &group.findings {
                finding(html, found, badges, room);
            }
        });
    }
}

/// What a group is about.
pub(super) fn title(html: &mut Markup, group: &Group) {
    let element = if group.place.is_path() { "code" } else { "span" };
    html.element(element, &[], |html| html.path(group.place.title()));
}

/// That not everything is shown.
fn left_out(html: &mut Markup, findings: &Findings) {
    let many = findings.kinds.values().filter(|(_, count)| *count > WITH_EXCERPT);
    let many: Vec<_> = many.collect();
    if many.is_empty() {
        return;
    }
    html.element("div", &[("class", "remark")], |html| {
        html.line("p", &[], "Not everything is shown of these:");
        html.element("ul", &[], |html| {
            for (metadata, count) in many {
                html.element("li", &[], |html| {
                    html.line("code", &[], &metadata.id());
                    let mut text = format!(", {count} findings: ");
                    if *count > SHOWN {
                        let _ = write!(text, "{SHOWN} are shown, ");
                    }
                    let _ = write!(text, "the first {WITH_EXCERPT} with an excerpt");
                    html.text(&text);
                });
            }
        });
        html.element("p", &[], |html| {
            html.prose("All are in the output of `gatewright lint --format json`.");
        });
    });
}

fn finding(html: &mut Markup, found: &Found, badges: &Badges<'_>, room: &mut Room) {
    let id = badges.finding(found);
    let title = format!("{id}-title");
    let category = found.category.map(Category::as_str).unwrap_or_default();
    let class = format!("finding {}", found.weight.as_str());
    let attributes = [
        ("class", class.as_str()),
        ("id", &id),
        ("tabindex", "-1"),
        ("aria-labelledby", &title),
        ("data-weight", found.weight.as_str()),
        ("data-category", category),
    ];
    html.element("article", &attributes, |html| {
        html.element("h5", &[("id", &title)], |html| {
            weight(html, found.weight);
            html.text(" ");
            html.element("span", &[("class", "message")], |html| message(html, found));
        });
        meta(html, found);
        if let Some(source) = &found.source {
            let before = html.len();
            if room.excerpts > 0 {
                source::excerpt(html, source);
                room.excerpts = room.excerpts.saturating_sub(html.len() - before);
            } else if let Some(label) = source.labels.first().and_then(Option::as_deref) {
                html.element("p", &[("class", "alone")], |html| html.prose(label));
            }
        } else if let Some(label) = &found.label {
            html.element("p", &[("class", "alone")], |html| html.prose(label));
        }
        advice(html, found);
        foot(html, found, badges);
    });
}

/// The service's words are told to the letter; in ours, names stand in backticks.
fn message(html: &mut Markup, found: &Found) {
    match found.metadata.words {
        Words::Service => html.element("q", &[], |html| html.path(&found.message)),
        Words::Ours => html.prose(&found.message),
    }
}

/// Which rule it is, what it is about, and where.
fn meta(html: &mut Markup, found: &Found) {
    html.element("p", &[("class", "meta")], |html| {
        if let Some(verb) = found.verb {
            let class = format!("verb {}", verb.to_ascii_lowercase());
            html.line("span", &[("class", &class)], verb);
            html.text(" ");
        }
        let link = format!("#{}", rules::anchor(found.metadata));
        html.line("a", &[("class", "id"), ("href", &link)], &found.metadata.id());
        let mut text = String::new();
        if let Some(category) = found.category {
            let _ = write!(text, " · {category}");
        }
        let file = found.file.as_ref().map(|it| format!("{it}, ")).unwrap_or_default();
        let _ = write!(text, " · {file}line {}:{}", found.line, found.column);
        if found.times > 1 {
            let _ = write!(text, " · {} times", found.times);
        }
        html.text(&text);
    });
}

/// What to do, and what else belongs to it.
fn advice(html: &mut Markup, found: &Found) {
    if found.help.is_none() && found.fix.is_none() && found.others.is_empty() {
        return;
    }
    html.element("dl", &[("class", "advice")], |html| {
        if let Some(help) = &found.help {
            html.line("dt", &[], "help");
            html.element("dd", &[], |html| html.prose(help));
        }
        if let Some((title, applicability)) = &found.fix {
            html.line("dt", &[], "fix");
            html.element("dd", &[], |html| {
                html.prose(title);
                if *applicability == Applicability::Unsafe {
                    html.text(" (to be looked at)");
                }
            });
        }
        if !found.others.is_empty() {
            html.line("dt", &[], "also");
            html.element("dd", &[], |html| {
                for (index, (line, column, text)) in found.others.iter().enumerate() {
                    if index > 0 {
                        html.text("; ");
                    }
                    html.text(&format!("line {line}:{column}, "));
                    html.prose(text);
                }
                if found.more_others > 0 {
                    html.text(&format!("; and {} more", found.more_others));
                }
            });
        }
    });
}

/// The place for programs, and how sure it is.
fn foot(html: &mut Markup, found: &Found, badges: &Badges<'_>) {
    html.element("p", &[("class", "foot")], |html| {
        html.element("span", &[("class", "at")], |html| {
            if found.pointer.is_empty() {
                html.text("the whole document");
            } else {
                html.element("code", &[("class", "pointer")], |html| html.path(&found.pointer));
                html.text(" ");
                let copy = [("type", "button"), ("class", "copy"), ("aria-label", "Copy pointer")];
                html.line("button", &copy, "Copy");
            }
        });
        html.text(" ");
        html.element("span", &[("class", "origin")], |html| {
            let whose = match found.metadata.words {
                Words::Service => "service’s words",
                Words::Ours => "our words",
            };
            let is_about_service = found.metadata.stage.is_about_service();
            if is_about_service {
                html.text(&format!("{whose}, {}", found.metadata.confidence));
            }
            if let Some(anchor) = found.entity.as_ref().and_then(|it| badges.anchor(it)) {
                html.text(if is_about_service { " · " } else { "" });
                let link = format!("#{anchor}");
                html.line("a", &[("href", &link)], "in the API");
            }
        });
    });
}
