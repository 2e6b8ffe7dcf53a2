//! The names that the service gives to a template, from the page *Variables for data
//! transformations for API Gateway*, and those of access logs, from *Variables for access logging
//! for API Gateway*.

use crate::nearest::nearest;

/// A member of `$input` or `$util`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    /// The numbers of arguments that it takes; none for what is no function.
    pub(crate) arguments: &'static [usize],
}

impl Member {
    /// How it is written.
    pub(crate) fn usage(&self, variable: &str) -> String {
        let name = self.name;
        match self.arguments {
            [] => format!("${variable}.{name}"),
            _ => format!("${variable}.{name}(…)"),
        }
    }
}

const fn function(name: &'static str, arguments: &'static [usize]) -> Member {
    Member { name, arguments }
}

const INPUT: &[Member] = &[
    function("body", &[]),
    function("json", &[1]),
    function("params", &[0, 1]),
    function("path", &[1]),
];

const UTIL: &[Member] = &[
    function("base64Decode", &[1]),
    function("base64Encode", &[1]),
    function("escapeJavaScript", &[1]),
    function("parseJson", &[1]),
    function("urlDecode", &[1]),
    function("urlEncode", &[1]),
];

/// The variables that the service or the engine sets.
pub(crate) const VARIABLES: [&str; 4] = ["context", "input", "stageVariables", "util"];

/// The members of `$input` and `$util`; none for other variables.
pub(crate) fn members(variable: &str) -> Option<&'static [Member]> {
    match variable {
        "input" => Some(INPUT),
        "util" => Some(UTIL),
        _ => None,
    }
}

/// What there is under `$context`. A name that ends in a dot stands for all that begin with it.
const CONTEXT: &[&str] = &[
    "accountId",
    "apiId",
    "authorizer.",
    "awsEndpointRequestId",
    "deploymentId",
    "domainName",
    "domainPrefix",
    "error.message",
    "error.messageString",
    "error.responseType",
    "error.validationErrorString",
    "extendedRequestId",
    "httpMethod",
    "identity.accessKey",
    "identity.accountId",
    "identity.apiKey",
    "identity.apiKeyId",
    "identity.caller",
    "identity.clientCert.clientCertPem",
    "identity.clientCert.issuerDN",
    "identity.clientCert.serialNumber",
    "identity.clientCert.subjectDN",
    "identity.clientCert.validity.notAfter",
    "identity.clientCert.validity.notBefore",
    "identity.cognitoAuthenticationProvider",
    "identity.cognitoAuthenticationType",
    "identity.cognitoIdentityId",
    "identity.cognitoIdentityPoolId",
    "identity.principalOrgId",
    "identity.sourceIp",
    "identity.user",
    "identity.userAgent",
    "identity.userArn",
    "identity.vpcId",
    "identity.vpceId",
    "isCanaryRequest",
    "path",
    "protocol",
    "requestId",
    "requestOverride.header.",
    "requestOverride.path.",
    "requestOverride.querystring.",
    "requestTime",
    "requestTimeEpoch",
    "resourceId",
    "resourcePath",
    "responseOverride.header.",
    "responseOverride.status",
    "stage",
    "wafResponseCode",
    "webaclArn",
    "xrayTraceId",
];

/// What only access logs can show.
const LOGS_ONLY: &[&str] = &[
    "authenticate.",
    "authorize.",
    "cipherSuite",
    "customDomain.",
    "endpointType",
    "integration.",
    "integrationErrorMessage",
    "integrationLatency",
    "integrationStatus",
    "responseLatency",
    "responseLength",
    "status",
    "tlsVersion",
    "waf.",
];

/// What a name under `$context` stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ContextName {
    /// A variable, or an object of variables.
    Known,
    /// Known in gateway responses and access logs only.
    OfErrors,
    /// Known in access logs only.
    OfLogs,
    /// Not known, but perhaps this is meant.
    Unknown(Option<&'static str>),
}

/// Looks up a name under `$context`, such as `identity.sourceIp`. Case matters.
pub(crate) fn context(name: &str) -> ContextName {
    if name == "error" || name.starts_with("error.") && is_in(CONTEXT, name) {
        ContextName::OfErrors
    } else if is_in(CONTEXT, name) {
        ContextName::Known
    } else if is_in(LOGS_ONLY, name) {
        ContextName::OfLogs
    } else {
        let names = CONTEXT.iter().copied().filter(|it| !it.ends_with('.'));
        ContextName::Unknown(nearest(name, names))
    }
}

/// Whether a list has the name, all names below it, or an object of that name.
fn is_in(list: &[&str], name: &str) -> bool {
    list.iter().any(|known| match known.strip_suffix('.') {
        Some(object) => {
            name.strip_prefix(object).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                || is_object(known, name)
        }
        None => *known == name || is_object(known, name),
    })
}

fn is_object(known: &str, name: &str) -> bool {
    known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(CONTEXT.is_sorted());
        assert!(LOGS_ONLY.is_sorted());
    }

    #[test]
    fn context_knows_variables_objects_and_open_maps() {
        use ContextName::{Known, OfErrors, OfLogs, Unknown};
        for name in [
            "requestId",
            "identity",
            "identity.sourceIp",
            "identity.clientCert.validity",
            "authorizer",
            "authorizer.claims.sub",
            "authorizer.anything",
            "requestOverride.header.x-amz-date",
            "responseOverride.header",
        ] {
            assert_eq!(context(name), Known, "{name}");
        }
        assert_eq!(context("error.messageString"), OfErrors);
        assert_eq!(context("integration.status"), OfLogs);
        assert_eq!(context("status"), OfLogs);
        assert_eq!(context("identity.sourceIP"), Unknown(Some("identity.sourceIp")));
        assert_eq!(context("requestid"), Unknown(Some("requestId")));
        assert_eq!(context("identity.address"), Unknown(None));
        assert_eq!(context("connectionId"), Unknown(None));
    }

    #[test]
    fn members_are_suggested() {
        let names = || UTIL.iter().map(|member| member.name);
        assert_eq!(nearest("parseJSON", names()), Some("parseJson"));
        assert_eq!(nearest("escapeJavascript", names()), Some("escapeJavaScript"));
        assert_eq!(nearest("toJson", names()), None);
    }
}
