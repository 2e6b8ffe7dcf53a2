//! Who may call methods: what the API asks for by default, and what an event asks for instead
//! (*ApiAuth* and *ApiFunctionAuth*).
//!
//! A list of requirements has at most one authorizer. The names `NONE` and `api_key_false` in it say
//! that the default does not hold; the transform leaves `NONE` behind where nothing else is asked for.

use std::collections::HashSet;

use gatewright_diagnostics::Span;

use super::authorizer::{self, AWS_IAM};
use super::definition::{OPTIONS, methods, operation, path, paths};
use super::event::Event;
use super::policy::Policy;
use super::value::Value;
use super::{Stack, definition};

const DEFINITIONS: &str = "securityDefinitions";
const NONE: &str = "NONE";
const API_KEY: &str = "api_key";
const NO_API_KEY: &str = "api_key_false";

/// The role that the integration of an event calls the function with, if an IAM identity calls it.
pub(crate) fn credentials<'d>(
    event: &Event<'d>,
    api: &Value<'d>,
    stack: &dyn Stack,
) -> Option<Value<'d>> {
    let (own, api) = (event.auth(), api.find("Auth"));
    let (own, api) = (own.as_ref(), api.as_deref());
    let is_iam = |auth: &Value<'d>, key| {
        auth.find(key).and_then(|it| it.as_text()).as_deref() == Some(AWS_IAM)
    };
    let by_event = own.is_some_and(|it| is_iam(it, "Authorizer"));
    let by_api = own.is_none() && api.is_some_and(|it| is_iam(it, "DefaultAuthorizer"));
    if !by_event && !by_api {
        return None;
    }
    let at = own.or(api).map_or(event.at, Value::at);
    // One that is there without a value asks for none.
    let said = |auth: Option<&Value<'d>>| {
        let role = auth?.get("InvokeRole")?;
        Some(if role.is_said() { role } else { Value::text(role.at(), NONE) })
    };
    let role = said(own).or_else(|| said(api));
    match role {
        Some(role) if role.as_text().as_deref() == Some(NONE) => None,
        Some(role) if role.as_text().as_deref() != Some("CALLER_CREDENTIALS") => {
            Some(role.repeated())
        }
        role => {
            let at = role.as_ref().map_or(at, Value::at);
            let partition = stack.pseudo("AWS::Partition");
            Some(Value::filled(at, format!("arn:{partition}:iam::*:user/*")))
        }
    }
}

/// What an event says of the calls of its method.
pub(crate) fn add_event<'d>(
    body: &mut Value<'d>,
    policy: &mut Policy<'d>,
    event: &Event<'d>,
    api: &Value<'d>,
    stage: &str,
) {
    let Some(auth) = event.auth() else { return };
    let method = definition::method_name(&event.method);
    if let Some(authorizer) = auth.said("Authorizer") {
        let name = authorizer.as_text().unwrap_or_default();
        let declared = || api.find("Auth")?.find("Authorizers")?.said(&name);
        let declared = declared().filter(|_| name != NONE);
        let scopes = declared.and_then(|declared| {
            auth.member("AuthorizationScopes").or_else(|| declared.member("AuthorizationScopes"))
        });
        add_authorizer(body, event, &method, authorizer.at(), &name, scopes);
    }
    if let Some(key) = auth.member("ApiKeyRequired") {
        let name = if key.is_said() { API_KEY } else { NO_API_KEY };
        if let Some(operation) = operation(body, &event.path, &method) {
            require(operation, requirement(key.at(), name, None));
            if key.is_said() {
                define_api_key(body, key.at());
            }
        }
    }
    if let Some(resource) = auth.said("ResourcePolicy") {
        policy.add(body, &resource, &event.path, stage);
        policy.add_custom(body, &resource);
    }
}

fn add_authorizer<'d>(
    body: &mut Value<'d>,
    event: &Event<'d>,
    method: &str,
    at: Span,
    name: &str,
    scopes: Option<Value<'d>>,
) {
    let Some(operation) = operation(body, &event.path, method) else { return };
    require(operation, requirement(at, name, scopes));
    if first_is_iam(operation) {
        define_iam(body, at);
    }
}

fn requirement<'d>(at: Span, name: &str, scopes: Option<Value<'d>>) -> Value<'d> {
    let mut requirement = Value::mapping(at);
    let scopes = scopes.unwrap_or_else(|| Value::list(at, Vec::new()));
    requirement.set(at, name, scopes.repeated());
    requirement
}

fn require<'d>(operation: &mut Value<'d>, requirement: Value<'d>) {
    let at = requirement.at();
    match operation.get_mut("security") {
        Some(security) => security.push(requirement),
        None => operation.set(at, "security", Value::list(at, vec![requirement])),
    }
}

fn first_is_iam(operation: &Value<'_>) -> bool {
    let security = operation.get("security").map(|it| it.items()).unwrap_or_default();
    security.first().is_some_and(|it| it.has(AWS_IAM))
}

