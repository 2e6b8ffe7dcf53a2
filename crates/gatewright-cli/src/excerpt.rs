//! The few lines of a source that a finding is shown with.
//!
//! An excerpt is a small text of its own, cut from the source round the places that a finding
//! points at: a line that is too wide is clipped, be it of megabytes, and what a terminal would
//! obey is made visible. So whoever draws it never sees the source, and drawing costs the same for
//! each finding, wherever it stands.

use std::ops::Range;

use gatewright_source::Lines;

use crate::output::is_obeyed;

/// What stands for the part of a line that was cut off.
const ELLIPSIS: char = '…';

/// How much of a source is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// No line is wider than so many characters.
    pub(crate) room: usize,
    /// Lines before and after the one that matters; one is enough for what belongs to it.
    pub(crate) context: usize,
}

/// A place to point at.
pub(crate) struct Mark<'a> {
    /// Bytes of the source.
    pub(crate) span: Range<usize>,
    /// What is there.
    pub(crate) text: Option<&'a str>,
}

/// Lines of a source, and places in them.
#[derive(Debug, Default)]
pub(crate) struct Excerpt {
    /// The lines, each with a newline.
    pub(crate) text: String,
    /// Runs of lines that follow each other in the source; that of the first mark comes first.
    pub(crate) pieces: Vec<Piece>,
    /// The places in the order of the marks; bytes of `text`.
    pub(crate) spots: Vec<Range<usize>>,
}

/// Lines that follow each other.
#[derive(Debug)]
pub(crate) struct Piece {
    /// Bytes of the excerpt's text.
    pub(crate) range: Range<usize>,
    /// The line of the source, counted from 0, that is the first.
    pub(crate) first_line: usize,
    /// How many lines.
    pub(crate) lines: usize,
}

/// A mark cut to its first line: the lines below would only repeat the document.
struct Flat {
    index: usize,
    line: usize,
    span: Range<usize>,
}

impl Excerpt {
    /// Cuts the lines round the marks out of a text, the first mark being the one that matters.
    pub(crate) fn cut(text: &str, lines: Lines<'_>, marks: &[Mark<'_>], frame: Frame) -> Self {
        let mut flat: Vec<Flat> =
            (0..).zip(marks).map(|(index, mark)| flatten(text, lines, index, &mark.span)).collect();
        flat.sort_by_key(|mark| (mark.span.start, mark.span.end));
        let mut groups: Vec<Vec<Flat>> = Vec::new();
        for mark in flat {
            match groups.last_mut() {
                Some(group) if group.last().is_some_and(|last| near(last, &mark, frame)) => {
                    group.push(mark);
                }
                _ => groups.push(vec![mark]),
            }
        }
        // What the finding is about comes first, and then what belongs to it.
        groups.sort_by_key(|group| group.iter().all(|mark| mark.index > 0));
        let mut excerpt = Self { spots: vec![0..0; marks.len()], ..Self::default() };
        for group in &groups {
            excerpt.add(text, lines, group, frame);
        }
        excerpt
    }

    /// Adds the lines round marks that are close to each other.
    fn add(&mut self, text: &str, lines: Lines<'_>, group: &[Flat], frame: Frame) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
        let matters = group.iter().any(|mark| mark.index == 0);
        let context = if matters { frame.context } else { frame.context.min(1) };
        let first_line = first.line.saturating_sub(context);
        let last_line = (last.line + context).min(lines.count() - 1);
        // The empty line after the last newline is worth showing only if it is pointed at.
        let last_line = if lines.range(last_line).is_empty() && last_line + 1 == lines.count() {
            last.line.max(last_line.saturating_sub(1)).min(last_line)
        } else {
            last_line
        };
        let start = self.text.len();
        for line in first_line..=last_line {
            let here: Vec<&Flat> = group.iter().filter(|mark| mark.line == line).collect();
            self.add_line(text, lines.range(line), &here, frame.room);
        }
        self.pieces.push(Piece {
            range: start..self.text.len(),
            first_line,
            lines: last_line + 1 - first_line,
        });
    }

    fn add_line(&mut self, text: &str, line: Range<usize>, marks: &[&Flat], room: usize) {
        let focus = match (marks.first(), marks.last()) {
            (Some(first), Some(last)) => first.span.start..last.span.end,
            _ => line.start..line.start,
        };
        let window = window(text, &line, &focus, room);
        if window.start > line.start {
            self.text.push(ELLIPSIS);
        }
        for mark in marks {
            self.spots[mark.index] = usize::MAX..usize::MAX;
        }
        for (at, c) in text[window.clone()].char_indices() {
            self.place(marks, window.start + at);
            self.text.push(visible(c));
        }
        self.place(marks, window.end);
        let end = self.text.len();
        for mark in marks {
            // A span that was clipped ends where the line was cut.
            let spot = &mut self.spots[mark.index];
            spot.end = spot.end.min(end);
            spot.start = spot.start.min(spot.end);
        }
        if window.end < line.end {
            self.text.push(ELLIPSIS);
        }
        self.text.push('\n');
    }

    /// Notes where in the excerpt the marks start and end that do so at this byte of the source.
    fn place(&mut self, marks: &[&Flat], at: usize) {
        let here = self.text.len();
        for mark in marks {
            let spot = &mut self.spots[mark.index];
            if mark.span.start <= at && spot.start == usize::MAX {
                spot.start = here;
            }
            if mark.span.end <= at && spot.end == usize::MAX {
                spot.end = here;
            }
        }
    }
}

