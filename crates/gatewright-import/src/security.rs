//! What protects a method. (*x-amazon-apigateway-auth object*; recorded: the definition's own
//! `security` holds for operations without one, and alternatives are taken together.)

use gatewright_definition::{Operation, SecurityRequirement, Text};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{AuthorizationType, AuthorizerType, Method};
use gatewright_source::{Kind, Node};

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
    // What operations share is told once.
    let is_shared = operation.security.is_none();
    let is_news = !(is_shared && cx.is_root_security_judged);
    cx.is_root_security_judged |= is_shared;
    let mut authorizer: Option<&Text<'d>> = None;
    let mut signed: Option<&Text<'d>> = None;
    // An authorizer that is refused, or a name that is not known yet.
    let mut undecided = false;
    let mut undefined: Vec<&Text<'d>> = Vec::new();
    let mut scopes: Option<&(Text<'d>, Vec<Text<'d>>)> = None;
    for asked in asked.clone() {
        let (name, wanted) = asked;
        match schemes.protection(name) {
            Some(Protection::Authorizer(id, kind)) => {
                if let Some(first) = authorizer {
                    if is_news && first.value != name.value {
                        several(cx, first, name);
                    }
                    continue;
                }
                if let Some(signed) = signed.filter(|_| is_news) {
                    several(cx, name, signed);
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
                if let Some(authorizer) = authorizer {
                    if is_news {
                        several(cx, authorizer, name);
                    }
                } else {
                    signed = Some(name);
                    method.authorization_type = AuthorizationType::AwsIam;
                }
            }
            Some(Protection::ApiKey) => method.api_key_required = true,
            Some(Protection::None) => {}
            Some(Protection::Refused) => undecided = true,
            None if !name.is_known() || is_function(name) => undecided = true,
            None => undefined.push(name),
        }
    }
    let auth = operation.auth.as_ref().filter(|auth| auth.is_known());
    let mut ignored = None;
    if let Some(auth) = auth {
        match (AuthorizationType::parse(auth), authorizer) {
            (Some(AuthorizationType::AwsIam), None) => {
                method.authorization_type = AuthorizationType::AwsIam;
            }
            (Some(AuthorizationType::None), None) => {}
            _ => ignored = Some(auth),
        }
    }
    let open = method.authorization_type == AuthorizationType::None && !method.api_key_required;
    if open && !undecided && auth.is_some() == operation.auth.is_some() {
        if let Some((name, _)) = asked.next() {
            // Of a scheme that is missing this tells the rest.
            let is_missing = undefined.iter().any(|it| it.at.id() == name.at.id());
            undefined.retain(|it| it.at.id() != name.at.id());
            let help = if is_missing { DEFINE } else { SCHEME };
            left_open(cx, operation, name.at, &format!("`{}` protects nothing", name.value), help);
        } else if let Some(auth) = ignored.take() {
            let what = format!("`{}` protects nothing", auth.value);
            left_open(cx, operation, auth.at, &what, "write `AWS_IAM`, or `NONE` to leave it open");
        } else if let Some(at) = unreadable(cx.definition.root, operation) {
            let help = "write a list of objects, such as `[{ name: [] }]`";
            left_open(cx, operation, at, "nothing can be read here", help);
        }
    }
    for name in undefined.into_iter().filter(|_| is_news) {
        undefined_scheme(cx, name);
    }
    if let Some(auth) = ignored {
        auth_ignored(cx, auth);
    }
    let (name, wanted) = scopes?;
    scopes_refused(method.authorization_type, name, wanted)
}

/// What PutMethod says against scopes.
fn scopes_refused(
    authorization_type: AuthorizationType,
    name: &Text<'_>,
    wanted: &[Text<'_>],
) -> Option<Refusal> {
    match authorization_type {
        AuthorizationType::CognitoUserPools | AuthorizationType::Jwt => None,
        // They may yet be an empty list.
        _ if wanted.iter().all(Text::is_unknown) => None,
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

/// What stands in `security` and is no requirement: text where objects should be, or an object
/// where a list should be, unless a template fills it in.
fn unreadable<'d>(root: Node<'d>, operation: &Operation<'d>) -> Option<Node<'d>> {
    let security = operation.at.get("security").or_else(|| root.get("security"))?;
    match security.kind() {
        Kind::Sequence => security.items().find(|item| !item.is_mapping() && !item.is_null()),
        Kind::Scalar => Some(security).filter(|it| !it.is_null()),
        Kind::Mapping => {
            let mut keys = security.entries().map(|(key, _)| key.text().unwrap_or_default());
            let is_wrong = keys.next().is_some_and(|key| !is_function(key));
            is_wrong.then_some(security)
        }
    }
}

/// Whether a key is a function of CloudFormation.
fn is_function(key: &str) -> bool {
    key == "Ref" || key.starts_with("Fn::")
}

fn several(cx: &mut Context<'_, '_>, taken: &Text<'_>, left: &Text<'_>) {
    cx.report(
        Step::Methods,
        Diagnostic::new(
            &SECURITY_SEVERAL_AUTHORIZERS,
            format!("a method has one authorizer: `{}` is left out", left.value),
            left.at.location(),
        )
        .label("this has no effect")
        .related(taken.at.location(), "this is taken")
        .help("keep one of the two, or let one function decide both"),
    );
}

/// What to do about a scheme that is missing.
const DEFINE: &str = "define the scheme, or correct its name";

fn undefined_scheme(cx: &mut Context<'_, '_>, name: &Text<'_>) {
    cx.report(
        Step::Methods,
        Diagnostic::new(
            &SECURITY_SCHEME_UNDEFINED,
            format!("there is no security scheme `{}`", name.value),
            name.at.location(),
        )
        .label("this requirement has no effect")
        .help(DEFINE),
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

/// What to do about a scheme that protects nothing.
const SCHEME: &str = "make the scheme an `apiKey` scheme with an `x-amazon-apigateway-authorizer`";

fn left_open(
    cx: &mut Context<'_, '_>,
    operation: &Operation<'_>,
    at: Node<'_>,
    cause: &str,
    help: &str,
) {
    cx.report(
        Step::Methods,
        Diagnostic::new(
            &OPERATION_OPEN,
            "an operation that asks for security is open to everybody",
            operation.key.location(),
        )
        .label("the method gets authorization type NONE")
        .related(at.location(), cause)
        .help(help),
    );
}
