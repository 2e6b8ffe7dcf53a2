//! The sections of a template: tables of things by name.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gatewright_source::Node;

use super::evaluator::Evaluator;
use super::value::{Entry, Place, Value};

/// A section, looked at when somebody asks for it.
#[derive(Debug, Default)]
pub(super) struct Table<'t>(RefCell<State<'t>>);

#[derive(Debug, Default)]
enum State<'t> {
    #[default]
    Untouched,
    /// It is being looked at, by somebody who asks for it to do so.
    Busy,
    Ready(Rc<Section<'t>>),
}

/// The entries of a section.
#[derive(Debug, Default)]
pub(super) struct Section<'t> {
    pub(super) entries: Vec<Entry<'t>>,
    places: HashMap<String, usize>,
}

impl<'t> Section<'t> {
    fn new(entries: Vec<Entry<'t>>) -> Self {
        let names = entries.iter().enumerate();
        let places = names.filter_map(|(place, it)| Some((it.key.as_known()?.to_owned(), place)));
        let places = places.collect();
        Self { entries, places }
    }

    pub(super) fn entry(&self, name: &str) -> Option<&Entry<'t>> {
        self.places.get(name).map(|place| &self.entries[*place])
    }
}

impl<'t> Evaluator<'t> {
    pub(super) fn conditions(&self) -> Rc<Section<'t>> {
        self.section(&self.conditions, "Conditions")
    }

    pub(super) fn mappings(&self) -> Rc<Section<'t>> {
        self.section(&self.mappings, "Mappings")
    }

    pub(super) fn resources(&self) -> Rc<Section<'t>> {
        self.section(&self.resources, "Resources")
    }

    /// A section. While it is read, it is empty for those who ask.
    fn section(&self, table: &Table<'t>, name: &str) -> Rc<Section<'t>> {
        if let State::Ready(section) = &*table.0.borrow() {
            return Rc::clone(section);
        }
        if matches!(*table.0.borrow(), State::Busy) {
            return Rc::default();
        }
        *table.0.borrow_mut() = State::Busy;
        let section = Rc::new(Section::new(self.read_section(name)));
        *table.0.borrow_mut() = State::Ready(Rc::clone(&section));
        section
    }

    fn read_section(&self, name: &str) -> Vec<Entry<'t>> {
        let Some(root) = self.root() else { return Vec::new() };
        let mut entries = Vec::new();
        if let Some(section) = root.get(name) {
            entries.extend(self.entries(&Place::of(section)));
        }
        for included in self.included_at_top(root) {
            if let Some(section) = included.node.get(name) {
                entries.extend(self.entries(&included.with(section)));
            }
        }
        entries
    }

    /// The template.
    pub(super) fn root(&self) -> Option<Node<'t>> {
        self.sources.main().document.root()
    }

    /// What the section `Transform` includes.
    fn included_at_top(&self, root: Node<'t>) -> Vec<Place<'t>> {
        let Some(transform) = root.get("Transform") else { return Vec::new() };
        let all: Vec<Node<'t>> =
            if transform.is_sequence() { transform.items().collect() } else { vec![transform] };
        let mappings = all.into_iter().filter(|it| it.is_mapping());
        let included = mappings.filter_map(|it| match self.transformed(&Place::of(it)) {
            Value::Written(place) => Some(place),
            _ => None,
        });
        included.collect()
    }
}
