//! Extensions of operations and path items: *x-amazon-apigateway-any-method object* and
//! *x-amazon-apigateway-auth object*.

use super::{
    Choice, Choices, Extension, Matching, Object, Place, Property, Reading, Shape, Unlisted,
};
use crate::extensions;

pub(crate) static ANY_METHOD: Extension = Extension {
    name: extensions::ANY_METHOD,
    reading: Reading::Read,
    places: &[Place::PathItem],
    shape: Shape::Object(&ANY_METHOD_OBJECT),
    docs: "An operation for all verbs that the path has no operation for.\n\n\
        The import makes the method `ANY`. Everything that an operation may have may stand here; a \
        member of the wrong JSON type makes the import refuse the document. HTTP APIs also have \
        `isDefaultRoute` here, which a REST API does not read.",
    page: "x-amazon-apigateway-any-method object",
    example: "\
responses: {}
x-amazon-apigateway-integration:
  type: http_proxy
  httpMethod: ANY
  uri: https://pets.example.com/pets
",
};

/// What the operation under `x-amazon-apigateway-any-method` has beyond others.
pub(crate) static ANY_METHOD_OBJECT: Object = Object {
    name: extensions::ANY_METHOD,
    page: "x-amazon-apigateway-any-method object",
    unlisted: Unlisted::Kept,
    properties: &[Property::new(
        "isDefaultRoute",
        Shape::Boolean,
        "Whether this is the `$default` route of an HTTP API. REST APIs do not read it.",
    )
    .for_http_apis()],
};

pub(crate) static AUTH: Extension = Extension {
    name: extensions::AUTH,
    reading: Reading::Read,
    places: &[Place::Operation],
    shape: Shape::Object(&AUTH_OBJECT),
    docs: "Whether an operation takes signed requests only.\n\n\
        What wins when `security` names an authorizer as well is nowhere written, so use one of \
        them. An API key in `security` goes together with it.",
    page: "x-amazon-apigateway-auth object",
    example: "type: AWS_IAM\n",
};

pub(crate) static AUTH_OBJECT: Object = Object {
    name: extensions::AUTH,
    page: "x-amazon-apigateway-auth object",
    unlisted: Unlisted::Dropped,
    properties: &[Property::new(
        "type",
        Shape::Choice(&AUTH_TYPES),
        "Who may call. Capitals or small letters make no difference.",
    )
    .required()],
};

static AUTH_TYPES: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("NONE", "Everybody."),
        Choice::new("AWS_IAM", "Who signs the request with AWS credentials that are allowed to."),
    ],
};
