//! The definition that the transform works on, and how it looks at it: only at methods that have an
//! integration, whatever else stands among them.

use gatewright_diagnostics::Span;

use super::value::Value;
use super::{Stack, integration};

/// The extension for all methods of a path.
pub(crate) const ANY: &str = "x-amazon-apigateway-any-method";
pub(crate) const INTEGRATION: &str = "x-amazon-apigateway-integration";
pub(crate) const OPTIONS: &str = "options";

/// The definition that the transform begins with where nobody wrote one.
pub(crate) fn skeleton<'d>(at: Span, stack: &dyn Stack) -> Value<'d> {
    let mut info = Value::mapping(at);
    info.set(at, "version", Value::text(at, "1.0"));
    info.set(at, "title", Value::filled(at, stack.pseudo("AWS::StackName")));
    let mut body = Value::mapping(at);
    body.set(at, "swagger", Value::text(at, "2.0"));
    body.set(at, "info", info);
    body.set(at, "paths", Value::mapping(at));
    body
}

/// Whether the transform takes a value for a definition. It refuses to change others.
pub(crate) fn is_definition(body: &Value<'_>) -> bool {
    body.find("paths").is_some_and(|it| it.is_mapping())
        && (body.says("swagger") || body.find("openapi").is_some_and(|it| is_openapi_3(&it)))
}

/// Whether a version is one of OpenAPI 3 in the transform's eyes: `3.0` and `3.0.1`, but not `3`.
pub(crate) fn is_openapi_3(version: &Value<'_>) -> bool {
    let text = version.as_text().unwrap_or_default();
    let mut rest = text.strip_prefix('3').unwrap_or_default();
    let mut parts = 0;
    while let Some(next) = rest.strip_prefix('.') {
        if !next.starts_with(|it: char| it.is_ascii_digit()) {
            return false;
        }
        rest = &next[1..];
        parts += 1;
    }
    rest.is_empty() && (1..=2).contains(&parts)
}

/// A method under the name that definitions have for it.
pub(crate) fn method_name(method: &str) -> String {
    let method = method.to_lowercase();
    if method == "any" { ANY.to_owned() } else { method }
}

/// The names of the paths in their order.
pub(crate) fn paths(body: &Value<'_>) -> Vec<String> {
    body.find("paths").map(|it| it.keys()).unwrap_or_default()
}

/// What stands at a path, to be changed.
pub(crate) fn path<'v, 'd>(body: &'v mut Value<'d>, path: &str) -> Option<&'v mut Value<'d>> {
    body.get_mut("paths")?.get_mut(path).filter(|it| it.is_mapping())
}

/// A method with an integration, to be changed.
pub(crate) fn operation<'v, 'd>(
    body: &'v mut Value<'d>,
    path_name: &str,
    method: &str,
) -> Option<&'v mut Value<'d>> {
    let operation = path(body, path_name)?.get_mut(method)?;
    integration::is_there(operation).then_some(operation)
}

/// The names of the members of a path that have an integration.
pub(crate) fn methods(item: &Value<'_>) -> Vec<String> {
    let mut members = item.keys();
    members.retain(|name| {
        !matches!(name.as_str(), "summary" | "description" | "parameters")
            && item.find(name).is_some_and(|it| integration::is_there(&it))
    });
    members
}
