//! What stands where in a definition, of any version: the parts that refer to others, schemas above
//! all, and those that are the author's data and no part of the definition.
//!
//! Names that the author gives (`properties`, `schemas`, `paths` …) are no keywords, and keywords in
//! an example are data: only who knows the place can tell.

use std::collections::HashSet;

use gatewright_source::{Document, Node, NodeId};

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Document,
    Info,
    License,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Header,
    Example,
    Link,
    Callback,
    Schema,
    Discriminator,
    SecurityScheme,
    SecurityRequirement,
    /// Below a key that begins with `x-`.
    Extension,
    /// Nothing that is told apart here.
    Other,
}

/// What a value holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Holds {
    /// One object.
    One(Part),
    /// A list of objects.
    List(Part),
    /// Objects by names that the author gave.
    Map(Part),
    /// A value of the author's.
    Data,
}

/// A value of a definition, and what it is there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'d> {
    pub(crate) at: Node<'d>,
    pub(crate) holds: Holds,
}

impl<'d> Place<'d> {
    /// The node, if it is that part.
    pub(crate) fn as_part(&self, part: Part) -> Option<Node<'d>> {
        (self.holds == Holds::One(part)).then_some(self.at)
    }
}

/// All places of a document but data: what a place holds before the place itself. An alias is not a
/// place of its own; its target is one, as each of the things that it is used as.
pub(crate) fn places(document: &Document) -> Vec<Place<'_>> {
    let mut walk = Walk { seen: HashSet::new(), places: Vec::new() };
    if let Some(root) = document.root() {
        walk.visit(root, Holds::One(Part::Document));
    }
    walk.places
}

struct Walk<'d> {
    seen: HashSet<(NodeId, Holds)>,
    places: Vec<Place<'d>>,
}

impl<'d> Walk<'d> {
    /// Goes no deeper than documents are, which their reader bounds.
    fn visit(&mut self, at: Node<'d>, holds: Holds) {
        let Some(at) = at.content() else { return };
        if holds == Holds::Data || !self.seen.insert((at.id(), holds)) {
            return;
        }
        for (value, holds) in children(at, holds) {
            self.visit(value, holds);
        }
        self.places.push(Place { at, holds });
    }
}

/// What a value holds directly.
pub(crate) fn children(at: Node<'_>, holds: Holds) -> Vec<(Node<'_>, Holds)> {
    let items = |part| at.items().map(move |item| (item, Holds::One(part)));
    let members = |part| {
        at.entries().map(move |(key, value)| {
            let name = key.text().unwrap_or_default();
            (value, member(part, name, value))
        })
    };
    match holds {
        Holds::One(part) => items(inner(part)).chain(members(part)).collect(),
        Holds::List(part) => items(part).collect(),
        Holds::Map(part) => {
            at.entries().map(|(key, value)| (value, named(part, key.text()))).collect()
        }
        Holds::Data => Vec::new(),
    }
}

/// What the items of a list are where an object is expected.
pub(crate) fn inner(part: Part) -> Part {
    if part == Part::Extension { Part::Extension } else { Part::Other }
}

/// What a named member of a map is: a map may be extended, and be elsewhere.
pub(crate) fn named(part: Part, name: Option<&str>) -> Holds {
    let is_extensible = matches!(part, Part::PathItem | Part::Response | Part::Callback);
    match name {
        Some("$ref") => Holds::One(Part::Other),
        Some(name) if is_extensible && name.starts_with("x-") => Holds::One(Part::Extension),
        Some(_) | None => Holds::One(part),
    }
}

/// What the member of an object is.
pub(crate) fn member(part: Part, name: &str, value: Node<'_>) -> Holds {
    if part == Part::Extension {
        return Holds::One(Part::Extension);
    }
    if name == "x-amazon-apigateway-any-method" && part == Part::PathItem {
        return Holds::One(Part::Operation);
    }
    if name.starts_with("x-") {
        return Holds::One(Part::Extension);
    }
    let known = match part {
        Part::Document => of_document(name),
        Part::Info => (name == "license").then_some(Holds::One(Part::License)),
        Part::Components => of_components(name),
        Part::Paths | Part::Callback => Some(named(Part::PathItem, Some(name))),
        Part::Responses => Some(named(Part::Response, Some(name))),
        Part::PathItem => of_path_item(name),
        Part::Operation => of_operation(name),
        Part::Parameter | Part::Header => of_parameter(name),
        Part::RequestBody => (name == "content").then_some(Holds::Map(Part::MediaType)),
        Part::MediaType => match name {
            "encoding" => Some(Holds::Map(Part::Encoding)),
            _ => of_parameter(name),
        },
        Part::Encoding => (name == "headers").then_some(Holds::Map(Part::Header)),
        Part::Response => of_response(name),
        Part::Example => (name == "value").then_some(Holds::Data),
        Part::Schema => of_schema(name, value),
        Part::Link
        | Part::License
        | Part::Discriminator
        | Part::SecurityScheme
        | Part::SecurityRequirement
        | Part::Extension
        | Part::Other => None,
    };
    known.unwrap_or(Holds::One(Part::Other))
}

