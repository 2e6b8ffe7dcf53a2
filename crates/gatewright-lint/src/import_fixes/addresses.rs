//! Addresses of backends and of the functions of authorizers.

use gatewright_definition::values::{FunctionArn, InvocationUri, Pieces};
use gatewright_source::Node;

use super::Case;
use crate::fix::Fix;

/// Calls a function that stands there by its ARN.
pub(super) fn function(case: &Case<'_, '_>) -> Option<Fix> {
    let (at, text) = case.known_text()?;
    FunctionArn::parse(Pieces::as_imported(text))?;
    let mut parts = text.split(':');
    let (partition, region) = (parts.nth(1)?, parts.nth(1)?);
    let is_plain = !partition.is_empty() && !region.is_empty() && !text.contains('/');
    is_plain.then(|| {
        let uri = format!(
            "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{text}/invocations"
        );
        Fix::safe("call the function").set(at, uri)
    })
}

/// Takes one of two addresses away of which one stands in the other.
pub(super) fn nested(case: &Case<'_, '_>) -> Option<Fix> {
    let at = case.value()?;
    let text = at.text()?;
    let outer = InvocationUri::parse(Pieces::as_imported(text))?.function_call()?;
    let inner = outer.function.text();
    let call = InvocationUri::parse(Pieces::as_imported(inner))?.function_call()?;
    FunctionArn::parse(call.function)?;
    Some(Fix::safe("call the function once").set(at, inner))
}

/// Puts the zeros before an account that were lost.
pub(super) fn account(case: &Case<'_, '_>) -> Option<Fix> {
    let at = case.value()?;
    let text = at.text()?;
    let call = InvocationUri::parse(Pieces::as_imported(text))?.function_call()?;
    let function = call.arn()?;
    let digits = function.account.known().filter(|it| (10..12).contains(&it.len()))?;
    let account = format!("{digits:0>12}");
    let mut cured = text.to_owned();
    cured.replace_range(function.account.range(), &account);
    Some(Fix::unsafely(format!("write `{account}`")).set(at, cured))
}

/// Puts the scheme before a host that stands alone.
pub(super) fn scheme(case: &Case<'_, '_>) -> Option<Fix> {
    let (at, text) = case.known_text()?;
    let host = text.split(['/', ':']).next()?;
    let is_host = host.contains('.')
        && host.split('.').all(|label| {
            let legal = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            !label.is_empty() && label.bytes().all(legal)
        });
    is_host.then(|| begin(at, text))
}

fn begin(at: Node<'_>, text: &str) -> Fix {
    Fix::unsafely("begin with `https://`").set(at, format!("https://{text}"))
}
