//! Computing a plan.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gatewright_model::{Api, EntityPath, HttpMethod, Method, Resource};
use serde_json::Value;

use super::entity::{Listed, Part};
use super::fields::{Fields, values};
use super::json::compared;
use super::{Change, Entry, FieldChange, Meaning, Plan};

pub(super) fn plan(before: &Api, after: &Api) -> Plan {
    let mut comparison =
        Comparison { before: Side::of(before), after: Side::of(after), plan: Plan::default() };
    let told = comparison.thing(EntityPath::RestApi, Some(&before.rest_api), Some(&after.rest_api));
    comparison.plan.kept += usize::from(!told);
    comparison.list(&before.resources, &after.resources);
    comparison.methods(&before.resources, &after.resources);
    comparison.list(&before.models, &after.models);
    comparison.list(&before.authorizers, &after.authorizers);
    comparison.list(&before.request_validators, &after.request_validators);
    comparison.list(&before.gateway_responses, &after.gateway_responses);
    comparison.list(&before.documentation_parts, &after.documentation_parts);
    let mut plan = comparison.plan;
    plan.entries.sort_by(|a, b| a.entity.cmp(&b.entity));
    plan.order = order(before, after);
    plan
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
    plan: Plan,
}

impl Comparison<'_> {
    /// Compares the things of a list by name.
    fn list<T: Listed + Fields>(&mut self, before: &[T], after: &[T]) {
        for (path, (old, new)) in pairs(before, after) {
            let told = self.thing(path, old, new);
            self.plan.kept += usize::from(!told);
        }
    }

    fn methods(&mut self, before: &[Resource], after: &[Resource]) {
        for (old, new) in pairs(before, after).into_values() {
            let Some(path) = old.or(new).map(|it| &*it.path) else { continue };
            let methods =
                union(old.map(|it| &it.resource_methods), new.map(|it| &it.resource_methods));
            for (&verb, (old, new)) in methods {
                let told = old != new && self.method(path, verb, old, new);
                self.plan.kept += usize::from(!told);
            }
        }
    }

    /// Compares a method with all that belongs to it; whether people need to know.
    fn method(
        &mut self,
        path: &str,
        verb: HttpMethod,
        old: Option<&Method>,
        new: Option<&Method>,
    ) -> bool {
        let place = || path.to_owned();
        let mut told = self.thing(EntityPath::Method(place(), verb), old, new);
        let responses =
            union(old.map(|it| &it.method_responses), new.map(|it| &it.method_responses));
        for (code, (old, new)) in responses {
            told |= self.thing(EntityPath::MethodResponse(place(), verb, code.clone()), old, new);
        }
        let old = old.and_then(|it| it.method_integration.as_ref());
        let new = new.and_then(|it| it.method_integration.as_ref());
        if old.is_some() || new.is_some() {
            told |= self.thing(EntityPath::Integration(place(), verb), old, new);
        }
        let old = old.map(|it| &it.integration_responses);
        let new = new.map(|it| &it.integration_responses);
        for (code, (old, new)) in union(old, new) {
            let entity = EntityPath::IntegrationResponse(place(), verb, code.clone());
            told |= self.thing(entity, old, new);
        }
        told
    }

    /// Compares a thing that is on one side at least; whether people need to know.
    fn thing<T: Part + Fields>(
        &mut self,
        entity: EntityPath,
        old: Option<&T>,
        new: Option<&T>,
    ) -> bool {
        let change = match (old, new) {
            (None, None) => return false,
            (None, Some(new)) => Change::Added(new.entity()),
            (Some(old), None) => Change::Removed(old.entity()),
            (Some(old), Some(new)) if old == new => return false,
            (Some(old), Some(new)) => {
                let mut fields = Vec::new();
                old.differ(new, &mut fields);
                if fields.is_empty() {
                    return false;
                }
                for field in &mut fields {
                    field.meaning = self.meaning(&entity, field);
                }
                change(&entity, fields)
            }
        };
        let entry = Entry { entity, change };
        let told = entry.is_told();
        self.plan.entries.push(entry);
        told
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

/// Whether this is what the service gives where nobody says otherwise: an identifier of a resource.
fn is_identifier(value: Option<&Value>) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let text = value.and_then(Value::as_str).unwrap_or_default();
    text.len() == 6 && text.bytes().all(legal)
}

fn named(field: &FieldChange, old: &HashMap<&str, &str>, new: &HashMap<&str, &str>) -> Meaning {
    let name = |value: &Option<Value>, names: &HashMap<&str, &str>| {
        let id = value.as_ref()?.as_str()?;
        Some((*names.get(id).unwrap_or(&id)).to_owned())
    };
    let (old, new) = (name(&field.old, old), name(&field.new, new));
    if old == new { Meaning::Silent } else { Meaning::Named { old, new } }
}

type Pair<'a, T> = (Option<&'a T>, Option<&'a T>);

/// The things of two lists by name.
fn pairs<'a, T: Listed>(before: &'a [T], after: &'a [T]) -> BTreeMap<EntityPath, Pair<'a, T>> {
    let mut pairs: BTreeMap<EntityPath, Pair<'a, T>> =
        before.iter().map(|it| (it.path(), (Some(it), None))).collect();
    for new in after {
        pairs.entry(new.path()).or_default().1 = Some(new);
    }
    pairs
}

/// The things of two maps by key.
fn union<'a, K: Ord, T>(
    before: Option<&'a BTreeMap<K, T>>,
    after: Option<&'a BTreeMap<K, T>>,
) -> BTreeMap<&'a K, Pair<'a, T>> {
    let mut pairs: BTreeMap<&K, Pair<'a, T>> =
        before.into_iter().flatten().map(|(key, it)| (key, (Some(it), None))).collect();
    for (key, new) in after.into_iter().flatten() {
        pairs.entry(key).or_default().1 = Some(new);
    }
    pairs
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
    let paths: Vec<EntityPath> = list.iter().map(Listed::path).collect();
    if !paths.is_sorted() {
        order.extend(paths);
    }
}
