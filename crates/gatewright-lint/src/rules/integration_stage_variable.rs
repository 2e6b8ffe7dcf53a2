//! What looks like a stage variable and stays in the text.

use std::ops::Range;

use gatewright_definition::Text;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::{Integration, SecurityScheme};

declare_rule! {
    /// A reference to a stage variable that the service does not recognise.
    ///
    /// ## Why
    ///
    /// In addresses, roles and VPC links a stage variable is written `${stageVariables.name}`, with
    /// letters, digits and underscores in the name. Anything else is a text like any other: it is
    /// sent to the backend as it stands. (In mapping templates and mapping expressions the same
    /// variable has other forms.)
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
    ///         { type: http_proxy, httpMethod: GET, uri: "https://${stageVariable.host}/pets" }
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
    ///
    /// ## Fix safety
    ///
    /// The text names a variable that no other form can mean.
    IntegrationStageVariable {
        name: "integration-stage-variable",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
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
        ],
        visits: [Integration, SecurityScheme],
    }
}

impl Check<visit::Integration> for IntegrationStageVariable {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        let integration = integration.integration;
        let texts = [
            &integration.uri,
            &integration.credentials,
            &integration.connection_id,
            &integration.integration_target,
        ];
        texts.into_iter().flatten().for_each(|text| check(text, cx));
    }
}

impl Check<visit::SecurityScheme> for IntegrationStageVariable {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let Some(authorizer) = &scheme.authorizer else { return };
        [&authorizer.uri, &authorizer.credentials]
            .into_iter()
            .flatten()
            .for_each(|text| check(text, cx));
    }
}

fn check<'a>(text: &'a Text<'a>, cx: &mut Context<'a>) {
    if !text.contains(['$', '{', '<']) {
        return;
    }
    let pieces = text.pieces();
    if pieces.stage_variables().next().is_some() {
        cx.judged();
    }
    // With something to be filled in within it or behind it, nobody knows what it is.
    let is_open = |range: &Range<usize>| {
        text.has_unknown()
            && (text[range.start + 1..range.end].contains("${")
                || text[range.end..].starts_with("${"))
    };
    for mistake in pieces.stage_variable_mistakes() {
        if is_open(&mistake.range) {
            continue;
        }
        let draft = cx
            .report(text.at, format!("`{}` is no stage variable", mistake.text))
            .span(text.span_of(mistake.range.clone()))
            .label("the service leaves this as it is");
        match mistake.name {
            Some(name) => {
                let right = format!("${{stageVariables.{name}}}");
                let mut cured = text.as_str().to_owned();
                cured.replace_range(mistake.range, &right);
                draft
                    .help(format!("write `{right}`"))
                    .fix(Fix::unsafely(format!("write `{right}`")).set(text.at, cured));
            }
            None => {
                draft.help(
                    "write `${stageVariables.name}`, with letters, digits and underscores in the \
                     name",
                );
            }
        }
    }
}
