//! A part of a document as a document, where nobody needs the rest any more.

use crate::document::{NO_NODE, NodeId, flag};
use crate::tree::Tree;
use crate::{Assembly, Document, Node};

impl Document {
    /// What a node holds as a document of its own, whose text is still the whole: what
    /// [`Assembly::copy`] of it alone makes, in less time and memory.
    #[must_use]
    pub fn into_subtree(mut self, id: NodeId) -> Self {
        let node = self.node(id);
        if self.has_alias {
            let mut assembly = Assembly::new(&self);
            let part = assembly.add(&self);
            assembly.copy(part, node);
            return assembly.finish();
        }
        let (first, end) = (id.0, node.row().next);
        let shared_beside = self.shared_within(node);
        let is_in = |id: u32| first <= id && id < end;
        let mut rows = std::mem::take(&mut self.rows);
        rows.truncate(end as usize);
        rows.drain(..first as usize);
        for row in &mut rows {
            row.next -= first;
            row.parent = row.parent.wrapping_sub(first);
        }
        rows[0].parent = NO_NODE;
        rows[0].flags &= !(flag::KEY | flag::SUPERSEDED);
        let shifted = |id: NodeId| NodeId(id.0 - first);
        // A key at the top is a key no more.
        let is_pair = |pair: &&(NodeId, NodeId)| pair.0.0 > first && is_in(pair.0.0);
        let pairs = self.duplicates.iter().filter(is_pair);
        let duplicates = pairs.map(|(a, b)| (shifted(*a), shifted(*b))).collect();
        let rare_tags = self.rare_tags.iter().filter(|(id, _)| is_in(*id));
        let large = self.large.iter().filter(|id| is_in(**id));
        let mut tree = Tree::of(rows, self.side, self.tags, self.height);
        tree.duplicates = duplicates;
        tree.rare_tags = rare_tags.map(|(id, place)| (id - first, *place)).collect();
        tree.large = large.map(|id| id - first).collect();
        let mut document = Self::new(self.source, self.format, String::new(), tree);
        (document.text, document.lines, document.comments) = (self.text, self.lines, self.comments);
        document.parts = self.parts;
        document.is_assembled = true;
        document.shared_beside = shared_beside;
        document.is_ordered = self.is_ordered || document.rows.is_sorted_by_key(|row| row.start);
        document
    }

    /// The nodes of a subtree that aliases refer to, counted from its first; that first one if the
    /// reference is to something around it.
    pub(crate) fn shared_within(&self, node: Node<'_>) -> Vec<u32> {
        let shared = self.shared();
        if shared.is_empty() {
            return Vec::new();
        }
        let (first, end) = (node.id().0, node.row().next);
        let is_shared = |node: Node<'_>| shared.binary_search(&node.id().0).is_ok();
        let around = std::iter::successors(Some(node), |it| it.parent()).any(is_shared);
        let within = shared[shared.partition_point(|id| *id <= first)..].iter();
        let within = within.take_while(|id| **id < end).map(|id| id - first);
        around.then_some(0).into_iter().chain(within).collect()
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;
    use crate::read;

    /// All that can be asked of the nodes.
    fn shown(document: &Document) -> Vec<String> {
        let node = |it: Node<'_>| {
            let (tag, style, text) = (it.tag(), it.style(), it.text());
            let (parent, key) = (it.parent().map(Node::id), it.key().and_then(Node::text));
            let flags = (it.is_key(), it.is_derived(), it.has_unknown());
            format!("{:?} {tag:?} {style:?} {text:?} {parent:?} {key:?} {flags:?}", it.span())
        };
        let mut shown: Vec<String> = document.nodes().map(node).collect();
        let entries = document.nodes().flat_map(Node::entries);
        let found = entries.filter_map(|(key, _)| key.parent()?.get(key.text()?)).map(Node::id);
        shown.push(format!("{:?}", found.collect::<Vec<_>>()));
        shown.push(format!("{:?} {:?}", document.duplicates(), document.shared()));
        shown.push(format!("{:?} {:?}", document.parts(), document.comments()));
        shown.push(document.root().map(|it| it.to_json().to_string()).unwrap_or_default());
        shown
    }

    fn copied(document: &Document, id: NodeId) -> Document {
        let mut assembly = Assembly::new(document);
        let part = assembly.add(document);
        assembly.copy(part, document.node(id));
        assembly.finish()
    }

    fn compare(make: impl Fn() -> Document) {
        let document = make();
        assert!(document.len() > 1);
        for node in document.nodes() {
            let (part, wanted) = (make().into_subtree(node.id()), copied(&document, node.id()));
            assert_eq!(shown(&part), shown(&wanted), "{node:?}");
        }
    }

    #[test]
    fn it_is_what_a_copy_of_the_node_is() {
        let many: Vec<_> = (0..270).map(|it| format!("      k{it}: !{it} {it}\n")).collect();
        let many = many.concat();
        let text = "a: !Sub 'x ''y'''\nb: # here\n  - {c: 1, d: [2, !Ref e], c: 3}\n  - >-\n    f\n    g\n  -\n";
        let text = format!("{text}  - l:\n{many}h: \"\\u00e9\"\na: 4\n");
        compare(|| read(SourceId(0), text.clone().into()).value);
        let with_aliases = "a: &x {b: &y 1, c: [2]}\nd: [*x, {e: *y, <<: *x}]\n";
        let plain = || read(SourceId(0), with_aliases.into()).value;
        compare(plain);
        // Here the aliases are gone, and what they stood for is known to be shared.
        compare(|| copied(&plain(), NodeId(0)));
    }
}
