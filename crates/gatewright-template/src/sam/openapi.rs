//! How the transform turns what it added, which is Swagger 2.0, into OpenAPI 3.0.

use super::definition::{OPTIONS, is_openapi_3, path, paths};
use super::value::Value;

/// Moves what a definition of OpenAPI 3.0 has elsewhere: the schemes and the models, which take the
/// place of those that were there, and the headers of the answers to preflight requests. The
/// transform does the latter each time it gets here, so that a schema may end up within a schema, and
/// does it not at paths that are there under a condition.
pub(crate) fn convert<'d>(
    body: &mut Value<'d>,
    asked: Option<&Value<'d>>,
    is_conditional: &dyn Fn(&str) -> bool,
) {
    if body.member("swagger").is_some() {
        return;
    }
    let own = body.member("openapi");
    let version = asked.or(own.as_ref());
    if !version.is_some_and(|it| is_openapi_3(it)) {
        return;
    }
    for (from, to) in [("securityDefinitions", "securitySchemes"), ("definitions", "schemas")] {
        if body.said(from).is_some()
            && let (Some(at), Some(value)) = (body.key_span(from), body.remove(from))
        {
            body.within(at, "components").set(at, to, value);
        }
    }
    for name in paths(body) {
        if is_conditional(&name) || !has_options(body, &name) {
            continue;
        }
        let Some(options) = path(body, &name).and_then(|it| it.get_mut(OPTIONS)) else { continue };
        options.remove("produces");
        options.remove("consumes");
        let headers = options
            .get_mut("responses")
            .and_then(|it| it.get_mut("200"))
            .and_then(|it| it.get_mut("headers"));
        let Some(headers) = headers else { continue };
        for (_, name, header) in headers.entries() {
            let mut wrapped = Value::mapping(header.at());
            wrapped.set(header.at(), "schema", header.clone());
            headers.set(header.at(), &name, wrapped);
        }
    }
}

fn has_options(body: &Value<'_>, path: &str) -> bool {
    body.find("paths").is_some_and(|paths| paths.find(path).is_some_and(|it| it.has(OPTIONS)))
}
