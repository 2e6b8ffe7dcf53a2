//! Computing a plan.

use std::collections::{BTreeSet, HashMap};

use gatewright_model::{Api, EntityPath, HttpMethod, Method, Resource, is_resource_id};
use serde_json::Value;

use super::entity::{Listed, Part};
use super::fields::{Fields, values};
use super::json::compared;
use super::{Change, Entry, FieldChange, Meaning, Plan, pairs};

pub(super) fn plan(before: &Api, after: &Api) -> Plan {
    let mut comparison = Comparison {
        before: Side::of(before),
        after: Side::of(after),
        entries: Vec::new(),
        kept: 0,
    };
    comparison.thing(|| EntityPath::RestApi, Some(&before.rest_api), Some(&after.rest_api));
    comparison.list(&before.resources, &after.resources);
    comparison.methods(&before.resources, &after.resources);
    comparison.list(&before.models, &after.models);
    comparison.list(&before.authorizers, &after.authorizers);
    comparison.list(&before.request_validators, &after.request_validators);
    comparison.list(&before.gateway_responses, &after.gateway_responses);
    comparison.list(&before.documentation_parts, &after.documentation_parts);
    let Comparison { entries, kept, .. } = comparison;
    debug_assert!(entries.is_sorted_by(|one, other| one.entity < other.entity));
    Plan { entries, kept, order: order(before, after) }
}

/// One of the two APIs, and the names of what its methods refer to.
struct Side<'a> {
    api_id: &'a str,
    authorizers: HashMap<&'a str, &'a str>,
    validators: HashMap<&'a str, &'a str>,
}

impl<'a> Side<'a> {
    fn of(api: &'a Api) -> Self {
        Self {
            api_id: &api.rest_api.id,
            authorizers: api.authorizers.iter().map(|it| (&*it.id, &*it.name)).collect(),
            validators: api.request_validators.iter().map(|it| (&*it.id, &*it.name)).collect(),
        }
    }
}

struct Comparison<'a> {
    before: Side<'a>,
    after: Side<'a>,
    entries: Vec<Entry>,
    kept: usize,
}

