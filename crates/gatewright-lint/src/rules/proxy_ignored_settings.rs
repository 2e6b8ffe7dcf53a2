//! Settings of proxy integrations that do nothing.

use gatewright_model::IntegrationType;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A proxy integration with templates, or with mappings of its responses.
    ///
    /// ## Why
    ///
    /// A proxy passes the request to the backend and the answer to the caller as they are. The service
    /// stores templates and response mappings of a proxy and does not use them. So headers for CORS have to
    /// come from the backend itself. (A `default` response without them, `passthroughBehavior` and
    /// `contentHandling` are written by the console, and no harm.)
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseTemplates: { application/json: "{}" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// What is removed has no effect.
    ProxyIgnoredSettings {
        name: "proxy-ignored-settings",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["response-mapping-invalid", "response-parameter-not-a-string", "template-content-type-invalid", "template-too-large"],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for ProxyIgnoredSettings {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        let Some(kind) = integration.kind().filter(|kind| kind.is_proxy()) else { return };
        cx.judged();
        let extension = integration.integration;
        let member = |owner: Node<'a>, name| (name, owner.get(name));
        let mut idle = Vec::new();
        if !extension.request_templates.is_empty() {
            idle.push(member(extension.at, "requestTemplates"));
        }
        for response in integration.response_list() {
            if !response.response_parameters.is_empty() {
                idle.push(member(response.at, "responseParameters"));
            }
            if response.response_templates.iter().any(|(_, template)| !template.is_empty()) {
                idle.push(member(response.at, "responseTemplates"));
            }
        }
        let mut idle = idle.into_iter().filter_map(|(name, at)| Some((name, at?)));
        let Some((name, first)) = idle.next() else { return };
        let word = if kind == IntegrationType::AwsProxy { "aws_proxy" } else { "http_proxy" };
        let mut fix = Fix::unsafely("remove what has no effect").remove(first);
        let draft = cx.report(
            first.key().unwrap_or(first),
            format!("`{name}` of an `{word}` integration has no effect"),
        );
        draft.label("a proxy passes everything as it is").help(if name == "requestTemplates" {
            "remove it, and let the backend read the whole request"
        } else {
            "remove it, and let the backend send what it should"
        });
        for (name, at) in idle {
            draft.related(at.key().unwrap_or(at), format!("`{name}` neither"));
            fix = fix.remove(at);
        }
        draft.fix(fix);
    }
}
