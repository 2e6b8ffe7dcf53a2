//! Origins that no page has.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{ALLOW_ORIGIN, header_of, literal};
use crate::rule::declare_rule;
use crate::target::Mapping;

declare_rule! {
    /// An `Access-Control-Allow-Origin` that is the origin of no page.
    ///
    /// ## Why
    ///
    /// Browsers compare the value with the origin of the page, letter by letter. An origin is a scheme, a
    /// host and perhaps a port, `https://shop.example.com`: without a path, not even a slash at the end. The
    /// header takes one origin or `*`; lists, and patterns such as `https://*.example.com`, never match. To
    /// answer several origins, let a function or a template pick the one that asks. `null` is the origin of
    /// every sandboxed frame, so that it lets in anybody.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
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
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com/'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
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
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com/'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
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
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /cart:
    ///     put:
    ///       operationId: replaceCart
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
    ///       x-amazon-apigateway-integration:
    ///         type: mock
    ///         requestTemplates: { application/json: '{"statusCode": 200}' }
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseParameters:
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'PUT,OPTIONS'"
    /// ```
    CorsOrigin {
        name: "cors-origin",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Mapping],
    }
}

impl Check<visit::Mapping> for CorsOrigin {
    fn check<'a>(mapping: &Mapping<'a>, cx: &mut Context<'a>) {
        let header = header_of(mapping.destination);
        if !header.is_some_and(|it| it.eq_ignore_ascii_case(ALLOW_ORIGIN)) {
            return;
        }
        let Some(origin) = mapping.source.as_str().and_then(literal) else { return };
        cx.judged();
        if let Some((label, help)) = fault(origin) {
            let message = match origin {
                "" => "no origin at all".to_owned(),
                "null" => "`null` is the origin of any page that wants it".to_owned(),
                _ => format!("`{origin}` is the origin of no page"),
            };
            cx.report(mapping.source, message).label(label).help(help);
        }
    }
}

/// What is wrong with an origin, and what to do.
fn fault(origin: &str) -> Option<(&'static str, &'static str)> {
    const PICK: &str = "let a function or a template pick the origin that asks";
    if origin == "*" {
        return None;
    }
    if origin.is_empty() {
        return Some(("an empty value matches nothing", "write an origin, or `*`"));
    }
    if origin == "null" {
        return Some(("every sandboxed frame has it", "name the origin that may read the answers"));
    }
    if origin.contains([',', ' ', ';']) {
        return Some(("browsers take one origin, and no list", PICK));
    }
    let Some((scheme, rest)) = origin.split_once("://") else {
        return Some(("the scheme is missing", "begin with `https://`"));
    };
    if rest.contains('*') {
        return Some(("browsers know no patterns", PICK));
    }
    if rest.contains(['/', '?', '#']) {
        let label = "an origin ends with the host or the port";
        return Some((label, "leave out what follows the host"));
    }
    if origin.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(("browsers write origins in small letters", "write it in small letters"));
    }
    let usual = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    rest.ends_with(usual).then_some(("browsers leave out the usual port", "leave the port out"))
}
