//! Addresses whose parts name different regions or partitions.

use gatewright_definition::Text;
use gatewright_definition::values::Pieces;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::{Integration, SecurityScheme};

declare_rule! {
    /// An address of a Lambda function with two regions or partitions in it.
    ///
    /// ## Why
    ///
    /// The first region of the address says where API Gateway calls Lambda, the second where the
    /// function is. Lambda calls functions of its own region only, so that each request fails; most
    /// often one of the two was forgotten when the definition was copied. The same is true of
    /// partitions: `aws-cn` has the regions `cn-…`, `aws-us-gov` those that begin with `us-gov-`.
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
    ///         httpMethod: POST
    ///         uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
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
    IntegrationUriRegion {
        name: "integration-uri-region",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Derived,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Integration, SecurityScheme],
    }
}

impl Check<visit::Integration> for IntegrationUriRegion {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        if let Some(uri) = &integration.integration.uri
            && integration.calls_aws()
        {
            check(uri, cx);
        }
    }
}

impl Check<visit::SecurityScheme> for IntegrationUriRegion {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        if let Some(uri) = scheme.authorizer.as_ref().and_then(|it| it.uri.as_ref()) {
            check(uri, cx);
        }
    }
}

fn check<'a>(uri: &'a Text<'a>, cx: &mut Context<'a>) {
    let Some(address) = cx.invocation(uri) else { return };
    let function = cx.function_call(uri).and_then(|call| call.arn());
    if let Some(function) = function {
        for (what, outer, inner) in [
            ("region", address.region, function.region),
            ("partition", address.partition, function.partition),
        ] {
            let (Some(first), Some(second)) = (outer.known(), inner.known()) else { continue };
            cx.judged();
            if first == second {
                continue;
            }
            let kind = if what == "region" { "regions" } else { "partitions" };
            cx.report(uri.at, format!("`{first}` and `{second}` are two {kind} in one address"))
                .span(uri.span_of(inner.range()))
                .label(format!("Lambda is called in the {what} `{first}`"))
                .help(format!("write the {what} of the function in both places"));
            return;
        }
    }
    check_partition(uri, address.partition, address.region, cx);
}

fn check_partition<'a>(
    uri: &'a Text<'a>,
    partition: Pieces<'a>,
    region: Pieces<'a>,
    cx: &mut Context<'a>,
) {
    let (Some(written), Some(name)) = (partition.known(), region.known()) else { return };
    // Others are not public.
    if !matches!(written, "aws" | "aws-cn" | "aws-us-gov") || name.contains("iso") {
        return;
    }
    let right = if name.starts_with("cn-") {
        "aws-cn"
    } else if name.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    };
    cx.judged();
    if written != right {
        cx.report(uri.at, format!("`{name}` is no region of the partition `{written}`"))
            .span(uri.span_of(partition.range()))
            .label(format!("`{name}` belongs to `{right}`"))
            .help(format!("write `arn:{right}:`, or another region"));
    }
}
