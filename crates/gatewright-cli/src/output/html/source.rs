//! An excerpt of a source: numbered lines, marked places, and below them what is said of them.

use std::ops::Range;

use super::found::Source;
use super::markup::Markup;

/// A label is put below its place, where there is room, but no further to the right than this.
const INDENT: usize = 120;

/// A place in a line.
struct Spot<'a> {
    range: Range<usize>,
    label: Option<&'a str>,
    is_main: Main,
}

/// Whether a place is the one that the finding is about, or belongs to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Main {
    Yes,
    No,
}

/// Writes the lines of a source; those that do not follow each other are set apart.
pub(super) fn excerpt(html: &mut Markup, source: &Source) {
    for piece in 0..source.excerpt.pieces.len() {
        html.element("pre", &[("class", "source")], |html| {
            let lines: Vec<(usize, &str, usize)> = source.lines(piece).collect();
            let margin = margin(lines.iter().map(|(_, line, _)| *line));
            for (number, line, start) in lines {
                let spots = spots(source, start..start + line.len());
                self::line(html, number, line, margin, &spots);
            }
        });
    }
}

/// How many blanks all lines begin with.
fn margin<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    let full = lines.filter(|line| !line.trim().is_empty());
    full.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or_default()
}

/// The places that start in a line, as bytes of the line, from left to right.
fn spots(source: &Source, line: Range<usize>) -> Vec<Spot<'_>> {
    let all = source.excerpt.spots.iter().zip(&source.labels).enumerate();
    let here = all.filter(|(_, (spot, _))| line.start <= spot.start && spot.end <= line.end);
    let mut spots: Vec<Spot<'_>> = here
        .map(|(index, (spot, label))| Spot {
            range: spot.start - line.start..spot.end - line.start,
            label: label.as_deref(),
            is_main: if index == 0 { Main::Yes } else { Main::No },
        })
        .collect();
    spots.sort_by_key(|spot| (spot.range.start, spot.range.end));
    spots
}

fn line(html: &mut Markup, number: usize, line: &str, margin: usize, spots: &[Spot<'_>]) {
    let number = number.to_string();
    let class = if spots.is_empty() { "line" } else { "line pointed" };
    html.element("span", &[("class", class), ("data-line", &number)], |html| {
        // A line of blanks alone may be shorter than the margin.
        let mut at = margin.min(line.len());
        for spot in spots {
            // Of places that overlap, the first has what they share.
            let from = spot.range.start.max(at);
            let to = spot.range.end.max(from);
            html.source(&line[at..from]);
            let class = match (spot.is_main, spot.range.is_empty()) {
                (Main::Yes, false) => "main",
                (Main::Yes, true) => "main point",
                (Main::No, false) => "related",
                (Main::No, true) => "related point",
            };
            if from < to || spot.range.is_empty() {
                html.element("mark", &[("class", class)], |html| html.source(&line[from..to]));
            }
            at = to;
        }
        html.source(&line[at..]);
        // Within, since an element is a line of its own.
        html.verbatim("\n");
    });
    for spot in spots {
        let Some(label) = spot.label else { continue };
        let before = line[margin.min(spot.range.start)..spot.range.start].chars().count();
        let class = if spot.is_main == Main::Yes { "label" } else { "label related" };
        html.element("span", &[("class", class)], |html| {
            let indent = " ".repeat(before.min(INDENT));
            html.element("span", &[("class", "indent")], |html| html.source(&indent));
            html.line("span", &[("aria-hidden", "true")], "╰ ");
            html.element("span", &[], |html| html.prose(label));
            html.verbatim("\n");
        });
    }
}
