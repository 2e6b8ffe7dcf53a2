//! The address of a backend. (*x-amazon-apigateway-integration object*, *Integration* of the API
//! Reference; the messages are recorded for PutIntegration and quoted for imports.)

use std::borrow::Cow;

use gatewright_definition::Integration as Extension;
use gatewright_diagnostics::Metadata;
use gatewright_model::IntegrationType;

use crate::diagnostics::integrations::{
    INTEGRATION_ARN_INVALID, INTEGRATION_ARN_WITHOUT_ACTION, INTEGRATION_FUNCTION_ACCOUNT,
    INTEGRATION_FUNCTION_ARN_INVALID, INTEGRATION_FUNCTION_NAME, INTEGRATION_HTTP_URI_INVALID,
    INTEGRATION_PROXY_SERVICE,
};
use crate::refusal::Refusal;
use crate::variables::{filled, help_for};

const LAMBDA_HELP: &str = "write `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/\
                           {function ARN}/invocations`";

/// What PutIntegration says against the address.
pub(super) fn refusal(extension: &Extension<'_>, kind: IntegrationType) -> Option<Refusal> {
    let fault = match kind {
        IntegrationType::Mock => return None,
        IntegrationType::Http | IntegrationType::HttpProxy => {
            let uri = extension.uri.as_deref().unwrap_or_default();
            (!is_http(uri)).then_some(Fault {
                metadata: &INTEGRATION_HTTP_URI_INVALID,
                core: "Invalid HTTP endpoint specified for URI",
                label: "not an address that begins with `http://` or `https://`",
                help: "write the whole address; a stage variable may stand for all but the scheme",
            })
        }
        IntegrationType::Aws | IntegrationType::AwsProxy => {
            aws_fault(extension.uri.as_deref().unwrap_or_default(), kind)
        }
    }?;
    let Some(uri) = extension.uri.as_ref() else {
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
        help: help_for(uri, fault.help),
    })
}

/// The service that an address of an AWS integration names.
pub(super) fn aws_service(uri: &str) -> Option<Cow<'_, str>> {
    match filled(uri) {
        Cow::Borrowed(uri) => Arn::read(uri).map(|arn| Cow::Borrowed(arn.backend())),
        Cow::Owned(uri) => Arn::read(&uri).map(|arn| Cow::Owned(arn.backend().to_owned())),
    }
}

/// Whether the text has the six parts of an ARN.
pub(super) fn is_arn(text: &str) -> bool {
    Arn::read(&filled(text)).is_some()
}

struct Fault {
    metadata: &'static Metadata,
    core: &'static str,
    label: &'static str,
    help: &'static str,
}

/// `arn:{partition}:{service}:{region}:{account}:{resource}`. In addresses of integrations the
/// backend's service takes the place of the account.
struct Arn<'a> {
    service: &'a str,
    account: &'a str,
    resource: &'a str,
}

impl<'a> Arn<'a> {
    fn read(text: &'a str) -> Option<Self> {
        // The parts are too short for a search to be worth its preparation.
        let mut colons = text.bytes().enumerate().filter(|(_, byte)| *byte == b':');
        let [arn, partition, service, region, account] = [(); 5].map(|()| colons.next());
        let (arn, partition, service) = (arn?.0, partition?.0, service?.0);
        let (region, account) = (region?.0, account?.0);
        (&text[..arn] == "arn").then(|| Self {
            service: &text[partition + 1..service],
            account: &text[region + 1..account],
            resource: &text[account + 1..],
        })
    }

    /// The backend's service in `{subdomain}.{service}`.
    fn backend(&self) -> &'a str {
        self.account.rsplit('.').next().unwrap_or(self.account)
    }
}

fn is_http(uri: &str) -> bool {
    let lower = uri.get(..8).unwrap_or(uri).to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme));
    scheme.is_some_and(|scheme| uri.len() > scheme.len())
}

