//! An operation: what the service keeps of it from the export, all else from the definition.

use gatewright_definition::{Operation, Version};
use gatewright_model::Method;
use gatewright_source::Node;
use serde_json::Value;

use crate::json::{Members, name, value};
use crate::orders::Object;
use crate::put_back::Converter;

/// Where the name of a body of Swagger 2.0 is kept in OpenAPI 3.0, by an agreement of its tools.
pub(crate) const BODY_NAME: &str = "x-codegen-request-body-name";

impl<'d> Converter<'_, 'd> {
    pub(crate) fn operation(
        &mut self,
        operation: &Operation<'d>,
        method: &Method,
        mut out: Members,
    ) -> Members {
        self.media_types(operation, &mut out);
        self.parameters(operation, method, &mut out);
        if let Some(responses) = &operation.responses {
            self.responses(operation, responses, method, &mut out);
        }
        // The reader of OpenAPI 3.0 warns about an operation without the member, that of Swagger 2.0
        // does not.
        if !self.is_to_swagger() && !self.is_same() && !out.contains_key("responses") {
            out.insert("responses".to_owned(), Value::Object(Members::new()));
        }
        self.operation_security(operation, method, &mut out);
        cache_namespace(operation, &mut out);
        for (key, at) in operation.at.entries() {
            match (name(key), self.definition.version) {
                ("operationId" | "parameters" | "responses" | "security", _)
                | ("consumes" | "produces", Version::Swagger20)
                | ("requestBody", Version::OpenApi30) => {}
                ("tags" | "summary" | "description" | "externalDocs" | "deprecated", _) => {
                    out.insert(name(key).to_owned(), value(at));
                }
                ("schemes", Version::Swagger20) | ("servers" | "callbacks", Version::OpenApi30) => {
                    self.of_one_version(key, at, &mut out);
                }
                (BODY_NAME, _) if self.is_to_swagger() && !self.is_same() => {}
                _ => self.other(key, at, "an operation", &mut out),
            }
        }
        self.arrange(out, Object::Operation)
    }

    fn of_one_version(&mut self, key: Node<'d>, at: Node<'d>, out: &mut Members) {
        if self.is_same() {
            out.insert(name(key).to_owned(), value(at));
        } else {
            self.no_place(key, &format!("`{}` of an operation", name(key)));
        }
    }

    /// The lists of Swagger 2.0. Those of the export also have what templates are for; where there
    /// are models, these would get them in another import.
    fn media_types(&mut self, operation: &Operation<'d>, out: &mut Members) {
        match (self.definition.version, self.target) {
            (Version::Swagger20, Version::Swagger20) => {
                for key in ["consumes", "produces"] {
                    out.shift_remove(key);
                    if let Some(at) = operation.at.get(key) {
                        out.insert(key.to_owned(), value(at));
                    }
                }
            }
            (Version::OpenApi30, Version::Swagger20) => {
                let body = operation.request_body.iter().map(|it| &it.content);
                if body.flatten().next().is_some() {
                    out.shift_remove("consumes");
                }
                let answers = operation.responses.iter().flatten().map(|it| &it.content);
                if answers.flatten().next().is_some() {
                    out.shift_remove("produces");
                }
            }
            (_, Version::OpenApi30) => {}
        }
    }
}

/// The service writes the namespace of a cache with its keys only.
fn cache_namespace(operation: &Operation<'_>, out: &mut Members) {
    let written = operation.integration.as_ref().and_then(|it| it.cache_namespace.as_ref());
    let integration = out.get_mut("x-amazon-apigateway-integration");
    if let Some(integration) = integration.and_then(Value::as_object_mut)
        && let Some(written) = written
    {
        let namespace = || written.as_str().into();
        integration.entry("cacheNamespace").or_insert_with(namespace);
    }
}
