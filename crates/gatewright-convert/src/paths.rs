//! Paths and the verbs on them, in the order of the definition.

use std::collections::HashMap;

use gatewright_definition::{PathItem, Version};
use gatewright_model::{EntityPath, HttpMethod};
use gatewright_source::{Node, NodeId};
use serde_json::Value;

use crate::json::{Members, hand_out, name, value};
use crate::orders::{ANY_METHOD, Object};
use crate::put_back::{Converter, vendor};

/// The verbs of path items.
const VERBS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", ANY_METHOD];

impl<'d> Converter<'_, 'd> {
    pub(crate) fn paths(&mut self, mut exported: Members) -> Members {
        // A resource between two others comes from a longer path, which is the last of its key.
        let mut by_key: HashMap<NodeId, &str> = HashMap::new();
        for resource in &self.api.resources {
            let node = self.provenance.get(&EntityPath::Resource(resource.path.clone()));
            let Some(node) = node else { continue };
            let longest = by_key.entry(node).or_insert(&resource.path);
            if longest.len() < resource.path.len() {
                *longest = &resource.path;
            }
        }
        let mut out = Members::new();
        let definition = self.definition;
        for item in &definition.path_items {
            let Some(path) = by_key.get(&item.path.at.id()) else { continue };
            let verbs = match hand_out(&mut exported, path) {
                Some(Value::Object(verbs)) => verbs,
                _ => Members::new(),
            };
            let written = self.path_item(item, path, verbs);
            out.insert((*path).to_owned(), Value::Object(written));
        }
        // Of two keys for one path the first has all verbs.
        for (path, verbs) in exported {
            // What was handed out is no object any more.
            let Value::Object(verbs) = verbs else { continue };
            let mut written = Members::new();
            self.operations(&path, verbs, &mut written);
            out.insert(path, Value::Object(self.arrange(written, Object::PathItem)));
        }
        if let Some(paths) = self.definition.root.get("paths") {
            vendor(paths, &mut out);
        }
        out
    }

    fn path_item(&mut self, item: &PathItem<'d>, path: &str, exported: Members) -> Members {
        let mut out = Members::new();
        let has_verbs = exported.keys().any(|key| VERBS.contains(&key.as_str()));
        self.operations(path, exported, &mut out);
        for (key, at) in item.at.entries() {
            match name(key) {
                verb if VERBS.contains(&verb) => {}
                // They stand in the operations.
                "parameters" if has_verbs => {}
                "parameters" => self.parameters_alone(at, &mut out),
                "summary" | "description" | "servers"
                    if self.definition.version == Version::OpenApi30 =>
                {
                    if self.is_same() {
                        out.insert(name(key).to_owned(), value(at));
                    } else {
                        self.no_place(key, &format!("`{}` of a path", name(key)));
                    }
                }
                _ => self.other(key, at, "a path item", &mut out),
            }
        }
        self.arrange(out, Object::PathItem)
    }

    fn operations(&mut self, path: &str, exported: Members, out: &mut Members) {
        for (key, operation) in exported {
            let Value::Object(members) = operation else {
                out.insert(key, operation);
                continue;
            };
            let verb = if key == ANY_METHOD { "ANY" } else { &*key };
            let written = HttpMethod::parse(verb).and_then(|verb| {
                let method = self.api.method(path, verb)?;
                let node = self.provenance.get(&EntityPath::Method(path.to_owned(), verb))?;
                let (_, operation) = *self.operations.get(&node)?;
                Some((operation, method))
            });
            let members = match written {
                Some((operation, method)) => self.operation(operation, method, members),
                None => members,
            };
            out.insert(key, Value::Object(members));
        }
    }

    /// Parameters of a path without verbs, which nobody takes.
    fn parameters_alone(&mut self, at: Node<'d>, out: &mut Members) {
        if self.is_same() {
            out.insert("parameters".to_owned(), value(at));
        } else if let Some(key) = at.key() {
            for item in at.items() {
                self.follow(item);
            }
            self.lose(
                crate::Reason::Unused,
                key,
                "parameters of a path without operations".to_owned(),
            );
        }
    }
}
