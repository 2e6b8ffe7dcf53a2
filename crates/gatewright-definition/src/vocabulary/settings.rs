//! Settings of the whole API that are one value: *x-amazon-apigateway-api-key-source property*,
//! *x-amazon-apigateway-binary-media-types property* and
//! *x-amazon-apigateway-minimum-compression-size*.

use super::{Choice, Choices, Extension, Matching, Place, Reading, Shape};
use crate::extensions;

pub(crate) static API_KEY_SOURCE: Extension = Extension {
    name: extensions::API_KEY_SOURCE,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::Choice(&KEY_SOURCES),
    docs: "Where operations that need an API key take it from.\n\n\
        Default: `HEADER`.",
    page: "x-amazon-apigateway-api-key-source property",
    example: "HEADER\n",
};

static KEY_SOURCES: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("HEADER", "The header `X-API-Key` of the request."),
        Choice::new("AUTHORIZER", "`usageIdentifierKey` in the answer of a Lambda authorizer."),
    ],
};

pub(crate) static BINARY_MEDIA_TYPES: Extension = Extension {
    name: extensions::BINARY_MEDIA_TYPES,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::OneOf(&[Shape::List(&Shape::Text), Shape::Text]),
    docs: "Media types whose bodies are bytes; all others are UTF-8 text.\n\n\
        `*/*` stands for all. An import that merges adds them to those of the API; one that \
        overwrites replaces them.",
    page: "x-amazon-apigateway-binary-media-types property",
    example: "- image/png\n- application/octet-stream\n",
};

pub(crate) static MINIMUM_COMPRESSION_SIZE: Extension = Extension {
    name: extensions::MINIMUM_COMPRESSION_SIZE,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::Integer { min: 0, max: Some(10_485_760) },
    docs: "From how many bytes on a response is compressed, for clients that take it: 0 to \
        10485760.\n\n\
        0 compresses everything. Without it nothing is compressed.",
    page: "x-amazon-apigateway-minimum-compression-size",
    example: "1024\n",
};
