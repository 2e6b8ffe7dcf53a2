//! The security schemes that the authorizers of an API become (*CognitoAuthorizer*,
//! *LambdaTokenAuthorizer* and *LambdaRequestAuthorizer*).

use gatewright_diagnostics::Span;
use gatewright_source::Known;
use serde_json::json;

use super::Stack;
use super::value::Value;

/// The scheme for calls that IAM identities sign.
pub(crate) const AWS_IAM: &str = "AWS_IAM";

const AUTHORIZER: &str = "x-amazon-apigateway-authorizer";

/// What the members of an identity are called in mapping expressions.
const SOURCES: [(&str, &str); 4] = [
    ("Headers", "method.request.header."),
    ("QueryStrings", "method.request.querystring."),
    ("StageVariables", "stageVariables."),
    ("Context", "context."),
];

/// The scheme of calls that IAM identities sign.
pub(crate) fn iam<'d>(at: Span) -> Value<'d> {
    let scheme = json!({
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authtype": "awsSigv4",
    });
    Value::made(at, scheme)
}

/// The scheme of an authorizer; `at` is the place of its name.
pub(crate) fn scheme<'d>(at: Span, authorizer: &Value<'d>, stack: &dyn Stack) -> Value<'d> {
    let identity = authorizer.said("Identity").filter(Value::is_mapping);
    let pools = authorizer.said("UserPoolArn");
    let payload = authorizer.said("FunctionPayloadType").and_then(|it| it.as_text());
    let is_request = pools.is_none() && payload.as_deref() == Some("REQUEST");
    let header = identity.as_ref().and_then(|it| it.said("Header"));
    let name = match header {
        _ if is_request => Value::text(at, "Unused"),
        Some(header) => header,
        None => Value::text(at, "Authorization"),
    };
    let kind = if pools.is_some() { "cognito_user_pools" } else { "custom" };
    let mut scheme = Value::mapping(at);
    scheme.set(at, "type", Value::text(at, "apiKey"));
    scheme.set(at, "name", name);
    scheme.set(at, "in", Value::text(at, "header"));
    scheme.set(at, "x-amazon-apigateway-authtype", Value::text(at, kind));
    let mut own = match pools {
        Some(pools) => cognito(at, pools),
        None => lambda(at, authorizer, identity.as_ref(), is_request, stack),
    };
    let expression = identity.as_ref().and_then(|it| it.said("ValidationExpression"));
    if let Some(expression) = expression.filter(|_| !is_request) {
        own.set(expression.at(), "identityValidationExpression", expression);
    }
    scheme.set(at, AUTHORIZER, own);
    scheme
}

fn cognito(at: Span, pools: Value<'_>) -> Value<'_> {
    let pools = if pools.is_list() { pools } else { Value::list(pools.at(), vec![pools]) };
    let mut own = Value::mapping(at);
    own.set(at, "type", Value::text(at, "cognito_user_pools"));
    own.set(pools.at(), "providerARNs", pools);
    own
}

fn lambda<'d>(
    at: Span,
    authorizer: &Value<'d>,
    identity: Option<&Value<'d>>,
    is_request: bool,
    stack: &dyn Stack,
) -> Value<'d> {
    let function = authorizer.get("FunctionArn");
    let function_at = function.as_ref().map_or(at, Value::at);
    let (partition, region) = (stack.pseudo("AWS::Partition"), stack.pseudo("AWS::Region"));
    let arn = function.as_ref().and_then(Value::as_text).unwrap_or_default();
    let uri = format!(
        "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations"
    );
    let mut own = Value::mapping(at);
    let kind = if is_request { "request" } else { "token" };
    own.set(at, "type", Value::text(at, kind));
    own.set(function_at, "authorizerUri", Value::filled(function_at, uri));
    if let Some(seconds) = identity.and_then(|it| it.member("ReauthorizeEvery")) {
        own.set(seconds.at(), "authorizerResultTtlInSeconds", seconds);
    }
    let role = authorizer.said("FunctionInvokeRole");
    if let Some(role) = role.filter(|it| it.as_text().as_deref() != Some("NONE")) {
        own.set(role.at(), "authorizerCredentials", role);
    }
    if let Some(source) = identity.filter(|_| is_request).and_then(identity_source) {
        own.set(source.at(), "identitySource", source);
    }
    own
}

fn identity_source<'d>(identity: &Value<'d>) -> Option<Value<'d>> {
    let (mut sources, mut known) = (Vec::new(), Known::Wholly);
    for (member, prefix) in SOURCES {
        for item in identity.get(member).iter().flat_map(Value::items) {
            if item.known() != Known::Wholly {
                known = Known::Partly;
            }
            sources.push(format!("{prefix}{}", item.as_text().unwrap_or_default()));
        }
    }
    let source = Value::text_known(identity.at(), sources.join(", "), known);
    (!sources.is_empty()).then_some(source)
}
