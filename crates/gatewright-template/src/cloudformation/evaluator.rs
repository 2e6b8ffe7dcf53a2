//! Evaluates values of a template as far as they can be known before a deployment.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

use gatewright_diagnostics::{Diagnostic, Location};
use gatewright_source::Node;
use serde_json::{Map, Value as Json};

use super::sections::Table;
use super::sources::{ShortForms, Sources};
use super::text::{self, IsWhole, Text};
use super::value::{Entry, Key, Place, Value};
use crate::Request;
use crate::cdk::Assets;
use crate::diagnostics::TEMPLATE_EVALUATION_STOPPED;
use crate::library::Library;
use crate::written_call::short_form;

/// How many functions are evaluated for one template; the largest one that CloudFormation takes has a
/// million bytes.
const MOST_CALLS: usize = 1_000_000;
/// How many bytes of text are computed for one template; the service takes definitions of 6 MB.
const MOST_BYTES: usize = 32 << 20;
/// How often loops go around in one template: each time makes at least some bytes, and CloudFormation takes
/// no template that has more than a million of them when it is processed.
const MOST_ITERATIONS: usize = 100_000;
/// How many entries and items are made for one template.
const MOST_VALUES: usize = 5_000_000;
/// How deep functions nest within functions, conditions ask for conditions, and included files within included files.
const DEPTH: usize = 100;

/// Something to tell, and the node that it is about.
#[derive(Debug)]
pub(super) struct Told<'t> {
    pub(super) node: Node<'t>,
    pub(super) diagnostic: Diagnostic,
}

impl Told<'_> {
    /// With the place that the node has in its own file.
    pub(super) fn where_it_is(self) -> Diagnostic {
        Diagnostic { location: self.node.location(), ..self.diagnostic }
    }
}

/// Evaluates the values of one template.
pub(super) struct Evaluator<'t> {
    pub(super) sources: &'t Sources,
    pub(super) library: &'t Library<'t>,
    pub(super) request: &'t Request<'t>,
    pub(super) conditions: Table<'t>,
    pub(super) mappings: Table<'t>,
    pub(super) resources: Table<'t>,
    pub(super) assets: OnceCell<Assets>,
    /// The conditions that were evaluated, and those that are being evaluated.
    pub(super) held: RefCell<HashMap<String, Option<bool>>>,
    told: RefCell<Vec<Told<'t>>>,
    /// What was told first of what is not computed.
    stopped: RefCell<Option<Told<'t>>>,
    /// The call or the loop that was begun last.
    last_call: Cell<Option<Node<'t>>>,
    iterations: Cell<usize>,
    values: Cell<usize>,
    calls: Cell<usize>,
    bytes: Cell<usize>,
    depth: Cell<usize>,
}

/// What of a node's own tag is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Calls,
    /// It is the call whose argument the node is.
    Done,
}

impl<'t> Evaluator<'t> {
    pub(super) fn new(
        sources: &'t Sources,
        library: &'t Library<'t>,
        request: &'t Request<'t>,
    ) -> Self {
        Self {
            sources,
            library,
            request,
            conditions: Table::default(),
            mappings: Table::default(),
            resources: Table::default(),
            assets: OnceCell::new(),
            held: RefCell::default(),
            told: RefCell::default(),
            stopped: RefCell::default(),
            last_call: Cell::new(None),
            iterations: Cell::new(0),
            values: Cell::new(0),
            calls: Cell::new(0),
            bytes: Cell::new(0),
            depth: Cell::new(0),
        }
    }

