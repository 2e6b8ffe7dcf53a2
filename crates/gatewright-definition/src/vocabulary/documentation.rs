//! *x-amazon-apigateway-documentation object* and *Representation of API documentation in API
//! Gateway*.

use super::{
    Choice, Choices, Extension, Form, Matching, Object, Place, Property, Reading, Shape, Unlisted,
};
use crate::extensions;

pub(crate) static DOCUMENTATION: Extension = Extension {
    name: extensions::DOCUMENTATION,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::Object(&OBJECT),
    docs: "Texts about the API and what it is made of, which API Gateway keeps beside it.\n\n\
        The import makes a documentation part of each entry. No description elsewhere in the \
        document is known to make one. An export has the parts again where a documentation \
        version is published with the stage.",
    page: "x-amazon-apigateway-documentation object",
    example: "\
version: \"1.0\"
documentationParts:
  - location: { type: API }
    properties: { info: { description: All about pets. } }
  - location: { type: METHOD, path: /pets, method: GET }
    properties: { summary: All pets. }
",
};

pub(crate) static OBJECT: Object = Object {
    name: extensions::DOCUMENTATION,
    page: "x-amazon-apigateway-documentation object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new("version", Shape::Text, "A name for this state of the documentation."),
        Property::new(
            "documentationParts",
            Shape::List(&Shape::Object(&PART)),
            "The texts, each about one thing. Two about the same thing are refused.",
        ),
        Property::new(
            "createdDate",
            Shape::Text,
            "When the state was published. Exports write it; an import does not read it.",
        )
        .ignored(),
    ],
};

pub(crate) static PART: Object = Object {
    name: "documentationParts",
    page: "x-amazon-apigateway-documentation object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new("location", Shape::Object(&LOCATION), "What the text is about.").required(),
        Property::new(
            "properties",
            Shape::Any,
            "The text: an object with members such as `description` and `summary`.\n\n\
            An export copies those that OpenAPI has at the place, and those that begin with `x-`. \
            The API keeps the object as JSON text.",
        ),
        Property::new(
            "id",
            Shape::Text,
            "The identifier that the service gave. Lists of parts have it; an import does not \
            read it.",
        )
        .ignored(),
    ],
};

pub(crate) static LOCATION: Object = Object {
    name: "location",
    page: "Representation of API documentation in API Gateway",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new(
            "type",
            Shape::Choice(&TYPES),
            "What kind of thing the text is about. It decides which other members there may be.",
        )
        .required(),
        Property::new(
            "path",
            Shape::Text,
            "The path, for all types but `API`, `AUTHORIZER` and `MODEL`.\n\n\
            The text also holds for the paths below it that have none of their own.",
        )
        .default("/")
        .examples(&["/pets/{petId}"]),
        Property::new(
            "method",
            Shape::Text,
            "The verb in capitals, or `*` for all; for what an operation is made of.",
        )
        .default("*")
        .examples(&["GET"]),
        Property::new(
            "statusCode",
            Shape::OneOf(&[Shape::StatusCode, Shape::Form(&ANY_CODE)]),
            "The status code, or `*` for all; for responses and what they are made of.",
        )
        .default("*")
        .examples(&["200"]),
        Property::new(
            "name",
            Shape::Text,
            "The name of the parameter, header, model or authorizer.\n\n\
            `PATH_PARAMETER`, `REQUEST_HEADER` and `RESPONSE_HEADER` need it.",
        ),
    ],
};

static ANY_CODE: Form = Form { pattern: r"^(\*|\s*)$", fault: "Neither a status code nor `*`." };

static TYPES: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("API", "The whole API."),
        Choice::new("AUTHORIZER", "An authorizer; may have a `name`."),
        Choice::new("MODEL", "A model; may have a `name`."),
        Choice::new("RESOURCE", "A path; may have a `path`."),
        Choice::new("METHOD", "An operation; may have `path` and `method`."),
        Choice::new("PATH_PARAMETER", "A variable of the path; needs a `name`."),
        Choice::new("QUERY_PARAMETER", "A parameter of the query; may have a `name`."),
        Choice::new("REQUEST_HEADER", "A header of the request; needs a `name`."),
        Choice::new("REQUEST_BODY", "The body of the request."),
        Choice::new("RESPONSE", "A response; may have a `statusCode`."),
        Choice::new("RESPONSE_HEADER", "A header of a response; needs a `name`."),
        Choice::new("RESPONSE_BODY", "The body of a response; may have a `statusCode`."),
    ],
};
