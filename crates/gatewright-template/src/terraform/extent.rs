//! Where the expression of an attribute begins and ends, found without reading it: it may be one that
//! the parser takes for too deep.

use std::ops::Range;

use super::comments::{end_of_heredoc, end_of_string};

/// The expression of an attribute that encloses `at`.
pub(super) fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let end_of_line = |from: usize| text[from..].find('\n').map_or(text.len(), |it| from + it);
    let mut begun: Option<usize> = None;
    let (mut depth, mut next) = (0_usize, 0);
    while next < bytes.len() && (begun.is_some() || next <= at) {
        let here = next;
        let second = bytes.get(here + 1);
        next += 1;
        match bytes[here] {
            b'#' => next = end_of_line(here),
            b'/' if second == Some(&b'/') => next = end_of_line(here),
            b'/' if second == Some(&b'*') => {
                next = text[here..].find("*/").map_or(text.len(), |it| here + it + 2);
            }
            b'"' => next = end_of_string(bytes, here + 1),
            b'<' if second == Some(&b'<') => next = end_of_heredoc(text, here, end_of_line(here)),
            b'=' if begun.is_none() => {
                begun = Some(here + 1);
                depth = 0;
            }
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth > 0 => depth -= 1,
            b'\n' | b'}' if depth == 0 => {
                if let Some(start) = begun.take()
                    && (start..=here).contains(&at)
                {
                    return Some(trimmed(text, start..here));
                }
            }
            _ => {}
        }
    }
    begun.filter(|start| *start <= at).map(|start| trimmed(text, start..text.len()))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..(range.start + inner.trim_end().len()).max(start)
}
