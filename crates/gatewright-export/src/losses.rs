//! Finds what an export leaves out, so that nothing goes without a word.

use std::collections::BTreeSet;

use gatewright_model::{
    ApiKeySource, AuthorizationType, AuthorizerType, EndpointConfiguration, EndpointType,
    EntityPath, Method, Resource, is_resource_id,
};

use crate::documentation::unplaced;
use crate::export::Context;
use crate::parameters::Parameter;
use crate::security::{self, API_KEY, SIGNATURE};
use crate::{Loss, Reason, integration, responses};

/// The losses of an export, in order.
pub(crate) fn of(cx: &Context<'_>) -> Vec<Loss> {
    let mut losses = Losses(BTreeSet::new());

    rest_api(cx, &mut losses);
    resources(cx, &mut losses);
    models(cx, &mut losses);
    authorizers(cx, &mut losses);
    settings(cx, &mut losses);
    documentation(cx, &mut losses);
    losses.0.into_iter().collect()
}

struct Losses(BTreeSet<Loss>);

impl Losses {
    fn whole(&mut self, reason: Reason, entity: EntityPath) {
        self.0.insert(Loss { reason, entity, member: None });
    }

    fn member(&mut self, reason: Reason, entity: EntityPath, member: &str) {
        self.0.insert(Loss { reason, entity, member: Some(member.to_owned()) });
    }
}

fn rest_api(cx: &Context<'_>, losses: &mut Losses) {
    let it = &cx.api.rest_api;
    let endpoint = &it.endpoint_configuration;
    let never = [
        // An import makes the default again.
        ("endpointConfiguration.types", endpoint.types != [EndpointType::Edge]),
        ("endpointConfiguration.ipAddressType", {
            let default = endpoint.types.first().copied().map(EndpointConfiguration::new);
            let default = default.and_then(|default| default.ip_address_type);
            endpoint.ip_address_type.is_some() && endpoint.ip_address_type != default
        }),
        ("tags", it.tags.as_ref().is_some_and(|tags| !tags.is_empty())),
    ];
    for (member, _) in never.into_iter().filter(|(_, is_lost)| *is_lost) {
        losses.member(Reason::NeverExported, EntityPath::RestApi, member);
    }
    if cx.options.extensions.settings() {
        return;
    }
    let chosen = [
        ("apiKeySource", it.api_key_source != ApiKeySource::Header),
        ("binaryMediaTypes", !it.binary_media_types.is_empty()),
        ("endpointAccessMode", it.endpoint_access_mode.is_some()),
        ("disableExecuteApiEndpoint", it.disable_execute_api_endpoint),
        ("endpointConfiguration.vpcEndpointIds", !endpoint.vpc_endpoint_ids.is_empty()),
        ("minimumCompressionSize", it.minimum_compression_size.is_some()),
        ("securityPolicy", it.security_policy.is_some()),
    ];
    for (member, _) in chosen.into_iter().filter(|(_, is_lost)| *is_lost) {
        losses.member(Reason::SettingNotChosen, EntityPath::RestApi, member);
    }
}

fn resources(cx: &Context<'_>, losses: &mut Losses) {
    for resource in &cx.api.resources {
        for method in resource.resource_methods.values() {
            self::method(cx, resource, method, losses);
        }
    }
    let is_empty = |it: &&Resource| it.resource_methods.is_empty() && it.path != "/";
    let mut empty = cx.api.resources.iter().filter(is_empty).peekable();
    if empty.peek().is_none() {
        return;
    }
    // A resource is made again when something below it has a method.
    let filled = cx.api.resources.iter().filter(|it| !it.resource_methods.is_empty());
    let filled: BTreeSet<&str> = filled.map(|it| &*it.path).collect();
    for resource in empty {
        let below = format!("{}/", resource.path);
        let next = filled.range(&*below..).next();
        if !next.is_some_and(|path| path.starts_with(&below)) {
            losses.whole(Reason::ResourceEmpty, EntityPath::Resource(resource.path.clone()));
        }
    }
}

