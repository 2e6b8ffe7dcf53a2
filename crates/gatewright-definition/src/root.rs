//! The definition as a whole.

use gatewright_source::{Document, Node};

use crate::extensions;
use crate::reader::{Reader, each};
use crate::vocabulary::Place;
use crate::{
    Documentation, EndpointConfiguration, GatewayResponse, PathItem, RequestValidator,
    SecurityRequirement, SecurityScheme, Text, Version,
};

/// A definition as it was understood. Members that are absent or malformed are empty.
#[derive(Debug, Clone)]
pub struct Definition<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its top-level object.
    pub root: Node<'d>,
    /// The version of the specification.
    pub version: Version,
    /// `info`.
    pub info: Info<'d>,
    /// `basePath` of Swagger 2.0.
    pub base_path: Option<Text<'d>>,
    /// `servers` of OpenAPI 3.0.
    pub servers: Vec<Server<'d>>,
    /// `paths`.
    pub path_items: Vec<PathItem<'d>>,
    /// `definitions` or `components.schemas`.
    pub schemas: Vec<NamedSchema<'d>>,
    /// `securityDefinitions` or `components.securitySchemes`.
    pub security_schemes: Vec<SecurityScheme<'d>>,
    /// `security`.
    pub security: Option<Vec<SecurityRequirement<'d>>>,
    /// `x-amazon-apigateway-api-key-source`.
    pub api_key_source: Option<Text<'d>>,
    /// `x-amazon-apigateway-binary-media-types`.
    pub binary_media_types: Vec<Text<'d>>,
    /// `x-amazon-apigateway-minimum-compression-size`.
    pub minimum_compression_size: Option<Text<'d>>,
    /// `x-amazon-apigateway-endpoint-configuration` of Swagger 2.0. (That of OpenAPI 3.0 is in the
    /// servers.)
    pub endpoint_configuration: Option<EndpointConfiguration<'d>>,
    /// `x-amazon-apigateway-security-policy`.
    pub security_policy: Option<Text<'d>>,
    /// `x-amazon-apigateway-endpoint-access-mode`.
    pub endpoint_access_mode: Option<Text<'d>>,
    /// `x-amazon-apigateway-policy`.
    pub policy: Option<Node<'d>>,
    /// `x-amazon-apigateway-request-validators`.
    pub request_validators: Vec<RequestValidator<'d>>,
    /// `x-amazon-apigateway-request-validator`.
    pub request_validator: Option<Text<'d>>,
    /// `x-amazon-apigateway-gateway-responses`.
    pub gateway_responses: Vec<GatewayResponse<'d>>,
    /// `x-amazon-apigateway-documentation`.
    pub documentation: Option<Documentation<'d>>,
}

/// `info`.
#[derive(Debug, Clone, Default)]
pub struct Info<'d> {
    /// The object.
    pub at: Option<Node<'d>>,
    /// The title.
    pub title: Option<Text<'d>>,
    /// The description.
    pub description: Option<Text<'d>>,
    /// The version.
    pub version: Option<Text<'d>>,
}

/// A server of OpenAPI 3.0.
#[derive(Debug, Clone)]
pub struct Server<'d> {
    /// The object.
    pub at: Node<'d>,
    /// The address.
    pub url: Option<Text<'d>>,
    /// The variables, each with its default.
    pub variables: Vec<(Text<'d>, Option<Text<'d>>)>,
    /// `x-amazon-apigateway-endpoint-configuration`.
    pub endpoint_configuration: Option<EndpointConfiguration<'d>>,
}

/// A schema with a name.
#[derive(Debug, Clone)]
pub struct NamedSchema<'d> {
    /// The key.
    pub name: Text<'d>,
    /// The schema.
    pub at: Node<'d>,
}

impl<'d> Definition<'d> {
    pub(crate) fn new(document: &'d Document, root: Node<'d>, version: Version) -> Self {
        Self {
            document,
            root,
            version,
            info: Info::default(),
            base_path: None,
            servers: Vec::new(),
            path_items: Vec::new(),
            schemas: Vec::new(),
            security_schemes: Vec::new(),
            security: None,
            api_key_source: None,
            binary_media_types: Vec::new(),
            minimum_compression_size: None,
            endpoint_configuration: None,
            security_policy: None,
            endpoint_access_mode: None,
            policy: None,
            request_validators: Vec::new(),
            request_validator: None,
            gateway_responses: Vec::new(),
            documentation: None,
        }
    }

    /// All operations with their path items, in the order of the document.
    pub fn operations(&self) -> impl Iterator<Item = (&PathItem<'d>, &crate::Operation<'d>)> {
        self.path_items
            .iter()
            .flat_map(|item| item.operations.iter().map(move |operation| (item, operation)))
    }
}

