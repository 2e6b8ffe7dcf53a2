//! Security schemes: authorizers, API keys, IAM, and those that are nothing to API Gateway.
//! (*x-amazon-apigateway-authorizer object*, *x-amazon-apigateway-authtype property*.)

use std::collections::HashMap;

use gatewright_definition::values::{Arn, Pieces};
use gatewright_definition::{
    AUTHORIZER, AUTHTYPE, Authorizer as Extension, SCHEME_TYPES, SecurityScheme, Text, Version,
    is_open,
};
use gatewright_diagnostics::{Diagnostic, Metadata};
use gatewright_model::{Authorizer, AuthorizerType, EntityPath};
use gatewright_source::{Kind, Node};

use crate::IdKind;
use crate::context::{Context, Step};
use crate::diagnostics::security::{
    API_KEY_SCHEME_NOT_NATIVE, AUTHORIZER_AUTHTYPE_MISSING, AUTHORIZER_EXTENSION_MISSING,
    AUTHORIZER_IDENTITY_SOURCE_INVALID, AUTHORIZER_PROVIDER_ARNS_MISSING,
    AUTHORIZER_TTL_OUT_OF_RANGE, AUTHORIZER_TYPE_UNKNOWN, AUTHORIZER_URI_INVALID,
    SECURITY_SCHEME_UNSUPPORTED,
};
use crate::variables::help_for;

/// The longest time for which an authorizer's answer is kept, in seconds.
const MAX_TTL: i64 = 3600;

/// Whether the service's reader takes the scheme at all: that of Swagger 2.0 leaves out schemes of
/// types that it does not know, and API keys without a name or at another place.
fn is_read(version: Version, scheme: &SecurityScheme<'_>) -> bool {
    if version == Version::OpenApi30 || is_in_doubt(scheme) {
        return true;
    }
    match scheme.scheme_type.as_deref() {
        Some("basic" | "oauth2") => true,
        Some("apiKey") => {
            scheme.parameter.is_some()
                && matches!(scheme.place.as_deref(), Some("header" | "query"))
        }
        _ => false,
    }
}

/// What a security scheme means for a method that asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Protection {
    /// An authorizer, by identifier.
    Authorizer(String, AuthorizerType),
    /// Signed requests.
    Iam,
    /// An API key.
    ApiKey,
    /// An authorizer that is refused, so that the service makes no such method.
    Refused,
    /// Nothing.
    None,
}

/// The security schemes of a definition as the import takes them.
#[derive(Debug, Default)]
pub(crate) struct Schemes {
    /// By name.
    protections: HashMap<String, Protection>,
    authorizers: Vec<Authorizer>,
}

impl Schemes {
    pub(crate) fn build(cx: &mut Context<'_, '_>) -> Self {
        let mut schemes = Self::default();
        for scheme in &cx.definition.security_schemes {
            if !is_read(cx.definition.version, scheme) {
                continue;
            }
            let protection = schemes.read(cx, scheme);
            schemes.protections.insert(scheme.name.to_string(), protection);
        }
        schemes
    }

    /// What the scheme of that name means; none when the definition has no such scheme.
    pub(crate) fn protection(&self, name: &str) -> Option<&Protection> {
        self.protections.get(name)
    }

    /// The authorizers, by name.
    pub(crate) fn into_list(mut self) -> Vec<Authorizer> {
        self.authorizers.sort_by(|a, b| a.name.cmp(&b.name));
        self.authorizers
    }

