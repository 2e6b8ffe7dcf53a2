//! PutRestApi: a definition over an API that exists. (*Import an OpenAPI file to update an existing
//! API definition*; identifiers, name, version, binary media types and cache namespaces as
//! recorded.)

use std::collections::{BTreeMap, HashMap};

use gatewright_definition::Definition;
use gatewright_diagnostics::Checked;
use gatewright_model::{Api, EndpointConfiguration, IpAddressType, Resource, RestApi};
use gatewright_source::Document;

use crate::documentation_import::combine_parts;
use crate::import::{build, finish, not_a_definition, readable, unreadable};
use crate::{DocumentationMode, IdSource, Import, ImportOptions, PutMode, doubt, rest_api};

/// Puts a document over `existing` as PutRestApi does, and gives the API that there would be.
pub fn put(
    existing: &Api,
    document: &Checked<Document>,
    mode: PutMode,
    options: &ImportOptions,
    ids: &mut dyn IdSource,
) -> Import {
    let Some((definition, mut diagnostics)) = readable(document) else {
        return unreadable(document, options);
    };
    let Some(definition) = definition else {
        return not_a_definition(diagnostics, options);
    };
    let endpoint_type = existing.rest_api.endpoint_configuration.types.first().copied();
    let options = ImportOptions { endpoint_type, ..options.clone() };
    let kept: &[Resource] = match mode {
        PutMode::Merge => &existing.resources,
        PutMode::Overwrite => &[],
    };
    let built = build(&definition, &options, existing.rest_api.id.clone(), kept, ids);
    diagnostics.extend(built.diagnostics);
    doubt::take_away(built.holes.as_ref(), &definition, &mut diagnostics);
    let silent = Silent::of(&definition);
    let mut api = combine(existing, built.api, mode, silent);
    if options.documentation == DocumentationMode::Ignore {
        // Parts that the import leaves out are none that the definition lacks: they are not its
        // business (our reading of the reference, *PutRestApi*).
        api.documentation_parts.clone_from(&existing.documentation_parts);
    }
    finish(Some(api), built.provenance, diagnostics, &options)
}

/// Settings that have a value in every API, of which the definition says nothing.
#[derive(Debug, Clone, Copy)]
struct Silent {
    api_key_source: bool,
    disable_execute_api_endpoint: bool,
    ip_address_type: bool,
}

impl Silent {
    fn of(definition: &Definition<'_>) -> Self {
        let endpoint = rest_api::endpoint_extension(definition);
        let flag = endpoint.and_then(|endpoint| endpoint.disable_execute_api_endpoint.as_ref());
        let addresses = endpoint.and_then(|endpoint| endpoint.ip_address_type.as_ref());
        Self {
            api_key_source: definition.api_key_source.is_none(),
            disable_execute_api_endpoint: flag.is_none(),
            ip_address_type: addresses.and_then(|it| IpAddressType::parse(it)).is_none(),
        }
    }
}

/// The API after a put of `incoming`.
fn combine(existing: &Api, mut incoming: Api, mode: PutMode, silent: Silent) -> Api {
    keep_identifiers(existing, &mut incoming);
    let resources = combine_resources(existing, incoming.resources, mode);
    let rest_api = combine_rest_api(&existing.rest_api, incoming.rest_api, mode, silent);
    Api {
        rest_api,
        resources,
        models: by_key(&existing.models, incoming.models, mode, |it| it.name.clone()),
        authorizers: by_key(&existing.authorizers, incoming.authorizers, mode, |it| {
            it.name.clone()
        }),
        request_validators: by_key(
            &existing.request_validators,
            incoming.request_validators,
            mode,
            |it| it.name.clone(),
        ),
        gateway_responses: by_key(
            &existing.gateway_responses,
            incoming.gateway_responses,
            mode,
            |it| it.response_type,
        ),
        documentation_parts: combine_parts(
            &existing.documentation_parts,
            incoming.documentation_parts,
            mode,
        ),
    }
}

/// A thing whose name exists keeps its identifier, as resources do (recorded for these), so that
/// methods which a merge keeps still find it.
fn keep_identifiers(existing: &Api, incoming: &mut Api) {
    let mut kept = HashMap::new();
    keep(&existing.models, &mut incoming.models, |it| (&it.name, &mut it.id), &mut kept);
    keep(&existing.authorizers, &mut incoming.authorizers, |it| (&it.name, &mut it.id), &mut kept);
    keep(
        &existing.request_validators,
        &mut incoming.request_validators,
        |it| (&it.name, &mut it.id),
        &mut kept,
    );
    let methods = incoming.resources.iter_mut().flat_map(|it| it.resource_methods.values_mut());
    for method in methods {
        for id in [&mut method.authorizer_id, &mut method.request_validator_id] {
            if let Some(old) = id.as_ref().and_then(|id| kept.get(id)) {
                *id = Some(old.clone());
            }
        }
    }
}