impl<'d> Reader<'d> {
    pub(crate) fn definition(&mut self, root: Node<'d>) -> Definition<'d> {
        let mut definition = Definition::new(self.document, root, self.version);
        for (key, value) in root.entries() {
            match (key.text().unwrap_or_default(), self.version) {
                ("info", _) => definition.info = self.info(value),
                ("paths", _) => definition.path_items = self.path_items(value),
                ("security", _) => definition.security = self.security(value),
                ("tags", _) => self.tags(value),
                ("basePath", Version::Swagger20) => definition.base_path = self.text(value),
                ("definitions", Version::Swagger20) => definition.schemas = self.schemas(value),
                ("securityDefinitions", Version::Swagger20) => {
                    definition.security_schemes = self.security_schemes(value);
                }
                ("servers", Version::OpenApi30) => definition.servers = self.servers(value),
                ("components", Version::OpenApi30) => self.components(value, &mut definition),
                (name, _) => self.root_extension(key, name, value, &mut definition),
            }
        }
        definition
    }

    fn root_extension(
        &mut self,
        key: Node<'d>,
        name: &str,
        value: Node<'d>,
        definition: &mut Definition<'d>,
    ) {
        match name {
            extensions::API_KEY_SOURCE => definition.api_key_source = self.text(value),
            extensions::BINARY_MEDIA_TYPES => definition.binary_media_types = self.texts(value),
            extensions::MINIMUM_COMPRESSION_SIZE => {
                definition.minimum_compression_size = self.text(value);
            }
            extensions::ENDPOINT_CONFIGURATION if self.version == Version::Swagger20 => {
                definition.endpoint_configuration = Some(self.endpoint_configuration(value));
            }
            extensions::SECURITY_POLICY => definition.security_policy = self.text(value),
            extensions::ENDPOINT_ACCESS_MODE => definition.endpoint_access_mode = self.text(value),
            extensions::POLICY => definition.policy = Some(value),
            extensions::REQUEST_VALIDATORS => {
                definition.request_validators = self.request_validators(value);
            }
            extensions::REQUEST_VALIDATOR => definition.request_validator = self.text(value),
            extensions::GATEWAY_RESPONSES => {
                definition.gateway_responses = self.gateway_responses(value);
            }
            extensions::DOCUMENTATION => {
                definition.documentation = Some(self.documentation(value));
            }
            other => self.check_extension(key, other, Place::Root),
        }
    }

    fn info(&mut self, at: Node<'d>) -> Info<'d> {
        let mut info = Info { at: Some(at), ..Info::default() };
        for (key, value) in self.mapping(at) {
            match key.text().unwrap_or_default() {
                "title" => info.title = self.text(value),
                "description" => info.description = self.text(value),
                "version" => info.version = self.text(value),
                _ => {}
            }
        }
        info
    }

    fn tags(&mut self, node: Node<'d>) {
        for tag in node.items() {
            for (key, _) in tag.entries() {
                self.check_extension(key, key.text().unwrap_or_default(), Place::Tag);
            }
        }
    }

    fn components(&mut self, node: Node<'d>, definition: &mut Definition<'d>) {
        for (key, value) in self.mapping(node) {
            match key.text().unwrap_or_default() {
                "schemas" => definition.schemas = self.schemas(value),
                "securitySchemes" => definition.security_schemes = self.security_schemes(value),
                other => self.check_extension(key, other, Place::Components),
            }
        }
    }

    fn schemas(&mut self, node: Node<'d>) -> Vec<NamedSchema<'d>> {
        let entries = self.mapping(node);
        // The service's readers leave out what is no object, and so with headers and responses.
        let entries = entries.filter(|(_, at)| at.is_mapping());
        each(entries, |(key, at)| Some(NamedSchema { name: Text::of_key(key), at }))
    }

    fn servers(&mut self, node: Node<'d>) -> Vec<Server<'d>> {
        self.list(node).map(|item| self.server(item)).collect()
    }

    fn server(&mut self, at: Node<'d>) -> Server<'d> {
        let mut server =
            Server { at, url: None, variables: Vec::new(), endpoint_configuration: None };
        for (key, value) in self.mapping(at) {
            match key.text().unwrap_or_default() {
                "url" => server.url = self.text(value),
                "variables" => {
                    let variables = self.mapping(value).map(|(key, variable)| {
                        let default = variable.get("default").and_then(|node| self.text(node));
                        (Text::of_key(key), default)
                    });
                    server.variables = variables.collect();
                }
                extensions::ENDPOINT_CONFIGURATION => {
                    server.endpoint_configuration = Some(self.endpoint_configuration(value));
                }
                other => self.check_extension(key, other, Place::Server),
            }
        }
        server
    }
}
