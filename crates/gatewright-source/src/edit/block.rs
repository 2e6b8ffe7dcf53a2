//! Members and items by indentation: whole lines come and go.

use gatewright_diagnostics::Span;
use serde_json::Value;

use super::collection::Child;
use super::write::{item, member};
use super::{Editor, TextEdit, Unwritable};
use crate::document::RawKind;
use crate::{Node, Style};

impl<'d> Editor<'d> {
    /// Changes a block mapping or sequence of which something stays.
    pub(super) fn change_block(
        &self,
        node: Node<'d>,
        children: &[Child<'d>],
        added: &[(Option<&str>, &Value)],
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        for (at, child) in children.iter().enumerate().filter(|(_, child)| !child.is_kept) {
            let span = self.lines_of(child, at == 0, children)?;
            written.push(TextEdit { span, text: String::new() });
        }
        if added.is_empty() {
            return Ok(());
        }
        let last = children.iter().rfind(|child| child.is_kept).ok_or(Unwritable::Layout)?;
        if has_trailing_lines(last.value) {
            return Err(Unwritable::Layout);
        }
        let column = self.column(node.span().start);
        let at = self.end_of(last)?;
        for (key, value) in added {
            let text = match key {
                Some(key) => member(key, value, column, &self.layout),
                None => item(value, column, &self.layout),
            };
            let text = self.line(column) + &text;
            written.push(TextEdit { span: Span::new(at, at), text });
        }
        Ok(())
    }

    /// The end of the last line of a child, behind which there is at most a comment.
    fn end_of(&self, child: &Child<'_>) -> Result<u32, Unwritable> {
        let end = self.line_end(last_byte(child.span));
        if end < child.span.end || !self.is_plain_gap(child.span.end, end, &[]) {
            return Err(Unwritable::Layout);
        }
        Ok(end)
    }

    /// What goes with a child: its lines, or where it stands behind the dash of the item that it
    /// begins, all up to what comes next.
    fn lines_of(
        &self,
        child: &Child<'_>,
        is_first: bool,
        children: &[Child<'_>],
    ) -> Result<Span, Unwritable> {
        self.end_of(child)?;
        let start = self.line_start(child.span.start);
        let before = self.between(start, child.span.start);
        let end = self.next_line(last_byte(child.span));
        if before.chars().all(|c| c == ' ') {
            return Ok(Span::new(start, end));
        }
        let is_compact = is_first && before.chars().all(|c| matches!(c, ' ' | '-'));
        let next = children.iter().find(|child| child.is_kept).filter(|_| is_compact);
        let next = next.ok_or(Unwritable::Layout)?;
        // The blanks before a second one that goes belong to its lines.
        if children.get(1).is_none_or(|second| !second.is_kept) {
            return Err(Unwritable::Layout);
        }
        let comment = self.comments(end, next.span.start).first();
        let until = comment.map_or(next.span.start, |comment| comment.start);
        Ok(Span::new(child.span.start, until))
    }
}

/// The last byte of something, or the one before it if there is none.
fn last_byte(span: Span) -> u32 {
    span.end.saturating_sub(1).max(span.start.min(span.end))
}

/// Whether a value ends in a block scalar that keeps the empty lines behind it.
fn has_trailing_lines(value: Node<'_>) -> bool {
    let mut node = value;
    loop {
        match node.row().kind {
            RawKind::Alias => return false,
            RawKind::Scalar => {
                let span = node.span().range();
                let text = node.document().text().get(span).unwrap_or_default();
                let header = text.lines().next().unwrap_or_default();
                let is_block = matches!(node.style(), Style::Literal | Style::Folded);
                return is_block && header.split('#').next().unwrap_or_default().contains('+');
            }
            RawKind::Mapping | RawKind::Sequence => match node.written_children().last() {
                Some(last) => node = last,
                None => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_byte_of_nothing_is_the_place_itself() {
        assert_eq!(last_byte(Span::new(3, 5)), 4);
        assert_eq!(last_byte(Span::new(3, 3)), 3);
        assert_eq!(last_byte(Span::new(0, 0)), 0);
    }
}
