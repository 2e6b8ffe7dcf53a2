//! What only OpenAPI 3.1 has, and what becomes of it in 3.0.

use gatewright_source::{Document, Node, Scalar};

/// So many kinds are named, each where it stands first.
const SHOWN: usize = 5;

/// The number of kinds.
const KINDS: usize = 7;

/// The first place of each construct of 3.1, in the order of the document, with what to write in 3.0.
pub(crate) fn constructs(document: &Document) -> Vec<(Node<'_>, &'static str)> {
    let mut first: [Option<(Node<'_>, &'static str)>; KINDS] = [None; KINDS];
    let mut open: Vec<(Node<'_>, Holds)> = Vec::new();
    open.extend(document.root().map(|root| (root, Holds::Members)));
    while let Some((at, holds)) = open.pop() {
        open.extend(at.items().map(|item| (item, Holds::Members)));
        for (key, value) in at.entries() {
            let name = key.text().unwrap_or_default();
            if holds == Holds::Names {
                open.push((value, Holds::Members));
                continue;
            }
            if let Some((kind, advice)) = construct(name, value, at.parent().is_none()) {
                let is_first = |(other, _): (Node<'_>, _)| key.span().start < other.span().start;
                if first[kind].is_none_or(is_first) {
                    first[kind] = Some((key, advice));
                }
            }
            if !is_data(name) {
                open.push((value, Holds::of(name)));
            }
        }
    }
    let mut found: Vec<_> = first.into_iter().flatten().collect();
    found.sort_by_key(|(at, _)| at.span().start);
    found.truncate(SHOWN);
    found
}

/// Whether the keys of an object are members or names that the author gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Members,
    Names,
}

impl Holds {
    fn of(key: &str) -> Self {
        match key {
            "properties" | "patternProperties" | "$defs" | "schemas" | "parameters"
            | "responses" | "headers" | "requestBodies" | "paths" | "webhooks" | "pathItems" => {
                Self::Names
            }
            _ => Self::Members,
        }
    }
}

/// Whether what stands there is a value of the author's, and no part of the definition.
fn is_data(key: &str) -> bool {
    key.starts_with("x-") || matches!(key, "example" | "examples" | "default" | "enum" | "const")
}

/// The kind of a construct by its number, and its form in 3.0.
fn construct(name: &str, value: Node<'_>, is_root: bool) -> Option<(usize, &'static str)> {
    let is_number = || matches!(value.scalar(), Some(Scalar::Integer(_) | Scalar::Float(_)));
    Some(match name {
        "webhooks" if is_root => (0, "3.0 has no webhooks: leave them out"),
        "jsonSchemaDialect" if is_root => (1, "3.0 has one dialect: leave it out"),
        "$defs" if value.is_mapping() => (2, "in 3.0: move its entries to `components.schemas`"),
        "type" if value.is_sequence() => {
            (3, "in 3.0: one type, and `nullable: true` for `null`, or `anyOf`")
        }
        "const" => (4, "in 3.0: an `enum` of one value"),
        "exclusiveMinimum" | "exclusiveMaximum" if is_number() => {
            (5, "in 3.0: the number as `minimum` or `maximum`, and `true` here")
        }
        "examples" if value.is_sequence() => (6, "in 3.0: one `example`"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::constructs;

    fn found(text: &str) -> Vec<String> {
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let found = constructs(&document);
        found.into_iter().map(|(at, _)| at.pointer().to_string()).collect()
    }

    #[test]
    fn the_first_of_each_kind_is_named_and_no_more_than_five() {
        let text = "
openapi: 3.1.0
jsonSchemaDialect: https://example.com/dialect
components:
  schemas:
    Pet:
      type: [object, 'null']
      properties:
        kind: { type: [string], const: cat }
        age: { exclusiveMinimum: 0 }
      examples: [{}]
webhooks: {}
";
        let schema = "/components/schemas/Pet";
        assert_eq!(
            found(text),
            [
                "/jsonSchemaDialect".to_owned(),
                format!("{schema}/type"),
                format!("{schema}/properties/kind/const"),
                format!("{schema}/properties/age/exclusiveMinimum"),
                format!("{schema}/examples"),
            ]
        );
    }

    #[test]
    fn the_finding_points_at_them() {
        let text = "openapi: 3.1.0\nwebhooks: {}\n";
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let [finding] = &crate::resolve(&document).diagnostics[..] else { panic!("one finding") };
        assert_eq!(finding.message, "Invalid OpenAPI input.");
        let related: Vec<&str> = finding.related.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(related, ["3.0 has no webhooks: leave them out"]);
    }

    #[test]
    fn names_and_examples_are_not_taken_for_constructs() {
        let text = "
openapi: 3.1.0
components:
  schemas:
    Pet:
      type: object
      properties: { const: { type: string }, type: { type: string }, examples: { type: array } }
      example: { type: [a], const: 1 }
      exclusiveMinimum: true
";
        assert_eq!(found(text), Vec::<String>::new());
    }
}
