//! Responses of Swagger 2.0 without a description.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::nodes::NodeSet;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A response of Swagger 2.0 without a description.
    ///
    /// ## Why
    ///
    /// The specification demands one, and other tools refuse the definition without it. API Gateway
    /// keeps none and takes the response without a word.
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": {} }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: The pets } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The response is described as an export describes it.
    ///
    /// ## See also
    ///
    /// `attribute-missing`, the service's own warning for OpenAPI 3.0.
    ResponseDescription {
        name: "response-description",
        category: Documentation,
        severity: Info,
        preset: Strict,
        fix: Safe,
        confidence: Recorded,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: ["reference-external", "reference-not-found", "value-of-wrong-type"],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for ResponseDescription {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut told = NodeSet::default();
        let operations = definition.operations();
        for response in operations.filter_map(|(_, it)| it.responses.as_ref()).flatten() {
            cx.judged();
            let status = response.status.as_str();
            // What refers has no members of its own, and what is referred to is told once.
            let is_described = response.description.is_some()
                || response.at.get("description").is_some()
                || response.at.get("$ref").is_some();
            if is_described || !told.insert(response.at.id()) {
                continue;
            }
            let text = format!("{status} response");
            let at = response.at.key().unwrap_or(response.status.at);
            cx.report(at, format!("the response `{status}` has no description"))
                .label("the specification demands one")
                .help("say what the response means")
                .fix(Fix::safe("describe it").insert(response.at, "description", text));
        }
    }
}