impl Comparison<'_> {
    /// Compares the things of a list by name.
    fn list<T: Listed + Fields>(&mut self, before: &[T], after: &[T]) {
        for (old, new) in pairs::of_lists(before, after) {
            if let Some(thing) = old.or(new) {
                self.thing(|| thing.path(), old, new);
            }
        }
    }

    /// Compares a thing that is on one side at least.
    fn thing<T: Part + Fields>(
        &mut self,
        entity: impl FnOnce() -> EntityPath,
        old: Option<&T>,
        new: Option<&T>,
    ) {
        let entry = self.entry(entity, old, new);
        self.kept += usize::from(!entry.as_ref().is_some_and(Entry::is_told));
        self.entries.extend(entry);
    }

    fn methods(&mut self, before: &[Resource], after: &[Resource]) {
        let mut found = Methods::default();
        for (old, new) in pairs::of_lists(before, after) {
            let Some(path) = old.or(new).map(|it| &*it.path) else { continue };
            let methods = pairs::of_maps(
                old.map(|it| &it.resource_methods),
                new.map(|it| &it.resource_methods),
            );
            for (old, new) in methods {
                let Some((&verb, _)) = old.or(new) else { continue };
                let (old, new) = (old.map(|(_, it)| it), new.map(|(_, it)| it));
                let told = old != new && self.method(path, verb, old, new, &mut found);
                self.kept += usize::from(!told);
            }
        }
        let Methods { own, responses, integrations, integration_responses } = found;
        for entries in [own, responses, integrations, integration_responses] {
            self.entries.extend(entries);
        }
    }

    /// Compares a method with all that belongs to it; whether people need to know.
    fn method(
        &self,
        path: &str,
        verb: HttpMethod,
        old: Option<&Method>,
        new: Option<&Method>,
        found: &mut Methods,
    ) -> bool {
        let place = || path.to_owned();
        let mut told = false;
        let mut keep = |entry: Option<Entry>, entries: &mut Vec<Entry>| {
            told |= entry.as_ref().is_some_and(Entry::is_told);
            entries.extend(entry);
        };
        keep(self.entry(|| EntityPath::Method(place(), verb), old, new), &mut found.own);
        let responses = [old, new].map(|it| it.map(|it| &it.method_responses));
        if responses[0] != responses[1] {
            for (old, new) in pairs::of_maps(responses[0], responses[1]) {
                let Some((code, _)) = old.or(new) else { continue };
                let entity = || EntityPath::MethodResponse(place(), verb, code.clone());
                let (old, new) = (old.map(|(_, it)| it), new.map(|(_, it)| it));
                keep(self.entry(entity, old, new), &mut found.responses);
            }
        }
        let [old, new] = [old, new].map(|it| it.and_then(|it| it.method_integration.as_ref()));
        let entity = || EntityPath::Integration(place(), verb);
        keep(self.entry(entity, old, new), &mut found.integrations);
        let responses = [old, new].map(|it| it.map(|it| &it.integration_responses));
        if responses[0] != responses[1] {
            for (old, new) in pairs::of_maps(responses[0], responses[1]) {
                let Some((code, _)) = old.or(new) else { continue };
                let entity = || EntityPath::IntegrationResponse(place(), verb, code.clone());
                let (old, new) = (old.map(|(_, it)| it), new.map(|(_, it)| it));
                keep(self.entry(entity, old, new), &mut found.integration_responses);
            }
        }
        told
    }

    /// What becomes of a thing, if it does not stay as it is.
    fn entry<T: Part + Fields>(
        &self,
        entity: impl FnOnce() -> EntityPath,
        old: Option<&T>,
        new: Option<&T>,
    ) -> Option<Entry> {
        match (old, new) {
            (None, None) => None,
            (None, Some(new)) => {
                Some(Entry { entity: entity(), change: Change::Added(Box::new(new.entity())) })
            }
            (Some(old), None) => {
                Some(Entry { entity: entity(), change: Change::Removed(Box::new(old.entity())) })
            }
            (Some(old), Some(new)) => {
                let mut fields = Vec::new();
                old.differ(new, &mut fields);
                if fields.is_empty() {
                    return None;
                }
                let entity = entity();
                for field in &mut fields {
                    field.meaning = self.meaning(&entity, field);
                }
                let change = change(&entity, fields);
                Some(Entry { entity, change })
            }
        }
    }

    /// The changes within JSON as text; nothing to tell when only the spelling differs.
    fn within(&self, field: &FieldChange) -> Meaning {
        let parsed = |value: &Option<Value>, api_id| compared(value.as_ref()?.as_str()?, api_id);
        let old = parsed(&field.old, self.before.api_id);
        let new = parsed(&field.new, self.after.api_id);
        if old.is_none() || new.is_none() {
            return Meaning::Plain;
        }
        let mut found = Vec::new();
        values("", old.as_ref(), new.as_ref(), &mut found);
        if found.is_empty() { Meaning::Silent } else { Meaning::Within(found) }
    }

    fn meaning(&self, entity: &EntityPath, field: &FieldChange) -> Meaning {
        match (entity, &*field.pointer) {
            (EntityPath::RestApi, "/createdDate" | "/rootResourceId")
            | (_, "/id" | "/parentId") => Meaning::Silent,
            // The answer of a put has tags, if empty ones (recorded).
            (EntityPath::RestApi, "/tags")
                if is_empty(field.old.as_ref()) && is_empty(field.new.as_ref()) =>
            {
                Meaning::Silent
            }
            (EntityPath::RestApi, "/policy")
            | (EntityPath::DocumentationPart(_), "/properties")
            | (EntityPath::Model(_), "/schema") => self.within(field),
            (EntityPath::Method(..), "/authorizerId") => {
                named(field, &self.before.authorizers, &self.after.authorizers)
            }
            (EntityPath::Method(..), "/requestValidatorId") => {
                named(field, &self.before.validators, &self.after.validators)
            }
            // A resource that stays shows in it that its methods were made anew (recorded).
            (EntityPath::Integration(..), "/cacheNamespace")
                if is_identifier(field.old.as_ref()) && is_identifier(field.new.as_ref()) =>
            {
                Meaning::Silent
            }
            _ => Meaning::Plain,
        }
    }
}

