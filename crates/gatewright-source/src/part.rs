//! The member or item that follows a place, as somebody who writes above it means it.

use crate::document::RawKind;
use crate::{Document, Node, NodeId, Style};

impl Document {
    /// The value of the member, or the item, that starts first at or behind an offset, however deep;
    /// of several that start there the one that is no first part of another. None at the end.
    ///
    /// ```
    /// use gatewright_diagnostics::SourceId;
    ///
    /// let text = "paths:\n  # a word about pets\n  /pets:\n    get: {}\n  /cats: {}\n";
    /// let document = gatewright_source::read(SourceId(0), text.into()).value;
    /// let part = document.part_from(9).expect("the member below");
    /// assert_eq!(part.pointer().as_str(), "/paths/~1pets");
    /// ```
    pub fn part_from(&self, offset: u32) -> Option<Node<'_>> {
        let at = self.first_place(|start| start >= offset);
        let mut node = self.at_place(at)?;
        loop {
            let row = self.rows.get(node.id().0 as usize)?;
            if node.is_key() {
                return node.value_of_key();
            }
            let is_item = node.parent().is_some_and(|it| it.row().kind == RawKind::Sequence);
            let is_block = row.style == Style::Block && row.len > 0;
            if is_item || !is_block {
                return Some(node);
            }
            // A collection below its key, or the whole: it has no line of its own.
            node = self.node(NodeId(node.id().0 + 1));
        }
    }
}