fn of_document(name: &str) -> Option<Holds> {
    Some(match name {
        "info" => Holds::One(Part::Info),
        "paths" => Holds::One(Part::Paths),
        "webhooks" => Holds::Map(Part::PathItem),
        "components" => Holds::One(Part::Components),
        "definitions" | "$defs" => Holds::Map(Part::Schema),
        "parameters" => Holds::Map(Part::Parameter),
        "responses" => Holds::Map(Part::Response),
        "securityDefinitions" => Holds::Map(Part::SecurityScheme),
        "security" => Holds::List(Part::SecurityRequirement),
        _ => return None,
    })
}

fn of_components(name: &str) -> Option<Holds> {
    Some(Holds::Map(match name {
        "schemas" => Part::Schema,
        "responses" => Part::Response,
        "parameters" => Part::Parameter,
        "examples" => Part::Example,
        "requestBodies" => Part::RequestBody,
        "headers" => Part::Header,
        "securitySchemes" => Part::SecurityScheme,
        "links" => Part::Link,
        "callbacks" => Part::Callback,
        "pathItems" => Part::PathItem,
        _ => return None,
    }))
}

fn of_path_item(name: &str) -> Option<Holds> {
    Some(match name {
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" => {
            Holds::One(Part::Operation)
        }
        "parameters" => Holds::List(Part::Parameter),
        _ => return None,
    })
}

fn of_operation(name: &str) -> Option<Holds> {
    Some(match name {
        "parameters" => Holds::List(Part::Parameter),
        "requestBody" => Holds::One(Part::RequestBody),
        "responses" => Holds::One(Part::Responses),
        "callbacks" => Holds::Map(Part::Callback),
        "security" => Holds::List(Part::SecurityRequirement),
        _ => return None,
    })
}

fn of_parameter(name: &str) -> Option<Holds> {
    Some(match name {
        "schema" => Holds::One(Part::Schema),
        "content" => Holds::Map(Part::MediaType),
        "examples" => Holds::Map(Part::Example),
        "example" | "default" | "enum" => Holds::Data,
        _ => return None,
    })
}

fn of_response(name: &str) -> Option<Holds> {
    Some(match name {
        "headers" => Holds::Map(Part::Header),
        "content" => Holds::Map(Part::MediaType),
        "schema" => Holds::One(Part::Schema),
        "links" => Holds::Map(Part::Link),
        "examples" => Holds::Data,
        _ => return None,
    })
}

fn of_schema(name: &str, value: Node<'_>) -> Option<Holds> {
    Some(match name {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            Holds::Map(Part::Schema)
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Holds::List(Part::Schema),
        "items" if value.is_sequence() => Holds::List(Part::Schema),
        "items"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "additionalItems"
        | "contentSchema" => Holds::One(Part::Schema),
        "discriminator" => Holds::One(Part::Discriminator),
        "example" | "examples" | "default" | "enum" | "const" => Holds::Data,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    fn of(text: &str, part: Part) -> Vec<String> {
        let document = gatewright_source::read(SourceId(0), text.into()).value;
        let places = places(&document);
        let found = places.iter().filter_map(|it| it.as_part(part));
        found.map(|at| at.pointer().to_string()).collect()
    }

    #[test]
    fn schemas_are_where_schemas_may_stand_and_inner_ones_come_first() {
        let text = "
openapi: 3.1.0
paths:
  /a:
    get:
      parameters: [{ name: q, in: query, schema: { type: string }, example: { schema: {} } }]
      responses: { 200: { content: { a/b: { schema: { items: { type: string } } } } } }
components:
  schemas:
    schema: { properties: { items: { not: {} }, example: {} }, example: { items: {} } }
x-schema: { schema: {} }
";
        assert_eq!(
            of(text, Part::Schema),
            [
                "/paths/~1a/get/parameters/0/schema",
                "/paths/~1a/get/responses/200/content/a~1b/schema/items",
                "/paths/~1a/get/responses/200/content/a~1b/schema",
                "/components/schemas/schema/properties/items/not",
                "/components/schemas/schema/properties/items",
                "/components/schemas/schema/properties/example",
                "/components/schemas/schema",
            ]
        );
        assert_eq!(of(text, Part::Extension), ["/x-schema/schema", "/x-schema"]);
    }

    #[test]
    fn what_is_shared_is_one_place_where_it_is_written() {
        let text = "
swagger: '2.0'
x-shared: &pet { type: object }
definitions: { A: *pet, B: *pet, C: { allOf: [*pet] } }
";
        assert_eq!(of(text, Part::Schema), ["/x-shared", "/definitions/C"]);
        assert_eq!(of(text, Part::Extension), ["/x-shared/type", "/x-shared"]);
    }
}
