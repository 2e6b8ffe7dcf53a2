//! Headers that do not pass as they are.

use gatewright_definition::{Operation, Parameter, ParameterIn};
use gatewright_model::IntegrationType;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::nodes::NodeSet;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A header that API Gateway drops or gives another name.
    ///
    /// ## Why
    ///
    /// Some headers of a request do not reach the backend: those that belong to the connection, and
    /// `Content-MD5`, `Max-Forwards`, `Server` and `WWW-Authenticate`. The backend of an HTTP
    /// integration gets its own address as `Host`. Of the headers with which a backend answers through
    /// a proxy some are dropped, and others arrive as `x-amzn-Remapped-` and the name, among them
    /// `WWW-Authenticate` and `Authorization`. A header that the integration maps to another name is
    /// not told.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters: [{ name: Max-Forwards, in: header, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200": { description: OK }
    ///         "401":
    ///           description: Who is it
    ///           headers:
    ///             WWW-Authenticate: { schema: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters: [{ name: X-Hops, in: header, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200": { description: OK }
    ///         "401":
    ///           description: Who is it
    ///           headers:
    ///             X-Challenge: { schema: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ParameterHeaderRestricted {
        name: "parameter-header-restricted",
        category: Compatibility,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

/// Dropped on the way to any backend (*Amazon API Gateway important notes*).
const DROPPED_FROM_REQUESTS: [&str; 9] = [
    "content-md5",
    "expect",
    "max-forwards",
    "proxy-authenticate",
    "server",
    "te",
    "trailer",
    "upgrade",
    "www-authenticate",
];

/// Dropped on the way from any backend (same page).
const DROPPED_FROM_RESPONSES: [&str; 7] =
    ["expect", "host", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade"];

/// Renamed on the way from any backend (same page).
const RENAMED_IN_RESPONSES: [&str; 6] = [
    "authorization",
    "connection",
    "content-md5",
    "max-forwards",
    "user-agent",
    "www-authenticate",
];

fn is_in(list: &[&str], name: &str) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(name))
}

impl Check<visit::Definition> for ParameterHeaderRestricted {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut told = NodeSet::default();
        for (_, operation) in definition.operations() {
            let Some(kind) = kind(operation) else { continue };
            if kind == IntegrationType::Mock {
                continue;
            }
            for parameter in
                operation.parameters.iter().filter(|it| it.place == ParameterIn::Header)
            {
                cx.judged();
                if let Some(fate) = fate_of_request(&parameter.name, kind)
                    && !is_mapped(operation, parameter)
                    && told.insert(parameter.name.at.id())
                {
                    report(cx, parameter.name.at, &parameter.name, fate);
                }
            }
            if !kind.is_proxy() {
                continue;
            }
            for header in operation.responses.iter().flatten().flat_map(|it| &it.headers) {
                cx.judged();
                if let Some(fate) = fate_of_response(&header.name)
                    && told.insert(header.name.at.id())
                {
                    report(cx, header.name.at, &header.name, fate);
                }
            }
        }
    }
}

fn kind(operation: &Operation<'_>) -> Option<IntegrationType> {
    let integration = operation.integration.as_ref().filter(|it| !it.is_malformed)?;
    IntegrationType::parse(&integration.integration_type.as_ref()?.to_ascii_uppercase())
}

/// What becomes of a header.
#[derive(Clone, Copy)]
enum Fate {
    LostToBackend,
    Replaced,
    LostToCaller,
    Renamed,
}

fn fate_of_request(name: &str, kind: IntegrationType) -> Option<Fate> {
    let is_http = matches!(kind, IntegrationType::Http | IntegrationType::HttpProxy);
    if is_in(&DROPPED_FROM_REQUESTS, name) {
        Some(Fate::LostToBackend)
    } else {
        (is_http && name.eq_ignore_ascii_case("host")).then_some(Fate::Replaced)
    }
}

fn fate_of_response(name: &str) -> Option<Fate> {
    if is_in(&DROPPED_FROM_RESPONSES, name) {
        Some(Fate::LostToCaller)
    } else {
        is_in(&RENAMED_IN_RESPONSES, name).then_some(Fate::Renamed)
    }
}

/// Whether the backend gets the value, perhaps by another name.
fn is_mapped(operation: &Operation<'_>, parameter: &Parameter<'_>) -> bool {
    let mappings = operation.integration.iter().flat_map(|it| &it.request_parameters);
    let mut sources = mappings.filter_map(|(_, at)| Some((at.has_unknown(), at.text()?)));
    sources.any(|(is_unknown, source)| {
        let name = source.strip_prefix("method.request.header.");
        is_unknown || name.is_some_and(|name| name == parameter.name.as_str())
    })
}

fn report<'a>(cx: &mut Context<'a>, at: Node<'a>, name: &str, fate: Fate) {
    let (message, label) = match fate {
        Fate::LostToBackend => (
            format!("the header `{name}` does not reach the backend"),
            "API Gateway drops it".into(),
        ),
        Fate::Replaced => (
            format!("the header `{name}` does not reach the backend as it was sent"),
            "API Gateway puts the address of the backend in its place".into(),
        ),
        Fate::LostToCaller => (
            format!("the header `{name}` does not reach the caller"),
            "API Gateway drops it".into(),
        ),
        Fate::Renamed => (
            format!("the header `{name}` reaches the caller by another name"),
            format!("it arrives as `x-amzn-Remapped-{name}`"),
        ),
    };
    cx.report(at, message).label(label).help("choose a name of your own, such as one with `X-`");
}
