//! Integrations. (*x-amazon-apigateway-integration object*; defaults as recorded.)

mod mapping;
mod responses;
mod uri;

use gatewright_definition::{Integration as Extension, Operation, Reach, Text, is_open};
use gatewright_diagnostics::Diagnostic;
use gatewright_model::{
    AuthorizationType, ConnectionType, ContentHandling, Integration, IntegrationType, Map, Method,
    PassthroughBehavior, ResponseTransferMode, TlsConfig,
};
use gatewright_source::Node;

use crate::context::{Context, Step};
use crate::deployment;
use crate::diagnostics::integrations::{
    INTEGRATION_CACHE_KEY_UNKNOWN, INTEGRATION_CONNECTION_ID_MISSING,
    INTEGRATION_CREDENTIALS_INVALID, INTEGRATION_HTTP_METHOD_MISSING,
    INTEGRATION_IDENTITY_FORWARDING, INTEGRATION_MOCK_MEMBER_DROPPED, INTEGRATION_ROLE_MISSING,
    INTEGRATION_TIMEOUT_OUT_OF_RANGE, INTEGRATION_TYPE_UNKNOWN, INTEGRATION_WORD_UNKNOWN,
    TEMPLATE_CONTENT_TYPE_INVALID, TEMPLATE_TOO_LARGE,
};
use crate::methods::MethodPlace;
use crate::outcome::MethodPart;
use crate::refusal::Refusal;
use crate::variables::help_for;

/// How long a backend may take, in milliseconds: the bounds and the default.
const MIN_TIMEOUT: u32 = 50;
const MAX_TIMEOUT: u32 = 29_000;
const MAX_STREAMED_TIMEOUT: u32 = 900_000;

/// The longest mapping template, in bytes (*API Gateway quotas*).
const MAX_TEMPLATE: usize = 300 * 1024;

/// Credentials that stand for the caller's own.
const CALLER_CREDENTIALS: &str = "arn:aws:iam::*:user/*";

/// Sets the integration of `method`, which has all else already.
pub(crate) fn build<'d>(
    cx: &mut Context<'_, 'd>,
    operation: &Operation<'d>,
    place: &MethodPlace,
    resource_id: &str,
    method: &mut Method,
) {
    let Some(extension) = &operation.integration else {
        deployment::without_integration(cx, operation, place);
        return;
    };
    if extension.is_malformed {
        // The service gives up on the whole document, so that it says nothing of what follows.
        return;
    }
    let written = extension.integration_type.as_ref();
    let Some(kind) = written.and_then(|text| IntegrationType::parse(text)) else {
        if written.map_or_else(|| is_open(extension.at), Text::has_unknown) {
            // Whichever it is, the method has an integration.
            return;
        }
        cx.report(Step::Methods, type_unknown(extension, place));
        deployment::without_integration(cx, operation, place);
        return;
    };
    let request_parameters = mapping::request_parameters(cx, extension, place);
    let is_in_doubt = !place.is_path_known || cx.is_in_doubt(operation.at, Reach::Operation);
    let certainty = if is_in_doubt { Certainty::Part } else { Certainty::All };
    if let Some(refusal) = refusal(extension, kind, method, certainty) {
        let prefix = format!(
            "Unable to put integration on '{}' for resource at path '{}': ",
            place.verb, place.path
        );
        cx.report(Step::Methods, refusal.behind(&prefix));
        return;
    }
    let is_mock = kind == IntegrationType::Mock;
    if is_mock {
        note_mock_members(cx, extension);
    }
    let mut integration = Integration {
        integration_type: kind,
        http_method: owned(extension.http_method.as_ref()).filter(|_| !is_mock),
        uri: owned(extension.uri.as_ref()).filter(|_| !is_mock),
        connection_type: connection_type(cx, extension, kind),
        connection_id: owned(extension.connection_id.as_ref()),
        credentials: owned(extension.credentials.as_ref()),
        request_parameters,
        request_templates: templates(cx, &extension.request_templates),
        passthrough_behavior: word(
            cx,
            extension.passthrough_behavior.as_ref(),
            PassthroughBehavior::parse,
        )
        .unwrap_or(PassthroughBehavior::WhenNoMatch),
        content_handling: word(cx, extension.content_handling.as_ref(), ContentHandling::parse),
        timeout_in_millis: timeout(extension).unwrap_or(MAX_TIMEOUT),
        cache_namespace: owned(extension.cache_namespace.as_ref())
            .unwrap_or_else(|| resource_id.to_owned()),
        cache_key_parameters: extension
            .cache_key_parameters
            .iter()
            .map(|text| text.as_str().to_owned())
            .collect(),
        integration_responses: Map::with_capacity(extension.responses.as_ref().map_or(0, Vec::len)),
        tls_config: extension.tls_config.as_ref().map(|config| TlsConfig {
            insecure_skip_verification: config.insecure_skip_verification,
        }),
        response_transfer_mode: word(
            cx,
            extension.response_transfer_mode.as_ref(),
            ResponseTransferMode::parse,
        ),
        integration_target: owned(extension.integration_target.as_ref()),
    };
    cx.record_method(place, MethodPart::Integration, extension.at);
    responses::build(cx, extension, place, method, certainty, &mut integration);
    method.method_integration = Some(integration);
}

