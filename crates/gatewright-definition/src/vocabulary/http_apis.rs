//! Extensions that only HTTP APIs read. (*OpenAPI extensions for API Gateway*.)

use super::{Extension, Place, Reading, Shape};

pub(crate) static CORS: Extension = Extension {
    name: "x-amazon-apigateway-cors",
    reading: Reading::HttpApis,
    places: &[Place::Root],
    shape: Shape::Any,
    docs: "CORS settings of an HTTP API. REST APIs do not read them.\n\n\
        In a REST API each path has an `options` operation with a `mock` integration that answers \
        the preflight, and the other operations send the headers themselves.",
    page: "x-amazon-apigateway-cors object",
    example: "allowOrigins: [\"https://example.com\"]\nallowMethods: [GET]\n",
};

/// The guide has it in a definition of a REST API, so that nobody is told to remove it.
pub(crate) static IMPORTEXPORT_VERSION: Extension = Extension {
    name: "x-amazon-apigateway-importexport-version",
    reading: Reading::Ignored,
    places: &[Place::Root],
    shape: Shape::Text,
    docs: "The version of the format in which HTTP APIs are exported. It means nothing to a REST \
        API, and does no harm.",
    page: "x-amazon-apigateway-importexport-version",
    example: "\"1.0\"\n",
};

pub(crate) static INTEGRATIONS: Extension = Extension {
    name: "x-amazon-apigateway-integrations",
    reading: Reading::HttpApis,
    places: &[Place::Components],
    shape: Shape::Any,
    docs: "Integrations of an HTTP API that operations refer to. REST APIs do not read them.\n\n\
        In a REST API each operation has its whole integration; in YAML an anchor and an alias \
        repeat it.",
    page: "x-amazon-apigateway-integrations object",
    example: "pets:\n  type: http_proxy\n  httpMethod: GET\n  uri: https://pets.example.com\n",
};

pub(crate) static TAG_VALUE: Extension = Extension {
    name: "x-amazon-apigateway-tag-value",
    reading: Reading::HttpApis,
    places: &[Place::Tag],
    shape: Shape::Text,
    docs: "The value of an AWS tag of an HTTP API, whose key is the tag's name. An import makes no \
        tags of a REST API.",
    page: "x-amazon-apigateway-tag-value",
    example: "production\n",
};
