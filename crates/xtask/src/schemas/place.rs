//! The objects of OpenAPI that have extensions, as schemas that leave all else open.

use gatewright_definition::vocabulary::{Extension, Place, Reading, extensions};
use serde_json::{Map, Value, json};

use super::definitions::Definitions;
use super::shape;

/// The keys of operations in a path item.
const VERBS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const ANY_METHOD: &str = "x-amazon-apigateway-any-method";

/// The schema of an extension's value.
pub(super) fn extension(
    extension: &'static Extension,
    into: &mut Definitions,
) -> Map<String, Value> {
    let mut schema = shape::of_extension(extension, into);
    if extension.name == ANY_METHOD {
        let operation = into.refer("operation", operation);
        schema.insert("allOf".into(), json!([operation]));
    }
    schema
}

/// The members of the top-level object.
pub(super) fn root(into: &mut Definitions) -> Map<String, Value> {
    let mut members = at(&[Place::Root, Place::SwaggerRoot], into);
    let path_item = into.refer("pathItem", path_item);
    members.insert("paths".into(), json!({ "patternProperties": { "^/": path_item } }));
    let server = into.refer("server", |into| object(at(&[Place::Server], into)));
    members.insert("servers".into(), json!({ "items": server }));
    let scheme = into.refer("securityScheme", |into| object(at(&[Place::SecurityScheme], into)));
    let schemes = json!({ "additionalProperties": scheme });
    members.insert("securityDefinitions".into(), schemes.clone());
    let mut components = at(&[Place::Components], into);
    components.insert("securitySchemes".into(), schemes);
    members.insert("components".into(), Value::Object(object(components)));
    let tag = into.refer("tag", |into| object(at(&[Place::Tag], into)));
    members.insert("tags".into(), json!({ "items": tag }));
    let mut root = object(members);
    root.insert("type".into(), json!("object"));
    root.insert("anyOf".into(), json!([{ "required": ["swagger"] }, { "required": ["openapi"] }]));
    root
}

fn path_item(into: &mut Definitions) -> Map<String, Value> {
    let mut members = Map::new();
    for verb in VERBS {
        members.insert(verb.to_owned(), into.refer("operation", operation));
    }
    members.extend(at(&[Place::PathItem], into));
    object(members)
}

fn operation(into: &mut Definitions) -> Map<String, Value> {
    object(at(&[Place::Operation], into))
}

fn object(members: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([("properties".to_owned(), Value::Object(members))])
}

/// The extensions that stand at one of these places, as members of an object.
fn at(places: &[Place], into: &mut Definitions) -> Map<String, Value> {
    let mut members = Map::new();
    for known in extensions().iter().filter(|it| it.places.iter().any(|at| places.contains(at))) {
        let member = match known.reading {
            Reading::Read => into.refer(known.name, |into| extension(known, into)),
            Reading::HttpApis | Reading::Ignored => Value::Object(shape::of_extension(known, into)),
        };
        members.insert(known.name.to_owned(), member);
    }
    members
}
