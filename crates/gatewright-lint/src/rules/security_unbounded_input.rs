//! Bodies of any size.

use std::collections::HashSet;

use gatewright_definition as definition;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::keywords::Keywords;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A text, list or number in a validated body to which no limit is set.
    ///
    /// ## Why
    ///
    /// Where a validator looks at bodies, limits cost nothing and keep out what the backend need
    /// not cope with: `maxLength`, `enum`, `pattern` or `format` of texts, `maxItems` of lists,
    /// `minimum` and `maximum` of numbers. Bodies that nobody validates are not looked at.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// x-amazon-apigateway-request-validator: all
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       consumes: [application/json]
    ///       parameters:
    ///         - name: pet
    ///           in: body
    ///           schema: { type: object, properties: { name: { type: string } } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// x-amazon-apigateway-request-validator: all
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema: { type: object, properties: { name: { type: string } } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// x-amazon-apigateway-request-validator: all
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       consumes: [application/json]
    ///       parameters:
    ///         - name: pet
    ///           in: body
    ///           schema: { type: object, properties: { name: { type: string, maxLength: 200 } } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ```yaml,openapi
    /// x-amazon-apigateway-request-validators:
    ///   all: { validateRequestBody: true, validateRequestParameters: true }
    /// x-amazon-apigateway-request-validator: all
    /// paths:
    ///   /pets:
    ///     post:
    ///       operationId: addPet
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema: { type: object, properties: { name: { type: string, maxLength: 200 } } }
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// ```
    SecurityUnboundedInput {
        name: "security-unbounded-input",
        category: Security,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for SecurityUnboundedInput {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let validators = cx.api().request_validators.iter();
        let looking: HashSet<&str> =
            validators.filter(|it| it.validate_request_body).map(|it| it.id.as_str()).collect();
        if looking.is_empty() {
            return;
        }
        let mut open: Vec<Node<'a>> = Vec::new();
        for (_, operation) in definition.operations() {
            let method = cx.subject.method_of(operation.at).map(|(_, method)| method);
            let validator = method.and_then(|it| it.request_validator_id.as_deref());
            if validator.is_none_or(|it| !looking.contains(it)) {
                continue;
            }
            let content = operation.request_body.iter().flat_map(|it| &it.content);
            open.extend(content.filter_map(|it| match &it.schema {
                Some(definition::Schema::Reference(text)) => text.at.parent(),
                Some(definition::Schema::Inline(at)) => Some(*at),
                None => None,
            }));
        }
        open.reverse();
        let mut seen = HashSet::new();
        while let Some(at) = open.pop() {
            let Some(at) = cx.schemas().resolve(at) else { continue };
            if !seen.insert(at.id()) {
                continue;
            }
            let keywords = Keywords::read(at);
            check(at, &keywords, cx);
            let before = open.len();
            open.extend(keywords.children());
            open[before..].reverse();
        }
    }
}

fn check<'a>(at: Node<'a>, it: &Keywords<'a>, cx: &mut Context<'a>) {
    if it.enumeration.is_some() {
        return;
    }
    let (what, wanted, limits): (_, _, &[Option<Node<'a>>]) = match it.type_word() {
        Some("string") => ("text", "`maxLength`", &[it.max_length, it.pattern, it.format]),
        Some("array") => ("list", "`maxItems`", &[it.max_items]),
        Some("integer" | "number") if it.minimum.is_none() || it.maximum.is_none() => {
            ("number", "`minimum` and `maximum`", &[])
        }
        Some("integer" | "number") => ("number", "`maximum`", &[it.minimum]),
        _ => return,
    };
    cx.judged();
    if limits.iter().any(Option::is_some) {
        return;
    }
    let message = match at.key().and_then(Node::text) {
        Some(name) => format!("`{name}` is a {what} without limits"),
        None => format!("a {what} without limits"),
    };
    cx.report(it.schema_type.unwrap_or(at), message)
        .label("this may be of any size")
        .help(format!("set {wanted}"));
}
