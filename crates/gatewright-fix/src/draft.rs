//! The edits of a rewriting while they come together, and what the document is with those so far.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use gatewright_source::{Document, Edit, Kind, Node, NodeId};
use serde_json::{Map, Value};

/// Edits that are not finished. Of several for one place the last counts, and none is left within
/// what another one takes away.
#[derive(Debug)]
pub(crate) struct Draft<'d> {
    document: &'d Document,
    set: BTreeMap<NodeId, Value>,
    removed: BTreeSet<NodeId>,
    renamed: BTreeMap<NodeId, String>,
    inserted: BTreeMap<NodeId, Map<String, Value>>,
    appended: BTreeMap<NodeId, Vec<Value>>,
    ordered: BTreeMap<NodeId, Vec<NodeId>>,
}

impl<'d> Draft<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self {
            document,
            set: BTreeMap::new(),
            removed: BTreeSet::new(),
            renamed: BTreeMap::new(),
            inserted: BTreeMap::new(),
            appended: BTreeMap::new(),
            ordered: BTreeMap::new(),
        }
    }

    /// The draft that consists of these edits.
    pub(crate) fn of(document: &'d Document, edits: &[Edit]) -> Self {
        let mut draft = Self::new(document);
        for edit in edits.iter().cloned() {
            match edit {
                Edit::Set { at, value } => drop(draft.set.insert(at, value)),
                Edit::Remove { at } => drop(draft.removed.insert(at)),
                Edit::Rename { key, to } => drop(draft.renamed.insert(key, to)),
                Edit::Insert { into, key, value } => {
                    draft.inserted.entry(into).or_default().insert(key, value);
                }
                Edit::Reorder { of, items } => drop(draft.ordered.insert(of, items)),
                Edit::Append { to, value } => draft.appended.entry(to).or_default().push(value),
            }
        }
        draft
    }

    /// Puts a value in the place of another.
    pub(crate) fn set(&mut self, at: Node<'d>, value: impl Into<Value>) {
        self.forget_within(at);
        self.set.insert(at.id(), value.into());
    }

    /// Takes a member, by its value, or an item away.
    pub(crate) fn remove(&mut self, at: Node<'d>) {
        self.forget_within(at);
        self.removed.insert(at.id());
    }

    /// Forgets the edits within a place that goes. Of values that hold each other many times over,
    /// one would be kept for each.
    fn forget_within(&mut self, at: Node<'d>) {
        let (document, end) = (self.document, at.span().end);
        let within = |id: &NodeId| document.node(*id).span().start < end;
        forget(&mut self.set, at.id(), within);
        forget(&mut self.renamed, at.id(), within);
        forget(&mut self.inserted, at.id(), within);
        forget(&mut self.appended, at.id(), within);
        self.inserted.remove(&at.id());
        self.appended.remove(&at.id());
    }

    /// Gives the member with this value another key.
    pub(crate) fn rename(&mut self, key: Node<'d>, to: impl Into<String>) {
        self.renamed.insert(key.id(), to.into());
    }

    /// Gives an object a member, in the place of one of that name.
    pub(crate) fn put(&mut self, into: Node<'d>, key: &str, value: impl Into<Value>) {
        let into = into.content().unwrap_or(into);
        match into.get(key) {
            Some(old) if !self.is_moved(old) => {
                self.removed.remove(&old.id());
                self.set(old, value);
            }
            Some(_) | None => {
                let members = self.inserted.entry(into.id()).or_default();
                members.insert(key.to_owned(), value.into());
            }
        }
    }

    /// Whether a member has another key by now.
    pub(crate) fn is_moved(&self, value: Node<'d>) -> bool {
        value.key().is_some_and(|key| self.renamed.contains_key(&key.id()))
    }

    /// Adds an item at the end of a list.
    pub(crate) fn append(&mut self, to: Node<'d>, value: impl Into<Value>) {
        let to = to.content().unwrap_or(to);
        self.appended.entry(to.id()).or_default().push(value.into());
    }

    /// Whether an object has a member of that name by now.
    pub(crate) fn has(&self, at: Node<'d>, key: &str) -> bool {
        let at = at.content().unwrap_or(at);
        let is_added = self.inserted.get(&at.id()).is_some_and(|it| it.contains_key(key));
        let is_there = |old: Node<'d>| !self.removed.contains(&old.id()) && !self.is_moved(old);
        let is_renamed = || {
            let renamed = at.entries().filter_map(|(key, _)| self.renamed.get(&key.id()));
            renamed.into_iter().any(|name| name == key)
        };
        is_added || at.get(key).is_some_and(is_there) || is_renamed()
    }

    /// Whether a place is to be taken away.
    pub(crate) fn is_removed(&self, at: Node<'d>) -> bool {
        self.removed.contains(&at.id())
    }

    /// Whether a place is to be replaced or taken away.
    pub(crate) fn is_gone(&self, at: Node<'d>) -> bool {
        self.set.contains_key(&at.id()) || self.removed.contains(&at.id())
    }

    /// What stands at a node with the edits so far.
    pub(crate) fn value(&self, node: Node<'d>) -> Value {
        if let Some(value) = self.set.get(&node.id()) {
            return value.clone();
        }
        let Some(at) = node.content() else { return Value::Null };
        if let Some(value) = self.set.get(&at.id()) {
            return value.clone();
        }
        match at.kind() {
            Kind::Mapping => {
                let mut members = Map::new();
                for (key, value) in at.entries() {
                    if !self.removed.contains(&value.id()) {
                        let name = self.renamed.get(&key.id()).map(String::as_str);
                        let name = name.or(key.text()).unwrap_or_default();
                        members.insert(name.to_owned(), self.value(value));
                    }
                }
                members.extend(self.inserted.get(&at.id()).into_iter().flatten().map(owned));
                Value::Object(members)
            }
            Kind::Sequence => {
                let items: Vec<Node<'d>> = match self.ordered.get(&at.id()) {
                    Some(ids) => ids.iter().map(|id| self.document.node(*id)).collect(),
                    None => at.items().collect(),
                };
                let kept = items.into_iter().filter(|it| !self.removed.contains(&it.id()));
                let mut items: Vec<Value> = kept.map(|item| self.value(item)).collect();
                items.extend(self.appended.get(&at.id()).into_iter().flatten().cloned());
                Value::Array(items)
            }
            Kind::Scalar if self.inserted.contains_key(&at.id()) => {
                Value::Object(self.inserted[&at.id()].clone())
            }
            Kind::Scalar => at.to_json(),
        }
    }

    /// The edits, in the order of the document.
    pub(crate) fn into_edits(self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let stays = |id: NodeId| !self.is_within_what_goes(self.document.node(id));
        for (&at, value) in self.set.iter().filter(|(at, _)| !self.removed.contains(at)) {
            if stays(at) {
                edits.push((at, Edit::Set { at, value: value.clone() }));
            }
        }
        for &at in self.removed.iter().filter(|at| stays(**at)) {
            edits.push((at, Edit::Remove { at }));
        }
        for (&key, to) in &self.renamed {
            let value = self.document.node(key).value_of_key();
            let goes = value.is_some_and(|value| self.removed.contains(&value.id()));
            if !goes && stays(key) {
                edits.push((key, Edit::Rename { key, to: to.clone() }));
            }
        }
        let is_gone = |id: &NodeId| self.is_gone(self.document.node(*id));
        for (&into, members) in self.inserted.iter().filter(|(id, _)| !is_gone(id)) {
            if stays(into) {
                edits.extend(members.iter().map(|(key, value)| {
                    let (key, value) = (key.clone(), value.clone());
                    (into, Edit::Insert { into, key, value })
                }));
            }
        }
        for (&to, items) in self.appended.iter().filter(|(id, _)| !is_gone(id)) {
            if stays(to) {
                let append = |value: &Value| (to, Edit::Append { to, value: value.clone() });
                edits.extend(items.iter().map(append));
            }
        }
        for (&of, items) in self.ordered.iter().filter(|(id, _)| !is_gone(id)) {
            if stays(of) {
                edits.push((of, Edit::Reorder { of, items: items.clone() }));
            }
        }
        edits.sort_by_key(|(at, _)| *at);
        edits.into_iter().map(|(_, edit)| edit).collect()
    }

    /// Whether a node lies within one that is replaced or taken away.
    fn is_within_what_goes(&self, node: Node<'d>) -> bool {
        let mut outer = node.parent();
        while let Some(at) = outer {
            if self.is_gone(at) {
                return true;
            }
            outer = at.parent();
        }
        false
    }
}

