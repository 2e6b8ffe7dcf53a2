//! The places of a definition that rules of our own form call by name, in both versions of the
//! specification.

use std::collections::HashSet;
use std::sync::OnceLock;

use gatewright_source::{Document, NodeId};

use crate::effort::Effort;
use crate::path::{Dialect, Item, Path, References, Step};

/// A place of a definition, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// One of [`NAMES`], by its number.
    Named(usize),
    /// Each value under an extension's key.
    Extension(String),
}

/// All names, each with the paths that it stands for. `{operations}` and `{schemas}` stand for the
/// places of that name.
pub(crate) const NAMES: &[(&str, &[&str])] = &[
    ("document", &["$"]),
    ("info", &["$.info"]),
    ("paths", &["$.paths"]),
    ("path-items", &["$.paths[?(@property.match(/^\\//))]"]),
    ("operations", &["{operations}"]),
    (
        "parameters",
        &[
            "{operations}.parameters[*]",
            "$.paths[*].parameters[*]",
            "$.parameters[*]",
            "$.components.parameters[*]",
        ],
    ),
    ("request-bodies", &["{operations}.requestBody", "$.components.requestBodies[*]"]),
    (
        "responses",
        &[
            "{operations}.responses[?(!@property.match(/^x-/))]",
            "$.responses[*]",
            "$.components.responses[*]",
        ],
    ),
    (
        "headers",
        &[
            "{operations}.responses[*].headers[*]",
            "$.responses[*].headers[*]",
            "$.components.responses[*].headers[*]",
            "$.components.headers[*]",
        ],
    ),
    (
        "media-types",
        &[
            "{operations}.requestBody.content[*]",
            "{operations}.responses[*].content[*]",
            "$.components.requestBodies[*].content[*]",
            "$.components.responses[*].content[*]",
        ],
    ),
    ("schemas", &["$.definitions[*]", "$.components.schemas[*]"]),
    // These two are walked, since no path knows a schema from a property of that name.
    (ALL_SCHEMAS, &[]),
    (SCHEMA_PROPERTIES, &[]),
    ("tags", &["$.tags[*]"]),
    ("servers", &["$.servers[*]"]),
    ("security-schemes", &["$.securityDefinitions[*]", "$.components.securitySchemes[*]"]),
    (
        "authorizers",
        &[
            "$.securityDefinitions[*].x-amazon-apigateway-authorizer",
            "$.components.securitySchemes[*].x-amazon-apigateway-authorizer",
        ],
    ),
    ("integrations", &["{operations}.x-amazon-apigateway-integration"]),
    ("integration-responses", &["{operations}.x-amazon-apigateway-integration.responses[*]"]),
    ("gateway-responses", &["$.x-amazon-apigateway-gateway-responses[*]"]),
    ("request-validators", &["$.x-amazon-apigateway-request-validators[*]"]),
];

/// Every schema, with a name or without.
const ALL_SCHEMAS: &str = "all-schemas";

/// Every property of every schema.
const SCHEMA_PROPERTIES: &str = "schema-properties";

const OPERATIONS: &str =
    "$.paths[*][get,put,post,delete,options,head,patch,trace,x-amazon-apigateway-any-method]";

/// Where schemas begin.
const SCHEMA_ROOTS: &[&str] = &[
    "$.definitions[*]",
    "$.components.schemas[*]",
    "{operations}.parameters[*].schema",
    "$.paths[*].parameters[*].schema",
    "$.parameters[*].schema",
    "$.components.parameters[*].schema",
    "{operations}.requestBody.content[*].schema",
    "$.components.requestBodies[*].content[*].schema",
    "{operations}.responses[*].schema",
    "{operations}.responses[*].content[*].schema",
    "$.responses[*].schema",
    "$.components.responses[*].content[*].schema",
    "{operations}.responses[*].headers[*].schema",
    "$.components.headers[*].schema",
];

