//! What an import makes of an operation, a path, a model, a security scheme or a request validator.

use std::fmt::Write;

use gatewright_model::{Api, Authorizer, EntityPath, Integration, Map, Method, Resource};
use gatewright_source::{Document, Node, NodeId};

use crate::names::{self, Kind};
use crate::places::{self, OPERATIONS};
use crate::revision::Understood;

/// No more lines of a model's schema are shown.
const SCHEMA_LINES: usize = 40;

/// What becomes of the thing that a node is, or is the name of.
pub(super) fn describe<'u>(
    document: &Document,
    node: Node<'_>,
    understood: &dyn Fn() -> Option<&'u Understood>,
) -> Option<String> {
    let path = places::path(node);
    let steps: Vec<&str> = path.iter().map(String::as_str).collect();
    match steps.as_slice() {
        ["paths", _, verb] if node.is_key() && OPERATIONS.contains(verb) => {
            return operation(node, understood()?);
        }
        ["paths", _] if node.is_key() => return resource(node, understood()?),
        _ => {}
    }
    let named = names::at(document, node)?;
    let understood = understood()?;
    match named.kind {
        Kind::Model => model(named.value.id(), understood),
        Kind::Scheme => scheme(named.name(), &understood.api),
        Kind::Validator => validator(named.name(), &understood.api),
        Kind::Other => None,
    }
}

/// The methods that came from a node, or from the member of a key.
fn methods<'u>(key: Node<'_>, understood: &'u Understood) -> Vec<(&'u Resource, &'u Method)> {
    let is_it = |id: NodeId| id == key.id() || key.value_of_key().is_some_and(|it| it.id() == id);
    let found = understood.provenance.methods().filter(|(_, _, node)| is_it(*node));
    let api = &understood.api;
    let found =
        found.filter_map(|(path, verb, _)| Some((api.resource(path)?, api.method(path, verb)?)));
    found.collect()
}

fn operation(key: Node<'_>, understood: &Understood) -> Option<String> {
    let told: Vec<String> = methods(key, understood)
        .into_iter()
        .map(|(resource, it)| method(resource, it, &understood.api))
        .collect();
    (!told.is_empty()).then(|| told.join("\n\n"))
}

fn method(resource: &Resource, method: &Method, api: &Api) -> String {
    let verb = method.http_method.as_str();
    let mut text = format!("Becomes the method **{verb} {}**\n", resource.path);
    let mut item = |name: &str, value: &str| {
        let _ = write!(text, "\n- {name}: {value}");
    };
    item("authorization", &authorization(method, api));
    if method.api_key_required {
        item("API key", "required");
    }
    let validators = method.request_validator_id.as_ref();
    let validator = validators.and_then(|id| api.request_validators.iter().find(|it| it.id == *id));
    if let Some(validator) = validator {
        item("request validator", &format!("`{}`, {}", validator.name, validates(validator)));
    }
    match &method.method_integration {
        Some(integration) => item("integration", &backend(integration)),
        None => item("integration", "none, so that a deployment fails"),
    }
    if let Some(integration) = &method.method_integration {
        let templates: Vec<String> =
            integration.request_templates.keys().map(|it| format!("`{it}`")).collect();
        if !templates.is_empty() {
            item("request templates", &templates.join(", "));
        }
        let responses = integration.integration_responses.values().map(|it| {
            let pattern = it.selection_pattern.as_deref().unwrap_or("default");
            format!("`{pattern}` → {}", it.status_code)
        });
        let responses: Vec<String> = responses.collect();
        if !responses.is_empty() {
            item("integration responses", &responses.join(", "));
        }
    }
    if !method.request_parameters.is_empty() {
        let parameters = method.request_parameters.iter().map(|(name, is_required)| {
            let name = name.strip_prefix("method.request.").unwrap_or(name);
            if *is_required { format!("`{name}` (required)") } else { format!("`{name}`") }
        });
        item("parameters", &parameters.collect::<Vec<_>>().join(", "));
    }
    if !method.request_models.is_empty() {
        item("request models", &models(&method.request_models));
    }
    if !method.method_responses.is_empty() {
        let responses = method.method_responses.iter().map(|(code, response)| {
            match models(&response.response_models) {
                models if models.is_empty() => code.clone(),
                models => format!("{code} ({models})"),
            }
        });
        item("responses", &responses.collect::<Vec<_>>().join(", "));
    }
    text
}

