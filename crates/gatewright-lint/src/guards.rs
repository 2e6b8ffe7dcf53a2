//! What guards methods: what the definition asks for, and what the import makes of it.

use gatewright_definition::{Definition, Operation, SecurityRequirement, SecurityScheme};
use gatewright_model::{AuthorizationType, EndpointType, Method, RequestValidator};

use crate::context::Context;

/// What SAM writes for an operation that is meant to be open; it defines no such scheme.
const MEANT_OPEN: &str = "NONE";

/// What an operation asks for: its own `security`, or that of the root.
pub(crate) fn requirements<'a>(
    operation: &'a Operation<'a>,
    definition: &'a Definition<'a>,
) -> &'a [SecurityRequirement<'a>] {
    let own = operation.security.as_deref();
    own.or(definition.security.as_deref()).unwrap_or_default()
}

/// The scheme of that name.
pub(crate) fn scheme<'a>(
    definition: &'a Definition<'a>,
    name: &str,
) -> Option<&'a SecurityScheme<'a>> {
    definition.security_schemes.iter().find(|scheme| scheme.name.as_str() == name)
}

/// Whether the method asks who calls. An API key does not.
pub(crate) fn is_authorized(method: &Method) -> bool {
    method.authorization_type != AuthorizationType::None
}

/// Whether the definition says something of who may call the operation.
pub(crate) fn says_something(operation: &Operation<'_>, definition: &Definition<'_>) -> bool {
    operation.at.get("security").is_some()
        || operation.auth.is_some()
        || definition.root.get("security").is_some()
}

/// Whether the definition says that everybody may call the operation: `security: []`, an
/// alternative that asks for nothing, or `x-amazon-apigateway-auth` of type `NONE`.
pub(crate) fn is_meant_open(operation: &Operation<'_>, definition: &Definition<'_>) -> bool {
    let asks_nothing = |requirement: &SecurityRequirement<'_>| {
        requirement.schemes.iter().all(|(name, _)| name.as_str() == MEANT_OPEN)
    };
    let own = operation.security.as_ref().or(definition.security.as_ref());
    let auth = operation.auth.as_ref().and_then(|auth| AuthorizationType::parse(auth));
    auth == Some(AuthorizationType::None)
        || own.is_some_and(|all| all.is_empty() || all.iter().any(asks_nothing))
}

/// Whether something else decides who may call: a policy, or a network.
pub(crate) fn is_closed_elsewhere(cx: &Context<'_>) -> bool {
    let configuration = &cx.api().rest_api.endpoint_configuration;
    cx.definition().policy.is_some() || configuration.types.contains(&EndpointType::Private)
}

/// The request validator that is in force for a method.
pub(crate) fn validator<'a>(method: &Method, cx: &Context<'a>) -> Option<&'a RequestValidator> {
    let id = method.request_validator_id.as_deref()?;
    cx.api().request_validators.iter().find(|validator| validator.id == id)
}