/// The text of a member; an empty one counts as absent.
fn owned(text: Option<&Text<'_>>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(|text| text.as_str().to_owned())
}

/// Recorded: only HTTP integrations have a connection type unless one is written.
fn connection_type(
    cx: &mut Context<'_, '_>,
    extension: &Extension<'_>,
    kind: IntegrationType,
) -> Option<ConnectionType> {
    let written = word(cx, extension.connection_type.as_ref(), ConnectionType::parse);
    match written {
        Some(ConnectionType::VpcLink) => Some(ConnectionType::VpcLink),
        Some(ConnectionType::Internet) | None => kind.is_http().then_some(ConnectionType::Internet),
    }
}

/// A word of the service; a finding when it does not know the word.
fn word<T>(
    cx: &mut Context<'_, '_>,
    text: Option<&Text<'_>>,
    parse: fn(&str) -> Option<T>,
) -> Option<T> {
    let text = text.filter(|text| !text.is_empty())?;
    let parsed = parse(text);
    if parsed.is_none() && !text.has_unknown() {
        let member = text.at.key().and_then(Node::text).unwrap_or("value");
        cx.report(
            Step::Methods,
            Diagnostic::new(
                &INTEGRATION_WORD_UNKNOWN,
                format!("`{member}` has no value `{}`", text.value),
                text.at.location(),
            )
            .label("not a word that API Gateway knows here")
            .help("check the spelling in the description of the integration object"),
        );
    }
    parsed
}

fn templates(cx: &mut Context<'_, '_>, written: &[(Text<'_>, Text<'_>)]) -> Map<String, String> {
    let mut templates = Vec::with_capacity(written.len());
    for (media_type, template) in written {
        if template.len() > MAX_TEMPLATE {
            cx.report(
                Step::Methods,
                Diagnostic::new(
                    &TEMPLATE_TOO_LARGE,
                    format!("a mapping template of {} KB", template.len() / 1024),
                    media_type.at.location(),
                )
                .label("a template may have 300 KB")
                .help("do the work in the backend"),
            );
        }
        templates.push((media_type.as_str().to_owned(), template.as_str().to_owned()));
    }
    templates.into_iter().collect()
}

fn timeout(extension: &Extension<'_>) -> Option<u32> {
    extension.timeout_in_millis.as_deref()?.parse().ok()
}

