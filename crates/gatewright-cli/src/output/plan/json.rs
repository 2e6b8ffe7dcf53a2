//! The format `json`: one object for programs. `gatewright plan --help` tells its members.

use gatewright_import::{Change, Counts, Entity, Entry, FieldChange, Harm, Meaning};
use gatewright_model::EntityPath;
use serde::Serialize;
use serde_json::Value;

use super::View;
use crate::exit::Stop;

#[derive(Serialize)]
struct Whole<'a> {
    existing: &'a str,
    incoming: &'a str,
    mode: &'static str,
    changes: Vec<Thing<'a>>,
    dangers: Vec<Peril<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Thing<'a> {
    kind: &'static str,
    entity: String,
    action: &'static str,
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a Entity>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Field<'a>>,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Place<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Field<'a> {
    pointer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    within: Vec<Field<'a>>,
}

#[derive(Serialize)]
struct Peril<'a> {
    harm: &'static str,
    id: &'static str,
    entity: String,
    message: &'a str,
}

#[derive(Serialize)]
struct Summary {
    add: usize,
    change: usize,
    replace: usize,
    remove: usize,
    keep: usize,
    security: usize,
    breaking: usize,
}

/// The whole plan.
pub(crate) fn plan(view: &View<'_>) -> Result<String, Stop> {
    let Counts { added, changed, replaced, removed, kept } = view.plan.counts();
    let count = |harm| view.dangers.iter().filter(|danger| danger.harm == harm).count();
    let dangers = view.dangers.iter().map(|danger| Peril {
        harm: danger.harm.as_str(),
        id: danger.name,
        entity: danger.entity.to_string(),
        message: &danger.message,
    });
    let whole = Whole {
        existing: view.existing,
        incoming: view.incoming,
        mode: view.mode.as_str(),
        changes: view.plan.told().map(thing).collect(),
        dangers: dangers.collect(),
        summary: Summary {
            add: added,
            change: changed,
            replace: replaced,
            remove: removed,
            keep: kept,
            security: count(Harm::Security),
            breaking: count(Harm::Breaking),
        },
    };
    let text = serde_json::to_string_pretty(&whole);
    let mut text = text.map_err(|error| Stop::CannotRun(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

fn thing(entry: &Entry) -> Thing<'_> {
    let (action, value, fields) = match &entry.change {
        Change::Added(value) => ("add", Some(&**value), &[][..]),
        Change::Removed(value) => ("remove", Some(&**value), &[][..]),
        Change::Replaced(fields) => ("replace", None, &**fields),
        Change::Changed(fields) => ("change", None, &**fields),
    };
    let (kind, place) = kind_and_place(&entry.entity);
    let entity = entry.entity.to_string();
    Thing { kind, entity, action, place, value, fields: self::fields(fields) }
}

fn kind_and_place(entity: &EntityPath) -> (&'static str, Place<'_>) {
    let none = Place::default();
    let named = |name| Place { name: Some(name), ..Place::default() };
    match entity {
        EntityPath::RestApi => ("restApi", none),
        EntityPath::Resource(path) => ("resource", Place { path: Some(path), ..none }),
        EntityPath::Method(path, verb) => {
            ("method", Place { path: Some(path), method: Some(verb.as_str()), ..none })
        }
        EntityPath::Integration(path, verb) => {
            ("integration", Place { path: Some(path), method: Some(verb.as_str()), ..none })
        }
        EntityPath::MethodResponse(path, verb, code) => {
            let (path, method) = (Some(&**path), Some(verb.as_str()));
            ("methodResponse", Place { path, method, status_code: Some(code), name: None })
        }
        EntityPath::IntegrationResponse(path, verb, code) => {
            let (path, method) = (Some(&**path), Some(verb.as_str()));
            ("integrationResponse", Place { path, method, status_code: Some(code), name: None })
        }
        EntityPath::Model(name) => ("model", named(name)),
        EntityPath::Authorizer(name) => ("authorizer", named(name)),
        EntityPath::RequestValidator(name) => ("requestValidator", named(name)),
        EntityPath::GatewayResponse(kind) => ("gatewayResponse", named(kind.as_str())),
        EntityPath::DocumentationPart(location) => (
            "documentationPart",
            Place {
                path: location.path.as_deref(),
                method: location.method.as_deref(),
                status_code: location.status_code.as_deref(),
                name: location.name.as_deref(),
            },
        ),
    }
}

/// The members that people need to know.
fn fields(fields: &[FieldChange]) -> Vec<Field<'_>> {
    let told = fields.iter().filter(|field| field.meaning != Meaning::Silent);
    told.map(|field| {
        let (old_name, new_name, within) = match &field.meaning {
            Meaning::Plain | Meaning::Silent => (None, None, &[][..]),
            Meaning::Named { old, new } => (old.as_deref(), new.as_deref(), &[][..]),
            Meaning::Within(fields) => (None, None, &**fields),
        };
        let (old, new) = (field.old.as_ref(), field.new.as_ref());
        let within = self::fields(within);
        Field { pointer: &field.pointer, old, new, old_name, new_name, within }
    })
    .collect()
}
