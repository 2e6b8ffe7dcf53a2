//! Things with a name, where they are defined and where they are used: models, security schemes
//! with their authorizers, request validators, and whatever else a reference leads to.

use std::collections::HashMap;

use gatewright_definition::decoded;
use gatewright_diagnostics::Span;
use gatewright_source::{Document, Node};

use crate::places;

/// The key whose value names a request validator.
const VALIDATOR: &str = "x-amazon-apigateway-request-validator";

/// What kinds of things operations and schemas call by their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A schema of `definitions` or `components.schemas`.
    Model,
    /// A member of `securityDefinitions` or `components.securitySchemes`.
    Scheme,
    /// A member of `x-amazon-apigateway-request-validators`.
    Validator,
    /// Another component.
    Other,
}

/// A thing with a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'d> {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its key.
    pub(crate) key: Node<'d>,
    /// The thing itself.
    pub(crate) value: Node<'d>,
}

/// A place at which a thing is called by its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use<'d> {
    /// The key or the value that has the name in it.
    pub(crate) node: Node<'d>,
    /// The bytes of the name in the text of the node.
    pub(crate) part: Span,
}

impl Use<'_> {
    /// Where the name stands.
    pub(crate) fn span(&self) -> Span {
        self.node.span_of(self.part)
    }
}

impl<'d> Named<'d> {
    /// The name.
    pub(crate) fn name(&self) -> &'d str {
        self.key.text().unwrap_or_default()
    }

    /// The place of the definition.
    pub(crate) fn definition(&self) -> Use<'d> {
        whole(self.key)
    }
}

/// Where things of a kind are defined.
fn home(document: &Document, kind: Kind) -> Option<Node<'_>> {
    let root = document.root()?;
    let component = |name| root.get("components").and_then(|it| it.get(name));
    match kind {
        Kind::Model => root.get("definitions").or_else(|| component("schemas")),
        Kind::Scheme => root.get("securityDefinitions").or_else(|| component("securitySchemes")),
        Kind::Validator => root.get("x-amazon-apigateway-request-validators"),
        Kind::Other => None,
    }
}

/// All things of a kind.
pub(crate) fn all(document: &Document, kind: Kind) -> impl Iterator<Item = Named<'_>> {
    let entries = home(document, kind).into_iter().flat_map(Node::entries);
    entries.map(move |(key, value)| Named { kind, key, value })
}

fn find<'d>(document: &'d Document, kind: Kind, name: &str) -> Option<Named<'d>> {
    let (key, value) = home(document, kind)?.entry(name)?;
    Some(Named { kind, key, value })
}

/// What kind of thing stands at the end of a way from the root.
fn kind(path: &[String]) -> Option<Kind> {
    let steps: Vec<&str> = path.iter().map(String::as_str).collect();
    Some(match steps.as_slice() {
        ["definitions", _] | ["components", "schemas", _] => Kind::Model,
        ["securityDefinitions", _] | ["components", "securitySchemes", _] => Kind::Scheme,
        ["x-amazon-apigateway-request-validators", _] => Kind::Validator,
        ["components", _, _] | ["parameters" | "responses", _] => Kind::Other,
        _ => return None,
    })
}

/// The thing that a node defines or calls by its name.
pub(crate) fn at<'d>(document: &'d Document, node: Node<'d>) -> Option<Named<'d>> {
    let path = places::path(node);
    if node.is_key() {
        if node.text() == Some("$ref") {
            return referred(document, node.value_of_key()?.text()?);
        }
        if let Some(kind) = kind(&path) {
            return Some(Named { kind, key: node, value: node.value_of_key()? });
        }
        return is_requirement(&path).then(|| find(document, Kind::Scheme, node.text()?)).flatten();
    }
    let text = node.text()?;
    match node.key().and_then(Node::text) {
        Some("$ref") => referred(document, text),
        Some(VALIDATOR) => find(document, Kind::Validator, text),
        Some(_) if is_mapping_of_discriminator(node) => match find(document, Kind::Model, text) {
            Some(model) => Some(model),
            None => referred(document, text),
        },
        _ => documented_model(node).then(|| find(document, Kind::Model, text)).flatten(),
    }
}

/// What a reference leads to.
fn referred<'d>(document: &'d Document, reference: &str) -> Option<Named<'d>> {
    let value = target(document, reference)?;
    let key = value.key()?;
    Some(Named { kind: kind(&places::path(key)).unwrap_or(Kind::Other), key, value })
}

/// The node that a reference within the document leads to.
pub(crate) fn target<'d>(document: &'d Document, reference: &str) -> Option<Node<'d>> {
    document.at_pointer(&decoded(reference.strip_prefix('#')?))
}

/// Whether a way leads to a name in a security requirement.
fn is_requirement(path: &[String]) -> bool {
    let (_, rest) = places::object(path);
    matches!(rest, [security, _, _] if security == "security")
}

