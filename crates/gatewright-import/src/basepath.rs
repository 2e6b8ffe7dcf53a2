//! The base path of a definition. (*Set the OpenAPI basePath property*; recorded.)

use gatewright_definition::{Definition, Text, Version, contains_unknown};
use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use crate::BasepathMode;
use crate::context::{Context, Step};
use crate::diagnostics::document::BASE_PATH_IGNORED;

/// The segments that go before every path.
pub(crate) fn prefix(cx: &mut Context<'_, '_>) -> Vec<String> {
    let Some(base) = base_path(cx.definition) else { return Vec::new() };
    let mut parts: Vec<String> =
        path_of(&base).split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    match cx.options.basepath {
        BasepathMode::Prepend => parts,
        BasepathMode::Split => {
            if !parts.is_empty() {
                parts.remove(0);
            }
            parts
        }
        BasepathMode::Ignore => {
            if !parts.is_empty() && !is_stage(cx.definition, &base) {
                cx.report(
                    Step::Document,
                    Diagnostic::new(
                        &BASE_PATH_IGNORED,
                        format!("the base path `/{}` is left out", parts.join("/")),
                        base.at.location(),
                    )
                    .label("no resource is made of this")
                    .help("import with `basepath=prepend` or `split` if the paths should have it"),
                );
            }
            Vec::new()
        }
    }
}

/// Whether the base path is the stage of an API that the definition was exported from; to leave it
/// out is what one wants then.
fn is_stage(definition: &Definition<'_>, base: &str) -> bool {
    // What nobody knows may be the address of a stage.
    if [definition.root.get("host"), definition.root.get("servers")]
        .into_iter()
        .flatten()
        .any(contains_unknown)
    {
        return true;
    }
    let host = match definition.version {
        Version::Swagger20 => definition.root.get("host").and_then(Node::text),
        Version::OpenApi30 => definition.servers.first().and_then(|server| server.url.as_deref()),
    };
    base.contains(".execute-api.") || host.is_some_and(|host| host.contains(".execute-api."))
}

/// The text that holds the base path: `basePath` of Swagger 2.0; in OpenAPI 3.0 the default of the
/// first server variable called `basePath`, also when no address uses it, else the first server's
/// address.
fn base_path<'d>(definition: &Definition<'d>) -> Option<Text<'d>> {
    match definition.version {
        Version::Swagger20 => definition.base_path.clone(),
        Version::OpenApi30 => {
            let variables = definition.servers.iter().flat_map(|server| &server.variables);
            let variable = variables
                .filter(|(name, _)| name.value == "basePath")
                .find_map(|(_, default)| default.clone());
            variable.or_else(|| definition.servers.first()?.url.clone())
        }
    }
}

/// The path of an address; an address without scheme and host is all path.
fn path_of(address: &str) -> &str {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let host = match address.split_once("://") {
        Some((_, rest)) => Some(rest),
        None => address.strip_prefix("//"),
    };
    host.map_or(address, |host| host.find('/').map_or("", |start| &host[start..]))
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn the_path_of_an_address() {
        assert_eq!(path_of("https://example.com/base-url/part/"), "/base-url/part/");
        assert_eq!(path_of("https://example.com"), "");
        assert_eq!(path_of("/v1"), "/v1");
        assert_eq!(path_of("//example.com/v1"), "/v1");
        assert_eq!(path_of("https://example.com/v1?next=/x#y"), "/v1");
    }
}
