//! *x-amazon-apigateway-integration object* and its sub-pages.

use super::{
    Choice, Choices, Extension, Form, Keys, Map, Matching, Object, Others, Place, Property,
    Reading, Shape, Unlisted,
};
use crate::extensions;

pub(crate) static INTEGRATION: Extension = Extension {
    name: extensions::INTEGRATION,
    reading: Reading::Read,
    places: &[Place::Operation],
    shape: Shape::Object(&OBJECT),
    docs: "The backend of an operation: what API Gateway calls, and how requests and answers are \
        translated.\n\n\
        Without it the import makes a method without a backend, and a deployment fails.\n\n\
        | `type` | needs | answers |\n\
        | --- | --- | --- |\n\
        | `http_proxy`, `aws_proxy` | `uri`, `httpMethod` | go back as they are |\n\
        | `http`, `aws` | `uri`, `httpMethod` | are translated by `responses` |\n\
        | `mock` | | are made up by `requestTemplates` and `responses` |",
    page: "x-amazon-apigateway-integration object",
    example: "\
type: http_proxy
httpMethod: GET
uri: https://pets.example.com/pets
",
};

pub(crate) static OBJECT: Object = Object {
    name: extensions::INTEGRATION,
    page: "x-amazon-apigateway-integration object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new(
            "type",
            Shape::Choice(&TYPES),
            "The kind of backend.\n\n\
            Capitals or small letters make no difference; the API keeps it in capitals. Of a kind \
            that it does not know, or without one, the import makes no integration and warns.",
        )
        .required(),
        Property::new(
            "uri",
            Shape::Text,
            "The address of the backend; all kinds but `mock` need it.\n\n\
            - `http`, `http_proxy`: an address that begins with `http://` or `https://`. `{name}` \
            in its path is filled in by `integration.request.path.name`.\n\
            - `aws_proxy`: the invocation of a Lambda function, \
            `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{function \
            ARN}/invocations`.\n\
            - `aws`: that, or a service's action or path: \
            `arn:aws:apigateway:{region}:{service}:action/{name}`, `…:path/{path}`.\n\n\
            Stage variables (`${stageVariables.name}`) may stand for the host, a part of the path, \
            the query, or a part of a function's name. Behind a VPC link the address does not \
            route, but sets the `Host` header. On `mock` it is left out.",
        )
        .examples(&[
            "https://pets.example.com/pets/{petId}",
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:\
            eu-west-1:123456789012:function:pets/invocations",
        ]),
        Property::new(
            "httpMethod",
            Shape::Choice(&VERBS),
            "The verb with which the backend is called, whatever the client's was.\n\n\
            All kinds but `mock` need it. Lambda functions are called with `POST`. On `mock` it is \
            left out.",
        )
        .examples(&["POST"]),
        Property::new(
            "passthroughBehavior",
            Shape::Choice(&PASSTHROUGH),
            "What happens to a body for whose media type there is no request template.\n\n\
            Proxies pass everything on, so that it means nothing to them. Capitals or small \
            letters make no difference.",
        )
        .default("when_no_match"),
        Property::new(
            "requestParameters",
            Shape::Map(&REQUEST_PARAMETERS),
            "What the backend gets as path, query and headers, each from a part of the client's \
            request, a variable or a quoted text.\n\n\
            A parameter of the request must be one that the operation declares. A value that is \
            no text is left out with a warning.",
        ),
        Property::new(
            "requestTemplates",
            Shape::Map(&TEMPLATES),
            "Templates in the Velocity Template Language that make the backend's body, by the \
            media type of the client's body.\n\n\
            A request without a media type counts as `application/json`. A template may have 300 \
            KB. That of `mock` must give an object with a `statusCode`, which chooses the response. \
            Proxies use none.",
        ),
        Property::new(
            "responses",
            Shape::Map(&RESPONSES),
            "How answers of the backend become responses, each for the answers that its key \
            stands for.\n\n\
            `http`, `aws` and `mock` need at least one, usually `default`. Proxies do not use \
            them. They are kept by status code: of two with the same one the second replaces the \
            first.",
        ),
        Property::new(
            "credentials",
            Shape::Text,
            "With whose rights an AWS backend is called: the ARN of a role.\n\n\
            `arn:aws:iam::*:user/*` passes on the caller's own, on operations that take signed \
            requests. Without it a Lambda function's own policy must allow the call; other \
            services need a role.",
        )
        .examples(&["arn:aws:iam::123456789012:role/gateway"]),
        Property::new(
            "timeoutInMillis",
            Shape::Integer { min: 50, max: None },
            "How long the backend may take, in milliseconds, from 50 to 29000.\n\n\
            Regional and private APIs may have more once the account's quota is raised.",
        )
        .default("29000"),
        Property::new(
            "contentHandling",
            Shape::Choice(&CONTENT_HANDLING),
            "Whether the body of a request is converted on its way to the backend. Without it the \
            body stays as it is.",
        ),
        Property::new(
            "connectionType",
            Shape::Choice(&CONNECTION_TYPES),
            "The way to an HTTP backend.",
        )
        .default("INTERNET"),
        Property::new(
            "connectionId",
            Shape::Text,
            "The identifier of the VPC link, or a stage variable that has it.\n\n\
            With the connection type `VPC_LINK`, which needs it.",
        )
        .examples(&["${stageVariables.vpcLinkId}"]),
        Property::new(
            "integrationTarget",
            Shape::Text,
            "The load balancer behind a VPC link of the second version, or its listener, as an \
            ARN.\n\n\
            One page of the guide writes it `integration-target`.",
        )
        .spelled(&["integration-target"]),
        Property::new(
            "cacheKeyParameters",
            Shape::List(&Shape::Text),
            "The parameters of the request that tell cached answers apart, such as \
            `method.request.path.petId`.\n\n\
            The operation must declare each. They count where the stage has a cache.",
        )
        .default("[]")
        .examples(&["method.request.path.petId"]),
        Property::new(
            "cacheNamespace",
            Shape::Text,
            "A name for a group of cached answers; integrations with the same one share them.\n\n\
            By default each resource has its own, its identifier.",
        ),
        Property::new(
            "tlsConfig",
            Shape::Object(&TLS_CONFIG),
            "How the certificate of an HTTP backend is checked.",
        ),
        Property::new(
            "responseTransferMode",
            Shape::Choice(&TRANSFER_MODES),
            "Whether an answer is passed on at once.\n\n\
            `STREAM` is for `http_proxy` and `aws_proxy`; a Lambda function then has the `uri` \
            form `…:lambda:path/2021-11-15/functions/{function \
            ARN}/response-streaming-invocations`.",
        )
        .default("BUFFERED"),
        Property::new(
            "payloadFormatVersion",
            Shape::Text,
            "The form in which HTTP APIs call a Lambda function. REST APIs take it without a word, \
            and it has no effect.",
        )
        .for_http_apis(),
        Property::new(
            "integrationSubtype",
            Shape::Text,
            "The action of an AWS service that an HTTP API calls. REST APIs name it in the `uri`.",
        )
        .for_http_apis(),
        Property::new(
            "$ref",
            Shape::Text,
            "A reference to a shared integration. Only HTTP APIs follow it; in YAML an anchor and \
            an alias repeat an integration.",
        )
        .ignored(),
    ],
};

