//! Path items and operations, and what they hold.

use gatewright_diagnostics::Diagnostic;
use gatewright_source::Node;

use crate::diagnostics::{ANY_METHOD_MALFORMED, PATH_ITEM_SIBLINGS_DROPPED};
use crate::extensions;
use crate::parameters::Parameters;
use crate::reader::{Reader, each, unread};
use crate::vocabulary::{self, Place};
use crate::{Integration, Parameter, SecurityRequirement, Text, Version};

/// A member of `paths`.
#[derive(Debug, Clone)]
pub struct PathItem<'d> {
    /// The key.
    pub path: Text<'d>,
    /// The object; of a reference what it stands for.
    pub at: Node<'d>,
    /// A text about the path.
    pub summary: Option<Text<'d>>,
    /// A text about the path.
    pub description: Option<Text<'d>>,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation<'d>>,
}

/// The key of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// `get`
    Get,
    /// `put`
    Put,
    /// `post`
    Post,
    /// `delete`
    Delete,
    /// `options`
    Options,
    /// `head`
    Head,
    /// `patch`
    Patch,
    /// `trace`
    Trace,
    /// `x-amazon-apigateway-any-method`
    Any,
}

impl Verb {
    fn parse(key: &str) -> Option<Self> {
        Some(match key {
            "get" => Self::Get,
            "put" => Self::Put,
            "post" => Self::Post,
            "delete" => Self::Delete,
            "options" => Self::Options,
            "head" => Self::Head,
            "patch" => Self::Patch,
            "trace" => Self::Trace,
            extensions::ANY_METHOD => Self::Any,
            _ => return None,
        })
    }
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation<'d> {
    /// The verb.
    pub verb: Verb,
    /// The key.
    pub key: Node<'d>,
    /// The object.
    pub at: Node<'d>,
    /// A name for the operation.
    pub operation_id: Option<Text<'d>>,
    /// A text about the operation.
    pub summary: Option<Text<'d>>,
    /// A text about the operation.
    pub description: Option<Text<'d>>,
    /// The tags.
    pub tags: Vec<Text<'d>>,
    /// Path, query, header, cookie and form parameters: those of the path item that the operation
    /// does not redefine, then its own.
    pub parameters: Vec<Parameter<'d>>,
    /// The body: in Swagger 2.0 the parameter in `body`, by the media types of `consumes`.
    pub request_body: Option<RequestBody<'d>>,
    /// The responses; none when the member is absent.
    pub responses: Option<Vec<Response<'d>>>,
    /// The requirements; none when the member is absent.
    pub security: Option<Vec<SecurityRequirement<'d>>>,
    /// `x-amazon-apigateway-integration`: larger than all the rest, so that it is not moved with it.
    pub integration: Option<Box<Integration<'d>>>,
    /// `x-amazon-apigateway-request-validator`.
    pub request_validator: Option<Text<'d>>,
    /// The `type` of `x-amazon-apigateway-auth`.
    pub auth: Option<Text<'d>>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct RequestBody<'d> {
    /// The object: the request body, or the parameter of Swagger 2.0.
    pub at: Node<'d>,
    /// A text about the body.
    pub description: Option<Text<'d>>,
    /// The name of the parameter in Swagger 2.0.
    pub name: Option<Text<'d>>,
    /// The schemas by media type.
    pub content: Vec<MediaType<'d>>,
}

/// A media type and its schema.
#[derive(Debug, Clone)]
pub struct MediaType<'d> {
    /// The media type. Where Swagger 2.0 takes the default it stands at the schema.
    pub name: Text<'d>,
    /// The schema.
    pub schema: Option<Schema<'d>>,
}

/// A schema as it stands in a body or response.
#[derive(Debug, Clone)]
pub enum Schema<'d> {
    /// `{$ref: …}`: the text of the reference.
    Reference(Text<'d>),
    /// Anything else.
    Inline(Node<'d>),
}

impl<'d> Schema<'d> {
    pub(crate) fn read(at: Node<'d>) -> Self {
        match at.get("$ref").and_then(Text::of) {
            Some(reference) => Self::Reference(reference),
            None => Self::Inline(at),
        }
    }

    /// Where the schema stands.
    pub fn at(&self) -> Node<'d> {
        match self {
            Self::Reference(reference) => reference.at,
            Self::Inline(at) => *at,
        }
    }
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response<'d> {
    /// The key: a status code or `default`.
    pub status: Text<'d>,
    /// The object; of a reference what it stands for.
    pub at: Node<'d>,
    /// A text about the response.
    pub description: Option<Text<'d>>,
    /// The headers.
    pub headers: Vec<Header<'d>>,
    /// The schemas by media type: in Swagger 2.0 the one schema for each of `produces`.
    pub content: Vec<MediaType<'d>>,
}