    /// What was told since this was asked last.
    pub(super) fn take_told(&self) -> Vec<Told<'t>> {
        self.told.take()
    }

    /// Tells something about a node once.
    pub(super) fn tell_of(&self, node: Node<'t>, diagnostic: Diagnostic) {
        let mut told = self.told.borrow_mut();
        let is_told =
            |it: &Told<'t>| it.node == node && it.diagnostic.metadata == diagnostic.metadata;
        if !told.iter().any(is_told) {
            told.push(Told { node, diagnostic });
        }
    }

    /// Counts a call that makes so many bytes; whether there may be more of them.
    pub(super) fn may_go_on(&self, node: Node<'t>, bytes: usize) -> bool {
        self.calls.set(self.calls.get() + 1);
        self.bytes.set(self.bytes.get().saturating_add(bytes));
        let is_too_much = self.calls.get() > MOST_CALLS || self.bytes.get() > MOST_BYTES;
        if is_too_much || self.depth.get() > DEPTH {
            self.stop(node);
            return false;
        }
        true
    }

    /// Counts a time that a loop goes around; whether it may.
    pub(super) fn may_go_around(&self, node: Node<'t>) -> bool {
        self.iterations.set(self.iterations.get() + 1);
        self.last_call.set(Some(node));
        let may = self.iterations.get() <= MOST_ITERATIONS && self.has_room(0);
        if !may {
            self.stop(node);
        }
        may
    }

    /// Counts so many entries or items; whether there may be more of them.
    pub(super) fn has_room(&self, values: usize) -> bool {
        self.values.set(self.values.get().saturating_add(values));
        let has_room = self.values.get() <= MOST_VALUES;
        if !has_room && let Some(node) = self.last_call.get().or_else(|| self.root()) {
            self.stop(node);
        }
        has_room
    }

    /// Does something that is one deeper than what asks for it; none if that is too deep.
    pub(super) fn deeper<T>(&self, node: Node<'t>, what: impl FnOnce() -> T) -> Option<T> {
        self.depth.set(self.depth.get() + 1);
        let made = self.may_go_on(node, 0).then(what);
        self.depth.set(self.depth.get() - 1);
        made
    }

    /// Tells that something is not computed.
    pub(super) fn stop(&self, node: Node<'t>) {
        let message = "the template asks for more than is computed here";
        let told = Diagnostic::new(&TEMPLATE_EVALUATION_STOPPED, message, Location::default());
        let told = told.label("this and what follows is taken as unknown");
        self.stop_for(node, told.help("let functions nest less deeply, and loops be shorter"));
    }

    /// Tells that the APIs from this one on are not looked at.
    pub(super) fn stop_at_api(&self, key: Node<'t>, most: usize) {
        let message = format!("no more than {most} APIs of this template are looked at");
        let told = Diagnostic::new(&TEMPLATE_EVALUATION_STOPPED, message, Location::default());
        let told = told.label("this and what follows is left out");
        self.stop_for(key, told.help("divide the template into several"));
    }

    fn stop_for(&self, node: Node<'t>, diagnostic: Diagnostic) {
        let mut stopped = self.stopped.borrow_mut();
        if stopped.is_none() {
            *stopped = Some(Told { node, diagnostic: diagnostic.clone() });
        }
        // What follows is not computed either: it needs no words.
        let is_told = |it: &Told<'t>| it.diagnostic.metadata == diagnostic.metadata;
        if !self.told.borrow().iter().any(is_told) {
            self.tell_of(node, diagnostic);
        }
    }

    /// What was told first of what is not computed.
    pub(super) fn take_stopped(&self) -> Option<Told<'t>> {
        self.stopped.take()
    }

    /// What the value at a place comes to.
    pub(super) fn value(&self, place: &Place<'t>) -> Value<'t> {
        self.evaluate(place, Tag::Calls)
    }

    /// What the argument of a function comes to.
    pub(super) fn argument(&self, place: &Place<'t>, tag: Tag) -> Value<'t> {
        self.evaluate(place, tag)
    }

    /// Of a call `{ "Fn::Name": argument }` or `!Name argument` the name and the argument.
    pub(super) fn call(&self, node: Node<'t>) -> Option<(&'t str, Node<'t>)> {
        if let Some(name) = self.short_form(node) {
            return Some((name, node));
        }
        self.long_call(node)
    }

    fn long_call(&self, node: Node<'t>) -> Option<(&'t str, Node<'t>)> {
        let _ = self;
        let mut entries = node.entries();
        let (key, value) = entries.next()?;
        let key = key.text()?;
        let name = if key == "Ref" { Some(key) } else { key.strip_prefix("Fn::") }?;
        let is_alone = entries.next().is_none();
        (is_alone && !name.starts_with("ForEach::")).then_some((name, value))
    }

    pub(super) fn short_form(&self, node: Node<'t>) -> Option<&'t str> {
        let name = short_form(node)?;
        (self.sources.of(node).short_forms == ShortForms::Understood).then_some(name)
    }

    fn evaluate(&self, place: &Place<'t>, tag: Tag) -> Value<'t> {
        let node = place.node;
        let call = match tag {
            Tag::Calls => self.call(node),
            Tag::Done => self.long_call(node),
        };
        let Some((name, argument)) = call else { return self.written(place) };
        self.last_call.set(Some(node));
        let tag = if argument == node { Tag::Done } else { Tag::Calls };
        let value = self.deeper(node, || self.function(name, &place.with(argument), tag));
        match value {
            Some(Value::List(items, _)) if !self.has_room(items.len()) => None,
            Some(Value::Json(Json::Array(items))) if !self.has_room(items.len()) => None,
            value => value,
        }
        .unwrap_or_else(|| Value::unknown("Unknown"))
    }

    /// A value that is no call.
    fn written(&self, place: &Place<'t>) -> Value<'t> {
        let Some(text) = place.node.text() else { return Value::Written(place.clone()) };
        if place.has_item() && text.contains('{') {
            let replaced = self.replaced(place, text);
            if replaced != text {
                return Value::Text(Text::known(replaced));
            }
        }
        if self.sources.of(place.node).has_dynamic_references && text.contains(text::DYNAMIC) {
            let from = Some(place.node);
            return Value::Text(Text { from, ..text::with_dynamic_references(text) });
        }
        Value::Written(place.clone())
    }

    /// A text with the items of the loops that it is in.
    pub(super) fn replaced(&self, place: &Place<'t>, text: &str) -> String {
        let mut made = text.to_owned();
        for (name, item) in place.items() {
            made = text::replace(&made, name, item);
            if !self.may_go_on(place.node, made.len()) {
                break;
            }
        }
        made
    }

    /// The entries of a mapping with what is included and what loops make; without those that are
    /// nothing.
    pub(super) fn entries(&self, place: &Place<'t>) -> Vec<Entry<'t>> {
        let mut found = Vec::new();
        for (key, value) in place.node.entries() {
            if !self.has_room(1) {
                break;
            }
            self.add_entry(place, key, value, &mut found);
        }
        found
    }

    /// Adds what a written entry of the mapping at a place comes to: nothing, one entry, or many.
    pub(super) fn add_entry(
        &self,
        place: &Place<'t>,
        key: Node<'t>,
        value: Node<'t>,
        found: &mut Vec<Entry<'t>>,
    ) {
        let at = place.with(value);
        match key.text() {
            Some("Fn::Transform") => self.included_entries(&at, found),
            Some(name) if name.starts_with("Fn::ForEach::") => self.loop_entries(&at, found),
            name => {
                let value = self.value(&at);
                if value.is_nothing() {
                    return;
                }
                let made = name.filter(|it| place.has_item() && it.contains('{'));
                let made = made.map(|it| self.replaced(place, it));
                let key = match made {
                    Some(text) if Some(text.as_str()) != name => Key::Made(key, Text::known(text)),
                    _ => Key::Written(key),
                };
                found.push(Entry { key, at, value });
            }
        }
    }

    /// The items of a list, and whether these are all.
    pub(super) fn items(&self, value: &Value<'t>) -> Option<(Vec<Value<'t>>, IsWhole)> {
        let length = match value {
            Value::List(items, _) => items.len(),
            Value::Written(place) => place.node.items().count(),
            Value::Json(Json::Array(items)) => items.len(),
            Value::Nothing | Value::Text(_) | Value::Plain(_) | Value::Json(_) => 0,
        };
        if !self.has_room(length) {
            return None;
        }
        match value {
            Value::List(items, is_whole) => Some((items.clone(), *is_whole)),
            Value::Written(place) if place.node.is_sequence() => {
                let items = place.node.items().map(|it| self.value(&place.with(it)));
                Some((items.filter(|it| !it.is_nothing()).collect(), IsWhole::Yes))
            }
            Value::Json(Json::Array(items)) => {
                Some((items.iter().cloned().map(Value::Json).collect(), IsWhole::Yes))
            }
            Value::Nothing
            | Value::Text(_)
            | Value::Plain(_)
            | Value::Json(_)
            | Value::Written(_) => None,
        }
    }

    /// A value as a text; of what has none an unknown one.
    pub(super) fn text(&self, value: &Value<'t>) -> Text<'t> {
        match value {
            Value::Nothing => Text::default(),
            Value::Text(text) => text.clone(),
            Value::Plain(text) | Value::Json(Json::String(text)) => Text::known(text.clone()),
            Value::Written(place) if place.node.text().is_some() => Text::of(place.node),
            Value::Json(json) if !json.is_array() && !json.is_object() => {
                Text::known(json.to_string())
            }
            Value::List(..) | Value::Json(_) | Value::Written(_) => self.joined(",", value),
        }
    }

    /// A value with all that is in it, unknown parts as placeholders, and whether all is known.
    pub(super) fn json(&self, value: &Value<'t>) -> (Json, IsKnown) {
        let mut known = IsKnown::Yes;
        let json = self.to_json(value, &mut known, 0);
        (json, known)
    }

    fn to_json(&self, value: &Value<'t>, known: &mut IsKnown, depth: usize) -> Json {
        if depth > gatewright_source::limits::DEPTH || !self.has_room(1) {
            *known = IsKnown::No;
            return Json::Null;
        }
        match value {
            Value::Nothing => Json::Null,
            Value::Plain(text) => {
                serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.clone()))
            }
            Value::Text(text) => {
                if text.as_known().is_none() {
                    *known = IsKnown::No;
                }
                Json::String(text.to_string())
            }
            Value::Json(json) => json.clone(),
            Value::List(items, is_whole) => {
                if *is_whole == IsWhole::No {
                    *known = IsKnown::No;
                }
                items.iter().map(|it| self.to_json(it, known, depth + 1)).collect()
            }
            Value::Written(place) if place.node.is_sequence() => {
                let items = self.items(value).map(|(items, _)| items).unwrap_or_default();
                items.iter().map(|it| self.to_json(it, known, depth + 1)).collect()
            }
            Value::Written(place) if place.node.is_mapping() => {
                let mut members = Map::new();
                for entry in self.entries(place) {
                    let Some(key) = entry.key.as_known() else {
                        *known = IsKnown::No;
                        continue;
                    };
                    members.insert(key.to_owned(), self.to_json(&entry.value, known, depth + 1));
                }
                Json::Object(members)
            }
            Value::Written(place) => place.node.to_json(),
        }
    }
}

/// Whether all of a value is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IsKnown {
    Yes,
    No,
}