/// Gives each new thing the identifier of the old one of that name, and notes what it had.
fn keep<T: Clone>(
    old: &[T],
    new: &mut [T],
    name_and_id: fn(&mut T) -> (&String, &mut String),
    kept: &mut HashMap<String, String>,
) {
    let mut known: HashMap<String, String> = HashMap::new();
    for mut thing in old.iter().cloned() {
        let (name, id) = name_and_id(&mut thing);
        known.insert(name.clone(), id.clone());
    }
    for thing in new {
        let (name, id) = name_and_id(thing);
        if let Some(old) = known.get(name) {
            kept.insert(std::mem::replace(id, old.clone()), old.clone());
        }
    }
}

/// Things with a name: those of the definition, and in merge mode those that it lacks.
fn by_key<T: Clone, K: Ord>(
    existing: &[T],
    incoming: Vec<T>,
    mode: PutMode,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let kept = match mode {
        PutMode::Merge => existing,
        PutMode::Overwrite => &[],
    };
    let mut all: BTreeMap<K, T> = kept.iter().map(|it| (key(it), it.clone())).collect();
    all.extend(incoming.into_iter().map(|it| (key(&it), it)));
    all.into_values().collect()
}

/// A resource whose path exists keeps its identifier. Its new methods keep the cache namespace
/// that they got from the fresh resource (recorded).
fn combine_resources(existing: &Api, incoming: Vec<Resource>, mode: PutMode) -> Vec<Resource> {
    let mut all: BTreeMap<String, Resource> = match mode {
        PutMode::Merge => {
            existing.resources.iter().map(|it| (it.path.clone(), it.clone())).collect()
        }
        PutMode::Overwrite => BTreeMap::new(),
    };
    let known: HashMap<&str, &str> =
        existing.resources.iter().map(|it| (&*it.path, &*it.id)).collect();
    for mut resource in incoming {
        if let Some(id) = known.get(&*resource.path) {
            (*id).clone_into(&mut resource.id);
        }
        match all.get_mut(&resource.path) {
            Some(merged) => merged.resource_methods.append(&mut resource.resource_methods),
            None => {
                all.insert(resource.path.clone(), resource);
            }
        }
    }
    // A parent may have kept an identifier that its children do not know yet.
    let ids: BTreeMap<String, String> =
        all.iter().map(|(path, resource)| (path.clone(), resource.id.clone())).collect();
    for resource in all.values_mut() {
        if resource.parent_id.is_some() {
            let parent = match resource.path.rsplit_once('/') {
                Some(("", _)) | None => "/",
                Some((parent, _)) => parent,
            };
            resource.parent_id = ids.get(parent).cloned();
        }
    }
    all.into_values().collect()
}

/// Name and version are the definition's; what a put may not touch stays.
fn combine_rest_api(
    existing: &RestApi,
    incoming: RestApi,
    mode: PutMode,
    silent: Silent,
) -> RestApi {
    let merges = mode == PutMode::Merge;
    let binary_media_types = match mode {
        PutMode::Overwrite => incoming.binary_media_types,
        PutMode::Merge => joined(&existing.binary_media_types, incoming.binary_media_types),
    };
    let kept = |old: &Option<String>| match mode {
        PutMode::Merge => old.clone(),
        PutMode::Overwrite => None,
    };
    RestApi {
        id: existing.id.clone(),
        // What a put does with the name when the definition has no title is not recorded.
        name: if incoming.name.is_empty() { existing.name.clone() } else { incoming.name },
        description: incoming.description.or_else(|| kept(&existing.description)),
        created_date: existing.created_date.clone(),
        version: incoming.version,
        binary_media_types,
        minimum_compression_size: incoming.minimum_compression_size.or(match mode {
            PutMode::Merge => existing.minimum_compression_size,
            PutMode::Overwrite => None,
        }),
        api_key_source: if merges && silent.api_key_source {
            existing.api_key_source
        } else {
            incoming.api_key_source
        },
        endpoint_configuration: endpoint(
            &existing.endpoint_configuration,
            incoming.endpoint_configuration,
            mode,
            silent,
        ),
        policy: incoming.policy.or_else(|| kept(&existing.policy)),
        // Recorded: the answer of a put has tags, if empty ones.
        tags: Some(existing.tags.clone().unwrap_or_default()),
        disable_execute_api_endpoint: if merges && silent.disable_execute_api_endpoint {
            existing.disable_execute_api_endpoint
        } else {
            incoming.disable_execute_api_endpoint
        },
        root_resource_id: existing.root_resource_id.clone(),
        security_policy: incoming.security_policy.or_else(|| existing.security_policy.clone()),
        endpoint_access_mode: incoming
            .endpoint_access_mode
            .or_else(|| existing.endpoint_access_mode.clone()),
    }
}

