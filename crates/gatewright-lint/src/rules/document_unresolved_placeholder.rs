//! Placeholders that somebody has to fill before the import.

use gatewright_definition::Text;
use gatewright_definition::values::{Piece, Unknown};

use crate::checks::{Check, visit};
use crate::context::{Context, Subject};
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A definition with placeholders that the import does not fill.
    ///
    /// ## Why
    ///
    /// The import fills `${AWS::Region}`, `${AWS::AccountId}` and `${AWS::Partition}`, and a stage
    /// its variables. What else looks like a placeholder, of Terraform, of CloudFormation or of
    /// another tool, is a text to it and ends up in addresses and roles. Whoever has the
    /// placeholders filled first can ignore this; the values behind them are not looked at.
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
    ///         { type: http_proxy, httpMethod: GET, uri: "https://${backend_host}/pets" }
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
    ///         { type: http_proxy, httpMethod: GET, uri: "https://${stageVariables.host}/pets" }
    /// ```
    DocumentUnresolvedPlaceholder {
        name: "document-unresolved-placeholder",
        category: ImportError,
        severity: Info,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "authorizer-uri-invalid",
            "integration-arn-invalid",
            "integration-arn-without-action",
            "integration-credentials-invalid",
            "integration-function-arn-invalid",
            "integration-http-uri-invalid",
            "integration-stage-variable",
        ],
        visits: [Definition],
    }
}

impl Check<visit::Definition> for DocumentUnresolvedPlaceholder {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut count = 0_usize;
        let mut first: Option<(&'a Text<'a>, Piece<'a>)> = None;
        for text in texts(definition, cx.subject) {
            if text.is_empty() || text.has_unknown() {
                continue;
            }
            cx.judged();
            let pieces = text.pieces();
            for piece in pieces {
                // Of stage variables that are none there is a rule of its own.
                let is_mistake = || {
                    let mut mistakes = pieces.stage_variable_mistakes();
                    mistakes.any(|it| {
                        it.range.start < piece.range.end && piece.range.start < it.range.end
                    })
                };
                if piece.unknown != Some(Unknown::Placeholder) || is_mistake() {
                    continue;
                }
                count += 1;
                let start = |text: &Text<'_>| text.at.span().start;
                if first.as_ref().is_none_or(|(before, _)| start(text) < start(before)) {
                    first = Some((text, piece));
                }
            }
        }
        let Some((text, piece)) = first else { return };
        let others = match count - 1 {
            0 => String::new(),
            1 => ", and another like it".to_owned(),
            more => format!(", and {more} others like it"),
        };
        cx.report(text.at, format!("the import does not fill `{}`{others}", piece.text))
            .span(text.span_of(piece.range))
            .label("a text like any other to the service")
            .help("have placeholders filled before the import");
    }
}

/// The texts that name things outside of the definition. Of those that are refused the import speaks,
/// and they are not in the API.
fn texts<'a>(
    definition: Definition<'a>,
    subject: &'a Subject<'a>,
) -> impl Iterator<Item = &'a Text<'a>> {
    let of_schemes = definition.security_schemes.iter().filter_map(|it| it.authorizer.as_ref());
    let of_schemes = of_schemes.flat_map(|it| {
        it.uri
            .iter()
            .filter(|uri| is_invocation(uri))
            .chain(&it.credentials)
            .chain(&it.identity_source)
            .chain(&it.provider_arns)
    });
    let of_integrations = definition.operations().filter_map(|(_, operation)| {
        let (_, method) = subject.method_of(operation.at)?;
        method.method_integration.as_ref()?;
        operation.integration.as_deref()
    });
    let of_integrations = of_integrations.flat_map(|it| {
        [&it.uri, &it.credentials, &it.connection_id, &it.integration_target].into_iter().flatten()
    });
    let of_servers = definition.servers.iter().filter_map(|it| it.endpoint_configuration.as_ref());
    let of_endpoints = of_servers.chain(&definition.endpoint_configuration);
    let of_endpoints = of_endpoints.flat_map(|it| &it.vpc_endpoint_ids);
    definition
        .info
        .title
        .iter()
        .chain(&definition.info.version)
        .chain(of_endpoints)
        .chain(of_schemes)
        .chain(of_integrations)
}

/// Whether the import can take the address of a Lambda authorizer.
fn is_invocation(uri: &str) -> bool {
    uri.starts_with("arn:") && uri.ends_with("/invocations")
}
