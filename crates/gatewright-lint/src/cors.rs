//! What a definition says of CORS: what the preflight of a path answers, what a browser asks for
//! there, and whether anybody sends the headers at all. A value is known when it is a text in single
//! quotes without a placeholder. Of an answer that the backend makes (a proxy), or that a template
//! changes, nothing is known.
//!
//! What browsers do is in the Fetch standard (*CORS-preflight fetch*), what the service sends in
//! *CORS for REST APIs in API Gateway*.

use std::collections::HashMap;

use gatewright_definition::values::Pieces;
use gatewright_definition::{GatewayResponse, IntegrationResponse, Text, Verb};
use gatewright_model::{
    Api, ApiKeySource, AuthorizationType, HttpMethod, IntegrationType, Mapping, Method, Resource,
};
use gatewright_source::Node;

use crate::context::Context;
use crate::target::{Integration, Operation};

pub(crate) const ALLOW_CREDENTIALS: &str = "Access-Control-Allow-Credentials";
pub(crate) const ALLOW_HEADERS: &str = "Access-Control-Allow-Headers";
pub(crate) const ALLOW_METHODS: &str = "Access-Control-Allow-Methods";
pub(crate) const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";

const OF_METHOD: &str = "method.response.header.";
const OF_GATEWAY: &str = "gatewayresponse.header.";

/// Verbs that a browser asks for. GET, HEAD and POST need not be listed.
pub(crate) const ASKED_FOR: [HttpMethod; 3] =
    [HttpMethod::Delete, HttpMethod::Patch, HttpMethod::Put];

/// A header that a response sends.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'a> {
    /// The value of the mapping.
    pub(crate) at: Node<'a>,
    /// The text between the quotes, if all of it is known.
    pub(crate) text: Option<&'a str>,
}

impl<'a> Sent<'a> {
    fn read(at: Node<'a>) -> Self {
        Self { at, text: at.as_str().and_then(literal) }
    }
}

/// The text of a constant, if all of it is known.
pub(crate) fn literal(source: &str) -> Option<&str> {
    match Mapping::parse_response(source)? {
        Mapping::Static(text) => Pieces::of(text).known(),
        _ => None,
    }
}

/// The name of the header that a key of `responseParameters` is about.
pub(crate) fn header_of(destination: &str) -> Option<&str> {
    destination.strip_prefix(OF_METHOD).or_else(|| destination.strip_prefix(OF_GATEWAY))
}

fn is_header(destination: &str, name: &str) -> bool {
    header_of(destination).is_some_and(|it| it.eq_ignore_ascii_case(name))
}

/// The header of that name in a response of an integration.
pub(crate) fn sent<'a>(response: &IntegrationResponse<'a>, name: &str) -> Option<Sent<'a>> {
    let mut all = response.response_parameters.iter();
    all.find(|(key, _)| is_header(key, name)).map(|(_, at)| Sent::read(*at))
}

/// The header of that name in a gateway response.
pub(crate) fn sent_by_gateway<'a>(response: &GatewayResponse<'a>, name: &str) -> Option<Sent<'a>> {
    let mut all = response.response_parameters.iter();
    all.find(|(key, _)| is_header(key, name)).map(|(_, text)| Sent::read(text.at))
}

/// The key of a header that some response of the operation declares.
pub(crate) fn declared<'a>(operation: &Operation<'a>, name: &str) -> Option<Node<'a>> {
    let responses = operation.operation.responses.iter().flatten();
    let mut headers = responses.flat_map(|it| &it.headers);
    headers.find(|it| it.name.eq_ignore_ascii_case(name)).map(|it| it.name.at)
}

/// Whether the headers of the answers are those of the mappings: no proxy, and no template that
/// sets others (*Override your API's request and response parameters and status codes*).
pub(crate) fn is_mapped(integration: &Integration<'_>) -> bool {
    let overrides = |(_, text): &(Text<'_>, Text<'_>)| {
        text.as_str().contains("responseOverride") || text.has_unknown()
    };
    integration.kind().is_some_and(|kind| !kind.is_proxy())
        && !integration.request_templates.iter().any(overrides)
        && !integration
            .response_list()
            .iter()
            .any(|response| response.response_templates.iter().any(overrides))
}