fn type_unknown(extension: &Extension<'_>, place: &MethodPlace) -> Diagnostic {
    let written = extension.integration_type.as_ref();
    let name = written.map_or("null", |text| text);
    let (label, help) = match &extension.reference {
        Some(_) => (
            "only HTTP APIs follow references to integrations",
            "write the integration here, or let YAML repeat it with an anchor",
        ),
        None => (
            "the method gets no integration",
            "write `http`, `http_proxy`, `aws`, `aws_proxy` or `mock` as `type`",
        ),
    };
    let at = written.map_or(extension.key, |text| text.at);
    Diagnostic::new(
        &INTEGRATION_TYPE_UNKNOWN,
        format!("Unknown integration type '{name}' for '{}'. Ignoring.", place.words()),
        at.location(),
    )
    .label(label)
    .help(help)
}

fn note_mock_members(cx: &mut Context<'_, '_>, extension: &Extension<'_>) {
    let members = [("uri", &extension.uri), ("httpMethod", &extension.http_method)];
    for (name, member) in members {
        let Some(member) = member else { continue };
        cx.report(
            Step::Methods,
            Diagnostic::new(
                &INTEGRATION_MOCK_MEMBER_DROPPED,
                format!("a mock integration has no `{name}`"),
                member.at.location(),
            )
            .label("left out")
            .help("remove it"),
        );
    }
}

/// What PutIntegration says: the first thing that it does not like.
fn refusal(
    extension: &Extension<'_>,
    kind: IntegrationType,
    method: &Method,
    certainty: Certainty,
) -> Option<Refusal> {
    http_method_missing(extension, kind)
        .or_else(|| uri::refusal(extension, kind))
        .or_else(|| credentials_refusal(extension, kind, method))
        .or_else(|| timeout_refusal(extension))
        .or_else(|| connection_refusal(extension))
        .or_else(|| mapping::request_refusal(extension, &method.request_parameters, certainty))
        .or_else(|| content_type_refusal(&extension.request_templates))
        .or_else(|| cache_key_refusal(extension, method).filter(|_| certainty == Certainty::All))
}

/// How much is known of what a method declares: parameters, responses and their headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    All,
    Part,
}

fn http_method_missing(extension: &Extension<'_>, kind: IntegrationType) -> Option<Refusal> {
    let given = extension.http_method.as_ref().is_some_and(|text| !text.is_empty());
    if given || kind == IntegrationType::Mock {
        return None;
    }
    Some(Refusal {
        metadata: &INTEGRATION_HTTP_METHOD_MISSING,
        core: "Enumeration value for HttpMethod must be non-empty".to_owned(),
        at: extension.key.location(),
        label: "`httpMethod` is missing".to_owned(),
        help: if extension.uri.as_ref().and_then(uri::aws_service) == Some("lambda") {
            "add `httpMethod: POST`, which Lambda functions are called with".to_owned()
        } else {
            "add the verb that the backend is called with as `httpMethod`".to_owned()
        },
    })
}

fn credentials_refusal(
    extension: &Extension<'_>,
    kind: IntegrationType,
    method: &Method,
) -> Option<Refusal> {
    let Some(credentials) = extension.credentials.as_ref().filter(|text| !text.is_empty()) else {
        return role_missing(extension, kind);
    };
    if !uri::may_be_arn(credentials.as_imported()) {
        return Some(Refusal {
            metadata: &INTEGRATION_CREDENTIALS_INVALID,
            core: "Invalid ARN specified in the request".to_owned(),
            at: credentials.at.location(),
            label: "not an ARN".to_owned(),
            help: help_for(
                credentials,
                "write the ARN of a role; a stage variable may stand for a part of it",
            ),
        });
    }
    let forwards = credentials.value == CALLER_CREDENTIALS;
    (forwards && method.authorization_type != AuthorizationType::AwsIam).then(|| Refusal {
        metadata: &INTEGRATION_IDENTITY_FORWARDING,
        core: "AWS_IAM Auth type is required for AWS integrations with identity forwarding \
               specified"
            .to_owned(),
        at: credentials.at.location(),
        label: "the caller's credentials, which the method does not ask for".to_owned(),
        help: "protect the operation with an `awsSigv4` scheme, or write the ARN of a role"
            .to_owned(),
    })
}

