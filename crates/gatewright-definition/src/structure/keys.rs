//! The objects of OpenAPI 3.0 and their members, as the service's reader knows them.

/// An object that the reader knows the members of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object {
    Root,
    Info,
    Contact,
    License,
    Tag,
    ExternalDocs,
    Server,
    ServerVariable,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    Components,
    SecurityScheme,
    Flows,
    Flow,
    Schema,
    Xml,
}

impl Object {
    /// The members that are read; every key that begins with `x-` is an extension besides.
    pub(super) fn members(self) -> &'static [&'static str] {
        match self {
            Self::Root => ROOT,
            Self::Info => INFO,
            Self::Contact => CONTACT,
            Self::License => LICENSE,
            Self::Tag => TAG,
            Self::ExternalDocs => EXTERNAL_DOCS,
            Self::Server => SERVER,
            Self::ServerVariable => SERVER_VARIABLE,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter | Self::Header => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::Response => RESPONSE,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Example => EXAMPLE,
            Self::Link => LINK,
            Self::Components => COMPONENTS,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::Flows => FLOWS,
            Self::Flow => FLOW,
            Self::Schema => SCHEMA,
            Self::Xml => XML,
        }
    }

    /// The object in words, with its article.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Root => "a document",
            Self::Info => "`info`",
            Self::Contact => "a contact",
            Self::License => "a licence",
            Self::Tag => "a tag",
            Self::ExternalDocs => "`externalDocs`",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::PathItem => "a path",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::Header => "a header",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Components => "`components`",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "`flows`",
            Self::Flow => "an OAuth flow",
            Self::Schema => "a schema",
            Self::Xml => "`xml`",
        }
    }
}

const ROOT: &[&str] =
    &["openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs"];
const INFO: &[&str] = &["title", "description", "termsOfService", "contact", "license", "version"];
const CONTACT: &[&str] = &["name", "url", "email"];
const LICENSE: &[&str] = &["name", "url"];
const TAG: &[&str] = &["name", "description", "externalDocs"];
const EXTERNAL_DOCS: &[&str] = &["description", "url"];
const SERVER: &[&str] = &["url", "description", "variables"];
const SERVER_VARIABLE: &[&str] = &["enum", "default", "description"];
const PATH_ITEM: &[&str] = &[
    "$ref",
    "summary",
    "description",
    "get",
    "put",
    "post",
    "delete",
    "head",
    "patch",
    "options",
    "trace",
    "servers",
    "parameters",
];
const OPERATION: &[&str] = &[
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
];
const PARAMETER: &[&str] = &[
    "$ref",
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "example",
    "examples",
    "content",
];
const REQUEST_BODY: &[&str] = &["$ref", "description", "content", "required"];
const RESPONSE: &[&str] = &["$ref", "description", "headers", "content", "links"];
const MEDIA_TYPE: &[&str] = &["schema", "example", "examples", "encoding"];
const ENCODING: &[&str] = &["contentType", "headers", "style", "explode", "allowReserved"];
const EXAMPLE: &[&str] = &["$ref", "summary", "description", "value", "externalValue"];
const LINK: &[&str] =
    &["$ref", "operationRef", "operationId", "parameters", "requestBody", "description", "server"];
const COMPONENTS: &[&str] = &[
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
];
const SECURITY_SCHEME: &[&str] = &[
    "$ref",
    "type",
    "name",
    "in",
    "description",
    "flows",
    "scheme",
    "bearerFormat",
    "openIdConnectUrl",
];
const FLOWS: &[&str] = &["implicit", "password", "clientCredentials", "authorizationCode"];
const FLOW: &[&str] = &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"];
const SCHEMA: &[&str] = &[
    "$ref",
    "title",
    "multipleOf",
    "maximum",
    "format",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "enum",
    "type",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "items",
    "properties",
    "additionalProperties",
    "description",
    "default",
    "nullable",
    "discriminator",
    "readOnly",
    "writeOnly",
    "xml",
    "externalDocs",
    "example",
    "deprecated",
];
const XML: &[&str] = &["name", "namespace", "prefix", "attribute", "wrapped"];
