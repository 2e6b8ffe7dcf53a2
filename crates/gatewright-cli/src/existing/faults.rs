//! What keeps a tree that reads well from being an API: things that are there twice, and references
//! to what is not there.

use std::collections::HashSet;

use gatewright_model::Api;

/// The first thing that is wrong: its JSON pointer, and what is wrong with it.
pub(super) fn first(api: &Api) -> Option<(String, String)> {
    twice("resources", "path", api.resources.iter().map(|it| &*it.path))
        .or_else(|| twice("models", "name", api.models.iter().map(|it| &*it.name)))
        .or_else(|| twice("authorizers", "name", api.authorizers.iter().map(|it| &*it.name)))
        .or_else(|| {
            let names = api.request_validators.iter().map(|it| &*it.name);
            twice("requestValidators", "name", names)
        })
        .or_else(|| {
            let names = api.gateway_responses.iter().map(|it| it.response_type.as_str());
            twice("gatewayResponses", "responseType", names)
        })
        .or_else(|| location_twice(api))
        .or_else(|| root(api))
        .or_else(|| methods(api))
}

fn twice<'a>(
    list: &str,
    member: &str,
    names: impl Iterator<Item = &'a str>,
) -> Option<(String, String)> {
    let mut seen = HashSet::new();
    let (index, name) = names.enumerate().find(|(_, name)| !seen.insert(*name))?;
    let pointer = format!("/{list}/{index}/{member}");
    Some((pointer, format!("the {member} `{name}` is there twice in `{list}`")))
}

fn location_twice(api: &Api) -> Option<(String, String)> {
    let mut seen = HashSet::new();
    let parts = api.documentation_parts.iter().enumerate();
    let (index, _) = parts.into_iter().find(|(_, part)| !seen.insert(&part.location))?;
    let pointer = format!("/documentationParts/{index}/location");
    Some((pointer, "this location is there twice in `documentationParts`".to_owned()))
}

fn root(api: &Api) -> Option<(String, String)> {
    match api.resource("/") {
        None => Some(("/resources".to_owned(), "the resource `/` is missing".to_owned())),
        Some(root) if root.id != api.rest_api.root_resource_id => {
            let pointer = "/restApi/rootResourceId".to_owned();
            Some((pointer, "it is not the identifier of the resource `/`".to_owned()))
        }
        Some(_) => None,
    }
}

fn methods(api: &Api) -> Option<(String, String)> {
    let authorizers: HashSet<&str> = api.authorizers.iter().map(|it| &*it.id).collect();
    let validators: HashSet<&str> = api.request_validators.iter().map(|it| &*it.id).collect();
    for (index, resource) in api.resources.iter().enumerate() {
        for (verb, method) in &resource.resource_methods {
            let pointer = |member| format!("/resources/{index}/resourceMethods/{verb}/{member}");
            if method.http_method != *verb {
                let message = format!("it is not `{verb}`, under which the method stands");
                return Some((pointer("httpMethod"), message));
            }
            if let Some(id) = method.authorizer_id.as_deref().filter(|id| !authorizers.contains(id))
            {
                return Some((pointer("authorizerId"), format!("no authorizer has the id `{id}`")));
            }
            let validator = method.request_validator_id.as_deref();
            if let Some(id) = validator.filter(|id| !validators.contains(id)) {
                let message = format!("no request validator has the id `{id}`");
                return Some((pointer("requestValidatorId"), message));
            }
        }
    }
    None
}
