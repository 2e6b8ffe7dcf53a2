//! *x-amazon-apigateway-integration object* and its sub-pages.

use gatewright_diagnostics::Diagnostic;
use gatewright_source::{Entries, Kind, Node};

use crate::Text;
use crate::diagnostics::INTEGRATION_MALFORMED;
use crate::reader::{Reader, each, help_for, unread};
use crate::vocabulary;

/// The backend of an operation.
#[derive(Debug, Clone)]
pub struct Integration<'d> {
    /// The key `x-amazon-apigateway-integration`.
    pub key: Node<'d>,
    /// The object.
    pub at: Node<'d>,
    /// `http`, `http_proxy`, `aws`, `aws_proxy` or `mock`, in any case.
    pub integration_type: Option<Text<'d>>,
    /// The address of the backend.
    pub uri: Option<Text<'d>>,
    /// The verb of the backend.
    pub http_method: Option<Text<'d>>,
    /// A role.
    pub credentials: Option<Text<'d>>,
    /// `INTERNET` or `VPC_LINK`.
    pub connection_type: Option<Text<'d>>,
    /// A VPC link or a stage variable.
    pub connection_id: Option<Text<'d>>,
    /// A load balancer.
    pub integration_target: Option<Text<'d>>,
    /// `when_no_match`, `when_no_templates` or `never`, in any case.
    pub passthrough_behavior: Option<Text<'d>>,
    /// `CONVERT_TO_TEXT` or `CONVERT_TO_BINARY`.
    pub content_handling: Option<Text<'d>>,
    /// Destination and source; the sources as nodes, since those that are no strings are dropped
    /// with a warning of their own.
    pub request_parameters: Vec<(Text<'d>, Node<'d>)>,
    /// Media type to template.
    pub request_templates: Vec<(Text<'d>, Text<'d>)>,
    /// The responses by their pattern; none when the member is absent.
    pub responses: Option<Vec<IntegrationResponse<'d>>>,
    /// Milliseconds.
    pub timeout_in_millis: Option<Text<'d>>,
    /// The group of cached answers.
    pub cache_namespace: Option<Text<'d>>,
    /// The parameters that tell cached answers apart.
    pub cache_key_parameters: Vec<Text<'d>>,
    /// How the backend's certificate is checked.
    pub tls_config: Option<TlsConfig<'d>>,
    /// `BUFFERED` or `STREAM`.
    pub response_transfer_mode: Option<Text<'d>>,
    /// A reference to a shared integration, which only HTTP APIs follow.
    pub reference: Option<Text<'d>>,
    /// Whether a member has another JSON type than it should, so that the rest says little.
    pub is_malformed: bool,
}

/// How an answer of the backend becomes a response.
#[derive(Debug, Clone)]
pub struct IntegrationResponse<'d> {
    /// The key: a regular expression or `default`.
    pub pattern: Text<'d>,
    /// The object.
    pub at: Node<'d>,
    /// The status code of the response.
    pub status_code: Option<Text<'d>>,
    /// Destination and source, as in the request.
    pub response_parameters: Vec<(Text<'d>, Node<'d>)>,
    /// Media type to template.
    pub response_templates: Vec<(Text<'d>, Text<'d>)>,
    /// `CONVERT_TO_TEXT` or `CONVERT_TO_BINARY`.
    pub content_handling: Option<Text<'d>>,
}

/// How the backend's certificate is checked.
#[derive(Debug, Clone)]
pub struct TlsConfig<'d> {
    /// The object.
    pub at: Node<'d>,
    /// Whether private and self-signed issuers pass.
    pub insecure_skip_verification: bool,
}

impl<'d> Integration<'d> {
    fn new(key: Node<'d>, at: Node<'d>) -> Self {
        Self {
            key,
            at,
            integration_type: None,
            uri: None,
            http_method: None,
            credentials: None,
            connection_type: None,
            connection_id: None,
            integration_target: None,
            passthrough_behavior: None,
            content_handling: None,
            request_parameters: Vec::new(),
            request_templates: Vec::new(),
            responses: None,
            timeout_in_millis: None,
            cache_namespace: None,
            cache_key_parameters: Vec::new(),
            tls_config: None,
            response_transfer_mode: None,
            reference: None,
            is_malformed: false,
        }
    }
}

/// A reader of one integration; knows the path for the service's message.
struct IntegrationReader<'r, 'd> {
    reader: &'r mut Reader<'d>,
    path: &'r str,
    is_malformed: bool,
}

impl<'d> Reader<'d> {
    pub(crate) fn integration(
        &mut self,
        key: Node<'d>,
        at: Node<'d>,
        path: &str,
    ) -> Option<Box<Integration<'d>>> {
        let mut reader = IntegrationReader { reader: self, path, is_malformed: false };
        if at.is_null() {
            return None;
        }
        if !at.is_mapping() {
            reader.malformed(at, "an object");
        }
        let mut integration = Box::new(Integration::new(key, at));
        reader.read(&mut integration);
        Some(integration)
    }
}

