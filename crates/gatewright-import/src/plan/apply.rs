//! Applying a plan.

use std::collections::HashMap;

use gatewright_model::{Api, EntityPath};
use serde_json::{Map, Value};

use super::entity::{Listed, Part};
use super::{Change, FieldChange, Plan};

pub(super) fn apply(plan: &Plan, before: &Api) -> Api {
    let mut api = before.clone();
    if let Some(Change::Replaced(fields) | Change::Changed(fields)) =
        change(plan, &EntityPath::RestApi)
    {
        edit(&mut api.rest_api, fields);
    }
    let ranks: HashMap<&EntityPath, usize> = plan.order.iter().zip(0..).collect();
    named(plan, &ranks, &mut api.resources);
    named(plan, &ranks, &mut api.models);
    named(plan, &ranks, &mut api.authorizers);
    named(plan, &ranks, &mut api.request_validators);
    named(plan, &ranks, &mut api.gateway_responses);
    list(plan, &mut api.documentation_parts);
    reorder(&ranks, &mut api.documentation_parts);
    methods(plan, &mut api);
    api
}

fn change<'p>(plan: &'p Plan, entity: &EntityPath) -> Option<&'p Change> {
    let at = plan.entries.binary_search_by(|entry| entry.entity.cmp(entity)).ok()?;
    Some(&plan.entries[at].change)
}

/// Changes a list that is in the order of the names, unless the plan says otherwise.
fn named<T: Listed>(plan: &Plan, ranks: &HashMap<&EntityPath, usize>, things: &mut Vec<T>) {
    list(plan, things);
    things.sort_by_cached_key(Listed::path);
    reorder(ranks, things);
}

/// Changes a list; what is new comes last.
fn list<T: Listed>(plan: &Plan, things: &mut Vec<T>) {
    things.retain_mut(|thing| match change(plan, &thing.path()) {
        Some(Change::Removed(_)) => false,
        Some(Change::Replaced(fields) | Change::Changed(fields)) => {
            edit(thing, fields);
            true
        }
        Some(Change::Added(_)) | None => true,
    });
    things.extend(plan.entries.iter().filter_map(|entry| match &entry.change {
        Change::Added(entity) => T::of(entity),
        Change::Removed(_) | Change::Replaced(_) | Change::Changed(_) => None,
    }));
}

fn reorder<T: Listed>(ranks: &HashMap<&EntityPath, usize>, things: &mut [T]) {
    if things.first().is_some_and(|first| ranks.contains_key(&first.path())) {
        things.sort_by_cached_key(|thing| ranks.get(&thing.path()).copied());
    }
}

/// Changes methods and what belongs to them. A method comes before its parts, so that it is there
/// when they are to be added.
fn methods(plan: &Plan, api: &mut Api) {
    let places: HashMap<String, usize> =
        api.resources.iter().map(|it| it.path.clone()).zip(0..).collect();
    for entry in &plan.entries {
        let (EntityPath::Method(path, verb)
        | EntityPath::MethodResponse(path, verb, _)
        | EntityPath::Integration(path, verb)
        | EntityPath::IntegrationResponse(path, verb, _)) = &entry.entity
        else {
            continue;
        };
        // What belonged to a thing that is gone has gone with it.
        let Some(&place) = places.get(path) else { continue };
        let methods = &mut api.resources[place].resource_methods;
        if let EntityPath::Method(..) = &entry.entity {
            in_map(methods, verb, &entry.change);
            continue;
        }
        let Some(method) = methods.get_mut(verb) else { continue };
        match (&entry.entity, &mut method.method_integration) {
            (EntityPath::MethodResponse(.., code), _) => {
                in_map(&mut method.method_responses, code, &entry.change);
            }
            (EntityPath::IntegrationResponse(.., code), Some(integration)) => {
                in_map(&mut integration.integration_responses, code, &entry.change);
            }
            (EntityPath::IntegrationResponse(..), None) => {}
            (_, integration) => one(integration, &entry.change),
        }
    }
}

fn in_map<K: Ord + Clone, T: Part>(
    things: &mut gatewright_model::Map<K, T>,
    key: &K,
    change: &Change,
) {
    let mut thing = things.remove(key);
    one(&mut thing, change);
    if let Some(thing) = thing {
        things.insert(key.clone(), thing);
    }
}

fn one<T: Part>(thing: &mut Option<T>, change: &Change) {
    match change {
        Change::Added(entity) => *thing = T::of(entity),
        Change::Removed(_) => *thing = None,
        Change::Replaced(fields) | Change::Changed(fields) => {
            if let Some(thing) = thing {
                edit(thing, fields);
            }
        }
    }
}

fn edit<T: Part>(thing: &mut T, fields: &[FieldChange]) {
    let mut value = serde_json::to_value(&*thing).expect("values of the model are JSON");
    for field in fields {
        set(&mut value, &field.pointer, field.new.as_ref());
    }
    *thing = serde_json::from_value(value).expect("both ends of a change are of the model");
}

/// Sets the member at a pointer, and makes the objects that lead there, since empty maps are left out
/// of the service's JSON.
fn set(value: &mut Value, pointer: &str, new: Option<&Value>) {
    let mut steps: Vec<String> =
        pointer.split('/').skip(1).map(|it| it.replace("~1", "/").replace("~0", "~")).collect();
    let Some(last) = steps.pop() else { return };
    let mut owner = value;
    for step in steps {
        if owner.is_null() {
            *owner = Value::Object(Map::new());
        }
        owner = match owner {
            Value::Object(members) => members.entry(step).or_insert(Value::Null),
            Value::Array(items) => {
                match step.parse().ok().and_then(|it: usize| items.get_mut(it)) {
                    Some(item) => item,
                    None => return,
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return,
        };
    }
    match (owner, new) {
        (owner @ Value::Null, Some(new)) => {
            *owner = Value::Object(Map::from_iter([(last, new.clone())]));
        }
        (Value::Object(members), Some(new)) => {
            members.insert(last, new.clone());
        }
        (Value::Object(members), None) => {
            members.shift_remove(&last);
        }
        (Value::Array(items), new) => {
            if let Some(item) = last.parse().ok().and_then(|it: usize| items.get_mut(it)) {
                *item = new.cloned().unwrap_or_default();
            }
        }
        (Value::Null, None) | (Value::Bool(_) | Value::Number(_) | Value::String(_), _) => {}
    }
}