fn role_missing(extension: &Extension<'_>, kind: IntegrationType) -> Option<Refusal> {
    if kind != IntegrationType::Aws {
        return None;
    }
    let service = extension.uri.as_ref().and_then(|uri| uri::aws_service(uri))?;
    let is_known = |uri: &Text<'_>| !uri.is_unknown() && !service.contains("${");
    let needs_role = service != "lambda" && extension.uri.as_ref().is_some_and(is_known);
    needs_role.then(|| Refusal {
        metadata: &INTEGRATION_ROLE_MISSING,
        core: "Role ARN must be specified for AWS integrations".to_owned(),
        at: extension.key.location(),
        label: format!("`credentials` is missing, and `{service}` needs a role"),
        help: "add the ARN of a role that API Gateway may assume as `credentials`".to_owned(),
    })
}

fn timeout_refusal(extension: &Extension<'_>) -> Option<Refusal> {
    let written = extension.timeout_in_millis.as_ref()?;
    let millis: Option<u32> = written.parse().ok();
    if written.has_unknown() {
        return None;
    }
    // Answers that are passed on as they come may take longer (*HTTP proxy integration with payload
    // response streaming*).
    let mode = extension.response_transfer_mode.as_ref();
    let is_streamed = mode.is_some_and(|it| it.has_unknown() || it.eq_ignore_ascii_case("stream"));
    let most = if is_streamed { MAX_STREAMED_TIMEOUT } else { MAX_TIMEOUT };
    if millis.is_some_and(|millis| (MIN_TIMEOUT..=most).contains(&millis)) {
        return None;
    }
    Some(Refusal {
        metadata: &INTEGRATION_TIMEOUT_OUT_OF_RANGE,
        core: format!("Timeout should be between {MIN_TIMEOUT} ms and {most} ms"),
        at: written.at.location(),
        label: "out of range".to_owned(),
        help: "stay within the bounds, or have the account's quota raised for a Regional API"
            .to_owned(),
    })
}

fn connection_refusal(extension: &Extension<'_>) -> Option<Refusal> {
    let written = extension.connection_type.as_ref()?;
    let needs_id = ConnectionType::parse(written) == Some(ConnectionType::VpcLink);
    let has_id = extension.connection_id.as_ref().is_some_and(|text| !text.is_empty());
    (needs_id && !has_id && !is_open(extension.at)).then(|| Refusal {
        metadata: &INTEGRATION_CONNECTION_ID_MISSING,
        core: "ConnectionId should be set to the vpcLinkId or stage variable on connection type \
               VPC_LINK"
            .to_owned(),
        at: written.at.location(),
        label: "`connectionId` is missing".to_owned(),
        help: "add the identifier of the VPC link as `connectionId`".to_owned(),
    })
}

/// A key of templates that is no media type.
fn content_type_refusal(templates: &[(Text<'_>, Text<'_>)]) -> Option<Refusal> {
    let is_wrong = |name: &Text<'_>| !name.contains('/') && !name.has_unknown();
    let (media_type, _) = templates.iter().find(|(media_type, _)| is_wrong(media_type))?;
    Some(Refusal {
        metadata: &TEMPLATE_CONTENT_TYPE_INVALID,
        core: format!(
            "Validation Result: warnings : [], errors : [Invalid content type specified: {}]",
            media_type.value
        ),
        at: media_type.at.location(),
        label: "not a media type".to_owned(),
        help: "write a media type such as `application/json`".to_owned(),
    })
}

fn cache_key_refusal(extension: &Extension<'_>, method: &Method) -> Option<Refusal> {
    let names = &method.request_parameters;
    let is_wrong = |key: &&Text<'_>| !names.contains_key(key.value.as_ref()) && !key.has_unknown();
    let wrong = extension.cache_key_parameters.iter().find(is_wrong)?;
    Some(Refusal {
        metadata: &INTEGRATION_CACHE_KEY_UNKNOWN,
        core: "Invalid cache key parameter specified".to_owned(),
        at: wrong.at.location(),
        label: "no request parameter of this method".to_owned(),
        help: "declare the parameter on the operation, or remove the key".to_owned(),
    })
}