fn method(cx: &Context<'_>, resource: &Resource, method: &Method, losses: &mut Losses) {
    let verb = method.http_method;
    let path = || resource.path.clone();
    let entity = || EntityPath::Method(path(), verb);
    if method.request_validator_id.is_some() && !cx.options.extensions.settings() {
        losses.member(Reason::SettingNotChosen, entity(), "requestValidatorId");
    }
    let kinds = method.request_parameters.iter();
    if kinds.filter(|(key, required)| Parameter::read(key, **required).is_none()).count() > 0 {
        losses.member(Reason::ParameterKind, entity(), "requestParameters");
    }
    let is_lost = |name: &String| !cx.models.is_written(name) && !cx.models.exists(name);
    if method.request_models.values().any(is_lost) {
        losses.member(Reason::ModelMissing, entity(), "requestModels");
    }
    for response in method.method_responses.values() {
        let code = || response.status_code.clone();
        let entity = || EntityPath::MethodResponse(path(), verb, code());
        if response.response_models.values().any(is_lost) {
            losses.member(Reason::ModelMissing, entity(), "responseModels");
        }
        let mut models = response.response_models.values();
        let first = models.next();
        if cx.is_swagger() && models.any(|model| Some(model) != first) {
            losses.member(Reason::OneSchema, entity(), "responseModels");
        }
        let mut headers = response.response_parameters.iter();
        if headers.any(|(key, required)| *required || responses::header_name(key).is_none()) {
            losses.member(Reason::HeaderRequired, entity(), "responseParameters");
        }
    }
    let Some(integration) = &method.method_integration else { return };
    if !cx.options.extensions.integrations() {
        losses.whole(Reason::IntegrationNotChosen, EntityPath::Integration(path(), verb));
        return;
    }
    let is_explicit =
        integration.cache_namespace != resource.id && !is_resource_id(&integration.cache_namespace);
    if integration.cache_key_parameters.is_empty() && is_explicit {
        let entity = EntityPath::Integration(path(), verb);
        losses.member(Reason::NamespaceUnused, entity, "cacheNamespace");
    }
    if integration.integration_responses.len() < 2 {
        return;
    }
    for hidden in integration::hidden_responses(integration) {
        let code = hidden.status_code.clone();
        let entity = EntityPath::IntegrationResponse(path(), verb, code);
        losses.whole(Reason::SelectionPatternRepeated, entity);
    }
}

fn models(cx: &Context<'_>, losses: &mut Losses) {
    for model in &cx.api.models {
        let entity = || EntityPath::Model(model.name.clone());
        match cx.models.left_out(&model.name) {
            Some((keywords, has_other_description)) => {
                for keyword in keywords {
                    losses.member(Reason::SchemaKeyword, entity(), keyword);
                }
                if has_other_description {
                    losses.member(Reason::NeverExported, entity(), "description");
                }
            }
            None if cx.models.is_unreadable(&model.name) => {
                losses.whole(Reason::ModelUnreadable, entity());
            }
            None => losses.whole(Reason::ModelUnused, entity()),
        }
    }
}

fn authorizers(cx: &Context<'_>, losses: &mut Losses) {
    let keys = cx.api.methods().any(|(_, it)| it.api_key_required);
    let signs = |it: &Method| it.authorization_type == AuthorizationType::AwsIam;
    let signatures = cx.api.methods().any(|(_, it)| signs(it));
    for authorizer in &cx.api.authorizers {
        let entity = || EntityPath::Authorizer(authorizer.name.clone());
        let is_taken =
            (authorizer.name == API_KEY && keys) || (authorizer.name == SIGNATURE && signatures);
        if is_taken {
            losses.whole(Reason::SchemeNameTaken, entity());
        }
        let is_header = security::header(authorizer).is_some();
        let from_scheme = match authorizer.authorizer_type {
            AuthorizerType::Token | AuthorizerType::CognitoUserPools => true,
            AuthorizerType::Request | AuthorizerType::Jwt => false,
        };
        if from_scheme && !is_header && authorizer.identity_source.is_some() {
            losses.member(Reason::NeverExported, entity(), "identitySource");
        }
    }
    if cx.options.extensions.authorizers() {
        return;
    }
    for authorizer in &cx.api.authorizers {
        let entity = EntityPath::Authorizer(authorizer.name.clone());
        losses.whole(Reason::AuthorizerNotChosen, entity);
    }
}

fn settings(cx: &Context<'_>, losses: &mut Losses) {
    if cx.options.extensions.settings() {
        return;
    }
    for validator in &cx.api.request_validators {
        let entity = EntityPath::RequestValidator(validator.name.clone());
        losses.whole(Reason::SettingNotChosen, entity);
    }
    for response in &cx.api.gateway_responses {
        let entity = EntityPath::GatewayResponse(response.response_type);
        losses.whole(Reason::SettingNotChosen, entity);
    }
}

fn documentation(cx: &Context<'_>, losses: &mut Losses) {
    let part = |location: &gatewright_model::DocumentationPartLocation| {
        EntityPath::DocumentationPart(location.clone())
    };
    if cx.options.stage.documentation.is_none() {
        for it in &cx.api.documentation_parts {
            losses.whole(Reason::DocumentationNotShown, part(&it.location));
        }
    } else if !cx.options.extensions.documentation() {
        for (it, members) in cx.documentation.parts() {
            if unplaced(it.location.part_type, members) {
                losses.whole(Reason::DocumentationNotChosen, part(&it.location));
            }
        }
    }
}
