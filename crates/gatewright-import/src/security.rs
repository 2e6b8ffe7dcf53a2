//! What protects a method. (*x-amazon-apigateway-auth object*; recorded: the definition's own
//! `security` holds for operations without one, and alternatives are taken together.)

use gatewright_definition::{Operation, SecurityRequirement, Text};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{AuthorizationType, AuthorizerType, Method};

use crate::authorizers::{Protection, Schemes};
use crate::context::{Context, Step};
use crate::diagnostics::security::{
    AUTH_IGNORED, AUTHORIZATION_SCOPES_UNSUPPORTED, OPERATION_OPEN, SECURITY_SCHEME_UNDEFINED,
    SECURITY_SEVERAL_AUTHORIZERS,
};
use crate::refusal::Refusal;

/// What SAM writes for an operation that is meant to be open; it defines no such scheme.
const MEANT_OPEN: &str = "NONE";

/// Sets authorization type, authorizer, scopes and API key of `method`. Returns what PutMethod says
/// against it.
pub(crate) fn protect<'d>(
    cx: &mut Context<'_, 'd>,
    schemes: &Schemes,
    operation: &Operation<'d>,
    method: &mut Method,
) -> Option<Refusal> {
    let requirements = operation.security.as_ref().or(cx.definition.security.as_ref());
    let requirements: &[SecurityRequirement<'d>] = requirements.map_or(&[], Vec::as_slice);
    let mut asked = requirements
        .iter()
        .flat_map(|requirement| &requirement.schemes)
        .filter(|(name, _)| name.value != MEANT_OPEN || schemes.protection(name).is_some());
    let mut authorizer: Option<&Text<'d>> = None;
    let mut refused = false;
    let mut scopes: Option<&(Text<'d>, Vec<Text<'d>>)> = None;
    for asked in asked.clone() {
        let (name, wanted) = asked;
        match schemes.protection(name) {
            Some(Protection::Authorizer(id, kind)) => {
                if let Some(first) = authorizer {
                    if first.value != name.value {
                        several(cx, first, name);
                    }
                    continue;
                }
                authorizer = Some(name);
                method.authorizer_id = Some(id.clone());
                method.authorization_type = authorization_type(*kind);
                if !wanted.is_empty() {
                    method.authorization_scopes =
                        wanted.iter().map(|text| text.as_str().to_owned()).collect();
                    scopes = Some(asked);
                }
            }
            Some(Protection::Iam) => {
                if authorizer.is_none() {
                    method.authorization_type = AuthorizationType::AwsIam;
                }
            }
            Some(Protection::ApiKey) => method.api_key_required = true,
            Some(Protection::None) => {}
            Some(Protection::Refused) => refused = true,
            None => undefined(cx, name),
        }
    }
    if let Some(auth) = &operation.auth {
        match (AuthorizationType::parse(auth), authorizer) {
            (Some(AuthorizationType::AwsIam), None) => {
                method.authorization_type = AuthorizationType::AwsIam;
            }
            (Some(AuthorizationType::None), None) => {}
            _ => auth_ignored(cx, auth),
        }
    }
    let open = method.authorization_type == AuthorizationType::None && !method.api_key_required;
    if open
        && !refused
        && let Some((name, _)) = asked.next()
    {
        left_open(cx, operation, name);
    }
    let (name, wanted) = scopes?;
    match method.authorization_type {
        AuthorizationType::CognitoUserPools | AuthorizationType::Jwt => None,
        AuthorizationType::None | AuthorizationType::AwsIam | AuthorizationType::Custom => {
            let at = wanted.first().map_or(name.at, |scope| scope.at);
            Some(Refusal {
                metadata: &AUTHORIZATION_SCOPES_UNSUPPORTED,
                core: "Invalid Method authorization type specified. Authorization Scopes are only \
                       valid for COGNITO_USER_POOLS authorization type"
                    .to_owned(),
                at: at.location(),
                label: format!("`{}` is no Cognito authorizer", name.value),
                help: format!("write `{}: []`", name.value),
            })
        }
    }
}

fn authorization_type(kind: AuthorizerType) -> AuthorizationType {
    match kind {
        AuthorizerType::Token | AuthorizerType::Request => AuthorizationType::Custom,
        AuthorizerType::CognitoUserPools => AuthorizationType::CognitoUserPools,
        AuthorizerType::Jwt => AuthorizationType::Jwt,
    }
}

fn several(cx: &mut Context<'_, '_>, first: &Text<'_>, second: &Text<'_>) {
    cx.report(
        Step::Methods,
        Diagnostic::new(
            &SECURITY_SEVERAL_AUTHORIZERS,
            format!("a method has one authorizer: `{}` is left out", second.value),
            second.at.location(),
        )
        .label("the second authorizer")
        .related(first.at.location(), "the first")
        .help("keep one of the two, or let one function decide both"),
    );
}

fn undefined(cx: &mut Context<'_, '_>, name: &Text<'_>) {
    cx.report(
        Step::Methods,
        Diagnostic::new(
            &SECURITY_SCHEME_UNDEFINED,
            format!("there is no security scheme `{}`", name.value),
            name.at.location(),
        )
        .label("this requirement has no effect")
        .help("define the scheme, or correct its name"),
    );
}

fn auth_ignored(cx: &mut Context<'_, '_>, auth: &Text<'_>) {
    cx.report(
        Step::Methods,
        Diagnostic::new(
            &AUTH_IGNORED,
            format!("`x-amazon-apigateway-auth` of type `{}` is left out", auth.value),
            auth.at.location(),
        )
        .label("`NONE` and `AWS_IAM` are read, where `security` names no authorizer")
        .help("say in `security` alone who may call the method"),
    );
}

fn left_open(cx: &mut Context<'_, '_>, operation: &Operation<'_>, name: &Text<'_>) {
    cx.report(
        Step::Methods,
        Diagnostic::new(
            &OPERATION_OPEN,
            "an operation that asks for security is open to everybody",
            operation.key.location(),
        )
        .label("the method gets authorization type NONE")
        .related(name.at.location(), format!("`{}` protects nothing", name.value))
        .help("make the scheme an `apiKey` scheme with an `x-amazon-apigateway-authorizer`"),
    );
}