/// A response header.
#[derive(Debug, Clone)]
pub struct Header<'d> {
    /// The key.
    pub name: Text<'d>,
    /// A text about the header.
    pub description: Option<Text<'d>>,
}

impl<'d> Reader<'d> {
    pub(crate) fn path_items(&mut self, paths: Node<'d>) -> Vec<PathItem<'d>> {
        let entries = self.mapping(paths);
        let entries = entries.filter(|(key, _)| !key.text().unwrap_or_default().starts_with("x-"));
        each(entries, |(key, value)| self.path_item(key, value))
    }

    fn path_item(&mut self, key: Node<'d>, node: Node<'d>) -> Option<PathItem<'d>> {
        let at = self.follow(node)?;
        let path = Text::of_key(key);
        if !at.is_mapping() {
            if !path.may_begin_with("x-") {
                self.mapping(at);
            }
            return None;
        }
        if at != node {
            self.check_path_item_siblings(node);
        }
        let mut item =
            PathItem { path, at, summary: None, description: None, operations: Vec::new() };
        let shared = match at.get("parameters") {
            Some(parameters) => self.parameters(parameters),
            None => Parameters::default(),
        };
        let entries = self.mapping(at);
        item.operations.reserve_exact(entries.size_hint().1.unwrap_or_default());
        for (key, value) in entries {
            let name = key.text().unwrap_or_default();
            match name {
                "summary" => item.summary = self.text(value),
                "description" => item.description = self.text(value),
                _ => match Verb::parse(name) {
                    Some(verb) => {
                        let operation = self.operation(verb, key, value, &item.path, &shared);
                        item.operations.extend(operation);
                    }
                    None => self.check_extension(key, name, Place::PathItem),
                },
            }
        }
        Some(item)
    }

    /// The service's reader takes what the reference stands for and nothing beside it.
    fn check_path_item_siblings(&mut self, node: Node<'d>) {
        let first = node.entries().find(|(key, _)| key.text() != Some("$ref"));
        let Some((key, _)) = first else { return };
        self.report(
            Diagnostic::new(
                &PATH_ITEM_SIBLINGS_DROPPED,
                format!("`{}` beside `$ref` is left out", key.text().unwrap_or_default()),
                key.location(),
            )
            .label("nothing beside the reference is read")
            .help("move it to where the reference leads, or write the path out here"),
        );
    }