fn define_iam(body: &mut Value<'_>, at: Span) {
    let definitions = body.within(at, DEFINITIONS);
    if !definitions.has(AWS_IAM) {
        definitions.set(at, AWS_IAM, authorizer::iam(at));
    }
}

fn define_api_key(body: &mut Value<'_>, at: Span) {
    let definitions = body.within(at, DEFINITIONS);
    if !definitions.has(API_KEY) {
        let scheme = serde_json::json!({ "type": "apiKey", "name": "x-api-key", "in": "header" });
        definitions.set(at, API_KEY, Value::made(at, scheme));
    }
}

/// What the API says of the calls of all of its methods.
pub(crate) fn add_api<'d>(
    body: &mut Value<'d>,
    policy: &mut Policy<'d>,
    auth: &Value<'d>,
    stage: &str,
    stack: &dyn Stack,
) {
    let default = auth.said("DefaultAuthorizer");
    let default_name = default.as_ref().and_then(Value::as_text).unwrap_or_default();
    let is_iam = default_name == AWS_IAM;
    let declared = auth.said("Authorizers").filter(Value::is_mapping);
    if is_iam {
        let at = default.as_ref().map_or(auth.at(), Value::at);
        body.within(at, DEFINITIONS).set(at, AWS_IAM, authorizer::iam(at));
    }
    for (at, name, authorizer) in declared.iter().flat_map(Value::entries) {
        let scheme = authorizer::scheme(at, &authorizer, stack);
        body.within(at, DEFINITIONS).set(at, &name, scheme);
    }
    let is_declared = declared.as_ref().is_some_and(|it| it.has(&default_name));
    if let Some(default) = default.filter(|_| is_iam || is_declared) {
        let spares_options = auth.get("AddDefaultAuthorizerToCorsPreflight");
        let spares_options = spares_options.is_some_and(|it| !it.is_said());
        set_default(body, declared.as_ref(), &default, &default_name, spares_options);
    }
    if let Some(key) = auth.said("ApiKeyRequired") {
        define_api_key(body, key.at());
        let spares_options = auth.get("AddApiKeyRequiredToCorsPreflight");
        set_default_key(body, key.at(), spares_options.is_some_and(|it| !it.is_said()));
    }
    if let Some(resource) = auth.said("ResourcePolicy").filter(Value::is_mapping) {
        for path in paths(body) {
            policy.add(body, &resource, &path, stage);
        }
        policy.add_custom(body, &resource);
    }
}

/// Each method with an integration, to be changed.
fn each_operation<'d>(body: &mut Value<'d>, mut change: impl FnMut(&str, &mut Value<'d>)) {
    for name in paths(body) {
        let Some(item) = path(body, &name) else { continue };
        for method in methods(item) {
            if let Some(operation) = item.get_mut(&method) {
                change(&method, operation);
            }
        }
    }
}

fn set_default<'d>(
    body: &mut Value<'d>,
    authorizers: Option<&Value<'d>>,
    default: &Value<'d>,
    name: &str,
    spares_options: bool,
) {
    let at = default.at();
    let scopes = authorizers.and_then(|it| it.get(name)?.member("AuthorizationScopes"));
    let names: HashSet<String> =
        authorizers.map(Value::keys).unwrap_or_default().into_iter().collect();
    let is_authorizer =
        |it: &Value<'_>| it.has(AWS_IAM) || it.keys().iter().any(|key| names.contains(key));
    let mut has_iam = false;
    each_operation(body, |method, operation| {
        if spares_options && method == OPTIONS {
            return;
        }
        let existing = operation.get("security").map(|it| it.items()).unwrap_or_default();
        let (mut own, mut others): (Vec<_>, Vec<_>) = existing.into_iter().partition(is_authorizer);
        if let Some(none) = others.iter().position(|it| it.has(NONE)) {
            others.remove(none);
            own.clear();
        } else if own.is_empty() {
            own.push(requirement(at, name, scopes.clone()));
        }
        others.append(&mut own);
        if !others.is_empty() {
            set_security(operation, at, others);
            has_iam |= first_is_iam(operation);
        }
    });
    if has_iam {
        define_iam(body, at);
    }
}

fn set_default_key<'d>(body: &mut Value<'d>, at: Span, spares_options: bool) {
    each_operation(body, |method, operation| {
        let existing = operation.get("security").map(|it| it.items()).unwrap_or_default();
        let before = existing.len();
        let is_key = |it: &Value<'d>| it.has(API_KEY) || it.has(NO_API_KEY);
        let (keys, mut others): (Vec<_>, Vec<_>) = existing.into_iter().partition(is_key);
        if spares_options && method == OPTIONS {
            if before != others.len() {
                set_security(operation, at, others);
            }
            return;
        }
        if !keys.iter().any(|it| it.has(NO_API_KEY)) {
            others.push(requirement(at, API_KEY, None));
        }
        set_security(operation, at, others);
    });
}

fn set_security<'d>(operation: &mut Value<'d>, at: Span, items: Vec<Value<'d>>) {
    match operation.get_mut("security") {
        Some(security) => security.set_items(items),
        None if items.is_empty() => {}
        None => operation.set(at, "security", Value::list(at, items)),
    }
}