static TYPES: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("http", "An HTTP backend, with requests and answers translated."),
        Choice::new("http_proxy", "An HTTP backend; requests and answers pass as they are."),
        Choice::new(
            "aws",
            "An AWS service or a Lambda function, with requests and answers translated.",
        ),
        Choice::new("aws_proxy", "A Lambda function that gets the whole request as an event."),
        Choice::new("mock", "No backend: API Gateway itself answers."),
    ],
};

static VERBS: Choices = Choices {
    matching: Matching::Open,
    words: &[
        Choice::new("GET", "The backend is called with GET."),
        Choice::new("POST", "The backend is called with POST, as Lambda functions are."),
        Choice::new("PUT", "The backend is called with PUT."),
        Choice::new("PATCH", "The backend is called with PATCH."),
        Choice::new("DELETE", "The backend is called with DELETE."),
        Choice::new("HEAD", "The backend is called with HEAD."),
        Choice::new("OPTIONS", "The backend is called with OPTIONS."),
        Choice::new("ANY", "The backend is called with the verb of the client."),
    ],
};

static PASSTHROUGH: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("when_no_match", "It passes unchanged."),
        Choice::new(
            "when_no_templates",
            "It passes unchanged where there are no templates at all; else the answer is 415.",
        ),
        Choice::new("never", "The answer is 415."),
    ],
};

static CONTENT_HANDLING: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("CONVERT_TO_TEXT", "Binary data becomes Base64 text."),
        Choice::new("CONVERT_TO_BINARY", "Base64 text becomes binary data."),
    ],
};

static CONNECTION_TYPES: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("INTERNET", "Over the public internet."),
        Choice::new("VPC_LINK", "Through a VPC link, into a private network."),
    ],
};

static TRANSFER_MODES: Choices = Choices {
    matching: Matching::AnyCase,
    words: &[
        Choice::new("BUFFERED", "The answer is passed on when it is complete."),
        Choice::new("STREAM", "The answer is passed on as it comes, for up to 15 minutes."),
    ],
};

