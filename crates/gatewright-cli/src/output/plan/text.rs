//! The format `text`: for people, as Terraform shows a plan.

use std::fmt::Write;

use anstyle::Style;
use gatewright_import::Harm;

use super::{Line, Mark, View, counts, danger_counts, sections};
use crate::output::{Look, one_line};

/// The whole plan.
pub(crate) fn plan(view: &View<'_>, look: &Look) -> String {
    let palette = &look.palette;
    let mut text = String::new();
    for lines in sections(view) {
        for line in lines {
            self::line(&line, look, &mut text);
        }
        text.push('\n');
    }
    let strong = palette.strong;
    let _ = writeln!(text, "{strong}{}{strong:#}", counts(view));
    if let Some(counts) = danger_counts(view.dangers) {
        let style = palette.error;
        let _ = writeln!(text, "{style}{counts}{style:#}");
    }
    text
}

fn line(line: &Line, look: &Look, text: &mut String) {
    let palette = &look.palette;
    let style = match line.mark {
        Mark::None => Style::new(),
        Mark::Add => palette.good,
        Mark::Remove | Mark::Danger(Harm::Security) => palette.error,
        Mark::Change | Mark::Danger(Harm::Breaking) => palette.warning,
        Mark::Replace => palette.dropped,
    };
    // A danger is coloured as a whole, other lines at their mark, and headings are strong.
    let words = match line.mark {
        Mark::Danger(_) => style,
        _ if line.depth == 0 => palette.strong,
        _ => Style::new(),
    };
    let (indent, mark, content) = (line.depth * 4, line.mark.as_str(), one_line(&line.text));
    let _ = writeln!(text, "{:indent$}{style}{mark:>3}{style:#} {words}{content}{words:#}", "");
}
