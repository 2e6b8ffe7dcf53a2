//! Gateway responses that pages may not read beside others that they may.

use gatewright_model::GatewayResponseType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{ALLOW_ORIGIN, sent_by_gateway};
use crate::rule::declare_rule;
use crate::target::GatewayResponse;

declare_rule! {
    /// A gateway response without the `Access-Control-Allow-Origin` that the default of its class sends.
    ///
    /// ## Why
    ///
    /// `DEFAULT_4XX` and `DEFAULT_5XX` stand for the gateway responses that an API does not set. One that it
    /// sets takes nothing from them: it sends the headers that it names itself. Without
    /// `Access-Control-Allow-Origin` a browser keeps the answer from the page, status and all, and tells of a
    /// failed network.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///   UNAUTHORIZED:
    ///     responseTemplates: { application/json: '{"message": "Who are you?"}' }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///   UNAUTHORIZED:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///     responseTemplates: { application/json: '{"message": "Who are you?"}' }
    /// ```
    ///
    /// ## See also
    ///
    /// `cors-gateway-default`.
    CorsGatewayResponse {
        name: "cors-gateway-response",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Recorded,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [GatewayResponse],
    }
}

impl Check<visit::GatewayResponse> for CorsGatewayResponse {
    fn check<'a>(response: &GatewayResponse<'a>, cx: &mut Context<'a>) {
        let Some(own) = GatewayResponseType::parse(&response.response_type) else { return };
        if own.is_default() {
            return;
        }
        let class = if own.is_server_error() {
            GatewayResponseType::Default5xx
        } else {
            GatewayResponseType::Default4xx
        };
        let all = &cx.definition().gateway_responses;
        let default = all.iter().find(|it| it.response_type.as_str() == class.as_str());
        let Some(default) = default.and_then(|it| sent_by_gateway(it, ALLOW_ORIGIN)) else {
            return;
        };
        cx.judged();
        if sent_by_gateway(response, ALLOW_ORIGIN).is_none() {
            cx.report(response.response_type.at, format!("`{own}` does not send `{ALLOW_ORIGIN}`"))
                .label("pages cannot read it, and see a failed network")
                .related(default.at, format!("`{class}` sends it, and passes nothing on"))
                .help(format!(
                    "add `gatewayresponse.header.{ALLOW_ORIGIN}` to `responseParameters`"
                ));
        }
    }
}
