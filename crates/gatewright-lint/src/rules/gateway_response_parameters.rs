//! Parameters of gateway responses that are read in another way than they are meant.

use gatewright_definition::values::Pieces;
use gatewright_model::Mapping;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::GatewayResponse;

declare_rule! {
    /// A parameter of a gateway response that API Gateway does not take, or takes for another one.
    ///
    /// ## Why
    ///
    /// The keys of `responseParameters` are `gatewayresponse.header.{name}`; that of a method's response,
    /// `method.response.header.{name}`, is refused with `Invalid mapping expression specified`. The values are
    /// parameters of the request (`method.request.header.{name}`), `context.…`, `stageVariables.…`, or a text
    /// in single quotes. There is no integration whose response could be asked, and an empty value is refused.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   THROTTLED:
    ///     responseParameters:
    ///       gatewayresponse.header.Retry-After: "60"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   THROTTLED:
    ///     responseParameters:
    ///       gatewayresponse.header.Retry-After: "'60'"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A text that is no source can only be meant as the text itself.
    GatewayResponseParameters {
        name: "gateway-response-parameters",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: Unsafe,
        confidence: Quoted,
        versions: Both,
        since: "0.1.0",
        yields_to: ["value-of-wrong-type"],
        visits: [GatewayResponse],
    }
}

impl Check<visit::GatewayResponse> for GatewayResponseParameters {
    fn check<'a>(response: &GatewayResponse<'a>, cx: &mut Context<'a>) {
        let Some(parameters) = response.at.get("responseParameters") else { return };
        for (key, value) in parameters.entries() {
            cx.judged();
            let destination = key.text().unwrap_or_default();
            if Pieces::of(destination).is_known() {
                check_key(key, destination, parameters, cx);
            }
            check_value(value, cx);
        }
    }
}

fn check_key<'a>(key: Node<'a>, destination: &str, parameters: Node<'a>, cx: &mut Context<'a>) {
    const OF_METHOD: &str = "method.response.header.";
    let place = destination.strip_prefix("gatewayresponse.");
    let name = place.and_then(|rest| {
        ["header.", "path.", "querystring."].iter().find_map(|place| rest.strip_prefix(place))
    });
    let meant = name.unwrap_or(destination).strip_prefix(OF_METHOD);
    let (message, label) = match (name, meant) {
        (Some(name), Some(_)) => {
            (format!("a header of the name `{name}`"), "all of this is the name of the header")
        }
        (Some(name), None) if !name.is_empty() => return,
        _ => {
            let message = format!("`{destination}` is no part of a gateway response");
            (message, "not a header of a gateway response")
        }
    };
    let key_meant = format!("gatewayresponse.header.{}", meant.unwrap_or("{name}"));
    let draft = cx.report(key, message);
    draft.label(label).help(format!("write `{key_meant}`"));
    if meant.is_some() && parameters.get(&key_meant).is_none() {
        let title = "make it a header of the gateway response";
        draft.fix(Fix::unsafely(title).rename(key, key_meant));
    }
}

fn check_value<'a>(value: Node<'a>, cx: &mut Context<'a>) {
    let text = value.as_text();
    let text = text.as_deref().unwrap_or_default();
    if value.is_null() || (value.as_str().is_some() && text.is_empty()) {
        cx.report(value, "a parameter without a value")
            .label("null and empty values are refused")
            .help("write `\"''\"` for an empty text, or leave the parameter out");
        return;
    }
    // Of objects and lists the reader of the definition speaks.
    if text.is_empty() || !Pieces::of(text).is_known() || is_source(text) {
        return;
    }
    let draft = cx.report(value, format!("`{text}` is no source of a value"));
    if text.starts_with("integration.") || text.starts_with("method.") {
        draft
            .label("a gateway response has no such thing to take from")
            .help("take it from the request or `context`, or write a text in single quotes");
        return;
    }
    let plain = text.trim_matches(['\'', '"']);
    draft
        .label("a text stands in single quotes")
        .help(format!("write `\"'{plain}'\"`"))
        .fix(Fix::unsafely("put the text in single quotes").set(value, format!("'{plain}'")));
}

/// Whether a gateway response can take its value from there.
fn is_source(text: &str) -> bool {
    // One page of the guide writes parameters of the request in this way.
    let is_other_spelling = || text.strip_prefix("method.input.params.").is_some();
    let is_taken = |mapping| match mapping {
        Mapping::MethodParameter(..)
        | Mapping::StageVariable(_)
        | Mapping::Context(_)
        | Mapping::Static(_) => true,
        Mapping::MethodBody | Mapping::IntegrationHeader(_) | Mapping::IntegrationBody => false,
    };
    Mapping::parse_request(text).is_some_and(is_taken) || is_other_spelling()
}
