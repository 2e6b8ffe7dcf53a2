//! Where the parts of a definition that others refer to stand, by their kinds.

use std::borrow::Cow;

use gatewright_definition::Version;
use gatewright_source::Node;

/// A kind of part, under its name in OpenAPI 3.0; `schemas` are the `definitions` of Swagger 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    Schemas,
    Parameters,
    Responses,
    RequestBodies,
    Headers,
    Examples,
    Links,
    Callbacks,
    SecuritySchemes,
}

impl Kind {
    const OPENAPI: &'static [(Self, &'static str)] = &[
        (Self::Schemas, "schemas"),
        (Self::Parameters, "parameters"),
        (Self::Responses, "responses"),
        (Self::RequestBodies, "requestBodies"),
        (Self::Headers, "headers"),
        (Self::Examples, "examples"),
        (Self::Links, "links"),
        (Self::Callbacks, "callbacks"),
        (Self::SecuritySchemes, "securitySchemes"),
    ];

    const SWAGGER: &'static [(Self, &'static str)] = &[
        (Self::Schemas, "definitions"),
        (Self::Parameters, "parameters"),
        (Self::Responses, "responses"),
        (Self::SecuritySchemes, "securityDefinitions"),
    ];

    /// What a person calls one of them.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Schemas => "schema",
            Self::Parameters => "parameter",
            Self::Responses => "response",
            Self::RequestBodies => "request body",
            Self::Headers => "header",
            Self::Examples => "example",
            Self::Links => "link",
            Self::Callbacks => "callback",
            Self::SecuritySchemes => "security scheme",
        }
    }

    /// The beginning of references to them; none in a version that has no such parts.
    pub(crate) fn prefix(self, version: Version) -> Option<String> {
        let (_, name) = kinds(version).iter().find(|(kind, _)| *kind == self)?;
        Some(format!("#/{}{name}/", root_of(version)))
    }
}

fn kinds(version: Version) -> &'static [(Kind, &'static str)] {
    match version {
        Version::OpenApi30 => Kind::OPENAPI,
        Version::Swagger20 => Kind::SWAGGER,
    }
}

fn root_of(version: Version) -> &'static str {
    match version {
        Version::OpenApi30 => "components/",
        Version::Swagger20 => "",
    }
}

/// The objects that hold parts, each with its kind.
pub(crate) fn containers(
    root: Node<'_>,
    version: Version,
) -> impl Iterator<Item = (Kind, Node<'_>)> {
    let owner = match version {
        Version::OpenApi30 => root.get("components"),
        Version::Swagger20 => Some(root),
    };
    let of = move |(kind, name): &(Kind, &str)| Some((*kind, owner?.get(name)?));
    kinds(version).iter().filter_map(of)
}

/// The part that a reference means, by kind and name; none of references to other places.
pub(crate) fn part_of(reference: &str, version: Version) -> Option<(Kind, Cow<'_, str>)> {
    let rest = reference.strip_prefix("#/")?.strip_prefix(root_of(version))?;
    let (kind, name) = rest.split_once('/')?;
    let (kind, _) = kinds(version).iter().find(|(_, known)| *known == kind)?;
    if name.contains('/') || name.is_empty() {
        return None;
    }
    Some((*kind, unescaped(name)))
}

/// A token of a JSON pointer as the name that it means.
fn unescaped(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, part_of};
    use gatewright_definition::Version::{OpenApi30, Swagger20};

    #[test]
    fn a_reference_names_a_part_by_kind_and_name() {
        let part = part_of("#/components/schemas/a~1b", OpenApi30);
        assert_eq!(part, Some((Kind::Schemas, "a/b".into())));
        assert_eq!(part_of("#/definitions/Pet", Swagger20), Some((Kind::Schemas, "Pet".into())));
        for other in ["#/paths/~1pets", "#/components/schemas/Pet/items", "Pet", "#/"] {
            assert_eq!(part_of(other, OpenApi30), None);
        }
        assert_eq!(Kind::Links.prefix(Swagger20), None);
    }
}