/// The type stays (*Import an OpenAPI file to update an existing API definition*). Of what else the
/// extension says merging keeps what is there and adds to it, as it does with binary media types (by
/// the page of CloudFormation on `AWS::ApiGateway::RestApi`); nothing goes without a word.
fn endpoint(
    existing: &EndpointConfiguration,
    incoming: EndpointConfiguration,
    mode: PutMode,
    silent: Silent,
) -> EndpointConfiguration {
    let vpc_endpoint_ids = match mode {
        PutMode::Overwrite if !incoming.vpc_endpoint_ids.is_empty() => incoming.vpc_endpoint_ids,
        PutMode::Overwrite | PutMode::Merge => {
            joined(&existing.vpc_endpoint_ids, incoming.vpc_endpoint_ids)
        }
    };
    EndpointConfiguration {
        types: existing.types.clone(),
        ip_address_type: if silent.ip_address_type {
            existing.ip_address_type
        } else {
            incoming.ip_address_type
        },
        vpc_endpoint_ids,
    }
}

/// Those that are there, then those that are new, in their order (recorded for binary media types).
fn joined(existing: &[String], incoming: Vec<String>) -> Vec<String> {
    let mut all = existing.to_vec();
    all.extend(incoming.into_iter().filter(|it| !existing.contains(it)));
    all
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::{FailOnWarnings, SourceId, Verdict};

    use super::*;
    use crate::{StableIds, import};

    fn document(description: &str, mapping: &str) -> Checked<Document> {
        let text = format!(
            r#"{{ "openapi": "3.0.1", "info": {{ "title": "Pets", "version": "1" }},
                "paths": {{ "/pets": {{ "get": {{ "responses": {{}},
                    "x-amazon-apigateway-integration": {{ "type": "http_proxy", "httpMethod": "GET",
                        "uri": "https://example.com",
                        "requestParameters": {{ "integration.request.header.X": {mapping} }} }}
                }} }} }},
                "x-amazon-apigateway-documentation": {{ "documentationParts": [
                    {{ "location": {{ "type": "API" }},
                       "properties": {{ "description": "{description}" }} }}
                ] }} }}"#
        );
        gatewright_source::read(SourceId(0), text.into())
    }

    #[test]
    fn documentation_that_is_left_out_leaves_that_of_the_api_alone() {
        let options = ImportOptions::default();
        let before = import(&document("old", "\"'a'\""), &options, &mut StableIds::default());
        let before = before.api.expect("an API");
        let options = ImportOptions { documentation: DocumentationMode::Ignore, ..options };
        for mode in [PutMode::Merge, PutMode::Overwrite] {
            let mut ids = StableIds::beside(&before);
            let after = put(&before, &document("new", "\"'a'\""), mode, &options, &mut ids);
            let after = after.api.expect("an API");
            assert_eq!(after.documentation_parts, before.documentation_parts);
        }
    }

    #[test]
    fn a_warning_that_must_not_be_leaves_no_half_of_a_put() {
        let options = ImportOptions::default();
        let before = import(&document("old", "\"'a'\""), &options, &mut StableIds::default());
        let before = before.api.expect("an API");
        let run = |fail_on_warnings| {
            let options = ImportOptions { fail_on_warnings, ..ImportOptions::default() };
            let mut ids = StableIds::beside(&before);
            put(&before, &document("new", "true"), PutMode::Merge, &options, &mut ids)
        };
        assert_eq!(run(FailOnWarnings::No).verdict(), Verdict::AcceptedWithWarnings);
        let refused = run(FailOnWarnings::Yes);
        assert_eq!((refused.verdict(), refused.api), (Verdict::Refused, None));
    }
}
