//! Members and items between brackets: JSON, and YAML that is written like it.

use gatewright_diagnostics::Span;
use serde_json::Value;

use super::collection::Child;
use super::scalar::FLOW;
use super::write::{self, Lines};
use super::{Editor, TextEdit, Unwritable};
use crate::{Format, Node};

impl<'d> Editor<'d> {
    /// Changes a flow collection or one of JSON of which something stays.
    pub(super) fn change_flow(
        &self,
        node: Node<'d>,
        children: &[Child<'d>],
        added: &[(Option<&str>, &Value)],
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        let mut at = 0;
        while at < children.len() {
            if children[at].is_kept {
                at += 1;
                continue;
            }
            let run = children[at..].iter().take_while(|child| !child.is_kept).count();
            let span = self.run(node, children, at, at + run)?;
            written.push(TextEdit { span, text: String::new() });
            at += run;
        }
        if added.is_empty() {
            return Ok(());
        }
        self.grow(children, added, written)
    }

    /// What goes with the children from `from` to `to`: the commas that would be too many.
    fn run(
        &self,
        node: Node<'_>,
        children: &[Child<'_>],
        from: usize,
        to: usize,
    ) -> Result<Span, Unwritable> {
        let before = match from.checked_sub(1) {
            Some(at) => children[at].span.end,
            None => node.span().start + 1,
        };
        let span = match children.get(to) {
            Some(next) => Span::new(children[from].span.start, next.span.start),
            None => Span::new(before, children[to - 1].span.end),
        };
        let mut gaps = vec![(before, children[from].span.start)];
        let ends = children[from..to].iter().map(|child| child.span.end);
        let starts = children[from + 1..].iter().map(|child| child.span.start);
        gaps.extend(ends.zip(starts).map(|(end, start)| (end, start.max(end))));
        let is_plain = gaps.iter().all(|(start, end)| self.is_plain_gap(*start, *end, &[',']));
        // A comment on a line of its own may speak of what stays.
        let is_theirs = |comment: &Span| {
            let ends = children[from..to].iter().map(|child| child.span.end);
            ends.map(|end| self.line_of(end)).any(|line| line == self.line_of(comment.start))
        };
        let outside = |comment: &&Span| {
            !children[from..to]
                .iter()
                .any(|child| child.span.start <= comment.start && comment.end <= child.span.end)
        };
        let comments = self.comments(span.start, span.end);
        if !is_plain || !comments.iter().filter(outside).all(is_theirs) {
            return Err(Unwritable::Layout);
        }
        Ok(span)
    }

    fn grow(
        &self,
        children: &[Child<'_>],
        added: &[(Option<&str>, &Value)],
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        let last = children.iter().rposition(|child| child.is_kept).ok_or(Unwritable::Layout)?;
        let Span { start, end } = children[last].span;
        let has_own_line = self.between(self.line_start(start), start).trim().is_empty();
        let lines = if has_own_line { Lines::Each } else { Lines::One };
        let indentation = self.indentation(start);
        let texts = added.iter().map(|(key, value)| match (self.format, key) {
            (Format::Json, Some(key)) => {
                write::json_member(key, value, indentation, lines, &self.layout)
            }
            (Format::Json, None) => write::json(value, indentation, lines, &self.layout),
            (Format::Yaml, Some(key)) => write::inline_member(key, value, &self.layout),
            (Format::Yaml, None) => write::inline(value, FLOW, &self.layout),
        });
        let separator = match lines {
            Lines::Each => format!(",{}{indentation}", self.layout.newline),
            Lines::One => self.layout.comma.to_owned(),
        };
        let text = texts.collect::<Vec<_>>().join(&separator);
        // The comment stays with what it stands behind.
        let line_end = self.line_end(end);
        let comment = self.comments(end, line_end).first().filter(|comment| {
            last + 1 == children.len() && self.is_plain_gap(end, comment.start, &[','])
        });
        let Some(comment) = comment else {
            written.push(TextEdit { span: Span::new(end, end), text: separator + &text });
            return Ok(());
        };
        let has_comma = self.between(end, comment.start).contains(',');
        if !has_comma {
            written.push(TextEdit { span: Span::new(end, end), text: ",".to_owned() });
        }
        let comma = if has_comma { "," } else { "" };
        let text = format!("{}{indentation}{text}{comma}", self.layout.newline);
        written.push(TextEdit { span: Span::new(line_end, line_end), text });
        Ok(())
    }
}