impl Target {
    /// The place of that name.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Some(extension) = text.strip_prefix("extension:") {
            return extension.starts_with("x-").then(|| Self::Extension(extension.to_owned()));
        }
        NAMES.iter().position(|(name, _)| *name == text).map(Self::Named)
    }

    /// All such places of a document.
    pub(crate) fn select<'d>(
        &self,
        document: &'d Document,
        references: References,
    ) -> Vec<Item<'d>> {
        match self {
            Self::Extension(name) => {
                let Some(root) = document.root() else { return Vec::new() };
                let root = Item::root(root);
                let found = document.keys_named(name).filter_map(|key| {
                    let value = key.value_of_key()?;
                    Some(root.child(Step::Key(key), value, references))
                });
                found.collect()
            }
            Self::Named(at) => match NAMES[*at].0 {
                ALL_SCHEMAS => schemas(document, references),
                SCHEMA_PROPERTIES => {
                    let mut seen = HashSet::new();
                    let schemas = schemas(document, references);
                    let properties =
                        schemas.iter().flat_map(|schema| properties(schema, references));
                    properties.filter(|it| seen.insert(it.node.id())).collect()
                }
                _ => select(&paths()[*at], document, references),
            },
        }
    }
}

/// The paths of each name, read once.
fn paths() -> &'static [Vec<Path>] {
    static PATHS: OnceLock<Vec<Vec<Path>>> = OnceLock::new();
    PATHS.get_or_init(|| NAMES.iter().map(|(_, texts)| read(texts)).collect())
}

fn read(texts: &[&str]) -> Vec<Path> {
    let paths = texts.iter().map(|text| {
        let text = text.replace("{operations}", OPERATIONS);
        Path::parse(&text, Dialect::Spectral).expect("a test reads each of them")
    });
    paths.collect()
}

fn select<'d>(paths: &[Path], document: &'d Document, references: References) -> Vec<Item<'d>> {
    let mut seen = HashSet::new();
    // Our own paths take the document once each.
    let effort = Effort::of(document);
    let found = paths.iter().flat_map(|path| path.select(document, references, &effort));
    found.filter(|it| seen.insert(it.node.id())).collect()
}

/// Every schema, from those that others refer to down to those within others.
fn schemas(document: &Document, references: References) -> Vec<Item<'_>> {
    static ROOTS: OnceLock<Vec<Path>> = OnceLock::new();
    let mut seen: HashSet<NodeId> = HashSet::new();
    let mut found = Vec::new();
    let mut open = select(ROOTS.get_or_init(|| read(SCHEMA_ROOTS)), document, references);
    open.reverse();
    while let Some(schema) = open.pop() {
        if !schema.node.is_mapping() || !seen.insert(schema.node.id()) {
            continue;
        }
        let from = open.len();
        for (step, written) in schema.members() {
            let Step::Key(key) = step else { continue };
            let member = schema.child(step, written, references);
            match key.text() {
                Some("items" | "not" | "additionalProperties") => open.push(member),
                Some("allOf" | "anyOf" | "oneOf") => {
                    let members = member.members();
                    open.extend(members.map(|(step, it)| member.child(step, it, references)));
                }
                Some("properties") => open.extend(properties(&schema, references)),
                _ => {}
            }
        }
        open[from..].reverse();
        found.push(schema);
    }
    found
}

/// The properties of a schema.
fn properties<'d>(schema: &Item<'d>, references: References) -> Vec<Item<'d>> {
    let Some((step, written)) =
        schema.node.is_mapping().then(|| schema.member("properties")).flatten()
    else {
        return Vec::new();
    };
    let properties = schema.child(step, written, references);
    let members = properties.node.is_mapping().then(|| properties.members());
    let members = members.into_iter().flatten();
    members.map(|(step, it)| properties.child(step, it, references)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_paths_that_can_be_read() {
        assert_eq!(paths().len(), NAMES.len());
        assert_eq!(read(SCHEMA_ROOTS).len(), SCHEMA_ROOTS.len());
        for (name, texts) in NAMES {
            assert!(Target::parse(name).is_some());
            assert_eq!(texts.is_empty(), [ALL_SCHEMAS, SCHEMA_PROPERTIES].contains(name));
        }
    }
}