/// Takes those out of a map that come behind a node and are within it.
fn forget<V>(map: &mut BTreeMap<NodeId, V>, after: NodeId, within: impl Fn(&NodeId) -> bool) {
    let behind = map.range((Bound::Excluded(after), Bound::Unbounded)).map(|(id, _)| *id);
    let gone: Vec<NodeId> = behind.take_while(within).collect();
    for id in gone {
        map.remove(&id);
    }
}

fn owned((key, value): (&String, &Value)) -> (String, Value) {
    (key.clone(), value.clone())
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_document_is_seen_with_the_edits_and_inner_ones_go_with_outer_ones() {
        let text = "a: { b: 1, c: [1, 2], d: { e: 1 } }\nf: &f { g: 1 }\nh: *f\n";
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let at = |pointer: &str| document.at_pointer(pointer).expect("it is there");
        let mut draft = Draft::new(&document);
        draft.rename(at("/a/b").key().expect("a key"), "B");
        draft.set(at("/a/b"), 2);
        draft.remove(at("/a/c/0"));
        draft.append(at("/a/c"), 3);
        draft.put(at("/a/d"), "e", 4);
        draft.put(at("/a/d"), "i", 5);
        draft.put(at("/h"), "j", 6);
        assert!(draft.has(at("/a"), "B") && !draft.has(at("/a"), "b") && draft.has(at("/f"), "j"));
        let root = document.root().expect("a document");
        let whole = json!({
            "a": { "B": 2, "c": [2, 3], "d": { "e": 4, "i": 5 } },
            "f": { "g": 1, "j": 6 },
            "h": { "g": 1, "j": 6 },
        });
        assert_eq!(draft.value(root), whole);
        draft.set(at("/a"), "gone");
        let edits = draft.into_edits();
        assert_eq!(edits.len(), 2, "{edits:?}");
        let again = Draft::of(&document, &edits);
        assert_eq!(
            again.value(root),
            json!({ "a": "gone", "f": { "g": 1, "j": 6 }, "h": { "g": 1, "j": 6 } })
        );
    }
}
