//! What is dangerous in a change of an API: what opens it, and what breaks those who call it.
//!
//! Judged is what a caller meets, not which lines differ: a method that is gone but whose requests
//! another one takes does not break them, and one whose requests reach an open method instead is open.

mod access;
mod api;
mod contract;
mod routes;
mod schema;

use std::collections::HashSet;

use gatewright_model::{Api, EntityPath, HttpMethod};

use access::Checks;
use routes::{Route, Routes};
use schema::{Models, Schemas};

/// Something that a reviewer should know before the change is made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Danger {
    /// The thing that it is about, as it is called afterwards; a thing that goes, as before.
    pub entity: EntityPath,
    /// Whom it harms.
    pub harm: Harm,
    /// One word for its kind, such as `method-public`.
    pub name: &'static str,
    /// What happens, in a line.
    pub message: String,
}

/// Whom a change harms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Harm {
    /// The API protects less than before.
    Security,
    /// Callers who did nothing wrong have to change something.
    Breaking,
}

impl Harm {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Breaking => "breaking",
        }
    }
}

/// The dangers of going from one API to another, by entity.
pub fn dangers(before: &Api, after: &Api) -> Vec<Danger> {
    let (before, after) = (Side::of(before), Side::of(after));
    let mut found = Found::default();
    api::judge(&before, &after, &mut found);
    requests(&before, &after, &mut found);
    let mut dangers = found.0;
    dangers.sort();
    dangers.dedup();
    dangers
}

/// An API as its callers meet it.
struct Side<'a> {
    api: &'a Api,
    routes: Routes<'a>,
    models: Models<'a>,
}

impl<'a> Side<'a> {
    fn of(api: &'a Api) -> Self {
        Self { api, routes: Routes::of(api), models: Models::of(api) }
    }
}

/// The dangers so far.
#[derive(Default)]
struct Found(Vec<Danger>);

impl Found {
    fn security(&mut self, entity: EntityPath, name: &'static str, message: impl Into<String>) {
        self.0.push(Danger { entity, harm: Harm::Security, name, message: message.into() });
    }

    fn breaking(&mut self, entity: EntityPath, name: &'static str, message: impl Into<String>) {
        self.0.push(Danger { entity, harm: Harm::Breaking, name, message: message.into() });
    }
}

/// Asks of each request that some method is for which method answers it, before and after.
fn requests(before: &Side<'_>, after: &Side<'_>, found: &mut Found) {
    // By place: a method of an API is there once.
    let mut compared = HashSet::new();
    let mut schemas = Schemas::new(&before.models, &after.models);
    for (shape, verb) in before.routes.requests(&after.routes) {
        let Some(old) = before.routes.find(&shape, verb) else { continue };
        let is_its_own = old.shape == shape;
        match after.routes.find(&shape, verb) {
            Some(new) if compared.insert([old.method, new.method].map(std::ptr::from_ref)) => {
                let mut own = Found::default();
                access::judge(before, after, old, new, &mut own);
                if old.shape == new.shape && old.method.http_method == new.method.http_method {
                    let checks = Checks::of(after.api, new.method);
                    contract::judge(old, new, checks, &mut schemas, &mut own);
                }
                // Nobody can count on what a wider method happened to do with a request.
                own.0.retain(|danger| is_its_own || danger.harm == Harm::Security);
                found.0.append(&mut own.0);
            }
            // That the wider method is gone is told where that one is.
            None if is_its_own => gone(old, verb, found),
            Some(_) | None => {}
        }
    }
}

fn gone(old: Route<'_>, verb: HttpMethod, found: &mut Found) {
    let message = if old.method.http_method == HttpMethod::Any {
        format!("nothing answers {verb} any more")
    } else {
        "it is removed, and nothing else takes its requests".to_owned()
    };
    found.breaking(old.entity(), "method-removed", message);
}