/// The entries of methods, each kind in the order of the entities.
#[derive(Default)]
struct Methods {
    own: Vec<Entry>,
    responses: Vec<Entry>,
    integrations: Vec<Entry>,
    integration_responses: Vec<Entry>,
}

/// Whether the thing stays or another one takes its place.
fn change(entity: &EntityPath, fields: Vec<FieldChange>) -> Change {
    let other = match entity {
        EntityPath::RestApi => None,
        EntityPath::Integration(..) => Some("/type"),
        EntityPath::Resource(_)
        | EntityPath::Method(..)
        | EntityPath::MethodResponse(..)
        | EntityPath::IntegrationResponse(..)
        | EntityPath::Model(_)
        | EntityPath::Authorizer(_)
        | EntityPath::RequestValidator(_)
        | EntityPath::GatewayResponse(_)
        | EntityPath::DocumentationPart(_) => Some("/id"),
    };
    let is_other = fields.iter().any(|field| Some(&*field.pointer) == other);
    if is_other { Change::Replaced(fields) } else { Change::Changed(fields) }
}

fn is_empty(value: Option<&Value>) -> bool {
    value.and_then(Value::as_object).is_none_or(serde_json::Map::is_empty)
}

/// Whether this is what the service gives where nobody says otherwise.
fn is_identifier(value: Option<&Value>) -> bool {
    value.and_then(Value::as_str).is_some_and(is_resource_id)
}

fn named(field: &FieldChange, old: &HashMap<&str, &str>, new: &HashMap<&str, &str>) -> Meaning {
    let name = |value: &Option<Value>, names: &HashMap<&str, &str>| {
        let id = value.as_ref()?.as_str()?;
        Some((*names.get(id).unwrap_or(&id)).to_owned())
    };
    let (old, new) = (name(&field.old, old), name(&field.new, new));
    if old == new { Meaning::Silent } else { Meaning::Named { old, new } }
}

/// The things of the lists that end in an order which applying would not give by itself.
fn order(before: &Api, after: &Api) -> Vec<EntityPath> {
    let mut order = Vec::new();
    sorted(&after.resources, &mut order);
    sorted(&after.models, &mut order);
    sorted(&after.authorizers, &mut order);
    sorted(&after.request_validators, &mut order);
    sorted(&after.gateway_responses, &mut order);
    let paths: Vec<EntityPath> = after.documentation_parts.iter().map(Listed::path).collect();
    if paths != in_order_of_making(before, &paths) {
        order.extend(paths);
    }
    order
}

/// Documentation parts with those that `before` has as they are there, then the new ones.
fn in_order_of_making(before: &Api, after: &[EntityPath]) -> Vec<EntityPath> {
    let remaining: BTreeSet<&EntityPath> = after.iter().collect();
    let old: Vec<EntityPath> = before.documentation_parts.iter().map(Listed::path).collect();
    let known: BTreeSet<&EntityPath> = old.iter().collect();
    let new: Vec<EntityPath> = remaining
        .iter()
        .filter(|path| !known.contains(*path))
        .map(|path| (*path).clone())
        .collect();
    old.iter().filter(|path| remaining.contains(path)).cloned().chain(new).collect()
}

fn sorted<T: Listed>(list: &[T], order: &mut Vec<EntityPath>) {
    if !list.is_sorted_by(|one, other| one.order(other).is_le()) {
        order.extend(list.iter().map(Listed::path));
    }
}