/// An OPTIONS of which it is known what it answers.
pub(crate) struct Preflight<'a> {
    pub(crate) operation: Operation<'a>,
    pub(crate) resource: &'a Resource,
    /// The answer to a call that goes well.
    pub(crate) answer: &'a IntegrationResponse<'a>,
}

impl<'a> Preflight<'a> {
    pub(crate) fn of(operation: &Operation<'a>, cx: &Context<'a>) -> Option<Self> {
        if operation.operation.verb != Verb::Options {
            return None;
        }
        let integration = operation.sound_integration().filter(is_mapped)?;
        let (resource, _) = cx.subject.method_of(operation.operation.at)?;
        let is_success = |response: &&IntegrationResponse<'_>| {
            response.status_code.as_ref().is_some_and(|code| code.starts_with('2'))
        };
        let mut answers = integration.response_list().iter().filter(is_success);
        let first = answers.next()?;
        let is_default =
            |response: &&IntegrationResponse<'_>| response.pattern.as_str() == "default";
        let default = integration.response_list().iter().filter(is_success).find(is_default);
        Some(Self { operation: *operation, resource, answer: default.unwrap_or(first) })
    }

    pub(crate) fn sent(&self, name: &str) -> Option<Sent<'a>> {
        sent(self.answer, name)
    }

    /// Whether browsers may send cookies along, so that `*` is a name like any other.
    pub(crate) fn allows_credentials(&self) -> bool {
        self.sent(ALLOW_CREDENTIALS).is_some_and(|it| it.text == Some("true"))
    }
}

/// A header that a browser asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Need<'a> {
    pub(crate) header: &'a str,
    pub(crate) reason: Reason,
    pub(crate) verb: HttpMethod,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    Parameter,
    Authorizer,
    Signature,
    ApiKey,
    Body,
}

impl Need<'_> {
    /// What to say of it at the place.
    pub(crate) fn told(&self) -> String {
        let verb = self.verb;
        match self.reason {
            Reason::Parameter => format!("`{verb}` has this parameter"),
            Reason::Authorizer => format!("the authorizer of `{verb}` reads it"),
            Reason::Signature => format!("calls of `{verb}` are signed"),
            Reason::ApiKey => format!("`{verb}` needs an API key"),
            Reason::Body => format!("the body of `{verb}` is no form and no plain text"),
        }
    }
}

/// What all rules on CORS ask of an API.
pub(crate) struct Cors<'a> {
    /// Whether any response sends or declares `Access-Control-Allow-Origin`.
    pub(crate) is_used: bool,
    /// Whether API keys come in a header.
    takes_api_key: bool,
    /// The identity sources of the authorizers, by identifier.
    identity_sources: HashMap<&'a str, &'a str>,
}