fn aws_fault(uri: &str, kind: IntegrationType) -> Option<Fault> {
    let uri = filled(uri);
    let Some(arn) = Arn::read(&uri) else {
        return Some(Fault {
            metadata: &INTEGRATION_ARN_INVALID,
            core: "Invalid ARN specified in the request",
            label: "not an ARN",
            help: LAMBDA_HELP,
        });
    };
    let (path, action) = (arn.resource.strip_prefix("path/"), arn.resource.strip_prefix("action/"));
    let by_stage = arn.resource.starts_with("${stageVariables.");
    if arn.service != "apigateway" || (path.is_none() && action.is_none() && !by_stage) {
        return Some(Fault {
            metadata: &INTEGRATION_ARN_WITHOUT_ACTION,
            core: "AWS ARN for integration must contain path or action",
            label: "not of the form `arn:{partition}:apigateway:{region}:{service}:path/…`",
            help: LAMBDA_HELP,
        });
    }
    let function = path.filter(|_| arn.account == "lambda").and_then(invoked_function);
    if let Some(function) = function {
        return function_fault(function);
    }
    let is_firehose =
        arn.account == "firehose" && action.is_some_and(|action| action.starts_with("PutRecord"));
    (kind == IntegrationType::AwsProxy && !is_firehose && !by_stage).then_some(Fault {
        metadata: &INTEGRATION_PROXY_SERVICE,
        core: "Integrations of type 'AWS_PROXY' currently only supports Lambda function and \
               Firehose stream invocations.",
        label: "neither a Lambda function nor a Firehose stream",
        help: "call the service with an integration of type `aws`",
    })
}

/// The function in `2015-03-31/functions/{function}/invocations`.
fn invoked_function(path: &str) -> Option<&str> {
    // One page of the guide prints a second slash.
    let path = path.strip_prefix('/').unwrap_or(path);
    let (_version, rest) = path.split_once("/functions/")?;
    rest.strip_suffix("/response-streaming-invocations")
        .or_else(|| rest.strip_suffix("/invocations"))
}

fn function_fault(function: &str) -> Option<Fault> {
    if !function.contains([':', '$', '{', '/']) {
        return Some(Fault {
            metadata: &INTEGRATION_FUNCTION_NAME,
            core: "Invalid integration URI specified",
            label: "the name of a function where its ARN belongs",
            help: LAMBDA_HELP,
        });
    }
    let Some(account) = account_of_function(function) else {
        return Some(Fault {
            metadata: &INTEGRATION_FUNCTION_ARN_INVALID,
            core: "Invalid function ARN or invalid uri",
            label: "the function's ARN is malformed",
            help: LAMBDA_HELP,
        });
    };
    let digits = account.bytes().all(|byte| byte.is_ascii_digit());
    (digits && account.len() != 12).then_some(Fault {
        metadata: &INTEGRATION_FUNCTION_ACCOUNT,
        core: "Lambda function ARN must be in same account",
        label: "the account has not twelve digits; a leading zero may be lost",
        help: "write the account in full, and quote it where it stands alone in YAML",
    })
}

/// The account in `arn:{partition}:lambda:{region}:{account}:function:{name}`, behind which a
/// version may stand.
fn account_of_function(arn: &str) -> Option<&str> {
    let mut parts = arn.split(':');
    let first = [(); 8].map(|()| parts.next());
    let [Some("arn"), _, Some("lambda"), _, account, Some("function"), Some(name), _] = first
    else {
        return None;
    };
    if name.is_empty() || parts.next().is_some() { None } else { account }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(uri: &str, kind: IntegrationType) -> Option<&'static str> {
        aws_fault(uri, kind).map(|fault| fault.metadata.name)
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
            assert!(is_http(good), "{good}");
        }
        for bad in ["", "non-valid-http", "https://", "${stageVariables.url}", "ftp://a"] {
            assert!(!is_http(bad), "{bad}");
        }
    }
}