    fn read(&mut self, cx: &mut Context<'_, '_>, scheme: &SecurityScheme<'_>) -> Protection {
        if let Some(extension) = &scheme.authorizer {
            return self.authorizer(cx, scheme, extension);
        }
        if is_in_doubt(scheme) {
            return Protection::Refused;
        }
        let written = scheme.scheme_type.as_deref();
        // The reader of OpenAPI 3.0 has no value for a type that it does not know.
        let scheme_type = written
            .filter(|text| {
                cx.definition.version == Version::Swagger20 || SCHEME_TYPES.contains(text)
            })
            .unwrap_or("null");
        if scheme_type != "apiKey" {
            let at = scheme.scheme_type.as_ref().map_or(scheme.name.at, |text| text.at);
            cx.report(
                Step::Authorizers,
                Diagnostic::new(
                    &SECURITY_SCHEME_UNSUPPORTED,
                    format!(
                        "Unsupported security definition type '{scheme_type}' for '{}'. Ignoring.",
                        scheme.name.value
                    ),
                    at.location(),
                )
                .label("operations that ask for this are open to everybody")
                .help(
                    "make it an `apiKey` scheme with an `x-amazon-apigateway-authorizer`, or \
                     protect the API elsewhere",
                ),
            );
            return Protection::None;
        }
        match &scheme.authtype {
            // Words that begin so are the service's own; only this one is documented.
            Some(authtype) if authtype.to_ascii_lowercase().starts_with("aws") => Protection::Iam,
            Some(authtype) => {
                cx.report(Step::Authorizers, extension_missing(&scheme.name, authtype));
                Protection::Refused
            }
            None => {
                check_api_key(cx, scheme);
                Protection::ApiKey
            }
        }
    }

    fn authorizer(
        &mut self,
        cx: &mut Context<'_, '_>,
        scheme: &SecurityScheme<'_>,
        extension: &Extension<'_>,
    ) -> Protection {
        let Some(kind) = authorizer_type(cx, scheme, extension) else { return Protection::Refused };
        if scheme.authtype.is_none() && !is_open(scheme.at) {
            cx.report(Step::Authorizers, authtype_missing(scheme, extension));
        }
        check(cx, scheme, extension, kind);
        let name = scheme.name.to_string();
        let header = || {
            let parameter = scheme.parameter.as_deref()?;
            Some(format!("method.request.header.{parameter}"))
        };
        let written = non_empty(extension.identity_source.as_ref());
        let identity_source = match kind {
            // Recorded: the scheme's header, also where `identitySource` is empty.
            AuthorizerType::Token | AuthorizerType::CognitoUserPools => written.or_else(header),
            AuthorizerType::Request | AuthorizerType::Jwt => written,
        };
        let ttl = extension.result_ttl_in_seconds.as_deref().and_then(|text| text.parse().ok());
        let authorizer = Authorizer {
            id: cx.id(IdKind::Authorizer, &name),
            name: name.clone(),
            authorizer_type: kind,
            provider_arns: extension
                .provider_arns
                .iter()
                .map(|text| text.as_str().to_owned())
                .collect(),
            auth_type: non_empty(scheme.authtype.as_ref()),
            authorizer_uri: non_empty(extension.uri.as_ref()),
            authorizer_credentials: non_empty(extension.credentials.as_ref()),
            identity_source,
            identity_validation_expression: non_empty(
                extension.identity_validation_expression.as_ref(),
            ),
            authorizer_result_ttl_in_seconds: ttl,
            jwt_configuration: extension.jwt_configuration.map(Node::to_json),
        };
        let id = authorizer.id.clone();
        cx.provenance.record(EntityPath::Authorizer(name), scheme.at.id());
        self.authorizers.push(authorizer);
        Protection::Authorizer(id, kind)
    }
}

/// Whether nobody knows what kind of scheme it is.
fn is_in_doubt(scheme: &SecurityScheme<'_>) -> bool {
    const DECISIVE: [&str; 5] = ["type", "in", "name", AUTHTYPE, AUTHORIZER];
    let is_unknown = |member: &&str| scheme.at.get(member).is_some_and(Node::has_unknown);
    is_open(scheme.at) || DECISIVE.iter().any(is_unknown)
}

fn non_empty(text: Option<&Text<'_>>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(|text| text.as_str().to_owned())
}

/// API Gateway reads API keys from one header; what the scheme says of others is not looked at.
fn check_api_key(cx: &mut Context<'_, '_>, scheme: &SecurityScheme<'_>) {
    let in_header = scheme.place.as_deref() == Some("header");
    let name = scheme.parameter.as_deref().unwrap_or_default();
    if in_header && name.eq_ignore_ascii_case("x-api-key") {
        return;
    }
    let at = scheme.parameter.as_ref().or(scheme.place.as_ref()).map_or(scheme.at, |it| it.at);
    cx.report(
        Step::Authorizers,
        Diagnostic::new(
            &API_KEY_SCHEME_NOT_NATIVE,
            format!("`{}` is not where API Gateway looks for an API key", scheme.name.value),
            at.location(),
        )
        .label("API Gateway reads keys from the header `x-api-key` only")
        .help("write `in: header` and `name: x-api-key`, or give the scheme an authorizer"),
    );
}

