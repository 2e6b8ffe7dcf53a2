//! Children of a collection that go, and others that come.

use std::collections::HashSet;

use gatewright_diagnostics::Span;
use serde_json::Value;

use super::write::collected;
use super::{Changes, Editor, TextEdit, Unwritable};
use crate::document::RawKind;
use crate::{Format, Kind, Node, NodeId, Style};

/// A member or an item as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Child<'d> {
    /// From its key or dash, or where there is neither from its first byte, to its last.
    pub(super) span: Span,
    pub(super) value: Node<'d>,
    pub(super) is_kept: bool,
}

impl<'d> Editor<'d> {
    pub(super) fn change(
        &self,
        node: Node<'d>,
        changes: &Changes<'_>,
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        self.check_unshared(node)?;
        let is_mapping = match node.row().kind {
            RawKind::Mapping => true,
            RawKind::Sequence => false,
            RawKind::Scalar if node.is_null() && changes.removed.is_empty() => {
                return self.set(node, &collected(&changes.added), written);
            }
            RawKind::Scalar | RawKind::Alias => return Err(Unwritable::Layout),
        };
        if changes.added.iter().any(|(key, _)| key.is_some() != is_mapping) {
            return Err(Unwritable::Layout);
        }
        for removed in &changes.removed {
            self.check_unused(self.document.node(*removed))?;
        }
        let children = self.children(node, changes)?;
        check_new_keys(&children, changes)?;
        if !children.iter().any(|child| child.is_kept) {
            let value = match node.kind() {
                Kind::Sequence if changes.added.is_empty() => Value::Array(Vec::new()),
                Kind::Mapping if changes.added.is_empty() => Value::Object(serde_json::Map::new()),
                _ => collected(&changes.added),
            };
            return self.set(node, &value, written);
        }
        if self.format == Format::Json || node.style() == Style::Flow {
            self.change_flow(node, &children, &changes.added, written)
        } else {
            self.change_block(node, &children, &changes.added, written)
        }
    }

    /// Puts each item where another one was. What is said of an item would stay behind.
    pub(super) fn reorder(
        &self,
        list: Node<'d>,
        items: &[NodeId],
        written: &mut Vec<TextEdit>,
    ) -> Result<(), Unwritable> {
        self.check_unshared(list)?;
        self.check_unused(list)?;
        let span = list.span();
        let known: HashSet<NodeId> = list.written_children().map(Node::id).collect();
        let is_whole = known.len() == items.len() && items.iter().all(|it| known.contains(it));
        let is_bare = |item: Node<'_>| {
            let before = self.between(self.line_start(item.span().start), item.span().start);
            item.row().tag == 0 && !before.contains('&')
        };
        let has_own_text = |item: Node<'_>| !item.span().is_empty() && is_bare(item);
        if list.row().kind != RawKind::Sequence
            || !is_whole
            || !self.comments(span.start, self.line_end(span.end)).is_empty()
            || !list.written_children().all(has_own_text)
        {
            return Err(Unwritable::Layout);
        }
        for (place, item) in list.written_children().zip(items) {
            if place.id() != *item {
                let Span { start, end } = self.document.node(*item).span();
                let text = self.between(start, end).to_owned();
                written.push(TextEdit { span: place.span(), text });
            }
        }
        Ok(())
    }

    fn children(
        &self,
        node: Node<'d>,
        changes: &Changes<'_>,
    ) -> Result<Vec<Child<'d>>, Unwritable> {
        let removed: HashSet<_> = changes.removed.iter().collect();
        let child = |start, value: Node<'d>| {
            let end = value.span().end.max(start);
            Child { span: Span::new(start, end), value, is_kept: !removed.contains(&value.id()) }
        };
        let is_dashed = self.format == Format::Yaml && node.style() == Style::Block;
        let children: Vec<Child<'d>> = match node.row().kind {
            RawKind::Mapping => {
                node.written_entries().map(|(key, value)| child(key.span().start, value)).collect()
            }
            RawKind::Sequence if is_dashed => {
                let items = node.written_children().map(|item| {
                    self.dash(node, item).map(|dash| child(dash, item)).ok_or(Unwritable::Layout)
                });
                items.collect::<Result<_, _>>()?
            }
            RawKind::Sequence => {
                node.written_children().map(|item| child(item.span().start, item)).collect()
            }
            RawKind::Scalar | RawKind::Alias => Vec::new(),
        };
        Ok(children)
    }

    /// The dash of an item, which stands at the column of its list, on the item's first line or
    /// before it.
    fn dash(&self, list: Node<'_>, item: Node<'_>) -> Option<u32> {
        let column = u32::try_from(self.column(list.span().start)).ok()?;
        let bytes = self.text().as_bytes();
        let top = self.line_of(list.span().start);
        let own = self.line_of(item.span().start);
        (top..=own).rev().find_map(|line| {
            let start = self.document.lines().range(line).start;
            let at = start + column as usize;
            let is_dash = bytes.get(at) == Some(&b'-')
                && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace)
                && at <= item.span().start as usize
                && bytes[start..at].iter().all(|it| matches!(it, b' ' | b'-'));
            is_dash.then_some(at).and_then(|at| u32::try_from(at).ok())
        })
    }
}

/// Whether no key would be there twice.
fn check_new_keys(children: &[Child<'_>], changes: &Changes<'_>) -> Result<(), Unwritable> {
    let mut keys: HashSet<&str> = HashSet::new();
    if changes.added.iter().any(|(key, _)| key.is_some()) {
        let kept = children.iter().filter(|child| child.is_kept);
        keys.extend(kept.filter_map(|child| child.value.key()?.text()));
    }
    for key in changes.added.iter().filter_map(|(key, _)| *key) {
        if !keys.insert(key) {
            return Err(Unwritable::KeyTaken(key.to_owned()));
        }
    }
    Ok(())
}
