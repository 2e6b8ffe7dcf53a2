//! Errors of the gateway that pages may not read.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{ALLOW_ORIGIN, sends_origin, sent_by_gateway};
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// An API for pages of other origins whose own errors they cannot read.
    ///
    /// ## Why
    ///
    /// What API Gateway answers by itself (a token that has run out, too many calls, a backend that takes too
    /// long) has no headers of CORS, unless gateway responses send them. A browser then keeps status and
    /// message from the page, and tells of a failed network. `DEFAULT_4XX` and `DEFAULT_5XX` with
    /// `Access-Control-Allow-Origin` do it for all.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     post:
    ///       operationId: fillCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { schema: { type: string } } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: POST
    ///         uri: https://example.com/cart
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { schema: { type: string } } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     post:
    ///       operationId: fillCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: POST
    ///         uri: https://example.com/cart
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     post:
    ///       operationId: fillCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { schema: { type: string } } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: POST
    ///         uri: https://example.com/cart
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { schema: { type: string } } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///   DEFAULT_5XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     post:
    ///       operationId: fillCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: POST
    ///         uri: https://example.com/cart
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers: { Access-Control-Allow-Origin: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// x-amazon-apigateway-gateway-responses:
    ///   DEFAULT_4XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///   DEFAULT_5XX:
    ///     responseParameters:
    ///       gatewayresponse.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    /// ```
    CorsGatewayDefault {
        name: "cors-gateway-default",
        category: Correctness,
        severity: Info,
        preset: Strict,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for CorsGatewayDefault {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        // Anything may be set by whoever fills in a template, so that only what is there counts.
        if !cx.subject.cors().is_used || !cx.api().methods().any(|(_, it)| sends_origin(it)) {
            return;
        }
        cx.judged();
        let sends = |name: &&str| {
            definition.gateway_responses.iter().any(|response| {
                response.response_type.as_str() == *name
                    && sent_by_gateway(response, ALLOW_ORIGIN).is_some()
            })
        };
        let missing: Vec<String> = ["DEFAULT_4XX", "DEFAULT_5XX"]
            .iter()
            .filter(|name| !sends(name))
            .map(|name| format!("`{name}`"))
            .collect();
        if missing.is_empty() {
            return;
        }
        let missing = missing.join(" and ");
        let extension = definition.root.entry("x-amazon-apigateway-gateway-responses");
        let paths = definition.root.entry("paths");
        let at = extension.or(paths).map_or(definition.root, |(key, _)| key);
        cx.report(at, format!("pages cannot read the errors of {missing}"))
            .label(format!("no gateway response {missing} sends `{ALLOW_ORIGIN}`"))
            .help(format!("send `gatewayresponse.header.{ALLOW_ORIGIN}` with {missing}"));
    }
}
