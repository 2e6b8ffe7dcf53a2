//! Schemas with names of their own (`$id`, `$anchor`) and schemas within schemas (`$defs`): 3.0 has
//! neither, so that the ones move to the components, and references say where they are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gatewright_source::{Node, NodeId};
use serde_json::{Map, Value};

use super::Downgrade;
use crate::Meaning;
use crate::names::{alphanumeric, unused};
use crate::places::{Part, Place};
use crate::reference::{Reference, to_steps};

/// Members that hold schemas by name and are no place of the schema itself.
const HOLDERS: [&str; 2] = ["$defs", "definitions"];

/// The schemas that move, with their new names.
#[derive(Debug, Default)]
pub(super) struct Moved<'d> {
    names: BTreeMap<NodeId, String>,
    nodes: Vec<Node<'d>>,
    holders: Vec<Node<'d>>,
}

/// How schemas are called from elsewhere.
struct Names<'d> {
    /// By `$id`.
    resources: HashMap<&'d str, Node<'d>>,
    /// By the schema with the `$id` around it, and `$anchor` or `$dynamicAnchor`.
    anchors: HashMap<(Option<NodeId>, &'d str), Node<'d>>,
}

impl<'d> Names<'d> {
    fn of(schemas: &[Node<'d>]) -> Self {
        let mut names = Self { resources: HashMap::new(), anchors: HashMap::new() };
        for schema in schemas {
            if let Some(id) = schema.get("$id").and_then(Node::as_str) {
                names.resources.entry(id.trim_end_matches('#')).or_insert(*schema);
            }
            for key in ["$anchor", "$dynamicAnchor"] {
                if let Some(anchor) = schema.get(key).and_then(Node::as_str) {
                    let base = base(*schema).map(Node::id);
                    names.anchors.entry((base, anchor)).or_insert(*schema);
                }
            }
        }
        names
    }

    /// What a reference in that schema leads to; none when it leads elsewhere or nowhere.
    fn target(&self, schema: Node<'d>, text: &str) -> Option<Node<'d>> {
        let reference = Reference::read(text);
        let base = if reference.file.is_empty() {
            base(schema)
        } else {
            Some(self.resource(schema, reference.file)?)
        };
        let Some(steps) = reference.steps() else {
            let anchor = reference.fragment?;
            return self.anchors.get(&(base.map(Node::id), anchor)).copied();
        };
        let root = schema.document().root()?;
        let down = |from: Node<'d>| steps.iter().try_fold(from, |at, step| below(at, step));
        base.and_then(down).or_else(|| down(root).filter(|_| reference.file.is_empty()))
    }

    fn resource(&self, schema: Node<'d>, address: &str) -> Option<Node<'d>> {
        if let Some(known) = self.resources.get(address) {
            return Some(*known);
        }
        // Relative to the address of the schema around it.
        let around = base(schema)?.get("$id")?.as_str()?;
        let (folder, _) = around.rsplit_once('/')?;
        self.resources.get(format!("{folder}/{address}").as_str()).copied()
    }
}

/// The schema with an `$id` that a schema is in.
fn base(schema: Node<'_>) -> Option<Node<'_>> {
    let mut at = Some(schema);
    while let Some(node) = at {
        let id = node.get("$id").and_then(Node::as_str);
        if id.is_some_and(|id| !id.starts_with('#')) {
            return Some(node);
        }
        at = node.parent();
    }
    None
}

fn below<'d>(at: Node<'d>, step: &str) -> Option<Node<'d>> {
    if at.is_sequence() { at.items().nth(step.parse().ok()?) } else { at.get(step) }
}

impl<'d> Downgrade<'d> {
    /// Lets references say where their targets will be.
    pub(super) fn references(&mut self, places: &[Place<'d>]) -> Moved<'d> {
        let schemas: Vec<Node<'d>> =
            places.iter().filter_map(|it| it.as_part(Part::Schema)).collect();
        let names = Names::of(&schemas);
        let moved = self.moved(&schemas);
        for schema in schemas {
            for key in ["$ref", "$dynamicRef", "$recursiveRef"] {
                let Some(at) = schema.get(key) else { continue };
                let Some(text) = at.as_str() else { continue };
                let target = names.target(schema, text).and_then(Node::content);
                let new = target.map(|target| moved.address(target));
                if key == "$ref" {
                    if let Some(new) = new.filter(|new| new != text) {
                        self.draft.set(at, new);
                    }
                } else if let Some(new) = new.filter(|_| schema.get("$ref").is_none()) {
                    self.replace(at, "$ref", new);
                    let what = format!("`{key}` becomes a `$ref`, which always leads there");
                    self.tell(at, Meaning::Dropped, what);
                } else {
                    self.draft.remove(at);
                    self.tell(
                        at,
                        Meaning::Widened,
                        format!("`{key}` goes: 3.0 has nothing like it"),
                    );
                }
            }
        }
        moved
    }

    /// Gives the schemas within schemas names among the components.
    fn moved(&self, schemas: &[Node<'d>]) -> Moved<'d> {
        let named = self.root.get("components").and_then(|it| it.get("schemas"));
        let named = named.into_iter().flat_map(Node::entries).filter_map(|(key, _)| key.text());
        let mut taken: BTreeSet<String> = named.map(str::to_owned).collect();
        let mut moved = Moved::default();
        let root = self.root.get("$defs").into_iter();
        let within =
            schemas.iter().flat_map(|schema| HOLDERS.iter().filter_map(|key| schema.get(key)));
        let mut holders: Vec<Node<'d>> = root.chain(within).filter(|it| it.is_mapping()).collect();
        holders.sort_by_key(|it| it.id());
        for holder in holders {
            for (key, schema) in holder.entries() {
                let Some(schema) = schema.content() else { continue };
                let name = unused(&alphanumeric(key.text().unwrap_or_default(), "Model"), &taken);
                if moved.names.contains_key(&schema.id()) {
                    continue;
                }
                taken.insert(name.clone());
                moved.names.insert(schema.id(), name);
                moved.nodes.push(schema);
            }
            moved.holders.push(holder);
        }
        moved
    }

    /// Moves schemas to the components.
    pub(super) fn hoist(&mut self, moved: &Moved<'d>) {
        let webhooks = self.root.get("webhooks");
        let mut added: Map<String, Value> = Map::new();
        for schema in &moved.nodes {
            let Some(name) = moved.names.get(&schema.id()) else { continue };
            // What is referred to from webhooks alone goes with them.
            let mut outer = schema.parent();
            while let Some(at) = outer.filter(|at| Some(*at) != webhooks) {
                outer = at.parent();
            }
            if outer.is_some() {
                continue;
            }
            let old = schema.key().and_then(Node::text).unwrap_or_default();
            self.tell(
                *schema,
                Meaning::Same,
                format!("`{old}` moves to `#/components/schemas/{name}`"),
            );
            let mut value = self.draft.value(*schema);
            if let Some(members) = value.as_object_mut() {
                // These move by themselves.
                for key in HOLDERS {
                    members.shift_remove(key);
                }
            }
            added.insert(name.clone(), value);
        }
        for holder in &moved.holders {
            self.draft.remove(*holder);
        }
        if added.is_empty() {
            return;
        }
        let components = self.root.get("components").filter(|it| it.is_mapping());
        let schemas = components.and_then(|it| it.get("schemas")).filter(|it| it.is_mapping());
        match (components, schemas) {
            (_, Some(schemas)) => {
                for (name, value) in added {
                    self.draft.put(schemas, &name, value);
                }
            }
            (Some(components), None) => self.draft.put(components, "schemas", added),
            (None, None) => {
                let components = Map::from_iter([("schemas".to_owned(), Value::from(added))]);
                self.draft.put(self.root, "components", components);
            }
        }
    }
}

impl<'d> Moved<'d> {
    /// The text of a reference to a place that may have moved.
    fn address(&self, target: Node<'d>) -> String {
        let mut steps = Vec::new();
        let mut at = target;
        loop {
            if let Some(name) = self.names.get(&at.id()) {
                let home = ["components", "schemas", name.as_str()];
                return to_steps(home.into_iter().chain(steps.iter().rev().map(String::as_str)));
            }
            let Some(parent) = at.parent() else { break };
            let pointer = at.pointer();
            let last = pointer.as_str().rsplit('/').next().unwrap_or_default();
            steps.push(last.replace("~1", "/").replace("~0", "~"));
            at = parent;
        }
        to_steps(steps.iter().rev().map(String::as_str))
    }
}
