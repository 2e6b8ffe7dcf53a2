//! The address of a backend. (*x-amazon-apigateway-integration object*, *Integration* of the API
//! Reference; the messages are recorded for PutIntegration and quoted for imports.)

use gatewright_definition::values::{
    Arn, FunctionCall, HttpUri, InvocationTarget, InvocationUri, Pieces,
};
use gatewright_definition::{Integration as Extension, Text};
use gatewright_diagnostics::Metadata;
use gatewright_model::IntegrationType;

use crate::diagnostics::integrations::{
    INTEGRATION_ARN_INVALID, INTEGRATION_ARN_WITHOUT_ACTION, INTEGRATION_FUNCTION_ACCOUNT,
    INTEGRATION_FUNCTION_ARN_INVALID, INTEGRATION_FUNCTION_NAME, INTEGRATION_HTTP_URI_INVALID,
    INTEGRATION_PROXY_SERVICE,
};
use crate::refusal::Refusal;
use crate::variables::help_for;

const LAMBDA_HELP: &str = "write `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/\
                           {function ARN}/invocations`";

/// What PutIntegration says against the address.
pub(super) fn refusal(extension: &Extension<'_>, kind: IntegrationType) -> Option<Refusal> {
    let uri = extension.uri.as_ref();
    let read = uri.map_or_else(|| Pieces::as_imported(""), Text::as_imported);
    let fault = match kind {
        IntegrationType::Mock => return None,
        IntegrationType::Http | IntegrationType::HttpProxy => {
            (!may_be_http(read)).then_some(Fault {
                metadata: &INTEGRATION_HTTP_URI_INVALID,
                core: "Invalid HTTP endpoint specified for URI",
                label: "not an address that begins with `http://` or `https://`",
                help: "write the whole address; a stage variable may stand for all but the scheme",
            })
        }
        IntegrationType::Aws | IntegrationType::AwsProxy => aws_fault(read, kind),
    }?;
    let Some(uri) = uri else {
        return Some(Refusal {
            metadata: fault.metadata,
            core: fault.core.to_owned(),
            at: extension.key.location(),
            label: "`uri` is missing".to_owned(),
            help: "add the address of the backend as `uri`".to_owned(),
        });
    };
    Some(Refusal {
        metadata: fault.metadata,
        core: fault.core.to_owned(),
        at: uri.at.location(),
        label: fault.label.to_owned(),
        help: if uri.has_unknown() { fault.help.to_owned() } else { help_for(uri, fault.help) },
    })
}

/// The service that an ARN calls; none where nobody knows.
pub(super) fn aws_service<'t>(uri: &'t Text<'_>) -> Option<&'t str> {
    let account = Arn::parse(uri.as_imported())?.account;
    let service = account.rsplit_once(".").map_or(account, |(_, service)| service);
    (!service.has_placeholder()).then_some(service.text())
}

/// Whether the text is an ARN, or what a template puts into it may make it one.
pub(super) fn may_be_arn(text: Pieces<'_>) -> bool {
    Arn::parse(text).is_some() || (text.has_placeholder() && text.may_begin_with("arn:"))
}

struct Fault {
    metadata: &'static Metadata,
    core: &'static str,
    label: &'static str,
    help: &'static str,
}

fn may_be_http(uri: Pieces<'_>) -> bool {
    HttpUri::parse(uri).is_some()
        || (uri.has_placeholder()
            && ["http://", "https://"].into_iter().any(|scheme| uri.may_begin_with(scheme)))
}

/// What is wrong with an address, whatever a template puts into it.
fn aws_fault(uri: Pieces<'_>, kind: IntegrationType) -> Option<Fault> {
    let Some(arn) = Arn::parse(uri) else {
        return (!may_be_arn(uri)).then_some(Fault {
            metadata: &INTEGRATION_ARN_INVALID,
            core: "Invalid ARN specified in the request",
            label: "not an ARN",
            help: LAMBDA_HELP,
        });
    };
    let by_stage = arn.resource.text().starts_with("${stageVariables.");
    let is_callable =
        |uri: &InvocationUri<'_>| by_stage || !matches!(uri.target, InvocationTarget::Unknown(_));
    let Some(uri) = InvocationUri::of(&arn).filter(is_callable) else {
        let is_open = arn.service.has_placeholder()
            || (arn.resource.has_placeholder()
                && ["path/", "action/"].into_iter().any(|it| arn.resource.may_begin_with(it)));
        return (!is_open).then_some(Fault {
            metadata: &INTEGRATION_ARN_WITHOUT_ACTION,
            core: "AWS ARN for integration must contain path or action",
            label: "not of the form `arn:{partition}:apigateway:{region}:{service}:path/…`",
            help: LAMBDA_HELP,
        });
    };
    if let Some(call) = uri.function_call() {
        return function_fault(call);
    }
    let is_firehose = matches!(uri.target, InvocationTarget::Action(action)
        if arn.account.text() == "firehose" && may_put_records(action));
    // Of a service that is known what it is called with matters where it is Lambda.
    let is_open = arn.account.has_placeholder()
        || (uri.service.text() == "lambda" && arn.resource.has_placeholder());
    let is_wrong = kind == IntegrationType::AwsProxy && !is_firehose && !by_stage && !is_open;
    is_wrong.then_some(Fault {
        metadata: &INTEGRATION_PROXY_SERVICE,
        core: "Integrations of type 'AWS_PROXY' currently only supports Lambda function and \
               Firehose stream invocations.",
        label: "neither a Lambda function nor a Firehose stream",
        help: "call the service with an integration of type `aws`",
    })
}

