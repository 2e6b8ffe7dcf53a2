//! `components.pathItems`: what refers to them gets them written out.

use std::collections::{BTreeSet, HashMap};

use gatewright_source::{Node, NodeId};
use serde_json::{Map, Value};

use super::Downgrade;
use crate::Meaning;
use crate::places::{Part, Place};
use crate::reference::Reference;

/// A path item within which others are written out may have so many values, so that items which refer
/// to each other do not grow without end.
const MOST_VALUES: usize = 50_000;

/// All that are written out may have so many together; far less takes more bytes than the service.
const MOST_ALTOGETHER: usize = 1_000_000;

struct Inlining<'d> {
    /// The references to path items, by their node: what they lead to.
    targets: HashMap<NodeId, Node<'d>>,
    /// The same in the order of the document.
    references: Vec<Node<'d>>,
    done: BTreeSet<NodeId>,
    /// Those that are being written out.
    open: Vec<NodeId>,
    /// How many values may yet be written out.
    left: usize,
}

impl<'d> Downgrade<'d> {
    pub(super) fn path_items(&mut self, places: &[Place<'d>]) {
        let Some(all) = self.root.get("components").and_then(|it| it.get("pathItems")) else {
            return;
        };
        let items = places.iter().filter_map(|it| it.as_part(Part::PathItem));
        let references: Vec<Node<'d>> = items.filter(|it| it.get("$ref").is_some()).collect();
        let document = self.root.document();
        let target = |at: &Node<'d>| {
            let reference = Reference::read(at.get("$ref")?.as_str()?);
            let pointer = reference.pointer().filter(|_| reference.file.is_empty())?;
            let is_one = pointer.as_str().starts_with("/components/pathItems/");
            let target = document.at_pointer(pointer.as_str()).filter(|_| is_one)?;
            target.content()
        };
        let targets = references.iter().filter_map(|at| Some((at.id(), target(at)?))).collect();
        let mut inlining = Inlining {
            targets,
            references,
            done: BTreeSet::new(),
            open: Vec::new(),
            left: MOST_ALTOGETHER,
        };
        for at in inlining.references.clone() {
            self.write_out(&mut inlining, at);
        }
        self.draft.remove(all);
        self.tell(all, Meaning::Same, "`pathItems` are written out where they are referred to");
    }

    /// Puts what a reference leads to in its place, once what that refers to stands there.
    fn write_out(&mut self, inlining: &mut Inlining<'d>, at: Node<'d>) {
        let Some(&target) = inlining.targets.get(&at.id()) else { return };
        if !inlining.done.insert(at.id()) {
            return;
        }
        if inlining.open.contains(&target.id()) || inlining.open.len() > 64 {
            self.draft.set(at, Map::new());
            let what = "the path item leads back to itself, and goes";
            self.tell(at, Meaning::Dropped, what);
            return;
        }
        inlining.open.push(target.id());
        let span = target.span();
        let is_within = |it: &&Node<'d>| span.start <= it.span().start && it.span().end <= span.end;
        let inner: Vec<Node<'d>> = inlining.references.iter().filter(is_within).copied().collect();
        for reference in inner {
            self.write_out(inlining, reference);
        }
        inlining.open.pop();
        let mut value = self.draft.value(target);
        if let Some(members) = value.as_object_mut() {
            // What stands beside the reference counts.
            for (key, beside) in at.entries() {
                let name = key.text().unwrap_or_default();
                if name != "$ref" {
                    members.insert(name.to_owned(), self.draft.value(beside));
                }
            }
        }
        let size = size(&value);
        if size > MOST_VALUES.min(inlining.left) {
            self.draft.set(at, Map::new());
            self.tell(at, Meaning::Dropped, "the path item would be too large, and goes");
        } else {
            inlining.left -= size;
            self.draft.set(at, value);
        }
    }
}

/// How many values there are in one.
pub(super) fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 1,
    }
}
