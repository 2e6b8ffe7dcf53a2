//! Conversions to text where nothing is binary.

use gatewright_definition::Text;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A conversion to text in an API that has no binary media types.
    ///
    /// ## Why
    ///
    /// Without `x-amazon-apigateway-binary-media-types` all payloads are text, and `CONVERT_TO_TEXT` changes
    /// none (*Content type conversions in API Gateway*). The console writes it, so that it is no fault; but
    /// somebody may expect base 64. An API whose binary media types stand elsewhere is not meant.
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
    ///         contentHandling: CONVERT_TO_TEXT
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// x-amazon-apigateway-binary-media-types: [image/png]
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http_proxy
    ///         httpMethod: GET
    ///         uri: https://example.com/pets
    ///         contentHandling: CONVERT_TO_TEXT
    /// ```
    IntegrationContentHandling {
        name: "integration-content-handling",
        category: Correctness,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["integration-word-unknown"],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationContentHandling {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        let of_responses = integration.response_list().iter().map(|it| &it.content_handling);
        let all = std::iter::once(&integration.integration.content_handling).chain(of_responses);
        let is_to_text = |it: &&Text<'_>| it.eq_ignore_ascii_case("CONVERT_TO_TEXT");
        let Some(first) = all.flatten().find(is_to_text) else { return };
        cx.judged();
        if cx.definition().binary_media_types.is_empty() {
            cx.report(first.at, "a conversion to text where nothing is binary")
                .label("the API has no binary media types")
                .help("remove it, or add `x-amazon-apigateway-binary-media-types`");
        }
    }
}
