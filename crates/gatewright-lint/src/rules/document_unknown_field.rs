//! Members that Swagger 2.0 does not have.

use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::nearest::nearest;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A member that Swagger 2.0 does not have in this place.
    ///
    /// ## Why
    ///
    /// The import leaves it out without a word, so that a slip in a name loses a part of the API. (Of an
    /// OpenAPI 3.0 definition the import says so itself. Schemas have rules of their own.)
    ///
    /// ## Bad
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       consume: [application/json]
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       consumes: [application/json]
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://example.com/pets" }
    /// ```
    ///
    /// ## Fix safety
    ///
    /// What was left out begins to have an effect.
    DocumentUnknownField {
        name: "document-unknown-field",
        category: Correctness,
        severity: Warning,
        preset: Recommended,
        fix: Unsafe,
        confidence: Derived,
        versions: Swagger20,
        since: "0.1.0",
        yields_to: [
            "any-method-malformed",
            "method-verb-invalid",
            "parameter-incomplete",
            "path-without-method",
            "value-of-wrong-type",
        ],
        visits: [Definition],
    }
}

/// An object of Swagger 2.0: what a person calls it, and its members.
struct Object {
    word: &'static str,
    members: &'static [&'static str],
}

const ROOT: Object = Object {
    word: "the definition",
    members: &[
        "basePath",
        "consumes",
        "definitions",
        "externalDocs",
        "host",
        "info",
        "parameters",
        "paths",
        "produces",
        "responses",
        "schemes",
        "security",
        "securityDefinitions",
        "swagger",
        "tags",
    ],
};

const INFO: Object = Object {
    word: "`info`",
    members: &["contact", "description", "license", "termsOfService", "title", "version"],
};

const CONTACT: Object = Object { word: "a contact", members: &["email", "name", "url"] };

const LICENSE: Object = Object { word: "a license", members: &["name", "url"] };

const TAG: Object = Object { word: "a tag", members: &["description", "externalDocs", "name"] };

/// With the two members that OpenAPI 3.0 has and the import reads here, too.
const PATH_ITEM: Object = Object {
    word: "a path",
    members: &[
        "$ref",
        "delete",
        "description",
        "get",
        "head",
        "options",
        "parameters",
        "patch",
        "post",
        "put",
        "summary",
        "trace",
    ],
};

const OPERATION: Object = Object {
    word: "an operation",
    members: &[
        "consumes",
        "deprecated",
        "description",
        "externalDocs",
        "operationId",
        "parameters",
        "produces",
        "responses",
        "schemes",
        "security",
        "summary",
        "tags",
    ],
};

const PARAMETER: Object = Object {
    word: "a parameter",
    members: &[
        "allowEmptyValue",
        "collectionFormat",
        "default",
        "description",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "in",
        "items",
        "maxItems",
        "maxLength",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "multipleOf",
        "name",
        "pattern",
        "required",
        "schema",
        "type",
        "uniqueItems",
    ],
};

const RESPONSE: Object =
    Object { word: "a response", members: &["description", "examples", "headers", "schema"] };

const SECURITY_SCHEME: Object = Object {
    word: "a security scheme",
    members: &[
        "authorizationUrl",
        "description",
        "flow",
        "in",
        "name",
        "scopes",
        "tokenUrl",
        "type",
    ],
};

/// Members of OpenAPI 3.0, and what Swagger 2.0 has in their place.
const OF_OPENAPI: [(&str, &str); 5] = [
    ("components", "move its parts to `definitions`, `parameters` and `responses`"),
    ("content", "write the schema under `schema`, and the media type under `produces`"),
    ("openapi", "remove it, or write the whole definition in OpenAPI 3.0"),
    ("requestBody", "describe the body by a parameter with `in: body`"),
    ("servers", "write `host`, `basePath` and `schemes` instead"),
];

impl Check<visit::Definition> for DocumentUnknownField {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        cx.judged();
        let root = definition.root;
        look(root, &ROOT, cx);
        if let Some(info) = root.get("info") {
            look(info, &INFO, cx);
            members(info, "contact", &CONTACT, cx);
            members(info, "license", &LICENSE, cx);
        }
        for tag in root.get("tags").into_iter().flat_map(Node::items) {
            look(tag, &TAG, cx);
        }
        for (_, scheme) in entries(root, "securityDefinitions") {
            look(scheme, &SECURITY_SCHEME, cx);
        }
        for (_, parameter) in entries(root, "parameters") {
            look(parameter, &PARAMETER, cx);
        }
        for (_, response) in entries(root, "responses") {
            look(response, &RESPONSE, cx);
        }
        for item in &definition.path_items {
            look(item.at, &PATH_ITEM, cx);
            parameters(item.at, cx);
            for operation in &item.operations {
                look(operation.at, &OPERATION, cx);
                parameters(operation.at, cx);
                for (_, response) in entries(operation.at, "responses") {
                    look(response, &RESPONSE, cx);
                }
            }
        }
    }
}

/// The entries of a member, but for extensions.
fn entries<'a>(
    owner: Node<'a>,
    name: &str,
) -> impl Iterator<Item = (Node<'a>, Node<'a>)> + use<'a> {
    let entries = owner.get(name).into_iter().flat_map(Node::entries);
    entries.filter(|(key, _)| !key.text().is_some_and(|name| name.starts_with("x-")))
}

fn members<'a>(owner: Node<'a>, name: &str, object: &Object, cx: &mut Context<'a>) {
    if let Some(at) = owner.get(name) {
        look(at, object, cx);
    }
}

fn parameters<'a>(owner: Node<'a>, cx: &mut Context<'a>) {
    for parameter in owner.get("parameters").into_iter().flat_map(Node::items) {
        look(parameter, &PARAMETER, cx);
    }
}

/// Complains of the members that the object does not have. What stands beside a reference is not
/// looked at.
fn look<'a>(at: Node<'a>, object: &Object, cx: &mut Context<'a>) {
    let is_strange = |name: &str| !name.starts_with("x-") && !object.members.contains(&name);
    for (key, _) in at.entries() {
        let name = key.text().unwrap_or_default();
        if !is_strange(name) || at.get("$ref").is_some() {
            continue;
        }
        let free = object.members.iter().filter(|member| at.get(member).is_none());
        let near = nearest(name, free.copied());
        let known = OF_OPENAPI.iter().find(|(known, _)| *known == name);
        let draft = cx.report(key, format!("`{name}` is no member of {}", object.word));
        draft.label("the import leaves it out");
        if let Some((_, help)) = known {
            draft.help(*help);
        } else if let Some(near) = near {
            draft
                .help(format!("write `{near}`, if that is meant"))
                .fix(Fix::unsafely(format!("write `{near}`")).rename(key, near));
        } else {
            draft.help("remove it, or let its name begin with `x-`");
        }
    }
}
