//! Headers that a preflight does not allow.

use std::collections::HashSet;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{ALLOW_HEADERS, Need, Preflight, broken_item, items, pieces_of, quoted};
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A preflight that does not allow a header which a method of the path takes.
    ///
    /// ## Why
    ///
    /// Before a browser sends a request with a header of its own, such as `Authorization`, `X-Api-Key` or a
    /// `Content-Type` of JSON, it asks with OPTIONS, and sends the request only if the header is in
    /// `Access-Control-Allow-Headers` of the answer. What counts here are the headers that authorizers read,
    /// that signatures and API keys need, that operations declare as parameters, and the `Content-Type` of
    /// bodies. Capital and small letters are the same. One item that is no name makes the browser throw
    /// the whole list away.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
    ///       parameters: [{ name: X-Cart-Token, in: header, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: PUT, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers:
    ///             Access-Control-Allow-Origin: { schema: { type: string } }
    ///             Access-Control-Allow-Methods: { schema: { type: string } }
    ///             Access-Control-Allow-Headers: { schema: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    ///               method.response.header.Access-Control-Allow-Headers: "'Content-Type'"
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
    ///       parameters: [{ name: X-Cart-Token, in: header, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: PUT, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers:
    ///             Access-Control-Allow-Origin: { type: string }
    ///             Access-Control-Allow-Methods: { type: string }
    ///             Access-Control-Allow-Headers: { type: string }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    ///               method.response.header.Access-Control-Allow-Headers: "'Content-Type'"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
    ///       parameters: [{ name: X-Cart-Token, in: header, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: PUT, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers:
    ///             Access-Control-Allow-Origin: { schema: { type: string } }
    ///             Access-Control-Allow-Methods: { schema: { type: string } }
    ///             Access-Control-Allow-Headers: { schema: { type: string } }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    ///               method.response.header.Access-Control-Allow-Headers: "'Content-Type,X-Cart-Token'"
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
    ///       parameters: [{ name: X-Cart-Token, in: header, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: PUT, uri: "https://example.com/cart" }
    ///     options:
    ///       operationId: askForCart
    ///       responses:
    ///         "200":
    ///           description: OK
    ///           headers:
    ///             Access-Control-Allow-Origin: { type: string }
    ///             Access-Control-Allow-Methods: { type: string }
    ///             Access-Control-Allow-Headers: { type: string }
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    ///               method.response.header.Access-Control-Allow-Headers: "'Content-Type,X-Cart-Token'"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The list becomes longer by headers that the path takes.
    CorsHeaders {
        name: "cors-headers",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for CorsHeaders {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let Some(preflight) = Preflight::of(operation, cx) else { return };
        let Some(sent) = preflight.sent(ALLOW_HEADERS) else { return };
        let Some(list) = sent.text else { return };
        cx.judged();
        let cors = cx.subject.cors();
        if let Some(broken) = broken_item(list) {
            let all: Vec<String> = pieces_of(list).map(str::to_owned).collect();
            cx.report(sent.at, format!("`{broken}` is no name of a header"))
                .label("browsers throw the whole list away")
                .help("write the names with commas between them")
                .fix(Fix::unsafely("put commas between the names").set(sent.at, quoted(&all)));
            return;
        }
        let mut known: HashSet<String> = items(list).map(str::to_ascii_lowercase).collect();
        if known.contains("*") {
            return;
        }
        let is_new = |need: &Need<'_>| known.insert(need.header.to_ascii_lowercase());
        let missing: Vec<Need<'_>> = cors.needs(preflight.resource).filter(is_new).collect();
        let Some(first) = missing.first() else { return };
        let told: Vec<String> = missing.iter().map(|it| format!("`{}`", it.header)).collect();
        let told = told.join(" and ");
        let mut all: Vec<String> = items(list).map(str::to_owned).collect();
        all.extend(missing.iter().map(|it| it.header.to_owned()));
        cx.report(sent.at, format!("the preflight does not allow {told}"))
            .label(first.told())
            .help(format!("add {told} to the list"))
            .fix(Fix::unsafely("allow the headers that the path takes").set(sent.at, quoted(&all)));
    }
}
