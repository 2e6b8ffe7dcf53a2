//! What keeps a tree that reads well from being an API: things that are there twice, and references
//! to what is not there.

use std::collections::{HashMap, HashSet};

use gatewright_model::{Api, AuthorizationType, Resource};

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
        .or_else(|| resources(api))
        .or_else(|| methods(api))
        .or_else(|| gateway_responses(api))
        .or_else(|| documentation(api))
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

/// Each resource has an identifier of its own and stands below the one that its path says.
fn resources(api: &Api) -> Option<(String, String)> {
    let ids = twice("resources", "id", api.resources.iter().map(|it| &*it.id));
    if ids.is_some() {
        return ids;
    }
    let by_path: HashMap<&str, &Resource> =
        api.resources.iter().map(|it| (&*it.path, it)).collect();
    for (index, resource) in api.resources.iter().enumerate().filter(|(_, it)| it.path != "/") {
        let fault =
            |member: &str, message: String| Some((format!("/resources/{index}/{member}"), message));
        let Some((above, part)) =
            resource.path.rsplit_once('/').filter(|(_, part)| !part.is_empty())
        else {
            return fault("path", "it is not the path of a resource".to_owned());
        };
        let above = if above.is_empty() { "/" } else { above };
        let Some(parent) = by_path.get(above) else {
            return fault("path", format!("there is no resource `{above}` above it"));
        };
        if resource.parent_id.as_ref() != Some(&parent.id) {
            return fault("parentId", format!("it is not the identifier of `{above}`"));
        }
        if resource.path_part.as_deref() != Some(part) {
            return fault("pathPart", "it is not the end of the path".to_owned());
        }
    }
    None
}

/// Status codes are written as numbers.
fn gateway_responses(api: &Api) -> Option<(String, String)> {
    let is_code = |code: &str| {
        matches!(code.as_bytes(), [b'1'..=b'5', rest @ ..]
            if rest.len() == 2 && rest.iter().all(u8::is_ascii_digit))
    };
    let codes = api.gateway_responses.iter().enumerate();
    let mut codes = codes.filter_map(|(index, it)| Some((index, it.status_code.as_deref()?)));
    let (index, code) = codes.find(|(_, code)| !is_code(code))?;
    let pointer = format!("/gatewayResponses/{index}/statusCode");
    Some((pointer, format!("`{code}` is no status code")))
}

fn documentation(api: &Api) -> Option<(String, String)> {
    let is_object =
        |text: &str| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text);
    let mut parts = api.documentation_parts.iter();
    let index = parts.position(|part| is_object(&part.properties).is_err())?;
    let pointer = format!("/documentationParts/{index}/properties");
    Some((pointer, "it is not the text of a JSON object".to_owned()))
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
            let needs_one = match method.authorization_type {
                AuthorizationType::None | AuthorizationType::AwsIam => false,
                AuthorizationType::Custom
                | AuthorizationType::CognitoUserPools
                | AuthorizationType::Jwt => true,
            };
            if needs_one && method.authorizer_id.is_none() {
                let message = format!("{} needs an `authorizerId`", method.authorization_type);
                return Some((pointer("authorizationType"), message));
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