impl<'d> IntegrationReader<'_, 'd> {
    fn read(&mut self, integration: &mut Integration<'d>) {
        for (key, value) in integration.at.entries() {
            let Some(name) = self.reader.member(key, &vocabulary::INTEGRATION) else { continue };
            let slot = match name {
                "type" => &mut integration.integration_type,
                "uri" => &mut integration.uri,
                "httpMethod" => &mut integration.http_method,
                "credentials" => &mut integration.credentials,
                "connectionType" => &mut integration.connection_type,
                "connectionId" => &mut integration.connection_id,
                "integrationTarget" => &mut integration.integration_target,
                "passthroughBehavior" => &mut integration.passthrough_behavior,
                "contentHandling" => &mut integration.content_handling,
                "timeoutInMillis" => &mut integration.timeout_in_millis,
                "cacheNamespace" => &mut integration.cache_namespace,
                "responseTransferMode" => &mut integration.response_transfer_mode,
                "$ref" => &mut integration.reference,
                "requestParameters" => {
                    integration.request_parameters = self.parameters(value);
                    continue;
                }
                "requestTemplates" => {
                    integration.request_templates = self.templates(value);
                    continue;
                }
                "responses" => {
                    integration.responses = self.responses(value);
                    continue;
                }
                "cacheKeyParameters" => {
                    integration.cache_key_parameters = self.texts(value);
                    continue;
                }
                "tlsConfig" => {
                    integration.tls_config = self.tls_config(value);
                    continue;
                }
                _ => {
                    unread(name);
                    continue;
                }
            };
            *slot = self.text(value);
        }
        integration.is_malformed = self.is_malformed;
    }

    fn malformed(&mut self, node: Node<'d>, wanted: &str) {
        if node.is_unknown() {
            return;
        }
        self.is_malformed = true;
        let path = self.path;
        let help = help_for(node, &format!("write {wanted}"));
        self.reader.malformed.push(
            Diagnostic::new(
                &INTEGRATION_MALFORMED,
                format!(
                    "Unable to parse API definition because of a malformed integration at path \
                     {path}."
                ),
                node.location(),
            )
            .label(format!("{wanted} belongs here"))
            .help(help),
        );
    }

    fn text(&mut self, node: Node<'d>) -> Option<Text<'d>> {
        if node.kind() != Kind::Scalar {
            self.malformed(node, "a string");
            return None;
        }
        Text::of(node)
    }

    fn texts(&mut self, node: Node<'d>) -> Vec<Text<'d>> {
        if !node.is_sequence() {
            if !node.is_null() {
                self.malformed(node, "a list of strings");
            }
            return Vec::new();
        }
        each(node.items(), |item| self.text(item))
    }

    fn mapping(&mut self, node: Node<'d>) -> Entries<'d> {
        if !node.is_mapping() && !node.is_null() {
            self.malformed(node, "an object");
        }
        node.entries()
    }

    fn parameters(&mut self, node: Node<'d>) -> Vec<(Text<'d>, Node<'d>)> {
        let entries = self.mapping(node);
        each(entries, |(key, value)| Some((Text::of_key(key), value)))
    }

    fn templates(&mut self, node: Node<'d>) -> Vec<(Text<'d>, Text<'d>)> {
        let entries = self.mapping(node);
        each(entries, |(key, value)| Some((Text::of_key(key), self.text(value)?)))
    }

    fn responses(&mut self, node: Node<'d>) -> Option<Vec<IntegrationResponse<'d>>> {
        if node.is_null() {
            return None;
        }
        let entries = self.mapping(node);
        Some(each(entries, |(key, value)| Some(self.response(key, value))))
    }

    fn response(&mut self, key: Node<'d>, at: Node<'d>) -> IntegrationResponse<'d> {
        let mut response = IntegrationResponse {
            pattern: Text::of_key(key),
            at,
            status_code: None,
            response_parameters: Vec::new(),
            response_templates: Vec::new(),
            content_handling: None,
        };
        for (key, value) in self.mapping(at) {
            let object = &vocabulary::INTEGRATION_RESPONSE;
            let Some(name) = self.reader.member(key, object) else { continue };
            match name {
                "statusCode" => response.status_code = self.text(value),
                "responseParameters" => response.response_parameters = self.parameters(value),
                "responseTemplates" => response.response_templates = self.templates(value),
                "contentHandling" => response.content_handling = self.text(value),
                _ => unread(name),
            }
        }
        response
    }

    fn tls_config(&mut self, at: Node<'d>) -> Option<TlsConfig<'d>> {
        if at.is_null() {
            return None;
        }
        let mut config = TlsConfig { at, insecure_skip_verification: false };
        for (key, value) in self.mapping(at) {
            let Some(name) = self.reader.member(key, &vocabulary::TLS_CONFIG) else { continue };
            match name {
                "insecureSkipVerification" => {
                    let flag = self.reader.flag(value);
                    config.insecure_skip_verification = flag.is_some_and(|flag| flag.value);
                }
                _ => unread(name),
            }
        }
        Some(config)
    }
}