fn authorization(method: &Method, api: &Api) -> String {
    let mut text = format!("`{}`", method.authorization_type.as_str());
    let authorizer = method.authorizer_id.as_ref();
    let authorizer = authorizer.and_then(|id| api.authorizers.iter().find(|it| it.id == *id));
    if let Some(authorizer) = authorizer {
        let _ = write!(text, " by `{}`", authorizer.name);
    }
    if !method.authorization_scopes.is_empty() {
        let _ = write!(text, ", scopes `{}`", method.authorization_scopes.join("`, `"));
    }
    text
}

fn backend(integration: &Integration) -> String {
    let mut text = format!("`{}`", integration.integration_type.as_str());
    for part in [&integration.http_method, &integration.uri].into_iter().flatten() {
        let _ = write!(text, " `{part}`");
    }
    if let Some(link) = &integration.connection_id {
        let _ = write!(text, " through the VPC link `{link}`");
    }
    text
}

/// Media types and models.
fn models(models: &Map<String, String>) -> String {
    let models = models.iter().map(|(media_type, model)| format!("`{media_type}` → `{model}`"));
    models.collect::<Vec<_>>().join(", ")
}

fn resource(key: Node<'_>, understood: &Understood) -> Option<String> {
    let provenance = &understood.provenance;
    let path = provenance.iter().find_map(|(entity, node)| match entity {
        EntityPath::Resource(path) if node == key.id() => understood.api.resource(path),
        _ => None,
    });
    // A resource that is on the way to longer paths comes from the first of them.
    let resource = path.filter(|it| key.text().is_some_and(|key| it.path.ends_with(key)))?;
    let mut text = format!("Becomes the resource **{}**\n", resource.path);
    for method in resource.resource_methods.values() {
        let verb = method.http_method.as_str();
        let backend = method.method_integration.as_ref().map_or("none".to_owned(), backend);
        let _ = write!(text, "\n- {verb}: {backend}");
    }
    Some(text)
}

fn model(value: NodeId, understood: &Understood) -> Option<String> {
    let provenance = &understood.provenance;
    let names = provenance.iter().filter_map(|(entity, node)| match entity {
        EntityPath::Model(name) => Some((name, node)),
        _ => None,
    });
    let name = names.into_iter().find(|(_, node)| *node == value).map(|(name, _)| name)?;
    let model = understood.api.models.iter().find(|it| it.name == *name)?;
    let mut text =
        format!("Becomes the model **{}** for `{}`\n\n```json\n", name, model.content_type);
    let schema = serde_json::from_str::<serde_json::Value>(&model.schema).ok();
    let schema = schema.and_then(|it| serde_json::to_string_pretty(&it).ok());
    let schema = schema.unwrap_or_else(|| model.schema.clone());
    for line in schema.lines().take(SCHEMA_LINES) {
        let _ = writeln!(text, "{line}");
    }
    if schema.lines().nth(SCHEMA_LINES).is_some() {
        text.push_str("…\n");
    }
    text.push_str("```");
    Some(text)
}

fn scheme(name: &str, api: &Api) -> Option<String> {
    let authorizer = api.authorizers.iter().find(|it| it.name == name)?;
    let Authorizer { authorizer_type, .. } = authorizer;
    let mut text = format!("Becomes the authorizer **{name}** (`{}`)\n", authorizer_type.as_str());
    let mut item = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = write!(text, "\n- {name}: `{value}`");
        }
    };
    item("function", authorizer.authorizer_uri.as_deref());
    item(
        "user pools",
        Some(authorizer.provider_arns.join(", ").as_str()).filter(|it| !it.is_empty()),
    );
    item("identity source", authorizer.identity_source.as_deref());
    let seconds = authorizer.authorizer_result_ttl_in_seconds.map(|it| it.to_string());
    item("answers are kept for seconds", seconds.as_deref());
    Some(text)
}

fn validator(name: &str, api: &Api) -> Option<String> {
    let validator = api.request_validators.iter().find(|it| it.name == name)?;
    Some(format!("Becomes the request validator **{name}**: {}", validates(validator)))
}

fn validates(validator: &gatewright_model::RequestValidator) -> &'static str {
    match (validator.validate_request_body, validator.validate_request_parameters) {
        (true, true) => "checks body and parameters",
        (true, false) => "checks the body",
        (false, true) => "checks parameters",
        (false, false) => "checks nothing",
    }
}
