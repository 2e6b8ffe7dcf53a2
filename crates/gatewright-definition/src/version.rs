//! The version of the specification that a document follows.

use gatewright_source::Node;

/// A version that the import reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// `swagger: "2.0"`.
    Swagger20,
    /// `openapi: 3.0.x`.
    OpenApi30,
}

/// What the top of a document says of its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declared<'d> {
    /// A version that the import reads.
    Known(Version),
    /// Some other version, with the node that says so.
    Other(Node<'d>),
    /// Nothing.
    Missing,
}

/// Looks for `openapi` and `swagger` among the keys of the root, wherever they stand.
pub(crate) fn declared(root: Node<'_>) -> Declared<'_> {
    let mut other = None;
    for (key, value) in root.entries() {
        let text = value.text().unwrap_or_default();
        match key.text() {
            Some("openapi") if text.starts_with("3.0") => {
                return Declared::Known(Version::OpenApi30);
            }
            Some("swagger") if text == "2.0" => return Declared::Known(Version::Swagger20),
            Some("openapi") if may_be(value, "3.0") => return Declared::Known(Version::OpenApi30),
            Some("swagger") if may_be(value, "2.0") => return Declared::Known(Version::Swagger20),
            Some("openapi" | "swagger") => other = Some(value),
            _ => {}
        }
    }
    other.map_or(Declared::Missing, Declared::Other)
}

/// Whether a version that is filled in later may begin so.
fn may_be(value: Node<'_>, beginning: &str) -> bool {
    let known = value.text().unwrap_or_default().split("${").next().unwrap_or_default();
    value.has_unknown() && (beginning.starts_with(known) || known.starts_with(beginning))
}

/// The version of a document that may declare one in a part that nobody knows, by what else is there.
pub(crate) fn guessed(root: Node<'_>) -> Version {
    const OF_SWAGGER: [&str; 6] =
        ["basePath", "definitions", "host", "schemes", "securityDefinitions", "produces"];
    if OF_SWAGGER.iter().any(|member| root.get(member).is_some()) {
        Version::Swagger20
    } else {
        Version::OpenApi30
    }
}