static REQUEST_PARAMETERS: Map = Map {
    keys: Keys {
        docs: "A parameter of the request to the backend: \
            `integration.request.{path, querystring or header}.{name}`.\n\n\
            Its value is where it comes from: `method.request.{path, querystring, header, \
            multivaluequerystring or multivalueheader}.{name}`, `method.request.body` with an \
            optional JSON path, `stageVariables.{name}`, `context.{name}`, or a text between \
            single quotes.",
        words: &[],
        others: Others::Matching(
            r"^integration\.request\.(path|querystring|header)\.[a-zA-Z0-9:._$-]+$",
        ),
        example: "integration.request.path.petId",
    },
    values: Shape::Form(&REQUEST_SOURCE),
};

static REQUEST_SOURCE: Form = Form {
    pattern: r"^(method\.request\.(path|querystring|header|multivaluequerystring|multivalueheader)\..+|method\.request\.body([.\[].+)?|\$?stageVariables\..+|\$?context\..+|'[\s\S]*')$",
    fault: "Neither a part of the request (`method.request.…`), `stageVariables.…`, `context.…`, nor \
        a text between single quotes.",
};

static RESPONSE_PARAMETERS: Map = Map {
    keys: Keys {
        docs: "A header of the response: `method.response.header.{name}`. The operation must \
            declare it.\n\n\
            Its value is where it comes from: `integration.response.{header or \
            multivalueheader}.{name}`, `integration.response.body` with an optional JSON path, \
            `stageVariables.{name}`, `context.{name}`, or a text between single quotes.",
        words: &[],
        others: Others::Matching(r"^method\.response\.header\..+$"),
        example: "method.response.header.Access-Control-Allow-Origin",
    },
    values: Shape::Form(&RESPONSE_SOURCE),
};

static RESPONSE_SOURCE: Form = Form {
    pattern: r"^(integration\.response\.(header|multivalueheader)\..+|integration\.response\.body([.\[].+)?|\$?stageVariables\..+|\$?context\..+|'[\s\S]*')$",
    fault: "Neither a part of the answer (`integration.response.…`), `stageVariables.…`, \
        `context.…`, nor a text between single quotes.",
};

static TEMPLATES: Map = Map {
    keys: Keys {
        docs: "The media type for which the template is.\n\n\
            Parameters such as a character set do not count. The template may be empty.",
        words: &[],
        others: Others::Matching("/"),
        example: "application/json",
    },
    values: Shape::Text,
};

static RESPONSES: Map = Map {
    keys: Keys {
        docs: "The answers that this response is for, as a regular expression of Java.\n\n\
            It is held against the status code of an HTTP backend or an AWS service, and against \
            the `errorMessage` of a Lambda function.",
        words: &[Choice::new("default", "The response for all answers that no other matches.")],
        others: Others::Any,
        example: "5\\d{2}",
    },
    values: Shape::Object(&RESPONSE),
};

pub(crate) static RESPONSE: Object = Object {
    name: "x-amazon-apigateway-integration.response",
    page: "x-amazon-apigateway-integration.response object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new(
            "statusCode",
            Shape::StatusCode,
            "The status code of the response; the operation's `responses` should have it.\n\n\
            A number is taken too.",
        )
        .required()
        .examples(&["200"]),
        Property::new(
            "responseParameters",
            Shape::Map(&RESPONSE_PARAMETERS),
            "What the client gets as headers, each from a part of the backend's answer, a \
            variable or a quoted text.\n\n\
            A value that is no text is left out.",
        ),
        Property::new(
            "responseTemplates",
            Shape::Map(&TEMPLATES),
            "Templates in the Velocity Template Language that make the client's body, by the \
            media type that the client accepts.\n\n\
            Where none fits, that for `application/json` is used, or else the first.",
        ),
        Property::new(
            "contentHandling",
            Shape::Choice(&CONTENT_HANDLING),
            "Whether the body of an answer is converted on its way to the client. Without it the \
            body stays as it is.",
        ),
    ],
};

pub(crate) static TLS_CONFIG: Object = Object {
    name: "tlsConfig",
    page: "x-amazon-apigateway-integration.tlsConfig object",
    unlisted: Unlisted::Dropped,
    properties: &[
        Property::new(
            "insecureSkipVerification",
            Shape::Boolean,
            "Whether certificates of private issuers, and those that a server issued to itself, \
            are taken.\n\n\
            For `http` and `http_proxy`. The date and the host's name are still checked.",
        )
        .default("false"),
        Property::new(
            "serverNameToVerify",
            Shape::Text,
            "The name that the certificate must have, in private integrations of HTTP APIs. REST \
            APIs do not read it.",
        )
        .for_http_apis(),
    ],
};
