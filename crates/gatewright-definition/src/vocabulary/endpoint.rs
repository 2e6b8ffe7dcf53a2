//! *x-amazon-apigateway-endpoint-configuration object*, *x-amazon-apigateway-security-policy*,
//! *x-amazon-apigateway-endpoint-access-mode*.

use super::{
    Choice, Choices, Extension, Matching, Object, Place, Property, Reading, Shape, Unlisted,
};
use crate::extensions;

pub(crate) static ENDPOINT_CONFIGURATION: Extension = Extension {
    name: extensions::ENDPOINT_CONFIGURATION,
    reading: Reading::Read,
    places: &[Place::SwaggerRoot, Place::Server],
    shape: Shape::Object(&ENDPOINT),
    docs: "Settings of the endpoint of the API.\n\n\
        In Swagger 2.0 it stands at the root, in OpenAPI 3.0 in a server, of which only the first \
        counts. The type of the endpoint (edge, regional, private) is no part of a definition but \
        a parameter of the import.",
    page: "x-amazon-apigateway-endpoint-configuration object",
    example: "disableExecuteApiEndpoint: true\n",
};

pub(crate) static ENDPOINT: Object = Object {
    name: extensions::ENDPOINT_CONFIGURATION,
    page: "x-amazon-apigateway-endpoint-configuration object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new(
            "disableExecuteApiEndpoint",
            Shape::Boolean,
            "Whether the address that the service gives (`….execute-api.….amazonaws.com`) is off, \
            so that clients must use a domain name of yours.",
        )
        .default("false"),
        Property::new(
            "vpcEndpointIds",
            Shape::OneOf(&[Shape::List(&Shape::Text), Shape::Text]),
            "The VPC endpoints for which a private API gets names.\n\n\
            With the endpoint type `PRIVATE` only; with others the import is refused.",
        )
        .examples(&["vpce-0a1b2c3d4e5f60718"]),
        Property::new(
            "ipAddressType",
            Shape::Choice(&IP_ADDRESS_TYPES),
            "Which kinds of addresses may call the API. A private API takes `dualstack` only.\n\n\
            The page of this object gives it to HTTP APIs only; REST APIs have the setting too.",
        )
        .default("ipv4"),
    ],
};

static IP_ADDRESS_TYPES: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[Choice::new("ipv4", "IPv4 only."), Choice::new("dualstack", "IPv4 and IPv6.")],
};

pub(crate) static SECURITY_POLICY: Extension = Extension {
    name: extensions::SECURITY_POLICY,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::Choice(&POLICIES),
    docs: "Which versions of TLS and which ciphers the endpoint takes.\n\n\
        A policy whose name begins with `SecurityPolicy_` needs \
        `x-amazon-apigateway-endpoint-access-mode`, which goes with no other. Without a policy, \
        private APIs have `TLS_1_2` and others `TLS_1_0`.",
    page: "x-amazon-apigateway-security-policy",
    example: "SecurityPolicy_TLS13_1_3_2025_09\n",
};

static POLICIES: Choices = Choices {
    matching: Matching::Open,
    words: &[
        Choice::new("TLS_1_0", "TLS 1.0 and later. Regional, private and edge-optimized APIs."),
        Choice::new("TLS_1_2", "TLS 1.2 and later. Regional and private APIs."),
        Choice::new("SecurityPolicy_TLS13_1_3_2025_09", "TLS 1.3. Regional and private APIs."),
        Choice::new(
            "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
            "TLS 1.3 with FIPS. Regional and private APIs.",
        ),
        Choice::new(
            "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
            "TLS 1.2 and 1.3 with FIPS, forward secrecy and post-quantum keys. Regional and \
            private APIs.",
        ),
        Choice::new(
            "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            "TLS 1.2 and 1.3 with forward secrecy and post-quantum keys. Regional and private \
            APIs.",
        ),
        Choice::new(
            "SecurityPolicy_TLS13_1_2_PQ_2025_09",
            "TLS 1.2 and 1.3 with post-quantum keys. Regional and private APIs.",
        ),
        Choice::new(
            "SecurityPolicy_TLS13_1_2_2021_06",
            "TLS 1.2 and 1.3. Regional and private APIs.",
        ),
        Choice::new("SecurityPolicy_TLS13_2025_EDGE", "TLS 1.3. Edge-optimized APIs."),
        Choice::new(
            "SecurityPolicy_TLS12_PFS_2025_EDGE",
            "TLS 1.2 and 1.3 with forward secrecy. Edge-optimized APIs.",
        ),
        Choice::new("SecurityPolicy_TLS12_2018_EDGE", "TLS 1.2 and 1.3. Edge-optimized APIs."),
        Choice::new(
            "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
            "TLS 1.2 and 1.3 with FIPS and post-quantum keys.",
        ),
        Choice::new(
            "SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09",
            "TLS 1.2 and 1.3 with more ciphers and post-quantum keys.",
        ),
        Choice::new(
            "SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09",
            "TLS 1.2 and 1.3 with more ciphers, FIPS and post-quantum keys.",
        ),
    ],
};

pub(crate) static ENDPOINT_ACCESS_MODE: Extension = Extension {
    name: extensions::ENDPOINT_ACCESS_MODE,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::Choice(&ACCESS_MODES),
    docs: "How strictly the endpoint looks at where a request comes from.\n\n\
        Needed with a security policy whose name begins with `SecurityPolicy_`, and possible with \
        those only.",
    page: "x-amazon-apigateway-endpoint-access-mode",
    example: "BASIC\n",
};

static ACCESS_MODES: Choices = Choices {
    matching: Matching::Open,
    words: &[
        Choice::new("BASIC", "As always."),
        Choice::new(
            "STRICT",
            "Requests must come through an endpoint of the API's own type and name. The type \
            cannot be changed then.",
        ),
    ],
};
