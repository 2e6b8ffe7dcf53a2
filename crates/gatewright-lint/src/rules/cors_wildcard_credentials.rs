//! Answers to everybody that also allow credentials.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{
    ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, ASKED_FOR, Preflight, Sent,
    sent, sent_by_gateway,
};
use crate::rule::declare_rule;
use crate::target::{GatewayResponse, Integration};

declare_rule! {
    /// An answer that allows credentials together with `*`.
    ///
    /// ## Why
    ///
    /// With `Access-Control-Allow-Credentials: true` a page may send cookies along. Browsers then refuse an
    /// `Access-Control-Allow-Origin` of `*`, and take `*` in the lists of methods and headers for a name
    /// like any other. Mirroring the origin of each caller instead would let every site act in the name of
    /// those who visit it: name the origins that may.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'*'"
    ///       gatewayresponse.header.Access-Control-Allow-Credentials: "'true'"
    ///   DEFAULT_5XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///       gatewayresponse.header.Access-Control-Allow-Credentials: "'true'"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///       gatewayresponse.header.Access-Control-Allow-Credentials: "'true'"
    ///   DEFAULT_5XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///       gatewayresponse.header.Access-Control-Allow-Credentials: "'true'"
    /// ```
    CorsWildcardCredentials {
        name: "cors-wildcard-credentials",
        category: Security,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [GatewayResponse, Integration],
    }
}

impl Check<visit::Integration> for CorsWildcardCredentials {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        for response in integration.response_list() {
            pair(sent(response, ALLOW_ORIGIN), sent(response, ALLOW_CREDENTIALS), cx);
        }
        if let Some(preflight) = Preflight::of(&integration.operation, cx)
            && preflight.allows_credentials()
        {
            lists(&preflight, cx);
        }
    }
}

impl Check<visit::GatewayResponse> for CorsWildcardCredentials {
    fn check<'a>(response: &GatewayResponse<'a>, cx: &mut Context<'a>) {
        let header = |name| sent_by_gateway(response, name);
        pair(header(ALLOW_ORIGIN), header(ALLOW_CREDENTIALS), cx);
    }
}

fn pair<'a>(origin: Option<Sent<'a>>, credentials: Option<Sent<'a>>, cx: &mut Context<'a>) {
    let (Some(origin), Some(credentials)) = (origin, credentials) else { return };
    if credentials.text != Some("true") || origin.text.is_none() {
        return;
    }
    cx.judged();
    if origin.text == Some("*") {
        cx.report(origin.at, "credentials are allowed to every origin")
            .label("browsers refuse `*` together with credentials")
            .related(credentials.at, "credentials are allowed here")
            .help("name the origin, or leave `Access-Control-Allow-Credentials` out");
    }
}

/// `*` in the lists of a preflight that allows credentials.
fn lists<'a>(preflight: &Preflight<'a>, cx: &mut Context<'a>) {
    let verbs = &preflight.resource.resource_methods;
    let asks_for_verb = ASKED_FOR.iter().any(|verb| verbs.contains_key(verb));
    let asks_for_header = cx.subject.cors().needs(preflight.resource).next().is_some();
    for (name, matters) in [(ALLOW_METHODS, asks_for_verb), (ALLOW_HEADERS, asks_for_header)] {
        let Some(list) = preflight.sent(name).filter(|it| it.text == Some("*")) else { continue };
        if matters {
            cx.report(list.at, format!("`*` in `{name}` beside credentials"))
                .label("browsers take it for a name when credentials are sent along")
                .help("list the names");
        }
    }
}
