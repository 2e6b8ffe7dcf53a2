//! Media types of Swagger 2.0 that nothing names.

use gatewright_definition::{Operation, Response};
use serde_json::json;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// Bodies of Swagger 2.0 whose media type nothing names.
    ///
    /// ## Why
    ///
    /// Where neither the operation nor the definition has `consumes` or `produces`, API Gateway keys
    /// the model by `application/json`. Other readers take nothing for granted, and generated clients
    /// then do not know how to send or read the body. Told once for requests and once for responses.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     post:
    ///       parameters:
    ///         - { name: pet, in: body, schema: { $ref: "#/definitions/Pet" } }
    ///       responses: { "201": { description: Created } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// consumes: [application/json]
    /// paths:
    ///   /pets:
    ///     post:
    ///       parameters:
    ///         - { name: pet, in: body, schema: { $ref: "#/definitions/Pet" } }
    ///       responses: { "201": { description: Created } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: POST, uri: "https://example.com/pets" }
    /// definitions:
    ///   Pet: { type: object }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// `application/json` is what the service takes already.
    ConsumesProduces {
        name: "consumes-produces",
        category: Compatibility,
        severity: Info,
        preset: All,
        fix: Safe,
        confidence: Recorded,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: ["value-of-wrong-type"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ConsumesProduces {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let has_request = |it: &Operation<'_>| {
            it.request_body.as_ref().is_some_and(|body| !body.content.is_empty())
        };
        let has_response = |it: &Operation<'_>| {
            let mut all = it.responses.iter().flatten();
            all.any(|response: &Response<'_>| !response.content.is_empty())
        };
        judge(definition, cx, "consumes", "request", has_request);
        judge(definition, cx, "produces", "response", has_response);
    }
}

fn judge<'a>(
    definition: Definition<'a>,
    cx: &mut Context<'a>,
    list: &str,
    thing: &str,
    has_body: impl Fn(&Operation<'a>) -> bool,
) {
    let is_named = definition.root.get(list).is_some();
    let mut first = None;
    let mut count = 0_usize;
    for (_, operation) in definition.operations().filter(|(_, it)| has_body(it)) {
        cx.judged();
        if !is_named && operation.at.get(list).is_none() {
            first.get_or_insert(operation.key);
            count += 1;
        }
    }
    let Some(first) = first else { return };
    let more = match count - 1 {
        0 => String::new(),
        1 => ", and of one more".to_owned(),
        more => format!(", and of {more} more"),
    };
    let fix = Fix::safe(format!("add `{list}` to the definition"));
    let fix = fix.insert(definition.root, list, json!(["application/json"]));
    cx.report(
        first,
        format!("nothing names the media type of the {thing} of this operation{more}"),
    )
    .label(format!("no `{list}` here, and none of the definition"))
    .help(format!("add `{list}: [application/json]` to the definition"))
    .fix(fix);
}
