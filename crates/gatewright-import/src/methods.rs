//! Methods. (*Set up a method request in API Gateway*; recorded.)

use gatewright_definition::{Operation, PathItem, Text, Verb};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{
    AuthorizationType, HttpMethod, Map, Method, MethodResponse, RequestValidator,
};

use crate::authorizers::Schemes;
use crate::context::{Context, Step};
use crate::diagnostics::methods::{METHOD_VERB_INVALID, REQUEST_VALIDATOR_UNKNOWN};
use crate::models::Models;
use crate::outcome::{MethodPart, PathKey};
use crate::resources::Placed;
use crate::{integrations, parameters, request_body, responses, security};

/// What methods refer to.
pub(crate) struct Parts<'p> {
    pub(crate) models: &'p mut Models,
    pub(crate) schemes: &'p Schemes,
    pub(crate) validators: &'p [RequestValidator],
}

/// Where a method is, for messages and keys.
#[derive(Debug, Clone)]
pub(crate) struct MethodPlace {
    /// The path of the resource, after base path handling.
    pub(crate) path: String,
    /// The verb in capitals.
    pub(crate) verb: HttpMethod,
    /// For the way back to the document.
    pub(crate) key: PathKey,
    /// Whether the path, and so which variables it has, is known.
    pub(crate) is_path_known: bool,
}

/// Makes a method of each operation of a path item.
pub(crate) fn build<'d>(
    cx: &mut Context<'_, 'd>,
    parts: &mut Parts<'_>,
    resource: &mut Placed<'d>,
    item: &PathItem<'d>,
) {
    let path = resource.path().to_owned();
    let mut place = MethodPlace {
        path,
        verb: HttpMethod::Any,
        key: resource.key(),
        is_path_known: !item.path.has_unknown(),
    };
    resource.expect_methods(item.operations.len());
    for operation in &item.operations {
        let Some(verb) = http_method(operation.verb) else {
            cx.report(Step::Methods, verb_invalid(operation, &place.path));
            continue;
        };
        if !resource.claim(cx, verb, operation.key) {
            continue;
        }
        place.verb = verb;
        if let Some(method) = method(cx, parts, operation, &place, resource.id()) {
            resource.insert(method);
        }
    }
}

fn method<'d>(
    cx: &mut Context<'_, 'd>,
    parts: &mut Parts<'_>,
    operation: &Operation<'d>,
    place: &MethodPlace,
    resource_id: &str,
) -> Option<Method> {
    cx.record_method(place, MethodPart::Method, operation.at);
    let mut method = Method {
        http_method: place.verb,
        authorization_type: AuthorizationType::None,
        authorizer_id: None,
        api_key_required: false,
        request_validator_id: None,
        operation_name: operation.operation_id.as_ref().map(|text| text.as_str().to_owned()),
        request_parameters: Map::new(),
        request_models: Map::new(),
        method_responses: Map::with_capacity(operation.responses.as_ref().map_or(0, Vec::len)),
        method_integration: None,
        authorization_scopes: Vec::new(),
    };
    // PutMethod stops at the first thing that it does not like.
    let mut refusal = security::protect(cx, parts.schemes, operation, &mut method);
    let parameters = parameters::build(cx, operation, place, &mut method);
    refusal = refusal.or(parameters);
    let body = request_body::build(cx, parts.models, operation, place, &mut method);
    refusal = refusal.or(body);
    method.request_validator_id = validator(cx, parts.validators, operation);
    if let Some(refusal) = refusal {
        let prefix =
            format!("Unable to put method '{}' on resource at path '{}': ", place.verb, place.path);
        cx.report(Step::Methods, refusal.behind(&prefix));
        return None;
    }
    responses::build(cx, parts.models, operation, place, &mut method);
    integrations::build(cx, operation, place, resource_id, &mut method);
    Some(method)
}

fn http_method(verb: Verb) -> Option<HttpMethod> {
    Some(match verb {
        Verb::Get => HttpMethod::Get,
        Verb::Put => HttpMethod::Put,
        Verb::Post => HttpMethod::Post,
        Verb::Delete => HttpMethod::Delete,
        Verb::Options => HttpMethod::Options,
        Verb::Head => HttpMethod::Head,
        Verb::Patch => HttpMethod::Patch,
        Verb::Any => HttpMethod::Any,
        Verb::Trace => return None,
    })
}

fn verb_invalid(operation: &Operation<'_>, path: &str) -> Diagnostic {
    Diagnostic::new(
        &METHOD_VERB_INVALID,
        format!(
            "Unable to put method 'TRACE' on resource at path '{path}': Invalid HttpMethod \
             specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY"
        ),
        operation.key.location(),
    )
    .label("API Gateway has no such method")
    .help("remove the operation")
}

/// The validator of the operation, else that of the definition.
fn validator(
    cx: &mut Context<'_, '_>,
    validators: &[RequestValidator],
    operation: &Operation<'_>,
) -> Option<String> {
    let named =
        operation.request_validator.as_ref().or(cx.definition.request_validator.as_ref())?;
    // They are in the order of their names.
    let found = validators.binary_search_by(|it| it.name.as_str().cmp(&named.value)).ok();
    let found = found.and_then(|index| validators.get(index));
    if found.is_none() && operation.request_validator.is_some() && !named.has_unknown() {
        cx.report(Step::Methods, validator_unknown(named));
    }
    found.map(|validator| validator.id.clone())
}

/// Reports a validator that the definition names at its root and does not define.
pub(crate) fn check_default_validator(cx: &mut Context<'_, '_>, validators: &[RequestValidator]) {
    let Some(named) = &cx.definition.request_validator else { return };
    let is_there = validators.iter().any(|validator| validator.name == named.value);
    if !is_there && !named.has_unknown() {
        cx.report(Step::Methods, validator_unknown(named));
    }
}

fn validator_unknown(named: &Text<'_>) -> Diagnostic {
    Diagnostic::new(
        &REQUEST_VALIDATOR_UNKNOWN,
        format!("there is no request validator `{}`", named.value),
        named.at.location(),
    )
    .label("requests are not validated")
    .help("define it in `x-amazon-apigateway-request-validators`, or correct the name")
}

impl MethodPlace {
    /// `GET /pets`, as messages have it.
    pub(crate) fn words(&self) -> String {
        format!("{} {}", self.verb, self.path)
    }
}

/// A method response without anything in it.
pub(crate) fn empty_response(code: &str) -> MethodResponse {
    MethodResponse {
        status_code: code.to_owned(),
        response_parameters: Map::new(),
        response_models: Map::new(),
    }
}
