//! Who may send a request, and what is checked of it.

use std::fmt::Write;

use gatewright_model::{Api, AuthorizationType, HttpMethod, Method};

use super::routes::Route;
use super::{Found, Side};

/// Compares the methods that answer the same request.
pub(super) fn judge(
    before: &Side<'_>,
    after: &Side<'_>,
    old: Route<'_>,
    new: Route<'_>,
    found: &mut Found,
) {
    let mut own = Found::default();
    // Browsers ask without credentials what they may ask; that must be open (CORS).
    if new.method.http_method != HttpMethod::Options {
        authorization(before.api, after.api, old, new, &mut own);
        api_key(old.method, new, &mut own);
    }
    validation(before.api, after.api, old.method, new, &mut own);
    if old.entity() != new.entity() {
        for danger in &mut own.0 {
            let _ = write!(danger.message, ", for requests that {} took", old.entity());
        }
    }
    found.0.append(&mut own.0);
}

fn authorization(before: &Api, after: &Api, old: Route<'_>, new: Route<'_>, found: &mut Found) {
    let entity = || new.entity();
    let (was, is) = (Guard::of(before, old.method), Guard::of(after, new.method));
    match (old.method.authorization_type, new.method.authorization_type) {
        (AuthorizationType::None, AuthorizationType::None) => {}
        (_, AuthorizationType::None) => {
            let key = if new.method.api_key_required { " with an API key" } else { "" };
            let message = format!("everybody{key} may call it: {was} is lost");
            found.security(entity(), "method-public", message);
        }
        (AuthorizationType::None, _) => {
            let message = format!("callers need credentials now: {is}");
            found.breaking(entity(), "authorization-required", message);
        }
        (old_type, new_type) if old_type != new_type => {
            let message = format!("{was} is lost, {is} takes its place");
            found.security(entity(), "authorization-changed", message);
            let message = format!("callers need other credentials: {is} instead of {was}");
            found.breaking(entity(), "authorization-changed", message);
        }
        _ if was.authorizer != is.authorizer => {
            let message = format!("{is} decides instead of {was}");
            found.security(entity(), "authorizer-exchanged", message);
        }
        _ => scopes(old.method, new, found),
    }
}

/// Who guards a method.
struct Guard<'a> {
    kind: AuthorizationType,
    authorizer: Option<&'a str>,
}

impl<'a> Guard<'a> {
    fn of(api: &'a Api, method: &Method) -> Self {
        let id = method.authorizer_id.as_deref();
        let authorizer = id.and_then(|id| api.authorizers.iter().find(|it| it.id == id));
        Self { kind: method.authorization_type, authorizer: authorizer.map(|it| &*it.name) }
    }
}

impl std::fmt::Display for Guard<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.authorizer {
            Some(name) => write!(f, "the authorizer `{name}` ({})", self.kind),
            None => write!(f, "the authorization {}", self.kind),
        }
    }
}

/// Of the scopes of a method a token needs one; without any, an identity token will do. (*Integrate a
/// REST API with an Amazon Cognito user pool*.)
fn scopes(old: &Method, new: Route<'_>, found: &mut Found) {
    let (was, is) = (&old.authorization_scopes, &new.method.authorization_scopes);
    let list = |scopes: Vec<&String>| {
        scopes.iter().map(|scope| format!("`{scope}`")).collect::<Vec<_>>().join(", ")
    };
    let added: Vec<&String> = is.iter().filter(|scope| !was.contains(scope)).collect();
    let removed: Vec<&String> = was.iter().filter(|scope| !is.contains(scope)).collect();
    if !was.is_empty() && is.is_empty() {
        let message = format!("tokens need no scope any more: it was {}", list(removed));
        found.security(new.entity(), "scopes-widened", message);
    } else if was.is_empty() && !is.is_empty() {
        let message = format!("tokens need a scope now: {}", list(added));
        found.breaking(new.entity(), "scopes-narrowed", message);
    } else {
        if !added.is_empty() {
            let message = format!("tokens with another scope pass as well: {}", list(added));
            found.security(new.entity(), "scopes-widened", message);
        }
        if !removed.is_empty() {
            let message = format!("tokens with these scopes alone pass no more: {}", list(removed));
            found.breaking(new.entity(), "scopes-narrowed", message);
        }
    }
}

fn api_key(old: &Method, new: Route<'_>, found: &mut Found) {
    match (old.api_key_required, new.method.api_key_required) {
        (true, false) => {
            found.security(new.entity(), "api-key-lost", "an API key is not asked for any more");
        }
        (false, true) => {
            found.breaking(new.entity(), "api-key-required", "callers need an API key now");
        }
        (true, true) | (false, false) => {}
    }
}

fn validation(before: &Api, after: &Api, old: &Method, new: Route<'_>, found: &mut Found) {
    let (was, is) = (Checks::of(before, old), Checks::of(after, new.method));
    if was.body && !is.body && !old.request_models.is_empty() {
        let message = "the body of requests is not validated any more";
        found.security(new.entity(), "validation-lost", message);
    }
    if was.parameters && !is.parameters && has_required_parameters(old) {
        let message = "required parameters are not asked for any more";
        found.security(new.entity(), "validation-lost", message);
    }
    if is.body && !was.body && !new.method.request_models.is_empty() {
        let message = "a body that does not fit its model is refused now";
        found.breaking(new.entity(), "validation-added", message);
    }
    if is.parameters && !was.parameters && has_required_parameters(new.method) {
        let message = "requests without the required parameters are refused now";
        found.breaking(new.entity(), "validation-added", message);
    }
}

/// Whether a request can lack one: a variable of the path it cannot.
fn has_required_parameters(method: &Method) -> bool {
    let mut parameters = method.request_parameters.iter();
    parameters.any(|(name, required)| *required && !name.starts_with("method.request.path."))
}

/// What of a request is validated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Checks {
    pub(super) body: bool,
    pub(super) parameters: bool,
}

impl Checks {
    pub(super) fn of(api: &Api, method: &Method) -> Self {
        let id = method.request_validator_id.as_deref();
        let validator = id.and_then(|id| api.request_validators.iter().find(|it| it.id == id));
        Self {
            body: validator.is_some_and(|it| it.validate_request_body),
            parameters: validator.is_some_and(|it| it.validate_request_parameters),
        }
    }
}
