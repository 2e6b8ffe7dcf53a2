//! What an authorizer returns, where there is none.

use gatewright_definition::SecurityRequirement;
use gatewright_model::AuthorizationType;

use super::mapping_context_variable::context_name;
use crate::checks::{Check, visit};
use crate::context::Context;
use crate::guards::{requirements, scheme};
use crate::rule::declare_rule;
use crate::target::{Mapping, Place, Template};
use crate::vtl::references;

declare_rule! {
    /// A method without an authorizer that reads what an authorizer returns.
    ///
    /// ## Why
    ///
    /// `context.authorizer` is what the authorizer of the method returns. Without one it is empty: the
    /// backend gets no value, or, from a template, nothing between the quotes.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         requestParameters: { integration.request.header.user: context.authorizer.principalId }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// components:
    ///   securitySchemes:
    ///     pool:
    ///       type: apiKey
    ///       name: Authorization
    ///       in: header
    ///       x-amazon-apigateway-authtype: cognito_user_pools
    ///       x-amazon-apigateway-authorizer:
    ///         type: cognito_user_pools
    ///         providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pets"]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ pool: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         requestParameters: { integration.request.header.user: context.authorizer.claims.sub }
    /// ```
    ///
    /// ```yaml,swagger
    /// securityDefinitions:
    ///   pool:
    ///     type: apiKey
    ///     name: Authorization
    ///     in: header
    ///     x-amazon-apigateway-authtype: cognito_user_pools
    ///     x-amazon-apigateway-authorizer:
    ///       type: cognito_user_pools
    ///       providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pets"]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       security: [{ pool: [] }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         requestParameters: { integration.request.header.user: context.authorizer.claims.sub }
    /// ```
    AuthorizerContextUnused {
        name: "authorizer-context-unused",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Mapping, Template],
    }
}

const HELP: &str = "give the operation a `security` with an authorizer, or remove this";

impl Check<visit::Mapping> for AuthorizerContextUnused {
    fn check<'a>(mapping: &Mapping<'a>, cx: &mut Context<'a>) {
        let Some(source) = mapping.source.as_str() else { return };
        if !source.starts_with("context.authorizer.") {
            return;
        }
        let Some(is_guarded) = is_guarded(mapping.place, cx) else { return };
        cx.judged();
        if !is_guarded {
            cx.report(mapping.source, format!("`{source}` without an authorizer"))
                .label("never has a value")
                .help(HELP);
        }
    }
}

impl Check<visit::Template> for AuthorizerContextUnused {
    fn check<'a>(template: &Template<'a>, cx: &mut Context<'a>) {
        if !template.text.contains("authorizer") || !template.is_velocity() {
            return;
        }
        let Some(is_guarded) = is_guarded(template.place, cx) else { return };
        let parsed = template.parsed();
        if !parsed.errors.is_empty() {
            return;
        }
        // Templates that pass everything through are the same for all methods.
        let is_for_all = template.text.contains("$context.identity");
        let mut first = None;
        references(&parsed.nodes, &mut |reference, _| {
            if let Some((name, span)) = context_name(template.text, reference)
                && name.split('.').next() == Some("authorizer")
                && !(is_for_all && name == "authorizer.principalId")
            {
                first.get_or_insert((name, span));
            }
        });
        let Some((name, span)) = first else { return };
        cx.judged();
        if !is_guarded {
            cx.report(template.text.at, format!("`$context.{name}` without an authorizer"))
                .span(template.span_of(span))
                .label("never has a value")
                .help(HELP);
        }
    }
}

/// Whether the method has an authorizer; none when that is not known.
fn is_guarded<'a>(place: Place<'a>, cx: &Context<'a>) -> Option<bool> {
    let operation = place.integration()?.operation;
    let kind = operation.method?.authorization_type;
    match kind {
        AuthorizationType::Custom
        | AuthorizationType::CognitoUserPools
        | AuthorizationType::Jwt => Some(true),
        AuthorizationType::None | AuthorizationType::AwsIam => {
            // An import that does not follow the definition says so by itself.
            let wants_one = requirements(operation.operation, cx.definition())
                .iter()
                .any(|it| has_authorizer(it, cx));
            (!wants_one).then_some(false)
        }
    }
}

/// Whether a requirement names an authorizer, or what is not defined.
fn has_authorizer(requirement: &SecurityRequirement<'_>, cx: &Context<'_>) -> bool {
    requirement.schemes.iter().any(|(name, _)| {
        scheme(cx.definition(), name).is_none_or(|scheme| scheme.authorizer.is_some())
    })
}
