//! What is dangerous for the API as a whole: its settings, and its authorizers.

use gatewright_model::{Api, Authorizer, EntityPath, RestApi};

use super::{Found, Side};

/// Compares the settings and the authorizers.
pub(super) fn judge(before: &Side<'_>, after: &Side<'_>, found: &mut Found) {
    settings(&before.api.rest_api, &after.api.rest_api, after.api, found);
    for old in &before.api.authorizers {
        let entity = EntityPath::Authorizer(old.name.clone());
        match after.api.authorizers.iter().find(|it| it.name == old.name) {
            Some(new) => authorizer(old, new, &entity, found),
            None if is_used(before.api, old) => {
                found.security(entity, "authorizer-removed", "the authorizer is removed");
            }
            None => {}
        }
    }
    for (resource, method) in after.api.methods() {
        let skips = |it: &gatewright_model::Method| {
            let tls = it.method_integration.as_ref().and_then(|it| it.tls_config.as_ref());
            tls.is_some_and(|it| it.insecure_skip_verification)
        };
        let old = before.api.method(&resource.path, method.http_method);
        if skips(method) && old.is_some_and(|old| !skips(old)) {
            let entity = EntityPath::Integration(resource.path.clone(), method.http_method);
            let message = "the certificate of the backend is not verified any more";
            found.security(entity, "certificate-unverified", message);
        }
    }
}

fn is_used(api: &Api, authorizer: &Authorizer) -> bool {
    api.methods().any(|(_, method)| method.authorizer_id.as_ref() == Some(&authorizer.id))
}

fn settings(old: &RestApi, new: &RestApi, after: &Api, found: &mut Found) {
    let entity = || EntityPath::RestApi;
    match (&old.policy, &new.policy) {
        (Some(_), None) => {
            found.security(entity(), "policy-removed", "the resource policy is removed");
        }
        (Some(old), Some(new)) if json(old) != json(new) => {
            found.security(entity(), "policy-changed", "the resource policy changes");
        }
        (None, Some(_)) => {
            let message = "a resource policy says now who may call the API";
            found.breaking(entity(), "policy-added", message);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
    if old.disable_execute_api_endpoint && !new.disable_execute_api_endpoint {
        let message = "the default endpoint, which was off, answers again";
        found.security(entity(), "default-endpoint-enabled", message);
    }
    if !old.disable_execute_api_endpoint && new.disable_execute_api_endpoint {
        let message = "the default endpoint is off: only custom domain names answer";
        found.breaking(entity(), "default-endpoint-disabled", message);
    }
    if old.security_policy.is_some() && old.security_policy != new.security_policy {
        let name = |policy: &Option<String>| policy.as_deref().unwrap_or("the default").to_owned();
        let (old, new) = (name(&old.security_policy), name(&new.security_policy));
        let message = format!("the TLS policy is {new} instead of {old}");
        found.security(entity(), "tls-policy-changed", message);
    }
    if old.endpoint_access_mode.as_deref() == Some("STRICT")
        && new.endpoint_access_mode != old.endpoint_access_mode
    {
        let message = "the access mode of the endpoint is no longer STRICT";
        found.security(entity(), "access-mode-relaxed", message);
    }
    let asks_for_keys = after.methods().any(|(_, method)| method.api_key_required);
    if old.api_key_source != new.api_key_source && asks_for_keys {
        let (old, new) = (old.api_key_source, new.api_key_source);
        let message = format!("API keys are looked for in {new} instead of {old}");
        found.breaking(entity(), "api-key-source-changed", message);
    }
    let sorted = |types: &[String]| {
        let mut types = types.to_vec();
        types.sort();
        types
    };
    let (old, new) = (sorted(&old.binary_media_types), sorted(&new.binary_media_types));
    if old != new {
        let list = |some: &[String], other: &[String]| {
            let only = some.iter().filter(|it| !other.contains(it));
            only.map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
        };
        let (added, removed) = (list(&new, &old), list(&old, &new));
        let parts = [("now also", added), ("no longer", removed)];
        let parts = parts.into_iter().filter(|(_, types)| !types.is_empty());
        let parts = parts.map(|(word, types)| format!("{word} {types}")).collect::<Vec<_>>();
        let message = format!("other payloads count as binary: {}", parts.join(", "));
        found.breaking(entity(), "binary-types-changed", message);
    }
}

fn json(text: &str) -> Option<serde_json::Value> {
    serde_json::from_str(text).ok()
}

fn authorizer(old: &Authorizer, new: &Authorizer, entity: &EntityPath, found: &mut Found) {
    let text = |value: &Option<String>| match value {
        Some(value) => format!("`{value}`"),
        None => "nothing".to_owned(),
    };
    let mut exchanged = |what: &str, was: String, is: String| {
        let message = format!("{what} is {is} instead of {was}");
        found.security(entity.clone(), "authorizer-changed", message);
    };
    if old.authorizer_type != new.authorizer_type {
        let (was, is) = (old.authorizer_type, new.authorizer_type);
        exchanged("its type", was.to_string(), is.to_string());
    }
    if old.authorizer_uri != new.authorizer_uri {
        exchanged("its function", text(&old.authorizer_uri), text(&new.authorizer_uri));
    }
    if old.identity_source != new.identity_source {
        let (was, is) = (text(&old.identity_source), text(&new.identity_source));
        let message = format!("callers have to send their identity in {is} instead of {was}");
        exchanged("its identity source", was, is);
        found.breaking(entity.clone(), "identity-source-changed", message);
    }
    let expression = |it: &Authorizer| text(&it.identity_validation_expression);
    if expression(old) != expression(new) {
        let message =
            format!("a token has to match {} instead of {}", expression(new), expression(old));
        found.security(entity.clone(), "authorizer-changed", message);
    }
    if old.jwt_configuration != new.jwt_configuration {
        let message = "other issuers or audiences of tokens are trusted";
        found.security(entity.clone(), "authorizer-changed", message);
    }
    for pool in new.provider_arns.iter().filter(|it| !old.provider_arns.contains(it)) {
        let message = format!("users of another pool may call: `{pool}`");
        found.security(entity.clone(), "user-pool-added", message);
    }
    for pool in old.provider_arns.iter().filter(|it| !new.provider_arns.contains(it)) {
        let message = format!("users of this pool may call no more: `{pool}`");
        found.breaking(entity.clone(), "user-pool-removed", message);
    }
}