fn is_mapping_of_discriminator(node: Node<'_>) -> bool {
    let mapping = node.parent().and_then(Node::key);
    let discriminator = mapping.and_then(Node::parent).and_then(Node::key).and_then(Node::text);
    mapping.and_then(Node::text) == Some("mapping") && discriminator == Some("discriminator")
}

/// Whether a text is the name in the location of a documentation part that is about a model.
fn documented_model(node: Node<'_>) -> bool {
    let Some(location) = node.parent() else { return false };
    node.key().and_then(Node::text) == Some("name")
        && location.key().and_then(Node::text) == Some("location")
        && location.get("type").and_then(Node::text) == Some("MODEL")
}

/// Where a thing is called by its name, in the order of the document; its definition is none of
/// these.
pub(crate) fn uses<'d>(document: &'d Document, named: &Named<'d>) -> Vec<Use<'d>> {
    let name = named.name();
    let mut uses = references(document, named);
    match named.kind {
        Kind::Other => {}
        Kind::Model => {
            let mappings = document.keys_named("mapping").filter_map(Node::value_of_key);
            let mapped = mappings.flat_map(Node::entries).map(|(_, value)| value);
            let mapped = mapped.filter(|it| is_mapping_of_discriminator(*it));
            uses.extend(mapped.filter(|it| it.text() == Some(name)).map(whole));
            let documented = document.keys_named("name").filter_map(Node::value_of_key);
            let documented = documented.filter(|it| it.text() == Some(name));
            uses.extend(documented.filter(|it| documented_model(*it)).map(whole));
        }
        Kind::Scheme => {
            let lists = document.keys_named("security").filter_map(Node::value_of_key);
            let keys = lists.flat_map(Node::items).flat_map(Node::entries).map(|(key, _)| key);
            let keys = keys.filter(|key| key.text() == Some(name));
            uses.extend(keys.filter(|key| is_requirement(&places::path(*key))).map(whole));
        }
        Kind::Validator => {
            let values = document.keys_named(VALIDATOR).filter_map(Node::value_of_key);
            uses.extend(values.filter(|it| it.text() == Some(name)).map(whole));
        }
    }
    uses.sort_by_key(|it| it.node.id());
    uses.dedup_by_key(|it| it.node.id());
    uses
}

/// The references that lead to a thing or to a part of it.
fn references<'d>(document: &'d Document, named: &Named<'d>) -> Vec<Use<'d>> {
    let steps = places::path(named.key);
    let mut known: HashMap<&str, Option<Span>> = HashMap::new();
    let values = document.keys_named("$ref").filter_map(Node::value_of_key);
    let mappings = document.keys_named("mapping").filter_map(Node::value_of_key);
    let mapped = mappings.flat_map(Node::entries).map(|(_, value)| value);
    let all = values.chain(mapped.filter(|it| is_mapping_of_discriminator(*it)));
    let uses = all.filter_map(|node| {
        let text = node.text()?;
        let part = *known.entry(text).or_insert_with(|| name_in(text, &steps));
        Some(Use { node, part: part? })
    });
    uses.collect()
}

/// Where in a reference the last step of a way stands, if the reference goes that way.
fn name_in(reference: &str, steps: &[String]) -> Option<Span> {
    let mut start = "#/".len();
    let mut rest = reference.strip_prefix("#/")?.split('/');
    let mut length = 0;
    for (index, step) in steps.iter().enumerate() {
        if index > 0 {
            start += length + 1;
        }
        let written = rest.next()?;
        length = written.len();
        let read = decoded(written).replace("~1", "/").replace("~0", "~");
        if read != *step {
            return None;
        }
    }
    let offset = |at: usize| u32::try_from(at).ok();
    Some(Span::new(offset(start)?, offset(start + length)?))
}

/// The whole text of a node.
fn whole(node: Node<'_>) -> Use<'_> {
    let length = node.text().map_or(0, str::len);
    Use { node, part: Span::new(0, u32::try_from(length).unwrap_or(u32::MAX)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_in_a_reference_is_found_where_it_goes_the_same_way() {
        let way = |steps: &[&str]| steps.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let model = way(&["components", "schemas", "Pet"]);
        let found = |text: &str| name_in(text, &model).map(|span| text[span.range()].to_owned());
        assert_eq!(found("#/components/schemas/Pet").as_deref(), Some("Pet"));
        assert_eq!(found("#/components/schemas/P%65t/properties/x").as_deref(), Some("P%65t"));
        assert_eq!(found("#/components/schemas/Pets"), None);
        assert_eq!(found("#/components/schemas"), None);
        assert_eq!(found("other.yaml#/components/schemas/Pet"), None);
        let odd = way(&["definitions", "a/b"]);
        assert_eq!(name_in("#/definitions/a~1b", &odd), Some(Span::new(14, 18)));
    }
}
