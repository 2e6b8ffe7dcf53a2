//! A value in the place of another.

use gatewright_diagnostics::Span;
use serde_json::Value;

use super::scalar::{BLOCK, FLOW, double_quoted, in_style};
use super::write::{self, Lines, after_colon, block, inline, is_block, line, single};
use super::{Editor, TextEdit, Unwritable, is_missing};
use crate::document::RawKind;
use crate::tree::offset;
use crate::{Format, Node, Style};

impl<'d> Editor<'d> {
    pub(super) fn set(
        &self,
        node: Node<'d>,
        value: &Value,
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        self.check_unshared(node)?;
        self.check_unused(node)?;
        if node.is_key() {
            return Err(Unwritable::Layout);
        }
        // They would go with what they speak of.
        let comments = self.comments(node.span().start, node.span().end);
        if !comments.is_empty() && !self.loses_comments {
            return Err(Unwritable::Layout);
        }
        if node.row().kind != RawKind::Alias && node.row().tag != 0 {
            return self.set_long_form(node, value, written);
        }
        let parent = node.parent();
        if self.format == Format::Json {
            return self.set_in_flow(node, value, written);
        }
        // With other first bytes the whole might be something other than YAML.
        let parent = parent.ok_or(Unwritable::Layout)?;
        if parent.style() == Style::Flow {
            self.set_in_flow(node, value, written)
        } else if let Some((mapping, key)) = node.key().map(|key| (parent, key)) {
            self.set_member(mapping, key, node, value, written)
        } else {
            self.set_item(node, value, written)
        }
    }

    /// Writes the long form in the place of a short one, `Fn::Sub` for `!Sub`: the only value that a
    /// tag may go for.
    fn set_long_form(
        &self,
        node: Node<'d>,
        value: &Value,
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        let tag = node.tag().filter(|_| is_long_form(node, value)).ok_or(Unwritable::Tagged)?;
        let span = node.span();
        let before = self.between(0, span.start).trim_end();
        let start = before.strip_suffix(tag).map(str::len).ok_or(Unwritable::Layout)?;
        if matches!(node.style(), Style::Literal | Style::Folded) {
            return Err(Unwritable::Layout);
        }
        let text = inline(value, FLOW, &self.layout);
        written.push(TextEdit { span: Span::new(offset(start), span.end), text });
        Ok(())
    }

    fn set_in_flow(
        &self,
        node: Node<'d>,
        value: &Value,
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        let span = node.span();
        let text = match (self.format, value) {
            (Format::Json, _) => {
                let lines = self.lines_around(node);
                write::json(value, self.indentation(span.start), lines, &self.layout)
            }
            (Format::Yaml, Value::String(text)) if keeps_style(node) => {
                in_style(text, node.style(), FLOW, &self.layout)
            }
            (Format::Yaml, _) => inline(value, FLOW, &self.layout),
        };
        let is_open = is_missing(node);
        if is_open && !self.between(0, span.start).ends_with(':') {
            return Err(Unwritable::Layout);
        }
        let text = if is_open { format!(" {text}") } else { text };
        written.push(TextEdit { span, text });
        Ok(())
    }

    /// Whether the collection that holds a value of JSON has a line for each of its children.
    fn lines_around(&self, node: Node<'_>) -> Lines {
        let is_wide = match node.parent() {
            Some(parent) => self.line_of(parent.span().start) != self.line_of(node.span().start),
            None => self.layout.multi_line,
        };
        if is_wide { Lines::Each } else { Lines::One }
    }

    /// The text of a value that stays on the line of its key or dash; further lines of it stand at
    /// that column.
    fn single_for(&self, node: Node<'_>, value: &Value, column: usize) -> String {
        match value {
            Value::String(text) if keeps_style(node) && !text.contains('\n') => {
                in_style(text, node.style(), BLOCK, &self.layout)
            }
            Value::String(text) if text.contains('\n') && !self.is_line_over(node.span()) => {
                double_quoted(text)
            }
            _ => single(value, column, &self.layout),
        }
    }

