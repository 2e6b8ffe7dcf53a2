//! Answers that no page may read, behind a preflight that lets it ask.

use gatewright_definition::Verb;
use gatewright_model::HttpMethod;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{ALLOW_ORIGIN, declared, is_mapped, sends_origin, sent};
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A method whose answers no page may read, though the preflight of the path lets it ask.
    ///
    /// ## Why
    ///
    /// Browsers want `Access-Control-Allow-Origin` in the answer of the method itself, too, and not only in
    /// that of the preflight: the call is made, and its result is kept from the page. Without a proxy, API
    /// Gateway sends what `responseParameters` of the integration's responses map, and nothing else. Of
    /// proxies nothing is known: there the backend must send the header.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     post:
    ///       operationId: fillCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: POST
    ///         uri: https://example.com/cart
    ///         responses: { default: { statusCode: "200" } }
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
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     post:
    ///       operationId: fillCart
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: POST
    ///         uri: https://example.com/cart
    ///         responses: { default: { statusCode: "200" } }
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
    /// ```
    CorsActualResponse {
        name: "cors-actual-response",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for CorsActualResponse {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        if operation.operation.verb == Verb::Options {
            return;
        }
        let Some((resource, method)) = cx.subject.method_of(operation.operation.at) else {
            return;
        };
        let preflight = resource.resource_methods.get(&HttpMethod::Options);
        if !preflight.is_some_and(sends_origin) || method.method_integration.is_none() {
            return;
        }
        let Some(integration) = operation.sound_integration().filter(is_mapped) else { return };
        let responses = integration.response_list();
        if responses.is_empty() {
            return;
        }
        cx.judged();
        if responses.iter().any(|response| sent(response, ALLOW_ORIGIN).is_some()) {
            return;
        }
        let message = format!("`{}` does not send `{ALLOW_ORIGIN}`", operation.verb_word());
        let draft = cx.report(integration.integration.key, message);
        draft
            .label("the preflight lets pages ask, and browsers keep the answer from them")
            .help(format!("map `method.response.header.{ALLOW_ORIGIN}` in `responseParameters`"));
        if let Some(declared) = declared(operation, ALLOW_ORIGIN) {
            draft.related(declared, "declared here, which sends nothing");
        }
    }
}
