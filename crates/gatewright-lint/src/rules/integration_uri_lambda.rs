//! Addresses of Lambda functions that the import lets pass and Lambda does not know.

use gatewright_definition::Text;
use gatewright_definition::values::{
    FunctionArn, FunctionCall, InvocationTarget, InvocationUri, Pieces,
};
use gatewright_model::IntegrationType;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::{Integration, SecurityScheme};

declare_rule! {
    /// An address of a Lambda function that Lambda does not know.
    ///
    /// ## Why
    ///
    /// A function is called at `path/2015-03-31/functions/{function ARN}/invocations`, and with
    /// `responseTransferMode: STREAM` at `path/2021-11-15/functions/{function
    /// ARN}/response-streaming-invocations`. The import looks at the ARN of the function only where
    /// the rest has this form, and at the dates not at all; the calls then fail.
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
    ///         uri: arn:aws:apigateway:eu-west-1:lambda:path/2016-03-16/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations
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
    /// There is one date and one ending that Lambda takes.
    IntegrationUriLambda {
        name: "integration-uri-lambda",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: Unsafe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [
            "authorizer-uri-invalid",
            "integration-function-account",
            "integration-function-arn-invalid",
            "integration-function-name",
            "integration-proxy-service",
        ],
        visits: [Integration, SecurityScheme],
    }
}

/// The dates that belong to the ways of calling a function. (*Invoke* and *InvokeWithResponseStream*
/// of the Lambda API Reference.)
const BUFFERED: (&str, &str) = ("2015-03-31", "invocations");
const STREAMED: (&str, &str) = ("2021-11-15", "response-streaming-invocations");

/// What people write for `invocations`.
const ENDINGS: [&str; 5] = ["", "invocation", "invoke", "invocations/", "Invocations"];

impl Check<visit::Integration> for IntegrationUriLambda {
    fn check<'a>(integration: &Integration<'a>, cx: &mut Context<'a>) {
        let Some(kind) = integration.kind().filter(|_| integration.calls_aws()) else { return };
        let Some(uri) = &integration.integration.uri else { return };
        let Some(address) = cx.invocation(uri) else { return };
        let Some(call) = cx.function_call(uri) else {
            let is_post = integration.http_method.as_ref().is_some_and(|it| it.as_str() == "POST");
            if kind == IntegrationType::Aws && is_post {
                check_ending(uri, &address, cx);
            }
            return;
        };
        if check_version(uri, &call, cx) && kind == IntegrationType::AwsProxy {
            check_transfer(integration, uri, &call, cx);
        }
    }
}

impl Check<visit::SecurityScheme> for IntegrationUriLambda {
    fn check<'a>(scheme: &SecurityScheme<'a>, cx: &mut Context<'a>) {
        let uri = scheme.authorizer.as_ref().and_then(|it| it.uri.as_ref());
        let Some(uri) = uri.filter(|uri| !uri.is_empty()) else { return };
        let Some(call) = cx.function_call(uri) else { return };
        if check_version(uri, &call, cx) {
            check_function(uri, call.function, cx);
        }
    }
}

/// Whether the date is that of the ending.
fn check_version<'a>(uri: &'a Text<'a>, call: &FunctionCall<'a>, cx: &mut Context<'a>) -> bool {
    let (right, _) = if call.suffix == STREAMED.1 { STREAMED } else { BUFFERED };
    let Some(version) = call.version.known() else { return true };
    cx.judged();
    if version == right {
        return true;
    }
    let place = call.version.range();
    let mut cured = uri.as_str().to_owned();
    cured.replace_range(place.clone(), right);
    cx.report(uri.at, format!("`{version}` is no version of this call of Lambda"))
        .span(uri.span_of(place))
        .label(format!("functions are called with `{right}` here"))
        .help(format!("write `path/{right}/functions/{{function ARN}}/{}`", call.suffix))
        .fix(Fix::unsafely(format!("write `{right}`")).set(uri.at, cured));
    false
}

/// Streaming needs the address of streams, and other answers the other one. (*Set up a Lambda proxy
/// integration with payload response streaming in API Gateway*.)
fn check_transfer<'a>(
    integration: &Integration<'a>,
    uri: &'a Text<'a>,
    call: &FunctionCall<'a>,
    cx: &mut Context<'a>,
) {
    let mode = integration.integration.response_transfer_mode.as_ref();
    if mode.is_some_and(|mode| !mode.is_known()) {
        return;
    }
    let is_stream = mode.is_some_and(|mode| mode.eq_ignore_ascii_case("STREAM"));
    cx.judged();
    if is_stream == (call.suffix == STREAMED.1) {
        return;
    }
    let end = uri.len();
    let place = uri.span_of(end - call.suffix.len()..end);
    let ((version, suffix), mode) = if is_stream {
        (STREAMED, "`responseTransferMode` is `STREAM`")
    } else {
        (BUFFERED, "`responseTransferMode` is not `STREAM`")
    };
    cx.report(uri.at, format!("a function that is called at `{}`, while {mode}", call.suffix))
        .span(place)
        .label("the function answers in another form than is expected")
        .help(format!(
            "write `path/{version}/functions/{{function ARN}}/{suffix}`, or change the mode"
        ));
}

/// An address that would be the call of a function if it ended as it should.
fn check_ending<'a>(uri: &'a Text<'a>, address: &InvocationUri<'a>, cx: &mut Context<'a>) {
    let InvocationTarget::Path(path) = address.target else { return };
    if address.service.text() != "lambda" || address.subdomain.is_some() {
        return;
    }
    let Some((_, rest)) = path.split_once("/functions/") else { return };
    let (function, ending) = match rest.split_once("/") {
        Some((function, ending)) => (function, ending),
        None => (rest, rest.strip_prefix(rest.text()).unwrap_or(rest)),
    };
    if FunctionArn::parse(function).is_none() || !ENDINGS.contains(&ending.text()) {
        return;
    }
    if rest.may_end_unknown() {
        return;
    }
    let end = function.range().end;
    let cured = format!("{}/{}", &uri.as_str()[..end], BUFFERED.1);
    cx.report(uri.at, "an address that names a function and does not call it")
        .span(uri.span_of(function.range().start..uri.len()))
        .label("`/invocations` is missing behind the function")
        .help("write `path/2015-03-31/functions/{function ARN}/invocations`")
        .fix(Fix::unsafely("end with `/invocations`").set(uri.at, cured));
}

/// The import looks at the functions of integrations only. (Recorded: it takes authorizers with an
/// account that is none.)
fn check_function<'a>(uri: &'a Text<'a>, function: Pieces<'a>, cx: &mut Context<'a>) {
    let Some(text) = function.known() else { return };
    cx.judged();
    if FunctionArn::parse(function).is_none() {
        cx.report(uri.at, format!("`{text}` is no ARN of a Lambda function"))
            .span(uri.span_of(function.range()))
            .label("the authorizer cannot be called")
            .help("write `arn:aws:lambda:{region}:{account}:function:{name}`");
    }
}
