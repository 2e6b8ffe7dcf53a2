//! Verbs that a preflight does not allow.

use gatewright_model::{HttpMethod, Map, Method};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::cors::{ALLOW_METHODS, ASKED_FOR, Preflight, broken_item, items, pieces_of, quoted};
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Operation;

declare_rule! {
    /// A preflight that does not allow a verb of the path.
    ///
    /// ## Why
    ///
    /// Before a browser calls a method with `PUT`, `PATCH` or `DELETE`, it asks with OPTIONS, and calls only
    /// if the verb is in `Access-Control-Allow-Methods` of the answer. Verbs are compared letter by letter,
    /// and `ANY` is none. One item that is no word, such as `GET PUT` without a comma, makes the browser
    /// throw the whole list away. `GET`, `HEAD` and `POST` need not be listed. Only browsers show the fault:
    /// other clients do not ask.
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
    ///               method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
    ///               method.response.header.Access-Control-Allow-Methods: "'GET,OPTIONS'"
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
    ///               method.response.header.Access-Control-Allow-Methods: "'GET,OPTIONS'"
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
    ///
    /// ## Fix safety
    ///
    /// The list becomes longer by verbs that the path has. Who may call them is not its business.
    CorsMethods {
        name: "cors-methods",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Operation],
    }
}

impl Check<visit::Operation> for CorsMethods {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        let Some(preflight) = Preflight::of(operation, cx) else { return };
        let Some(sent) = preflight.sent(ALLOW_METHODS) else { return };
        let Some(list) = sent.text else { return };
        let verbs = &preflight.resource.resource_methods;
        if verbs.len() < 2 {
            return;
        }
        cx.judged();
        let (message, label, help) = if let Some(broken) = broken_item(list) {
            (
                format!("`{broken}` is no verb"),
                "browsers throw the whole list away",
                "write the verbs with commas between them".to_owned(),
            )
        } else if items(list).any(|item| item == "*") {
            return;
        } else if items(list).any(|item| item == "ANY") {
            (
                "`ANY` is no verb that a browser asks for".to_owned(),
                "browsers look for the verb of the call in this list",
                "list the verbs themselves".to_owned(),
            )
        } else {
            let missing = missing(list, verbs);
            let Some(first) = missing.first() else { return };
            let is_small = items(list).any(|item| item.eq_ignore_ascii_case(first.as_str()));
            let told: Vec<String> = missing.iter().map(|verb| format!("`{verb}`")).collect();
            let told = told.join(" and ");
            let label = if is_small {
                "verbs are compared letter by letter"
            } else {
                "browsers do not call what is not listed"
            };
            let message = format!("the preflight does not allow {told}, which the path has");
            (message, label, format!("write {told} into the list"))
        };
        cx.report(sent.at, message)
            .label(label)
            .help(help)
            .fix(Fix::unsafely("allow the verbs of the path").set(sent.at, rewritten(list, verbs)));
    }
}

type Verbs = Map<HttpMethod, Method>;

/// The verbs of the path that browsers ask for and that are not listed.
fn missing(list: &str, verbs: &Verbs) -> Vec<HttpMethod> {
    let is_missing = |verb: &HttpMethod| {
        verbs.contains_key(verb) && !items(list).any(|item| item == verb.as_str())
    };
    ASKED_FOR.into_iter().filter(is_missing).collect()
}

/// The same list with verbs in capitals, and those that are missing at its end.
fn rewritten(list: &str, verbs: &Verbs) -> String {
    let mut all: Vec<String> = Vec::new();
    let mut add = |item: &str| {
        if !all.iter().any(|known| known == item) {
            all.push(item.to_owned());
        }
    };
    let every = || HttpMethod::ALL.iter().filter(|verb| **verb != HttpMethod::Any);
    for item in pieces_of(list) {
        match HttpMethod::parse(&item.to_ascii_uppercase()) {
            Some(HttpMethod::Any) if verbs.contains_key(&HttpMethod::Any) => {
                every().for_each(|verb| add(verb.as_str()));
            }
            Some(HttpMethod::Any) => verbs.keys().for_each(|verb| add(verb.as_str())),
            Some(verb) => add(verb.as_str()),
            None => add(item),
        }
    }
    ASKED_FOR.iter().filter(|verb| verbs.contains_key(verb)).for_each(|verb| add(verb.as_str()));
    quoted(&all)
}