    fn operation(
        &mut self,
        verb: Verb,
        key: Node<'d>,
        at: Node<'d>,
        path: &str,
        shared: &Parameters<'d>,
    ) -> Option<Operation<'d>> {
        if !at.is_mapping() {
            if verb == Verb::Any && !at.is_unknown() {
                self.any_method_malformed(at, path);
            } else {
                self.wrong_type(at, "an object");
            }
            return None;
        }
        let mut parameters = shared.clone();
        let mut operation = Operation {
            verb,
            key,
            at,
            operation_id: None,
            summary: None,
            description: None,
            tags: Vec::new(),
            parameters: Vec::new(),
            request_body: None,
            responses: None,
            security: None,
            integration: None,
            request_validator: None,
            auth: None,
        };
        let produces = at.get("produces");
        for (key, value) in at.entries() {
            let name = key.text().unwrap_or_default();
            if verb == Verb::Any && !fits_operation(name, value) {
                self.any_method_malformed(value, path);
                continue;
            }
            match name {
                "operationId" => operation.operation_id = self.operation_id(value),
                "summary" => operation.summary = self.text(value),
                "description" => operation.description = self.text(value),
                "tags" => operation.tags = self.texts(value),
                "parameters" => {
                    let own = self.parameters(value);
                    parameters.extend(own);
                }
                "requestBody" if self.version == Version::OpenApi30 => {
                    operation.request_body = self.request_body(value);
                }
                "responses" => operation.responses = self.responses(value, produces),
                "security" => operation.security = self.security(value),
                extensions::INTEGRATION => {
                    operation.integration = self.integration(key, value, path);
                }
                extensions::REQUEST_VALIDATOR => operation.request_validator = self.text(value),
                extensions::AUTH => {
                    operation.auth = self.auth(value);
                }
                _ if verb == Verb::Any && vocabulary::ANY_METHOD.property(name).is_some() => {
                    if let Some(name) = self.member(key, &vocabulary::ANY_METHOD) {
                        unread(name);
                    }
                }
                other => self.check_extension(key, other, Place::Operation),
            }
        }
        if let Some(body) = parameters.body {
            operation.request_body = Some(self.body_parameter(body, at.get("consumes")));
        }
        operation.parameters = parameters.plain;
        Some(operation)
    }

    /// The reader of OpenAPI 3.0 takes a blank text for none.
    fn operation_id(&mut self, node: Node<'d>) -> Option<Text<'d>> {
        let blank_counts = self.version == Version::Swagger20;
        self.text(node).filter(|text| blank_counts || !text.trim().is_empty())
    }

    /// `{type: NONE | AWS_IAM}`.
    fn auth(&mut self, at: Node<'d>) -> Option<Text<'d>> {
        let mut kind = None;
        for (key, value) in self.mapping(at) {
            let Some(name) = self.member(key, &vocabulary::AUTH) else { continue };
            match name {
                "type" => kind = self.text(value),
                _ => unread(name),
            }
        }
        kind
    }

    fn responses(
        &mut self,
        node: Node<'d>,
        produces: Option<Node<'d>>,
    ) -> Option<Vec<Response<'d>>> {
        if !node.is_mapping() {
            self.mapping(node);
            return None;
        }
        let entries = node.entries();
        let entries = entries.filter(|(key, _)| !key.text().unwrap_or_default().starts_with("x-"));
        Some(each(entries, |(key, value)| self.response(key, value, produces)))
    }

    fn response(
        &mut self,
        key: Node<'d>,
        node: Node<'d>,
        produces: Option<Node<'d>>,
    ) -> Option<Response<'d>> {
        if !node.is_mapping() {
            if !Text::of_key(key).may_begin_with("x-") {
                self.mapping(node);
            }
            return None;
        }
        // A response whose reference leads nowhere is still a response.
        let at = self.follow(node).filter(|at| at.is_mapping()).unwrap_or(node);
        let mut response = Response {
            status: Text::of_key(key),
            at,
            description: None,
            headers: Vec::new(),
            content: Vec::new(),
        };
        for (key, value) in self.mapping(at) {
            match (key.text().unwrap_or_default(), self.version) {
                ("description", _) => response.description = self.text(value),
                ("headers", _) => response.headers = self.headers(value),
                ("content", Version::OpenApi30) => response.content = self.content(value),
                ("schema", Version::Swagger20) => {
                    response.content = self.schema_for_each(value, produces, "produces");
                }
                _ => {}
            }
        }
        Some(response)
    }

    fn headers(&mut self, node: Node<'d>) -> Vec<Header<'d>> {
        let entries = self.mapping(node);
        each(entries, |(key, value)| {
            let at = self.follow(value).filter(|at| at.is_mapping())?;
            let description = at.get("description").and_then(|node| self.text(node));
            Some(Header { name: Text::of_key(key), description })
        })
    }

    fn any_method_malformed(&mut self, at: Node<'d>, path: &str) {
        self.report(
            Diagnostic::new(
                &ANY_METHOD_MALFORMED,
                format!(
                    "Unable to parse 'x-amazon-apigateway-any-method' operation value for \
                     resource '{path}'"
                ),
                at.location(),
            )
            .label("of another type than an OpenAPI operation has here")
            .help("write the operation as under any other verb"),
        );
    }
}

/// Whether a member of an operation has the JSON type of its name.
fn fits_operation(name: &str, value: Node<'_>) -> bool {
    if value.is_null() || value.is_unknown() {
        return true;
    }
    match name {
        "parameters" | "security" | "tags" | "servers" | "consumes" | "produces" => {
            value.is_sequence()
        }
        "responses" | "requestBody" | "callbacks" | "externalDocs" => value.is_mapping(),
        "operationId" | "summary" | "description" => value.text().is_some(),
        _ => true,
    }
}
