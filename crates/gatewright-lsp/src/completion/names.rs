//! Names of what the document defines, where something is called by its name.

use gatewright_source::{Document, Node};
use gen_lsp_types::CompletionItemKind;

use super::item::{Proposal, Value};
use super::slot::Slot;
use crate::names::{self, Kind, Named};
use crate::places;

/// The names that are keys of the object at a path: the schemes of a security requirement.
pub(super) fn keys(document: &Document, path: &[String]) -> Vec<Proposal> {
    if !is_requirement(path) {
        return Vec::new();
    }
    let schemes = names::all(document, Kind::Scheme);
    schemes.map(|it| Proposal { value: Some(Value::Scopes), ..scheme(&it) }).collect()
}

/// Whether a path leads to an item of `security`.
fn is_requirement(path: &[String]) -> bool {
    let (_, rest) = places::object(path);
    matches!(rest, [security, _] if security == "security")
}

fn scheme(named: &Named<'_>) -> Proposal {
    let text = |name| named.value.get(name).and_then(Node::text);
    let authorizer = named.value.get("x-amazon-apigateway-authorizer");
    let kind = authorizer.and_then(|it| it.get("type")).and_then(Node::text);
    let detail = match kind {
        Some(kind) => format!("authorizer, {kind}"),
        None => format!("security scheme, {}", text("type").unwrap_or("no type")),
    };
    Proposal {
        detail: Some(detail),
        documentation: text("description").map(str::to_owned),
        ..Proposal::new(named.name(), CompletionItemKind::Reference)
    }
}

/// The names that may stand as a value.
pub(super) fn values(document: &Document, slot: &Slot) -> Vec<Proposal> {
    let steps: Vec<&str> = slot.path.iter().map(String::as_str).collect();
    if slot.is_flow && is_requirement(&slot.path) {
        let schemes = names::all(document, Kind::Scheme);
        return schemes
            .map(|it| Proposal { value: Some(Value::Requirement), ..scheme(&it) })
            .collect();
    }
    match steps.as_slice() {
        [.., "x-amazon-apigateway-request-validator"] => {
            names::all(document, Kind::Validator).map(|it| validator(&it)).collect()
        }
        [outer @ .., "$ref"] => references(document, outer),
        [.., "discriminator", "mapping", _] => references(document, &["schema"]),
        _ => Vec::new(),
    }
}

fn validator(named: &Named<'_>) -> Proposal {
    let checks = |name| named.value.get(name).and_then(Node::as_bool) == Some(true);
    let detail = match (checks("validateRequestBody"), checks("validateRequestParameters")) {
        (true, true) => "checks body and parameters",
        (true, false) => "checks the body",
        (false, true) => "checks parameters",
        (false, false) => "checks nothing",
    };
    Proposal {
        detail: Some(detail.to_owned()),
        ..Proposal::new(named.name(), CompletionItemKind::Reference)
    }
}

/// References to what fits into the place at the end of a path.
fn references(document: &Document, path: &[&str]) -> Vec<Proposal> {
    let home = match path {
        [.., "parameters", _] => "parameters",
        [.., "responses", _] => "responses",
        [.., "headers", _] => "headers",
        [.., "requestBody"] | ["components", "requestBodies", _] => "requestBodies",
        [.., "examples", _] => "examples",
        [.., "links", _] => "links",
        ["components", "securitySchemes", _] => "securitySchemes",
        _ => "schemas",
    };
    // A property may be called `parameters`, and its parts hold schemas.
    let is_in_schema =
        path.iter().any(|it| ["properties", "schema", "schemas", "definitions"].contains(it));
    let home = if is_in_schema { "schemas" } else { home };
    let root = document.root();
    let is_old = root.is_some_and(|it| it.get("swagger").is_some());
    let (prefix, home) = match (is_old, home) {
        (true, "schemas") => ("#/definitions/", root.and_then(|it| it.get("definitions"))),
        (true, "parameters") => ("#/parameters/", root.and_then(|it| it.get("parameters"))),
        (true, "responses") => ("#/responses/", root.and_then(|it| it.get("responses"))),
        (true, _) => return Vec::new(),
        (false, name) => {
            let home = root.and_then(|it| it.get("components")).and_then(|it| it.get(name));
            return list(&format!("#/components/{name}/"), home);
        }
    };
    list(prefix, home)
}

fn list(prefix: &str, home: Option<Node<'_>>) -> Vec<Proposal> {
    let entries = home.into_iter().flat_map(Node::entries);
    let proposals = entries.filter_map(|(key, value)| {
        let name = key.text()?.replace('~', "~0").replace('/', "~1");
        let description = value.get("description").and_then(Node::text);
        Some(Proposal {
            detail: value.get("type").and_then(Node::text).map(str::to_owned),
            documentation: description.map(str::to_owned),
            ..Proposal::new(&format!("{prefix}{name}"), CompletionItemKind::Reference)
        })
    });
    proposals.collect()
}
