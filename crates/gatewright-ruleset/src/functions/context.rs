//! What functions know beyond the value, and what they remember from one to the next.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use gatewright_definition::Holes;
use gatewright_source::{Document, Node, NodeId};
use serde_json::Value;

use super::{Subject, schema, unreferenced};
use crate::effort::Effort;
use crate::path::{Path, References};

/// What functions know beyond the value, while one document is checked.
pub(crate) struct Context<'d> {
    pub(crate) document: &'d Document,
    pub(crate) references: References,
    /// What nobody knows of the document; most have nothing of the kind.
    pub(super) holes: Option<Holes>,
    /// How much the rule may yet look at.
    pub(crate) effort: Rc<Effort>,
    /// How many values may yet be made for schemas.
    values_left: usize,
    /// How many of them may yet be kept for the next rule that asks for the same.
    kept_left: usize,
    kept: HashMap<(NodeId, References), Rc<Value>>,
    /// What is referred to, by the text of the reference.
    referred: Option<HashSet<String>>,
    /// What paths lead to, by their text.
    texts: HashMap<(String, References), Rc<HashSet<String>>>,
    /// The values of the rule so far, and where the first of each is.
    pub(super) unique: HashMap<String, Node<'d>>,
}

impl<'d> Context<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        const FLOOR: usize = 1_000_000;
        const KEPT: usize = 300_000;
        Self {
            document,
            references: References::AsWritten,
            holes: Holes::of(document),
            effort: Rc::new(Effort::of(document)),
            values_left: FLOOR + 20 * document.len(),
            kept_left: KEPT,
            kept: HashMap::new(),
            referred: None,
            texts: HashMap::new(),
            unique: HashMap::new(),
        }
    }

    /// Begins with another rule.
    pub(crate) fn begin(&mut self, references: References) {
        self.references = references;
        self.effort.begin();
        self.unique.clear();
    }

    /// The value behind its references; none when that costs too much.
    pub(super) fn json(&mut self, node: Node<'d>) -> Option<Rc<Value>> {
        let key = (node.id(), self.references);
        if let Some(known) = self.kept.get(&key) {
            return Some(Rc::clone(known));
        }
        let before = self.values_left;
        let value = Rc::new(schema::value(node, self.references, &mut self.values_left)?);
        if let Some(left) = self.kept_left.checked_sub(before - self.values_left) {
            self.kept_left = left;
            self.kept.insert(key, Rc::clone(&value));
        }
        Some(value)
    }

    /// What is referred to, by pointers.
    pub(super) fn referred(&mut self) -> &HashSet<String> {
        let document = self.document;
        self.referred.get_or_insert_with(|| unreferenced::referred(document))
    }

    /// The texts that a path leads to.
    pub(super) fn texts(&mut self, path: &Path) -> Rc<HashSet<String>> {
        let key = (path.as_str().to_owned(), self.references);
        if let Some(known) = self.texts.get(&key) {
            return Rc::clone(known);
        }
        let mut texts = HashSet::new();
        for item in path.select(self.document, self.references, &self.effort) {
            let subject = Subject::Found(item);
            match subject.node() {
                Some(node) if node.is_sequence() => {
                    texts.extend(node.items().filter_map(|it| it.text().map(str::to_owned)));
                }
                Some(node) if node.is_mapping() => {
                    texts.extend(node.entries().filter_map(|(it, _)| it.text().map(str::to_owned)));
                }
                _ => {
                    texts.insert(subject.shown().into_owned());
                }
            }
        }
        let texts = Rc::new(texts);
        self.texts.insert(key, Rc::clone(&texts));
        texts
    }
}
