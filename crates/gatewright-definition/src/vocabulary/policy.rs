//! *x-amazon-apigateway-policy*; *IAM JSON policy element reference*.

use super::{
    Choice, Choices, Extension, Keys, Map, Matching, Object, Others, Place, Property, Reading,
    Shape, Unlisted,
};
use crate::extensions;

pub(crate) static POLICY: Extension = Extension {
    name: extensions::POLICY,
    reading: Reading::Read,
    places: &[Place::Root],
    shape: Shape::OneOf(&[Shape::Object(&DOCUMENT), Shape::Text]),
    docs: "The resource policy of the API: who may call what.\n\n\
        A `Resource` that begins with `execute-api:/` is completed by the import. A private API \
        takes no call without a policy. By default a policy may have 8192 characters.",
    page: "x-amazon-apigateway-policy",
    example: "\
Version: \"2012-10-17\"
Statement:
  - Effect: Allow
    Principal: \"*\"
    Action: execute-api:Invoke
    Resource: execute-api:/*
    Condition:
      IpAddress:
        aws:SourceIp: [192.0.2.0/24]
",
};

static DOCUMENT: Object = Object {
    name: extensions::POLICY,
    page: "IAM JSON policy element reference",
    unlisted: Unlisted::Kept,
    properties: &[
        Property::new("Version", Shape::Choice(&VERSIONS), "The version of the policy language."),
        Property::new("Id", Shape::Text, "A name for the policy."),
        Property::new(
            "Statement",
            Shape::OneOf(&[Shape::List(&Shape::Object(&STATEMENT)), Shape::Object(&STATEMENT)]),
            "What is allowed and what is denied. What nothing allows is denied, and what anything \
            denies is denied.",
        )
        .required(),
    ],
};

static VERSIONS: Choices = Choices {
    matching: Matching::Open,
    words: &[
        Choice::new("2012-10-17", "The current version, which has policy variables."),
        Choice::new("2008-10-17", "The first version."),
    ],
};

const TEXTS: Shape = Shape::OneOf(&[Shape::Text, Shape::List(&Shape::Text)]);

static STATEMENT: Object = Object {
    name: "Statement",
    page: "IAM JSON policy element reference",
    unlisted: Unlisted::Kept,
    properties: &[
        Property::new("Sid", Shape::Text, "A name for the statement."),
        Property::new("Effect", Shape::Choice(&EFFECTS), "Whether the statement allows or denies."),
        Property::new(
            "Principal",
            Shape::OneOf(&[Shape::Text, Shape::Map(&PRINCIPALS)]),
            "Who is meant: `*` for everybody, or names by their kind.",
        )
        .examples(&["*"]),
        Property::new(
            "NotPrincipal",
            Shape::OneOf(&[Shape::Text, Shape::Map(&PRINCIPALS)]),
            "Who is not meant.",
        ),
        Property::new("Action", TEXTS, "What may be done: `execute-api:Invoke` for a call.")
            .examples(&["execute-api:Invoke"]),
        Property::new("NotAction", TEXTS, "All but what is named."),
        Property::new(
            "Resource",
            TEXTS,
            "What may be called: `execute-api:/{stage}/{verb}/{path}`, with `*` for any text.",
        )
        .examples(&["execute-api:/*", "execute-api:/prod/GET/pets"]),
        Property::new("NotResource", TEXTS, "All but what is named."),
        Property::new(
            "Condition",
            Shape::Map(&CONDITIONS),
            "What must hold of the call, by operator and key.",
        ),
    ],
};

static EFFECTS: Choices = Choices {
    matching: Matching::Exact,
    words: &[
        Choice::new("Allow", "Calls that match are allowed."),
        Choice::new("Deny", "Calls that match are denied, whatever else allows them."),
    ],
};

static PRINCIPALS: Map = Map {
    keys: Keys {
        docs: "A kind of principals.",
        words: &[
            Choice::new("AWS", "Accounts, roles and users, by ARN or account number."),
            Choice::new("Service", "AWS services, such as `apigateway.amazonaws.com`."),
            Choice::new("Federated", "Identities of other providers."),
            Choice::new("CanonicalUser", "Accounts, by their canonical identifier."),
        ],
        others: Others::Any,
        example: "AWS",
    },
    values: TEXTS,
};

static CONDITIONS: Map = Map {
    keys: Keys {
        docs: "How a key of the call is compared.",
        words: &[
            Choice::new("IpAddress", "The address is in one of the ranges."),
            Choice::new("NotIpAddress", "The address is in none of the ranges."),
            Choice::new("StringEquals", "The text is one of these."),
            Choice::new("StringNotEquals", "The text is none of these."),
            Choice::new("StringLike", "The text matches one of these, with `*` and `?`."),
            Choice::new("StringNotLike", "The text matches none of these."),
            Choice::new("ArnLike", "The ARN matches one of these."),
            Choice::new("ArnEquals", "The ARN matches one of these."),
            Choice::new("Bool", "The value is true or false."),
        ],
        others: Others::Any,
        example: "IpAddress",
    },
    values: Shape::Map(&CONDITION_KEYS),
};

static CONDITION_KEYS: Map = Map {
    keys: Keys {
        docs: "A key of the call, and what it is compared with.",
        words: &[
            Choice::new("aws:SourceIp", "The caller's public address."),
            Choice::new("aws:VpcSourceIp", "The caller's address in its VPC."),
            Choice::new("aws:SourceVpc", "The VPC that the call comes from."),
            Choice::new("aws:SourceVpce", "The VPC endpoint that the call comes through."),
            Choice::new("aws:SourceAccount", "The account of the calling service."),
            Choice::new("aws:SourceArn", "The resource on whose behalf a service calls."),
            Choice::new("aws:PrincipalOrgID", "The organization of the caller."),
        ],
        others: Others::Any,
        example: "aws:SourceIp",
    },
    values: Shape::OneOf(&[
        Shape::Text,
        Shape::Boolean,
        Shape::List(&Shape::OneOf(&[Shape::Text, Shape::Boolean])),
    ]),
};
