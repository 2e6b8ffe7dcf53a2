//! *x-amazon-apigateway-request-validators object*, *…requestValidator object* and
//! *x-amazon-apigateway-request-validator property*.

use super::{Extension, Keys, Map, Object, Others, Place, Property, Reading, Shape, Unlisted};
use crate::extensions;

pub(crate) static REQUEST_VALIDATORS: Extension = Extension {
    name: extensions::REQUEST_VALIDATORS,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::Map(&VALIDATORS),
    docs: "Named sets of what API Gateway checks of a request before it calls the backend.\n\n\
        The import makes a validator of each. It works on operations that name it in \
        `x-amazon-apigateway-request-validator`, and on all if the root does. A request that does \
        not pass is answered with 400.",
    page: "x-amazon-apigateway-request-validators object",
    example: "\
all:
  validateRequestBody: true
  validateRequestParameters: true
params-only:
  validateRequestParameters: true
",
};

static VALIDATORS: Map = Map {
    keys: Keys {
        docs: "The name of a validator. It may have blanks.",
        words: &[],
        others: Others::Any,
        example: "all",
    },
    values: Shape::Object(&VALIDATOR),
};

pub(crate) static VALIDATOR: Object = Object {
    name: extensions::REQUEST_VALIDATORS,
    page: "x-amazon-apigateway-request-validators.requestValidator object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new(
            "validateRequestBody",
            Shape::Boolean,
            "Whether a body must be valid by the model for its media type.\n\n\
            A media type without a model passes.",
        )
        .default("false"),
        Property::new(
            "validateRequestParameters",
            Shape::Boolean,
            "Whether required parameters must be there and not blank.\n\n\
            Those of path, query and headers that the operation declares as `required`. What they \
            hold is not checked.",
        )
        .default("false"),
    ],
};

pub(crate) static REQUEST_VALIDATOR: Extension = Extension {
    name: extensions::REQUEST_VALIDATOR,
    reading: Reading::Read,
    places: &[Place::Root, Place::Operation],
    shape: Shape::Text,
    docs: "The validator of an operation, by its name in \
        `x-amazon-apigateway-request-validators`.\n\n\
        At the root it is that of all operations that do not name their own.",
    page: "x-amazon-apigateway-request-validator property",
    example: "all\n",
};
