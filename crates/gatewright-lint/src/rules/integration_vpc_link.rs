//! VPC links where there can be none.

use gatewright_definition::Text;
use gatewright_model::ConnectionType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A VPC link that its integration cannot use, or that is no id of one.
    ///
    /// ## Why
    ///
    /// HTTP backends alone are reached through VPC links: other integrations have no connection. The link is
    /// named by its id, or by a stage variable that holds the id; its ARN or its name is not known to be
    /// taken (API Reference, *Integration*).
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
    ///         connectionType: VPC_LINK
    ///         connectionId: arn:aws:apigateway:eu-west-1::/vpclinks/abc123
    /// ```
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
    ///         connectionId: abc123
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
    ///         connectionType: VPC_LINK
    ///         connectionId: abc123
    /// ```
    IntegrationVpcLink {
        name: "integration-vpc-link",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["integration-word-unknown"],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationVpcLink {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if integration.kind().is_none() {
            return;
        }
        let extension = integration.integration;
        let connection = extension.connection_type.as_ref();
        if connection.is_some_and(|it| !it.is_known()) {
            return;
        }
        let is_link = |it: &&Text<'_>| it.eq_ignore_ascii_case(ConnectionType::VpcLink.as_str());
        let link = connection.filter(is_link);
        let id = extension.connection_id.as_ref().filter(|id| !id.is_empty());
        if !integration.calls_http() {
            if let Some(link) = link {
                cx.report(link.at, "a VPC link on an integration that calls no HTTP backend")
                    .label("only `http` and `http_proxy` have connections")
                    .help("remove it, or call the backend by `http_proxy`");
            }
            return;
        }
        let Some(id) = id else { return };
        cx.judged();
        if link.is_none() {
            cx.report(id.at, "a VPC link that is not used")
                .label("`connectionType` is not `VPC_LINK`")
                .help("add `connectionType: VPC_LINK`, or remove the id");
        } else if let Some(text) = id.known()
            && !text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            cx.report(id.at, format!("`{text}` is no id of a VPC link"))
                .label("an id has letters and digits only")
                .help("write the id, or a stage variable: `${stageVariables.vpcLinkId}`");
        }
    }
}
