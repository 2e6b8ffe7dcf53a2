//! Functions that are called with another verb than POST.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::Integration;

declare_rule! {
    /// A Lambda function that is called with another verb than POST.
    ///
    /// ## Why
    ///
    /// `httpMethod` is the verb with which API Gateway calls Lambda, not that of the method. Lambda
    /// takes calls of functions with POST only. The import does not look, and each request is
    /// answered with a 500.
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
    ///         type: aws_proxy
    ///         httpMethod: GET
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
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
    ///         type: aws_proxy
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
    /// ```
    ///
    /// ## Fix safety
    ///
    /// No call with another verb succeeds.
    IntegrationLambdaPost {
        name: "integration-lambda-post",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Integration],
    }
}

impl Check<visit::Integration> for IntegrationLambdaPost {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if !integration.calls_aws() {
            return;
        }
        let Some(verb) = integration.http_method.as_ref().filter(|it| !it.is_empty()) else {
            return;
        };
        let uri = integration.integration.uri.as_ref();
        if uri.and_then(|uri| cx.function_call(uri)).is_none() || !verb.is_known() {
            return;
        }
        cx.judged();
        if !verb.eq_ignore_ascii_case("POST") {
            cx.report(verb.at, format!("a Lambda function that is called with `{}`", verb.value))
                .label("Lambda takes calls with `POST` only")
                .help("write `POST`, whatever the verb of the method is")
                .fix(Fix::unsafely("call the function with POST").set(verb.at, "POST"));
        }
    }
}
