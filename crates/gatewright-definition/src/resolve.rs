//! A document to a definition.

use std::collections::HashSet;

use gatewright_diagnostics::{Checked, Diagnostic, Location, Pointer, Span};
use gatewright_source::{Document, Format, Node, Style};

use crate::diagnostics::{
    ALIASES_UNSUPPORTED, NOT_A_DEFINITION, REFERENCE_NOT_FOUND, VALUE_OF_WRONG_TYPE,
    VERSION_UNSUPPORTED,
};
use crate::holes::is_open;
use crate::reader::Reader;
use crate::version::{self, Declared};
use crate::{Definition, Version, openapi31, structure};

/// What the import answers to anything that it cannot read.
const INVALID_INPUT: &str = "Invalid OpenAPI input.";

/// Reads a document as far as it can be read. There is no definition when the service would not
/// look at the document at all: it is no object, or of a version that the import does not know.
pub fn resolve(document: &Document) -> Checked<Option<Definition<'_>>> {
    let root = document.root();
    let declared = match root {
        Some(root) if root.is_mapping() => version::declared(root),
        _ => Declared::Missing,
    };
    let mut is_guessed = false;
    let (root, version) = match (root, declared) {
        (Some(root), Declared::Known(version)) => (root, version),
        (Some(root), Declared::Missing) if root.is_unknown() => {
            return Checked::new(None, Vec::new());
        }
        (Some(root), Declared::Missing) if root.is_mapping() && is_open(root) => {
            is_guessed = true;
            (root, version::guessed(root))
        }
        (_, Declared::Other(at)) => return Checked::new(None, vec![unsupported(document, at)]),
        (root, _) => return Checked::new(None, vec![not_a_definition(document, root)]),
    };
    let mut reader = Reader::new(document, version);
    let mut diagnostics = match version {
        // Only the parser of OpenAPI 3.0 has messages that the import passes on: a Swagger 2.0
        // document without `info.version` was recorded to give none.
        Version::Swagger20 => Vec::new(),
        Version::OpenApi30 if is_guessed => Vec::new(),
        Version::OpenApi30 => structure::check(root),
    };
    let definition = reader.definition(root);
    diagnostics.extend(malformed(std::mem::take(&mut reader.malformed)));
    let said: HashSet<Span> = diagnostics.iter().map(|d| d.location.span).collect();
    // What the service itself says of a place need not be said again.
    reader.diagnostics.retain(|d| {
        let repeats = [&VALUE_OF_WRONG_TYPE, &REFERENCE_NOT_FOUND];
        !(repeats.contains(&d.metadata) && said.contains(&d.location.span))
    });
    diagnostics.append(&mut reader.diagnostics);
    if version == Version::OpenApi30 {
        diagnostics.extend(alias(document));
    }
    Checked::new(Some(definition), diagnostics)
}

/// Reads a document of which only the documentation counts: a definition, or documentation alone,
/// which gives a definition with nothing else in it.
pub fn resolve_documentation(document: &Document) -> Checked<Option<Definition<'_>>> {
    let root = document.root().filter(|_| !looks_like_definition(document));
    let Some(root) = root else { return resolve(document) };
    let mut reader = Reader::new(document, Version::OpenApi30);
    let Some(documentation) = reader.documentation_alone(root) else { return resolve(document) };
    let mut definition = Definition::new(document, root, Version::OpenApi30);
    definition.documentation = Some(documentation);
    Checked::new(Some(definition), reader.diagnostics)
}

/// Whether the document says of itself that it is a Swagger or OpenAPI definition, of whatever
/// version.
pub fn looks_like_definition(document: &Document) -> bool {
    document.root().is_some_and(|root| {
        let has = |key| root.get(key).is_some_and(|value| value.text().is_some());
        has("swagger") || has("openapi")
    })
}

/// One finding for all integrations that are malformed, since the service has one sentence for them:
/// at the first, with the places of the others.
fn malformed(found: Vec<Diagnostic>) -> Option<Diagnostic> {
    const SHOWN: usize = 8;
    let mut found = found.into_iter();
    let mut first = found.next()?;
    let others = found.len();
    for (index, other) in found.take(SHOWN).enumerate() {
        let text = match others - SHOWN.min(others) {
            more if more > 0 && index + 1 == SHOWN => format!("the same here, and at {more} more"),
            _ => "the same here".to_owned(),
        };
        first = first.related(other.location, text);
    }
    Some(first)
}

/// Names the first alias of an OpenAPI 3.0 document.
fn alias(document: &Document) -> Option<Diagnostic> {
    if document.format() == Format::Json {
        return None;
    }
    let first = document.nodes().find(|node| node.style() == Style::Alias)?;
    Some(
        Diagnostic::new(
            &ALIASES_UNSUPPORTED,
            "the service may not follow YAML aliases in OpenAPI 3.0",
            first.location(),
        )
        .label("the first alias of this document")
        .help("let a tool write the document out without aliases before the import"),
    )
}

fn unsupported(document: &Document, at: Node<'_>) -> Diagnostic {
    let text = at.text().unwrap_or_default();
    let help = if text.starts_with("3.1") {
        "write the definition as OpenAPI 3.0.x: `gatewright fix downgrade` does"
    } else {
        "write the definition as OpenAPI 3.0.x or Swagger 2.0"
    };
    let found = if text.starts_with("3.") { openapi31::constructs(document) } else { Vec::new() };
    let help = if found.is_empty() {
        help.to_owned()
    } else {
        format!("{help}; what is marked has another form there")
    };
    let mut diagnostic = Diagnostic::new(&VERSION_UNSUPPORTED, INVALID_INPUT, at.location())
        .label(format!("the import does not read version `{text}`"))
        .help(help);
    for (place, advice) in found {
        diagnostic = diagnostic.related(place.location(), advice);
    }
    diagnostic
}

fn not_a_definition(document: &Document, root: Option<Node<'_>>) -> Diagnostic {
    let location = match root {
        Some(root) => match root.entries().next() {
            Some((key, _)) => Location::new(document.source(), key.span(), Pointer::default()),
            None => root.location(),
        },
        None => Location::new(document.source(), Span::default(), Pointer::default()),
    };
    let is_template = root.is_some_and(|root| {
        root.get("Resources").is_some_and(Node::is_mapping)
            || root.get("AWSTemplateFormatVersion").is_some()
    });
    let (label, help) = if is_template {
        (
            "this is a CloudFormation template",
            "check the definition that the template holds, after its functions are resolved",
        )
    } else if root.is_none() {
        let label = match document.comments() {
            [] => "the file is empty",
            _ => "the file holds nothing but comments",
        };
        (label, "begin the document with `openapi: 3.0.1` or `swagger: \"2.0\"`")
    } else {
        (
            "neither `openapi` nor `swagger` is at the top of the document",
            "begin the document with `openapi: 3.0.1` or `swagger: \"2.0\"`",
        )
    };
    Diagnostic::new(&NOT_A_DEFINITION, INVALID_INPUT, location).label(label).help(help)
}