impl<'a> Cors<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        let by_gateway = api
            .gateway_responses
            .iter()
            .any(|it| it.response_parameters.keys().any(|key| is_header(key, ALLOW_ORIGIN)));
        let sources = api.authorizers.iter().filter_map(|authorizer| {
            Some((authorizer.id.as_str(), authorizer.identity_source.as_deref()?))
        });
        Self {
            is_used: by_gateway || api.methods().any(|(_, method)| speaks_of_origin(method)),
            takes_api_key: api.rest_api.api_key_source == ApiKeySource::Header,
            identity_sources: sources.collect(),
        }
    }

    /// The headers beyond the harmless ones that the methods of a path take, some of them twice.
    pub(crate) fn needs(&self, resource: &'a Resource) -> impl Iterator<Item = Need<'a>> {
        let methods = resource.resource_methods.values();
        methods
            .filter(|method| method.http_method != HttpMethod::Options)
            .flat_map(|method| self.needs_of(method))
    }

    fn needs_of(&self, method: &'a Method) -> impl Iterator<Item = Need<'a>> {
        let parameters = method.request_parameters.keys().filter_map(|key| {
            let header = key.strip_prefix("method.request.header.")?;
            (!is_set_by_others(header)).then_some((header, Reason::Parameter))
        });
        let source = method.authorizer_id.as_deref().and_then(|id| self.identity_sources.get(id));
        let identities = source.into_iter().flat_map(|source| source.split(',')).filter_map(|it| {
            let header = it.trim().strip_prefix("method.request.header.")?;
            (!is_set_by_others(header)).then_some((header, Reason::Authorizer))
        });
        let is_signed = method.authorization_type == AuthorizationType::AwsIam;
        let signature = ["Authorization", "X-Amz-Date"].map(|it| (it, Reason::Signature));
        let signature = signature.into_iter().filter(move |_| is_signed);
        let needs_key = self.takes_api_key && method.api_key_required;
        let key = needs_key.then_some(("X-Api-Key", Reason::ApiKey));
        let body = has_body_of_other_type(method).then_some(("Content-Type", Reason::Body));
        let all = identities.chain(signature).chain(key).chain(body).chain(parameters);
        let verb = method.http_method;
        all.map(move |(header, reason)| Need { header, reason, verb })
    }
}

/// Whether a response of the method sends or declares the origin.
pub(crate) fn speaks_of_origin(method: &Method) -> bool {
    let declares = || {
        let mut responses = method.method_responses.values();
        responses.any(|it| it.response_parameters.keys().any(|key| is_header(key, ALLOW_ORIGIN)))
    };
    sends_origin(method) || declares()
}

/// Whether a response of the integration sends the origin.
pub(crate) fn sends_origin(method: &Method) -> bool {
    let integration = method.method_integration.as_ref();
    integration.filter(|it| !it.integration_type.is_proxy()).is_some_and(|integration| {
        let mut responses = integration.integration_responses.values();
        responses.any(|it| it.response_parameters.keys().any(|key| is_header(key, ALLOW_ORIGIN)))
    })
}

/// Whether the bodies that the method is said to take are all of types that browsers ask for.
fn has_body_of_other_type(method: &Method) -> bool {
    const PLAIN: [&str; 3] =
        ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
    let is_plain = |name: &String| {
        let essence = name.split(';').next().unwrap_or_default().trim();
        // What `$default` and wildcards stand for is not known.
        !essence.contains('/')
            || essence.contains('*')
            || PLAIN.iter().any(|it| essence.eq_ignore_ascii_case(it))
    };
    let verb = method.http_method;
    let has_body = matches!(
        verb,
        HttpMethod::Any
            | HttpMethod::Delete
            | HttpMethod::Patch
            | HttpMethod::Post
            | HttpMethod::Put
    );
    has_body && !method.request_models.is_empty() && !method.request_models.keys().any(is_plain)
}

/// Headers that a browser sends without asking, or does not let anybody set (Fetch, *CORS-safelisted
/// request-header* and *forbidden request-header*), and those that proxies on the way add.
fn is_set_by_others(header: &str) -> bool {
    const NAMES: [&str; 27] = [
        "Accept",
        "Accept-Charset",
        "Accept-Encoding",
        "Accept-Language",
        "Access-Control-Request-Headers",
        "Access-Control-Request-Method",
        "Connection",
        "Content-Language",
        "Content-Length",
        "Content-Type",
        "Cookie",
        "Cookie2",
        "DNT",
        "Date",
        "Expect",
        "Forwarded",
        "Host",
        "Keep-Alive",
        "Origin",
        "Referer",
        "Set-Cookie",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "User-Agent",
        "Via",
    ];
    const BEGINNINGS: [&str; 6] =
        ["CloudFront-", "Proxy-", "Sec-", "X-Amz-Cf-", "X-Amzn-Trace-", "X-Forwarded-"];
    let begins =
        |start: &&str| header.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
    NAMES.iter().any(|it| header.eq_ignore_ascii_case(it)) || BEGINNINGS.iter().any(begins)
}

/// The items of a list in a header.
pub(crate) fn items(list: &str) -> impl Iterator<Item = &str> + Clone {
    // Some write a constant for each item.
    list.split(',').map(|it| it.trim().trim_matches('\'')).filter(|it| !it.is_empty())
}

/// The first item that is no name, for which browsers throw the whole list away.
pub(crate) fn broken_item(list: &str) -> Option<&str> {
    items(list).find(|item| {
        !item.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    })
}

/// The items again, with whatever stands between them.
pub(crate) fn pieces_of(list: &str) -> impl Iterator<Item = &str> {
    let is_between = |it: char| it.is_whitespace() || [',', ';', '\'', '"'].contains(&it);
    list.split(is_between).filter(|it| !it.is_empty())
}

/// `'GET,PUT'`.
pub(crate) fn quoted(list: &[String]) -> String {
    format!("'{}'", list.join(","))
}

/// Whether an integration has no backend.
pub(crate) fn is_mock(integration: &Integration<'_>) -> bool {
    integration.kind() == Some(IntegrationType::Mock)
}
