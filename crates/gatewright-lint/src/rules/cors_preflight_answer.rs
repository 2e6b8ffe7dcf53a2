//! Preflights whose answer allows nothing.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{
    ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, ASKED_FOR, Preflight, declared,
};
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A preflight whose answer lacks a header without which a browser makes no call.
    ///
    /// ## Why
    ///
    /// The answer to a preflight must send `Access-Control-Allow-Origin`; `Access-Control-Allow-Methods` if
    /// the path has `PUT`, `PATCH` or `DELETE`; and `Access-Control-Allow-Headers` if a method takes headers
    /// of its own or a body of JSON. Without a proxy, API Gateway sends what `responseParameters` of the
    /// integration's response map, and nothing else: to declare a header under `responses` of the operation
    /// sends none. Of a proxy nothing is known, and nothing is said.
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
    ///         responses: { default: { statusCode: "200" } }
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
    ///         responses: { default: { statusCode: "200" } }
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
    CorsPreflightAnswer {
        name: "cors-preflight-answer",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for CorsPreflightAnswer {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let Some(preflight) = Preflight::of(operation, cx) else { return };
        if !is_about_cors(&preflight, cx) {
            return;
        }
        cx.judged();
        let Some((name, label)) = lack(&preflight, cx) else { return };
        let map = format!("map `method.response.header.{name}` in `responseParameters`");
        let draft = cx.report(preflight.answer.at, format!("a preflight without `{name}`"));
        draft.label(label);
        match declared(operation, name) {
            Some(at) => draft.help(map).related(at, "declared here, which sends nothing"),
            None => draft.help(format!("{map}, and declare `{name}` under `responses`")),
        };
    }
}

/// Whether the operation sends or declares a header of CORS, or other methods of the API do.
fn is_about_cors<'a>(preflight: &Preflight<'a>, cx: &Context<'a>) -> bool {
    let all = [ALLOW_ORIGIN, ALLOW_METHODS, ALLOW_HEADERS, ALLOW_CREDENTIALS];
    let speaks = |name: &&str| {
        preflight.sent(name).is_some() || declared(&preflight.operation, name).is_some()
    };
    let serves_others = preflight.resource.resource_methods.len() > 1;
    all.iter().any(speaks) || (serves_others && cx.subject.cors().is_used)
}

/// The header that the answer lacks, and what comes of it.
fn lack<'a>(preflight: &Preflight<'a>, cx: &Context<'a>) -> Option<(&'static str, String)> {
    if preflight.sent(ALLOW_ORIGIN).is_none() {
        return Some((ALLOW_ORIGIN, "browsers make no call without it".to_owned()));
    }
    let verbs = &preflight.resource.resource_methods;
    if preflight.sent(ALLOW_METHODS).is_none()
        && let Some(verb) = ASKED_FOR.iter().find(|verb| verbs.contains_key(verb))
    {
        return Some((ALLOW_METHODS, format!("browsers do not call `{verb}` without it")));
    }
    if preflight.sent(ALLOW_HEADERS).is_none() {
        let need = cx.subject.cors().needs(preflight.resource).next()?;
        return Some((ALLOW_HEADERS, format!("browsers do not send `{}` without it", need.header)));
    }
    None
}