fn extension_missing(name: &Text<'_>, authtype: &Text<'_>) -> Diagnostic {
    let name = &name.value;
    Diagnostic::new(
        &AUTHORIZER_EXTENSION_MISSING,
        format!(
            "Unable to create authorizer from security definition: '{name}'. Extension \
             x-amazon-apigateway-authorizer is required. Any methods with security: '{name}' will \
             not be created. If this security definition is not a custom authorizer, remove the \
             x-amazon-apigateway-authtype extension and it will be ignored."
        ),
        authtype.at.location(),
    )
    .label("this makes the scheme an authorizer, and there is none")
    .help("add `x-amazon-apigateway-authorizer`, or remove `x-amazon-apigateway-authtype`")
}

fn authtype_missing(scheme: &SecurityScheme<'_>, extension: &Extension<'_>) -> Diagnostic {
    Diagnostic::new(
        &AUTHORIZER_AUTHTYPE_MISSING,
        format!("`{}` has no `x-amazon-apigateway-authtype`", scheme.name.value),
        extension.key.location(),
    )
    .label("users report that such an authorizer was left out without a word")
    .help("add `x-amazon-apigateway-authtype: custom`, or `cognito_user_pools`")
}

fn authorizer_type(
    cx: &mut Context<'_, '_>,
    scheme: &SecurityScheme<'_>,
    extension: &Extension<'_>,
) -> Option<AuthorizerType> {
    let written = extension.authorizer_type.as_ref();
    if let Some(kind) = written.and_then(|text| AuthorizerType::parse(text)) {
        return Some(kind);
    }
    if written.map_or_else(|| is_open(extension.at), Text::has_unknown) {
        return None;
    }
    let (what, at) = match written {
        Some(text) => (format!("`{}` is no type of an authorizer", text.value), text.at),
        None => ("an authorizer without a type".to_owned(), extension.key),
    };
    refuse(
        cx,
        &AUTHORIZER_TYPE_UNKNOWN,
        scheme,
        &what,
        at,
        "write `token`, `request` or `cognito_user_pools`",
    );
    None
}

/// Says that CreateAuthorizer would refuse. In which words an import says so is not known.
fn refuse(
    cx: &mut Context<'_, '_>,
    metadata: &'static Metadata,
    scheme: &SecurityScheme<'_>,
    what: &str,
    at: Node<'_>,
    help: &str,
) {
    cx.report(
        Step::Authorizers,
        Diagnostic::new(metadata, what, at.location())
            .label(format!("the authorizer `{}` cannot be created", scheme.name.value))
            .help(help),
    );
}

/// The checks of CreateAuthorizer (recorded for that action).
fn check(
    cx: &mut Context<'_, '_>,
    scheme: &SecurityScheme<'_>,
    extension: &Extension<'_>,
    kind: AuthorizerType,
) {
    if matches!(kind, AuthorizerType::Token | AuthorizerType::Request) {
        let uri = extension.uri.as_ref();
        let may_be = |uri: &Text<'_>| may_be_invocation(uri.as_imported());
        if !unresolved(extension, "authorizerUri") && !uri.is_some_and(may_be) {
            let at = uri.map_or(extension.key, |uri| uri.at);
            let what = "`authorizerUri` is no API Gateway ARN of a Lambda function invocation";
            let help = "write `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/\
                        {function ARN}/invocations`";
            let unfilled = uri.filter(|uri| !uri.has_unknown());
            let help = help_for(unfilled.map_or("", |uri| uri), help);
            refuse(cx, &AUTHORIZER_URI_INVALID, scheme, what, at, &help);
        }
    }
    match kind {
        AuthorizerType::Token => check_token_source(cx, scheme, extension),
        AuthorizerType::Request => check_request_sources(cx, scheme, extension),
        AuthorizerType::CognitoUserPools
            if extension.provider_arns.is_empty() && !unresolved(extension, "providerARNs") =>
        {
            let what = "a Cognito authorizer without `providerARNs`";
            let help = "list the ARNs of the user pools in `providerARNs`";
            refuse(cx, &AUTHORIZER_PROVIDER_ARNS_MISSING, scheme, what, extension.key, help);
        }
        AuthorizerType::CognitoUserPools | AuthorizerType::Jwt => {}
    }
    if let Some(ttl) = &extension.result_ttl_in_seconds {
        let seconds: Option<i64> = ttl.parse().ok();
        let is_right = seconds.is_some_and(|seconds| (0..=MAX_TTL).contains(&seconds));
        if !is_right && !ttl.has_unknown() {
            let what = format!("`{}` is no number of seconds from 0 to {MAX_TTL}", ttl.value);
            let help = "keep answers for an hour at most";
            refuse(cx, &AUTHORIZER_TTL_OUT_OF_RANGE, scheme, &what, ttl.at, help);
        }
    }
}

