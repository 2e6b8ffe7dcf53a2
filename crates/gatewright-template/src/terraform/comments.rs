//! The comments of a file of configuration that begin with `#`: in them, people say of which findings
//! they want to hear nothing.

use gatewright_diagnostics::Span;

use super::hcl::span;
use super::scan::end_within;

/// All of them, in their order.
pub(super) fn of(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut comments = Vec::new();
    let mut at = 0;
    let end_of_line = |at: usize| text[at..].find('\n').map_or(text.len(), |it| at + it);
    while at < bytes.len() {
        match bytes[at] {
            b'#' => {
                let end = end_of_line(at);
                comments.push(span(at..at + text[at..end].trim_end().len()));
                at = end;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => at = end_of_line(at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = text[at..].find("*/").map_or(text.len(), |it| at + it + 2);
            }
            b'"' => at = end_of_string(bytes, at + 1),
            b'<' if bytes.get(at + 1) == Some(&b'<') => {
                at = end_of_heredoc(text, at, end_of_line(at));
            }
            _ => at += 1,
        }
    }
    comments
}

/// Where a text in quotes ends that begins at `at`.
pub(super) fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            sign @ (b'$' | b'%') if bytes.get(at + 1) == Some(&sign) => at += 2,
            b'$' | b'%' if bytes.get(at + 1) == Some(&b'{') => {
                at = end_within(bytes, at + 2, bytes.len(), usize::MAX).unwrap_or(bytes.len());
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where the last line of a heredoc begins whose first line ends at `end`; that line is looked at like
/// any other.
pub(super) fn end_of_heredoc(text: &str, at: usize, end: usize) -> usize {
    let delimiter = text[at + 2..end].trim_start_matches('-').trim();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if delimiter.is_empty() || !delimiter.chars().all(is_name) {
        return at + 2;
    }
    let mut line = end;
    while let Some(rest) = text.get(line + 1..) {
        let next = rest.find('\n').map_or(text.len(), |it| line + 1 + it);
        let is_last = text[line + 1..next].trim_start().strip_prefix(delimiter);
        if is_last.is_some_and(|rest| !rest.starts_with(is_name)) {
            return line + 1;
        }
        if next >= text.len() {
            break;
        }
        line = next;
    }
    text.len()
}
