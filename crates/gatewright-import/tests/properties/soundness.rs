//! What holds of every API that the service could hold, and of the way back to its document.

use std::collections::BTreeSet;

use gatewright_import::Provenance;
use gatewright_model::{Api, AuthorizationType, EntityPath, HttpMethod, PathPart};
use gatewright_source::{Document, Node};
use serde_json::Value;

/// Identifiers, the resource tree, and that whatever is referred to is there.
pub(crate) fn check(api: &Api) {
    identifiers(api);
    resources(api);
    methods(api);
    for model in &api.models {
        let schema: Value = serde_json::from_str(&model.schema).expect("a schema is JSON");
        let outcome = jsonschema::draft4::meta::validate(&schema);
        assert!(outcome.is_ok(), "{}: {outcome:?}", model.schema);
    }
}

fn identifiers(api: &Api) {
    let six = api.resources.iter().map(|it| &it.id).chain(api.models.iter().map(|it| &it.id));
    let six = six.chain(api.authorizers.iter().map(|it| &it.id));
    let six = six.chain(api.request_validators.iter().map(|it| &it.id));
    let six = six.chain(api.documentation_parts.iter().map(|it| &it.id));
    let all = six.map(|id| (id, 6)).chain([(&api.rest_api.id, 10)]);
    let mut seen = BTreeSet::new();
    for (id, length) in all {
        assert_eq!(id.len(), length, "{id}");
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        assert!(id.bytes().all(legal), "{id}");
        assert!(seen.insert(id), "{id} is given twice");
    }
}

fn resources(api: &Api) {
    let root = api.resource("/").expect("the root");
    assert_eq!(root.id, api.rest_api.root_resource_id);
    let mut parents_of_variables = BTreeSet::new();
    for resource in &api.resources {
        let Some(part) = &resource.path_part else {
            assert_eq!((resource.path.as_str(), &resource.parent_id), ("/", &None));
            continue;
        };
        let above = resource.path.strip_suffix(part).expect("the part ends the path");
        let above = if above == "/" { "/" } else { above.trim_end_matches('/') };
        let parent = api.resource(above).expect("each prefix of a path is a resource");
        assert_eq!(resource.parent_id.as_ref(), Some(&parent.id), "{}", resource.path);
        let above = parent.path_part.as_deref().map(PathPart::parse);
        assert!(!matches!(above, Some(PathPart::Greedy(_))), "{}", resource.path);
        if PathPart::parse(part).variable().is_some() {
            assert!(parents_of_variables.insert(&parent.id), "{}", resource.path);
        }
    }
}

fn methods(api: &Api) {
    let has_model = |name: &String| api.models.iter().any(|model| model.name == *name);
    for (resource, method) in api.methods() {
        let place = format!("{} {}", method.http_method, resource.path);
        let authorizer = method.authorizer_id.as_ref().map(|id| {
            let found = api.authorizers.iter().find(|it| it.id == *id);
            found.unwrap_or_else(|| panic!("{place}: no authorizer {id}"))
        });
        let wants_authorizer = match method.authorization_type {
            AuthorizationType::None | AuthorizationType::AwsIam => false,
            AuthorizationType::Custom
            | AuthorizationType::CognitoUserPools
            | AuthorizationType::Jwt => true,
        };
        assert_eq!(authorizer.is_some(), wants_authorizer, "{place}");
        if let Some(id) = &method.request_validator_id {
            assert!(api.request_validators.iter().any(|it| it.id == *id), "{place}: {id}");
        }
        assert!(method.request_models.values().all(has_model), "{place}");
        for (code, response) in &method.method_responses {
            assert_eq!(*code, response.status_code, "{place}");
            assert!(response.response_models.values().all(has_model), "{place}");
        }
        for part in resource.path.split('/') {
            if let PathPart::Variable(name) = PathPart::parse(part) {
                let key = format!("method.request.path.{name}");
                assert_eq!(method.request_parameters.get(&key), Some(&true), "{place}");
            }
        }
        if let Some(integration) = &method.method_integration {
            for (code, response) in &integration.integration_responses {
                assert_eq!(*code, response.status_code, "{place}");
            }
        }
    }
}

/// Each thing of the tree came from a node whose key says so, and nothing else did.
pub(crate) fn check_provenance(api: &Api, provenance: &Provenance, document: &Document) {
    let node = |entity: &EntityPath| {
        let id = provenance.get(entity).unwrap_or_else(|| panic!("{entity} came from nowhere"));
        let node = document.node(id);
        assert!(node.span().end as usize <= document.text().len(), "{entity}");
        node
    };
    let key = |node: Node<'_>| node.key().and_then(|key| key.text().map(str::to_owned));
    let mut count = 1;
    node(&EntityPath::RestApi);
    for resource in &api.resources {
        count += 1;
        let from = node(&EntityPath::Resource(resource.path.clone()));
        let is_path = from.is_key() && from.parent().and_then(key).as_deref() == Some("paths");
        assert!(is_path || resource.path == "/", "{}: {from:?}", resource.path);
        for (&verb, method) in &resource.resource_methods {
            count += 2 + method.method_responses.len();
            let from = node(&EntityPath::Method(resource.path.clone(), verb));
            assert_eq!(key(from), Some(operation_key(verb)), "{}", resource.path);
            for code in method.method_responses.keys() {
                let response =
                    EntityPath::MethodResponse(resource.path.clone(), verb, code.clone());
                assert_eq!(key(node(&response)).as_ref(), Some(code), "{response}");
            }
            let integration = EntityPath::Integration(resource.path.clone(), verb);
            let Some(stored) = &method.method_integration else {
                assert_eq!(provenance.get(&integration), None);
                count -= 1;
                continue;
            };
            node(&integration);
            for code in stored.integration_responses.keys() {
                count += 1;
                node(&EntityPath::IntegrationResponse(resource.path.clone(), verb, code.clone()));
            }
        }
    }
    for model in &api.models {
        count += 1;
        let from = key(node(&EntityPath::Model(model.name.clone())));
        let is_generated = ["MODEL", "ArrayOf"].iter().any(|it| model.name.starts_with(it));
        assert!(from.as_ref() == Some(&model.name) || is_generated, "{}", model.name);
    }
    for authorizer in &api.authorizers {
        count += 1;
        let from = key(node(&EntityPath::Authorizer(authorizer.name.clone())));
        assert_eq!(from.as_ref(), Some(&authorizer.name));
    }
    for validator in &api.request_validators {
        count += 1;
        let from = key(node(&EntityPath::RequestValidator(validator.name.clone())));
        assert_eq!(from.as_ref(), Some(&validator.name));
    }
    for response in &api.gateway_responses {
        count += 1;
        let from = key(node(&EntityPath::GatewayResponse(response.response_type)));
        assert_eq!(from.as_deref(), Some(response.response_type.as_str()));
    }
    for part in &api.documentation_parts {
        count += 1;
        node(&EntityPath::DocumentationPart(part.location.clone()));
    }
    assert_eq!(provenance.iter().count(), count, "nothing else has a way back");
}

fn operation_key(verb: HttpMethod) -> String {
    match verb {
        HttpMethod::Any => "x-amazon-apigateway-any-method".to_owned(),
        HttpMethod::Delete
        | HttpMethod::Get
        | HttpMethod::Head
        | HttpMethod::Options
        | HttpMethod::Patch
        | HttpMethod::Post
        | HttpMethod::Put => verb.as_str().to_lowercase(),
    }
}
