//! *x-amazon-apigateway-authorizer object* and *x-amazon-apigateway-authtype property*.

use super::{
    Choice, Choices, Extension, Matching, Object, Place, Property, Reading, Shape, Unlisted,
};
use crate::extensions;

pub(crate) static AUTHORIZER: Extension = Extension {
    name: extensions::AUTHORIZER,
    reading: Reading::Read,
    places: &[Place::SecurityScheme],
    shape: Shape::Object(&OBJECT),
    docs: "Makes a security scheme an authorizer: who checks the caller before the backend is \
        called.\n\n\
        The scheme must be of type `apiKey`. The import makes an authorizer of the scheme's name, \
        whether an operation asks for it or not. Operations ask for it in `security`; scopes \
        there count for Cognito user pools and JWT.\n\n\
        The scheme's `in` is `header` and its `name` the header with the token. A `request` \
        authorizer with several identity sources has the name `Unused`.",
    page: "x-amazon-apigateway-authorizer object",
    example: "\
type: token
authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:check/invocations
authorizerResultTtlInSeconds: 300
",
};

pub(crate) static OBJECT: Object = Object {
    name: extensions::AUTHORIZER,
    page: "x-amazon-apigateway-authorizer object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new(
            "type",
            Shape::Choice(&TYPES),
            "Who checks the caller: a Lambda function, a Cognito user pool, or API Gateway itself.\
            \n\n\
            Capitals or small letters make no difference; the API keeps it in capitals.",
        )
        .required(),
        Property::new(
            "authorizerUri",
            Shape::Text,
            "The Lambda function that is asked, as the ARN of its invocation.\n\n\
            For `token` and `request`, which need it. The form is \
            `arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{function \
            ARN}/invocations`; a stage variable may stand for a part of the function's name.",
        )
        .examples(&[
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:\
            eu-west-1:123456789012:function:check/invocations",
        ]),
        Property::new(
            "authorizerCredentials",
            Shape::Text,
            "The role that API Gateway takes on to call the function, as an ARN.\n\n\
            For `token` and `request`. Without it, or with an empty text, the function's own \
            policy must allow the call.",
        )
        .examples(&["arn:aws:iam::123456789012:role/invoke-authorizer"]),
        Property::new(
            "identitySource",
            Shape::Text,
            "Where the request says who the caller is: mapping expressions with commas between \
            them.\n\n\
            - `request`: any number of `method.request.header.…`, `method.request.querystring.…`, \
            `stageVariables.…` and `context.…`. A request that lacks one is answered with 401 \
            without asking the function; together they are the key under which answers are kept. \
            Needed where answers are kept.\n\
            - `token`, `cognito_user_pools`: `method.request.header.{name of the scheme}`, which \
            the import fills in.\n\
            - `jwt`: one header, which is needed.\n\n\
            The form `$request.header.…` is that of HTTP APIs.",
        )
        .examples(&["method.request.header.Authorization, method.request.querystring.tenant"]),
        Property::new(
            "identityValidationExpression",
            Shape::Text,
            "A regular expression that a token must match; others are answered with 401 without \
            asking anybody.\n\n\
            For `token`. For `cognito_user_pools` it is held against the audience of the token.",
        )
        .examples(&["^Bearer [-0-9a-zA-Z._]+$"]),
        Property::new(
            "authorizerResultTtlInSeconds",
            Shape::Integer { min: 0, max: Some(3600) },
            "How long an answer of the authorizer is kept, in seconds, from 0 to 3600.\n\n\
            0 asks again for each request. The guide names 300 as the default; an import that \
            does not say it leaves it unset.",
        )
        .examples(&["300"]),
        Property::new(
            "providerARNs",
            Shape::OneOf(&[Shape::List(&Shape::Text), Shape::Text]),
            "The Cognito user pools whose tokens are taken, as ARNs.\n\n\
            For `cognito_user_pools`, which needs it. The import does not look whether the pools \
            are there.",
        )
        .examples(&["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123"]),
        Property::new(
            "jwtConfiguration",
            Shape::Object(&JWT_CONFIGURATION),
            "Which JSON Web Tokens are taken.\n\n\
            For `jwt`, which needs it. HTTP APIs have the same name with other members.",
        ),
        Property::new(
            "authorizerPayloadFormatVersion",
            Shape::Text,
            "The form in which HTTP APIs call a Lambda function. REST APIs do not read it.",
        )
        .for_http_apis(),
        Property::new(
            "enableSimpleResponses",
            Shape::Boolean,
            "Whether a function of an HTTP API answers with a boolean. REST APIs do not read it.",
        )
        .for_http_apis(),
    ],
};