/// Whether two marks, the first before the second, are shown together.
fn near(one: &Flat, other: &Flat, frame: Frame) -> bool {
    if one.line == other.line {
        // On a line of megabytes, two marks may be far apart.
        other.span.end - one.span.start < frame.room / 2
    } else {
        other.line - one.line <= 2 * frame.context + 1
    }
}

/// Cuts a span to the line that it starts on, whatever it is, and puts it on character boundaries.
fn flatten(text: &str, lines: Lines<'_>, index: usize, span: &Range<usize>) -> Flat {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    let line = lines.line_of(start);
    let range = lines.range(line);
    let start = start.min(range.end);
    let end = floor(span.end).clamp(start, range.end);
    let cut = &text[start..end];
    Flat { index, line, span: start..start + cut.trim_end().len() }
}

/// The part of a line to show: all of it if it has no more than `room` characters, else the part
/// round `focus`. Looks at no more than a few times `room` bytes.
fn window(text: &str, line: &Range<usize>, focus: &Range<usize>, room: usize) -> Range<usize> {
    let ahead = |from: usize, count: usize| {
        let mut rest = text[from..line.end].char_indices();
        rest.nth(count).map_or(line.end, |(at, _)| from + at)
    };
    if ahead(line.start, room) == line.end {
        return line.clone();
    }
    // Two columns are for the marks that something was cut.
    let room = room.saturating_sub(2);
    let from_start = ahead(line.start, room);
    if focus.end <= from_start {
        return line.start..from_start;
    }
    let before = text[line.start..focus.start].char_indices().rev();
    let start = before.take(room / 4).last().map_or(focus.start, |(at, _)| line.start + at);
    start..ahead(start, room)
}

/// A character as it may be shown: nothing that a terminal would obey.
fn visible(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if is_obeyed(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use gatewright_diagnostics::SourceId;
    use gatewright_source::read;

    use super::*;

    fn cut(text: &str, spans: &[Range<usize>], room: usize) -> Excerpt {
        let marks: Vec<Mark<'_>> =
            spans.iter().map(|span| Mark { span: span.clone(), text: None }).collect();
        let document = read(SourceId(0), text.into()).value;
        Excerpt::cut(text, document.lines(), &marks, Frame { room, context: 1 })
    }

    #[test]
    fn any_place_of_any_text_gives_an_excerpt_that_can_be_drawn() {
        let wide = "é".repeat(50) + "\n\n" + &"x".repeat(70);
        let texts =
            ["", "\n", "a", "a\r\nb\rc\n\n", "\u{feff}a: é\n\tb: 😀\n", "\u{1b}[31m\0\n", &wide];
        for (text, room) in texts.iter().flat_map(|text| [(text, 10), (text, 40)]) {
            for start in 0..=text.len() + 1 {
                for end in start..=text.len() + 1 {
                    let excerpt = cut(text, &[start..end, 0..1], room);
                    for spot in &excerpt.spots {
                        let holds = |piece: &&Piece| {
                            piece.range.start <= spot.start && spot.end < piece.range.end
                        };
                        assert!(excerpt.pieces.iter().any(|piece| holds(&piece)), "{excerpt:?}");
                        assert!(excerpt.text.get(spot.clone()).is_some(), "{excerpt:?}");
                    }
                    for line in excerpt.text.lines() {
                        assert!(line.chars().count() <= room, "{excerpt:?}");
                        assert!(!line.contains(|c: char| c != '\t' && c.is_control()));
                    }
                }
            }
        }
    }

    #[test]
    fn lines_that_are_close_are_one_piece() {
        let text = "a\nb\nc\nd\ne\nf\ng\nh\n";
        let pieces = |spans: &[Range<usize>]| {
            let excerpt = cut(text, spans, 80);
            let pieces = excerpt.pieces.iter();
            pieces
                .map(|piece| excerpt.text[piece.range.clone()].replace('\n', ""))
                .collect::<Vec<_>>()
        };
        assert_eq!(pieces(slice::from_ref(&(4..5))), ["bcd"]);
        assert_eq!(pieces(&[0..1, 6..7]), ["abcde"]);
        // What the finding is about comes first.
        assert_eq!(pieces(&[10..11, 0..1]), ["efg", "ab"]);
    }

    #[test]
    fn a_line_of_any_length_is_clipped_round_the_mark() {
        let text = "0123456789".repeat(1000);
        let excerpt = cut(&text, &[5003..5006, 1..2], 30);
        assert_eq!(excerpt.text, "…6789012345678901234567890123…\n0123456789012345678901234567…\n");
        assert_eq!(&excerpt.text[excerpt.spots[0].clone()], "345");
        assert_eq!(&excerpt.text[excerpt.spots[1].clone()], "1");
    }

    #[test]
    fn only_the_first_line_of_a_span_is_marked() {
        let text = "a:\n  b: 1  \n  c: 2\n";
        let excerpt = cut(text, slice::from_ref(&(5..text.len())), 80);
        assert_eq!(&excerpt.text[excerpt.spots[0].clone()], "b: 1");
    }
}
