//! Variables of addresses that nothing fills.

use gatewright_model::{ParameterName, ParameterPlace};

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A variable in the address of a backend that nothing fills.
    ///
    /// ## Why
    ///
    /// `{name}` in a `uri` takes the value that is mapped to `integration.request.path.name`. That
    /// the path of the API has a variable of that name is not enough, also not for proxies. Without
    /// the mapping, or a template that sets `$context.requestOverride.path.name`, API Gateway sends the braces as they stand, and calls fail with `Illegal
    /// character in path`.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets/{petId}" }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters: [{ name: petId, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets/{petId}" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets/{petId}
    ///         requestParameters: { integration.request.path.petId: method.request.path.petId }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters: [{ name: petId, in: path, required: true, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets/{petId}
    ///         requestParameters: { integration.request.path.petId: method.request.path.petId }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A mapping is offered where the path of the API has a variable of the same name.
    IntegrationUriVariable {
        name: "integration-uri-variable",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "integration-arn-invalid",
            "integration-arn-without-action",
            "integration-function-arn-invalid",
            "integration-function-name",
            "integration-http-uri-invalid",
            "integration-stage-variable",
        ],
        visits: [Integration],
    }
}

const PREFIX: &str = "integration.request.";

/// Whether a template may fill variables. (*Use a mapping template to override an API's request and
/// response parameters and status codes*.)
fn overrides(template: &str) -> bool {
    template.contains("requestOverride.path") || template.contains("requestOverride[")
}

impl Check<visit::Integration> for IntegrationUriVariable {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if !integration.calls_http() && !integration.calls_aws() {
            return;
        }
        let Some(uri) = &integration.integration.uri else { return };
        if !uri.contains('{')
            || integration.request_templates.iter().any(|(_, template)| overrides(template))
        {
            return;
        }
        let mut reported: Vec<&str> = Vec::new();
        for variable in uri.pieces().path_variables() {
            let name = variable.name.strip_suffix('+').unwrap_or(variable.name);
            // What else stands in braces is a text, such as JSON in a query.
            if !ParameterName::is_valid(name) || reported.contains(&variable.name) {
                continue;
            }
            let wanted = ParameterName { place: ParameterPlace::Path, name: variable.name };
            let is_mapped = integration
                .request_parameters
                .iter()
                .any(|(key, _)| ParameterName::parse(key, PREFIX) == Some(wanted));
            cx.judged();
            if is_mapped {
                continue;
            }
            reported.push(variable.name);
            let place = uri.span_of(variable.range);
            if name != variable.name {
                cx.report(uri.at, format!("`{{{name}+}}` in an address cannot be filled"))
                    .span(place)
                    .label("only paths of the API have variables with a plus sign")
                    .help(format!("write `{{{name}}}`, and map `{PREFIX}path.{name}`"));
                continue;
            }
            let target = format!("{PREFIX}path.{name}");
            let source = format!("method.request.path.{name}");
            let method = integration.operation.method;
            let has_source =
                method.is_some_and(|it| it.request_parameters.contains_key(source.as_str()));
            let draft = cx
                .report(uri.at, format!("nothing fills `{{{name}}}`"))
                .span(place)
                .label("sent to the backend as it stands");
            if has_source {
                let fix = Fix::unsafely(format!("map `{source}` to it"));
                let at = integration.at;
                draft.help(format!("map `{source}` to `{target}` in `requestParameters`"));
                match at.get("requestParameters").filter(|it| it.is_mapping()) {
                    Some(parameters) => draft.fix(fix.insert(parameters, target, source)),
                    None if at.get("requestParameters").is_none() => {
                        let parameters = serde_json::json!({ target: source });
                        draft.fix(fix.insert(at, "requestParameters", parameters))
                    }
                    None => draft,
                };
            } else {
                draft.help(format!("map a value to `{target}` in `requestParameters`"));
            }
        }
    }
}