/// Whether a member is there and holds no text: an object of a template that nothing has resolved,
/// which has a finding of its own.
fn unresolved(extension: &Extension<'_>, member: &str) -> bool {
    extension.at.get(member).is_some_and(|value| match value.kind() {
        Kind::Scalar => false,
        Kind::Mapping => true,
        Kind::Sequence => value.items().any(Node::is_mapping),
    })
}

/// Without a source of its own a token authorizer takes the scheme's header.
fn check_token_source(
    cx: &mut Context<'_, '_>,
    scheme: &SecurityScheme<'_>,
    extension: &Extension<'_>,
) {
    let written = extension.identity_source.as_ref().is_some_and(|text| !text.is_empty());
    let is_nameless = scheme.parameter.as_ref().is_none_or(|name| name.is_empty());
    if !written && is_nameless && !is_open(extension.at) {
        let what = "a token authorizer needs a header that holds the token";
        let help = "name the header in the scheme's `name`";
        refuse(cx, &AUTHORIZER_IDENTITY_SOURCE_INVALID, scheme, what, scheme.at, help);
    }
}

fn check_request_sources(
    cx: &mut Context<'_, '_>,
    scheme: &SecurityScheme<'_>,
    extension: &Extension<'_>,
) {
    let Some(sources) = &extension.identity_source else { return };
    // What a template fills in may have commas of its own.
    let whole = sources.as_imported().split(",").filter(|source| !source.has_placeholder());
    let wrong = whole
        .map(|source| source.text().trim())
        .find(|source| !source.is_empty() && !is_identity_source(source));
    if let Some(wrong) = wrong {
        let what = format!("`{wrong}` is no source of an identity");
        let help = "write `method.request.header.{name}`, `method.request.querystring.{name}`, \
                    `stageVariables.{name}` or `context.{name}`, with commas between them";
        refuse(cx, &AUTHORIZER_IDENTITY_SOURCE_INVALID, scheme, &what, sources.at, help);
    }
}

fn is_identity_source(source: &str) -> bool {
    if source.starts_with("stageVariables.") || source.starts_with("context.") {
        return true;
    }
    let parameter = source.strip_prefix("method.request.");
    let name = parameter.and_then(|rest| {
        rest.strip_prefix("querystring.").or_else(|| rest.strip_prefix("header."))
    });
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(legal))
}

/// `arn:{partition}:apigateway:{region}:lambda:path/…/invocations`.
fn may_be_invocation(uri: Pieces<'_>) -> bool {
    let Some(arn) = Arn::parse(uri) else {
        return uri.has_placeholder() && uri.may_begin_with("arn:");
    };
    let path = arn.resource.text();
    let is = |part: Pieces<'_>, wanted| part.text() == wanted || part.has_placeholder();
    let is_call =
        path.starts_with("path/") && path.contains("/functions/") && path.ends_with("/invocations");
    is(arn.service, "apigateway")
        && is(arn.account, "lambda")
        && (is_call || (arn.resource.has_placeholder() && arn.resource.may_begin_with("path/")))
}