    fn set_member(
        &self,
        mapping: Node<'d>,
        key: Node<'d>,
        node: Node<'d>,
        value: &Value,
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        let (span, column) = (node.span(), self.column(mapping.span().start));
        let colon = self.colon_end(key).ok_or(Unwritable::Layout)?;
        let is_written_as_block = node.style() == Style::Block && !is_missing(node);
        let mut replace = |start, end, text| {
            written.push(TextEdit { span: Span::new(start, end), text });
        };
        if is_missing(node) {
            let text = after_colon(value, column, &self.layout);
            self.check_end(Span::new(colon, colon), &text, value)?;
            replace(colon, colon, text);
            return Ok(());
        }
        if !self.is_plain_gap(colon, span.start, &[]) {
            return Err(Unwritable::Layout);
        }
        if is_written_as_block && is_block(value) {
            let own = self.column(span.start);
            if own > column || value.is_array() {
                let text = block(value, own, &self.layout);
                self.check_end(span, &text, value)?;
                replace(span.start, span.end, text);
                return Ok(());
            }
        }
        if !is_written_as_block && !is_block(value) {
            let column = column + self.layout.step.len();
            replace(span.start, span.end, self.single_for(node, value, column));
            return Ok(());
        }
        let text = after_colon(value, column, &self.layout);
        self.check_end(span, &text, value)?;
        match self.comments(colon, span.start) {
            [] => replace(colon, span.end, text),
            [comment]
                if self.line_of(comment.start) == self.line_of(colon) && !text.contains('\n') =>
            {
                replace(colon, colon, text);
                replace(comment.end, span.end, String::new());
            }
            _ => return Err(Unwritable::Layout),
        }
        Ok(())
    }

    /// An item of a block sequence.
    fn set_item(
        &self,
        node: Node<'d>,
        value: &Value,
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        let span = node.span();
        let column = self.column(span.start);
        let text = if is_block(value) {
            let column = if is_missing(node) { column + 1 } else { column };
            block(value, column, &self.layout)
        } else {
            // The dash stands further left than what it is for.
            self.single_for(node, value, column.max(1))
        };
        let text = if is_missing(node) { format!(" {text}") } else { text };
        self.check_end(span, &text, value)?;
        written.push(TextEdit { span, text });
        Ok(())
    }

    /// Whether what follows on the line does not become a part of the new value.
    fn check_end(&self, span: Span, text: &str, value: &Value) -> Result<(), Unwritable> {
        let mut last = value;
        while let Some(inner) = match last {
            Value::Object(members) => members.values().next_back(),
            Value::Array(items) => items.last(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        } {
            last = inner;
        }
        let ends_in_block =
            text.contains('\n') && last.as_str().is_some_and(|it| it.contains('\n'));
        if ends_in_block && !self.is_line_over(span) {
            return Err(Unwritable::Layout);
        }
        Ok(())
    }

    /// Whether there is nothing but blanks behind something on its last line.
    fn is_line_over(&self, span: Span) -> bool {
        self.between(span.end, self.line_end(span.end)).trim().is_empty()
    }

    /// The offset behind the colon of a key of a block mapping.
    pub(super) fn colon_end(&self, key: Node<'_>) -> Option<u32> {
        let end = key.span().end;
        let rest = &self.text()[end as usize..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest[blanks..].starts_with(':').then(|| end + offset(blanks) + 1)
    }

    /// A line end and the blanks up to a column.
    pub(super) fn line(&self, column: usize) -> String {
        line(column, &self.layout)
    }
}

/// Whether a text in the place of a node is written as the node is: texts keep their quotes,
/// numbers that become texts get the usual ones.
/// Whether a value calls the function of CloudFormation in its long form that a tag calls in its
/// short one.
pub(super) fn is_long_form(node: Node<'_>, value: &Value) -> bool {
    let mut names = value.as_object().into_iter().flat_map(|it| it.keys());
    let (Some(name), None) = (names.next(), names.next()) else { return false };
    let short = name.strip_prefix("Fn::").unwrap_or(name);
    node.tag().and_then(|tag| tag.strip_prefix('!')) == Some(short)
}

fn keeps_style(node: Node<'_>) -> bool {
    match node.style() {
        Style::SingleQuoted | Style::DoubleQuoted => true,
        Style::Plain => node.as_str().is_some(),
        Style::Literal | Style::Folded | Style::Flow | Style::Block | Style::Alias => false,
    }
}