static TYPES: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("token", "A Lambda function that gets the token of one header."),
        Choice::new("request", "A Lambda function that gets the request, but for its body."),
        Choice::new("cognito_user_pools", "Tokens of Cognito user pools."),
        Choice::new("jwt", "JSON Web Tokens of other issuers, checked by API Gateway."),
    ],
};

static JWT_CONFIGURATION: Object = Object {
    name: "jwtConfiguration",
    page: "Create a JWT authorizer for a REST API",
    unlisted: Unlisted::Kept,
    properties: &[
        Property::new(
            "issuers",
            Shape::List(&Shape::Object(&ISSUER)),
            "Who may have issued a token, each with the audiences that count.",
        ),
        Property::new(
            "defaultAlgorithms",
            Shape::List(&Shape::Choice(&ALGORITHMS)),
            "The algorithms with which a token may be signed.",
        ),
        Property::new(
            "issuer",
            Shape::Text,
            "The issuer in an HTTP API. A REST API has a list of `issuers`.",
        )
        .for_http_apis(),
        Property::new(
            "audience",
            Shape::OneOf(&[Shape::List(&Shape::Text), Shape::Text]),
            "The audiences in an HTTP API. In a REST API each of the `issuers` has its own.",
        )
        .for_http_apis(),
    ],
};

static ISSUER: Object = Object {
    name: "issuers",
    page: "Create a JWT authorizer for a REST API",
    unlisted: Unlisted::Kept,
    properties: &[
        Property::new(
            "issuer",
            Shape::Text,
            "The address of the issuer, the same as `iss` of its tokens.\n\n\
            It begins with `https://` and has a host; it has no user, query or fragment.",
        )
        .examples(&["https://login.example.com"]),
        Property::new(
            "audiences",
            Shape::List(&Shape::Text),
            "The audiences, one of which must be in `aud` of a token.",
        ),
        Property::new(
            "additionalClaims",
            Shape::List(&Shape::Object(&CLAIM)),
            "Claims that are looked at besides.",
        ),
    ],
};

static CLAIM: Object = Object {
    name: "additionalClaims",
    page: "Create a JWT authorizer for a REST API",
    unlisted: Unlisted::Kept,
    properties: &[
        Property::new(
            "claimName",
            Shape::Text,
            "The name of the claim; none of `iss`, `aud`, `exp`, `nbf`, `iat`, `scope`, `scp`.",
        ),
        Property::new("format", Shape::Choice(&FORMATS), "What the claim is made of."),
        Property::new("required", Shape::Boolean, "Whether a token must have the claim.")
            .default("false"),
        Property::new(
            "expectedValues",
            Shape::List(&Shape::Text),
            "What the claim must be: a list of one text.",
        ),
    ],
};

static FORMATS: Choices =
    Choices { matching: Matching::Open, words: &[Choice::new("SINGLE_STRING", "One text.")] };

static ALGORITHMS: Choices = Choices {
    matching: Matching::Open,
    words: &[
        Choice::new("RS256", "RSA with SHA-256."),
        Choice::new("RS384", "RSA with SHA-384."),
        Choice::new("RS512", "RSA with SHA-512."),
        Choice::new("ES256", "Elliptic curves with SHA-256."),
        Choice::new("ES384", "Elliptic curves with SHA-384."),
        Choice::new("ES512", "Elliptic curves with SHA-512."),
    ],
};

pub(crate) static AUTHTYPE: Extension = Extension {
    name: extensions::AUTHTYPE,
    reading: Reading::Read,
    places: &[Place::SecurityScheme],
    shape: Shape::Choice(&AUTHTYPES),
    docs: "Says what kind of authorization a security scheme of type `apiKey` stands for.\n\n\
        `awsSigv4` without an authorizer makes operations that ask for the scheme take signed \
        requests only (`AWS_IAM`); words that begin with `aws` are kept for the service. Beside \
        an authorizer any other word is a remark that the API keeps as `authType`. Without an \
        authorizer such a word is refused.",
    page: "x-amazon-apigateway-authtype property",
    example: "awsSigv4\n",
};

static AUTHTYPES: Choices = Choices {
    matching: Matching::Open,
    words: &[
        Choice::new("awsSigv4", "Requests signed with the caller's AWS credentials."),
        Choice::new("custom", "A Lambda function, as a remark."),
        Choice::new("oauth2", "A token of OAuth 2.0, as a remark."),
        Choice::new("cognito_user_pools", "A Cognito user pool, as a remark."),
    ],
};
