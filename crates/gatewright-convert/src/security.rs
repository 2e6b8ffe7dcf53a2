//! Security schemes and requirements: as the definition has them, the authorizers as the export has
//! them.

use gatewright_definition::{Operation, SecurityScheme, Version};
use gatewright_model::{AuthorizationType, Method};
use gatewright_source::Node;
use serde_json::{Value, json};

use crate::json::{Members, name, take, value};
use crate::loss::Reason;
use crate::orders::Object;
use crate::put_back::{Converter, vendor};

/// The flows of OAuth, in Swagger 2.0 and in OpenAPI 3.0.
const FLOWS: [(&str, &str); 4] = [
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];
/// Tells the schemes of the service from each other.
const AUTHTYPE: &str = "x-amazon-apigateway-authtype";

impl<'d> Converter<'_, 'd> {
    /// The schemes in the order of the definition. The export's come after them if an operation
    /// needs them.
    pub(crate) fn security_schemes(&mut self, mut exported: Members, out: &Members) -> Members {
        let mut schemes = Members::new();
        let definition = self.definition;
        for scheme in &definition.security_schemes {
            let of_export = take(&mut exported, &scheme.name);
            if let Some(written) = self.security_scheme(scheme, of_export) {
                let written = self.arrange(written, Object::SecurityScheme);
                schemes.insert(scheme.name.to_string(), Value::Object(written));
            }
        }
        for (name, scheme) in exported {
            if out.get("paths").is_some_and(|paths| asks_for(paths, &name)) {
                schemes.insert(name, scheme);
            }
        }
        schemes
    }

    fn security_scheme(
        &mut self,
        scheme: &SecurityScheme<'d>,
        of_export: Members,
    ) -> Option<Members> {
        let at = scheme.at;
        let scheme_type = scheme.scheme_type.as_deref().unwrap_or_default();
        let is_authorizer = self.api.authorizers.iter().any(|it| scheme.name.value == it.name);
        let mut out = if is_authorizer {
            if scheme_type != "apiKey" {
                let message = "an authorizer is a scheme of type `apiKey`: what else the scheme says is left out";
                self.lose(Reason::NoPlace, scheme.name.at, message.to_owned());
            }
            of_export
        } else {
            match (scheme_type, self.is_same()) {
                (_, true) => crate::json::members(at),
                ("apiKey", _) => copied(at, &["type", "name", "in", AUTHTYPE]),
                ("basic", _) if !self.is_to_swagger() => {
                    members(&json!({ "type": "http", "scheme": "basic" }))
                }
                ("http", _) if is_basic(at) => members(&json!({ "type": "basic" })),
                ("oauth2", _) if self.is_to_swagger() => self.one_flow(scheme)?,
                ("oauth2", _) => flows(at),
                _ => {
                    let what = format!("a security scheme of type `{scheme_type}`");
                    self.no_place(scheme.name.at, &what);
                    return None;
                }
            }
        };
        if let Some(description) = at.get("description") {
            out.insert("description".to_owned(), value(description));
        }
        vendor(at, &mut out);
        Some(out)
    }

    fn one_flow(&mut self, scheme: &SecurityScheme<'d>) -> Option<Members> {
        let mut flows = scheme.at.get("flows").into_iter().flat_map(Node::entries);
        let Some((key, flow)) = flows.next() else {
            self.no_place(scheme.name.at, "a security scheme without flows");
            return None;
        };
        for (other, _) in flows {
            let message = format!("the flow `{}`: Swagger 2.0 has one for a scheme", name(other));
            self.lose(Reason::Several, other, message);
        }
        let mut out = members(&json!({ "type": "oauth2" }));
        for (member, at) in flow.entries() {
            match name(member) {
                "refreshUrl" => self.no_place(member, "`refreshUrl` of a flow"),
                other => {
                    out.insert(other.to_owned(), value(at));
                }
            }
        }
        let known = FLOWS.iter().find(|(_, openapi)| *openapi == name(key));
        let word = known.map_or(name(key), |(swagger, _)| swagger);
        out.insert("flow".to_owned(), word.into());
        Some(out)
    }

    /// The requirements as the definition has them, but for schemes that are left out.
    pub(crate) fn requirements(&self, at: Node<'d>) -> Option<Value> {
        if !at.is_sequence() {
            return None;
        }
        if self.is_same() {
            return Some(value(at));
        }
        let mut requirements = Vec::new();
        for requirement in at.items() {
            let schemes = requirement.entries().filter(|(key, _)| self.has_scheme(name(*key)));
            let kept: Members =
                schemes.map(|(key, at)| (name(key).to_owned(), value(at))).collect();
            if !kept.is_empty() || requirement.entries().next().is_none() {
                requirements.push(Value::Object(kept));
            }
        }
        Some(Value::Array(requirements))
    }

    /// Whether the target has the scheme, or the definition lacks it.
    fn has_scheme(&self, name: &str) -> bool {
        let known = self.definition.security_schemes.iter().find(|it| it.name.value == name);
        known.is_none_or(|scheme| {
            let at = scheme.at;
            match scheme.scheme_type.as_deref().unwrap_or_default() {
                "apiKey" => true,
                _ if self.api.authorizers.iter().any(|it| it.name == name) => true,
                "basic" => !self.is_to_swagger(),
                "http" => is_basic(at),
                "oauth2" => {
                    self.definition.version == Version::Swagger20 || at.get("flows").is_some()
                }
                _ => false,
            }
        })
    }

    /// Who may call an operation. Where `x-amazon-apigateway-auth` decides, the export says it.
    pub(crate) fn operation_security(
        &mut self,
        operation: &Operation<'d>,
        method: &Method,
        out: &mut Members,
    ) {
        let by_extension =
            operation.auth.is_some() && method.authorization_type == AuthorizationType::AwsIam;
        if by_extension {
            return;
        }
        out.shift_remove("security");
        let written = operation.at.get("security").and_then(|at| self.requirements(at));
        if let Some(written) = written {
            out.insert("security".to_owned(), written);
        }
    }
}

/// Whether an operation asks for a scheme.
fn asks_for(paths: &Value, scheme: &str) -> bool {
    let items = paths.as_object().into_iter().flat_map(Members::values);
    let operations = items.filter_map(Value::as_object).flat_map(Members::values);
    let lists = operations.filter_map(|it| it.get("security")?.as_array());
    lists.flatten().any(|requirement| requirement.get(scheme).is_some())
}

fn is_basic(at: Node<'_>) -> bool {
    let scheme = at.get("scheme").and_then(Node::text).unwrap_or_default();
    scheme.eq_ignore_ascii_case("basic")
}

fn flows(at: Node<'_>) -> Members {
    let written = at.get("flow").and_then(Node::text).unwrap_or_default();
    let known = FLOWS.iter().find(|(swagger, _)| *swagger == written);
    let word = known.map_or(written, |(_, openapi)| openapi);
    let mut flow = Members::new();
    for key in ["authorizationUrl", "tokenUrl"] {
        if let Some(at) = at.get(key) {
            flow.insert(key.to_owned(), value(at));
        }
    }
    let scopes = at.get("scopes").map_or_else(|| json!({}), value);
    flow.insert("scopes".to_owned(), scopes);
    members(&json!({ "type": "oauth2", "flows": { word: flow } }))
}

fn members(value: &Value) -> Members {
    value.as_object().cloned().unwrap_or_default()
}

fn copied(at: Node<'_>, names: &[&str]) -> Members {
    let found = names.iter().filter_map(|name| Some(((*name).to_owned(), value(at.get(name)?))));
    found.collect()
}
