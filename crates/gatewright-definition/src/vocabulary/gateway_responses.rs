//! *x-amazon-apigateway-gateway-responses object* and its sub-pages; types and status codes as in
//! *Gateway response types for API Gateway*.

use super::{
    Choice, Extension, Keys, Map, Object, Others, Place, Property, Reading, Shape, Unlisted,
};
use crate::extensions;

pub(crate) static GATEWAY_RESPONSES: Extension = Extension {
    name: extensions::GATEWAY_RESPONSES,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::Map(&TYPES),
    docs: "What API Gateway answers when a request does not reach its backend, or the backend does \
        not answer, by occasion.\n\n\
        An occasion that is not set takes what `DEFAULT_4XX` or `DEFAULT_5XX` sets; one that is set \
        takes nothing from them. Headers for CORS belong here as well, since no other response \
        is sent on these occasions.",
    page: "x-amazon-apigateway-gateway-responses object",
    example: "\
DEFAULT_4XX:
  responseParameters:
    gatewayresponse.header.Access-Control-Allow-Origin: \"'*'\"
THROTTLED:
  statusCode: \"429\"
  responseTemplates:
    application/json: '{\"message\": $context.error.messageString}'
",
};

static TYPES: Map = Map {
    keys: Keys {
        docs: "The occasion, in capitals.",
        words: &[
            Choice::new(
                "DEFAULT_4XX",
                "All faults of the client that are not set themselves. Without `statusCode` each \
                keeps its own.",
            ),
            Choice::new(
                "DEFAULT_5XX",
                "All faults of the server that are not set themselves. Without `statusCode` each \
                keeps its own.",
            ),
            Choice::new("ACCESS_DENIED", "The authorizer or the policy says no. Default: 403."),
            Choice::new("API_CONFIGURATION_ERROR", "The API is set up wrongly. Default: 500."),
            Choice::new(
                "AUTHORIZER_CONFIGURATION_ERROR",
                "The authorizer cannot be asked. Default: 500.",
            ),
            Choice::new("AUTHORIZER_FAILURE", "The authorizer did not answer. Default: 500."),
            Choice::new("BAD_REQUEST_BODY", "The validator refuses the body. Default: 400."),
            Choice::new(
                "BAD_REQUEST_PARAMETERS",
                "The validator misses a parameter. Default: 400.",
            ),
            Choice::new("EXPIRED_TOKEN", "The caller's token is too old. Default: 403."),
            Choice::new(
                "INTEGRATION_FAILURE",
                "The backend cannot be called, or answers what cannot be used. Default: 504.",
            ),
            Choice::new("INTEGRATION_TIMEOUT", "The backend takes too long. Default: 504."),
            Choice::new(
                "INVALID_API_KEY",
                "The operation needs an API key, and none or a wrong one came. Default: 403.",
            ),
            Choice::new("INVALID_SIGNATURE", "The signature is wrong. Default: 403."),
            Choice::new(
                "MISSING_AUTHENTICATION_TOKEN",
                "No token or signature came, or no such path or verb exists. Default: 403.",
            ),
            Choice::new("QUOTA_EXCEEDED", "The usage plan's quota is used up. Default: 429."),
            Choice::new(
                "REQUEST_TOO_LARGE",
                "The request is larger than 10 MB. Default: 413, which cannot be changed.",
            ),
            Choice::new("RESOURCE_NOT_FOUND", "There is no such resource. Default: 404."),
            Choice::new("THROTTLED", "Too many requests come at once. Default: 429."),
            Choice::new("UNAUTHORIZED", "The caller is not known. Default: 401."),
            Choice::new(
                "UNSUPPORTED_MEDIA_TYPE",
                "There is no template for the body's media type, and it may not pass. Default: 415.",
            ),
            Choice::new("WAF_FILTERED", "The web application firewall says no. Default: 403."),
        ],
        others: Others::None,
        example: "DEFAULT_4XX",
    },
    values: Shape::Object(&RESPONSE),
};

pub(crate) static RESPONSE: Object = Object {
    name: extensions::GATEWAY_RESPONSES,
    page: "x-amazon-apigateway-gateway-responses.gatewayResponse object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new(
            "statusCode",
            Shape::StatusCode,
            "The status code. By default each occasion has its own.\n\nA number is taken too.",
        )
        .examples(&["403"]),
        Property::new(
            "responseParameters",
            Shape::Map(&PARAMETERS),
            "What the client gets as headers, each from a part of its request, a variable or a \
            quoted text.",
        ),
        Property::new(
            "responseTemplates",
            Shape::Map(&TEMPLATES),
            "The body, by the media type that the client accepts.\n\n\
            `$context.…`, `$stageVariables.…` and `$method.request.…` are filled in; nothing else \
            of the Velocity Template Language works here. By default it is \
            `{\"message\":$context.error.messageString}`.",
        ),
    ],
};

static PARAMETERS: Map = Map {
    keys: Keys {
        docs: "A part of the response, usually `gatewayresponse.header.{name}`.\n\n\
            Its value is where it comes from: `method.request.{path, querystring or \
            header}.{name}`, `context.{name}`, `stageVariables.{name}`, or a text between single \
            quotes.",
        words: &[],
        others: Others::Any,
        example: "gatewayresponse.header.Access-Control-Allow-Origin",
    },
    values: Shape::Text,
};

static TEMPLATES: Map = Map {
    keys: Keys {
        docs: "The media type of the response.",
        words: &[],
        others: Others::Any,
        example: "application/json",
    },
    values: Shape::Text,
};