fn may_put_records(action: Pieces<'_>) -> bool {
    action.text().starts_with("PutRecord") || action.may_begin_with("PutRecord")
}

fn function_fault(call: FunctionCall<'_>) -> Option<Fault> {
    let is_open = call.function.has_placeholder();
    if !is_open && !call.function.text().contains([':', '$', '{', '/']) {
        return Some(Fault {
            metadata: &INTEGRATION_FUNCTION_NAME,
            core: "Invalid integration URI specified",
            label: "the name of a function where its ARN belongs",
            help: LAMBDA_HELP,
        });
    }
    let Some(function) = call.arn() else {
        return (!is_open).then_some(Fault {
            metadata: &INTEGRATION_FUNCTION_ARN_INVALID,
            core: "Invalid function ARN or invalid uri",
            label: "the function's ARN is malformed",
            help: LAMBDA_HELP,
        });
    };
    let digits = |account: &str| account.bytes().all(|byte| byte.is_ascii_digit());
    let account = function.account.known().filter(|account| digits(account));
    account.is_some_and(|account| account.len() != 12).then_some(Fault {
        metadata: &INTEGRATION_FUNCTION_ACCOUNT,
        core: "Lambda function ARN must be in same account",
        label: "the account has not twelve digits; a leading zero may be lost",
        help: "write the account in full, and quote it where it stands alone in YAML",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(uri: &str, kind: IntegrationType) -> Option<&'static str> {
        aws_fault(Pieces::as_imported(uri), kind).map(|fault| fault.metadata.name)
    }

    #[test]
    fn addresses_of_aws_integrations() {
        use IntegrationType::{Aws, AwsProxy};
        let lambda = |function: &str| {
            format!(
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function}/invocations"
            )
        };
        let function = "arn:aws:lambda:us-east-1:000000000000:function:f";
        for good in [
            lambda(function),
            lambda(&format!("{function}:live")),
            lambda("arn:aws:lambda:us-east-1:123456789012:function:${stageVariables.fn}"),
            lambda("arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f"),
        ] {
            assert_eq!(fault(&good, AwsProxy), None, "{good}");
        }
        let cases = [
            ("non-valid-arn", AwsProxy, "integration-arn-invalid"),
            ("${stageVariables.uri}", AwsProxy, "integration-arn-invalid"),
            (function, AwsProxy, "integration-arn-without-action"),
            (
                "arn:aws:apigateway:us-east-1:lambda:test/x",
                AwsProxy,
                "integration-arn-without-action",
            ),
            ("arn:aws:iam::0:role/x", Aws, "integration-arn-without-action"),
            (&lambda("MyFn"), AwsProxy, "integration-function-name"),
            (&lambda(&lambda(function)), AwsProxy, "integration-function-arn-invalid"),
            (
                &lambda("arn:aws:lambda:us-east-1:12345678901:function:f"),
                AwsProxy,
                "integration-function-account",
            ),
            ("arn:aws:apigateway:us-east-1:s3:path/b/k", AwsProxy, "integration-proxy-service"),
            (
                "arn:aws:apigateway:us-east-1:lambda:path/random/value/f/invocations",
                AwsProxy,
                "integration-proxy-service",
            ),
        ];
        for (uri, kind, expected) in cases {
            assert_eq!(fault(uri, kind), Some(expected), "{uri}");
        }
        assert_eq!(fault("arn:aws:apigateway:us-east-1:s3:path/b/k", Aws), None);
        assert_eq!(fault("arn:aws:apigateway:us-east-1:firehose:action/PutRecord", AwsProxy), None);
    }

    #[test]
    fn addresses_of_http_integrations() {
        for good in ["https://example.com/{id}", "http://${stageVariables.host}/x", "HTTPS://A"] {
            assert!(may_be_http(Pieces::as_imported(good)), "{good}");
        }
        for bad in ["", "non-valid-http", "https://", "${stageVariables.url}", "ftp://a"] {
            assert!(!may_be_http(Pieces::as_imported(bad)), "{bad}");
        }
    }
}
