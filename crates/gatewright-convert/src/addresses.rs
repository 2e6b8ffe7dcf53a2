//! Where the API is called: host, base path and schemes of Swagger 2.0, servers of OpenAPI 3.0.

use gatewright_definition::{Server, Version};
use gatewright_import::BasepathMode;
use gatewright_source::Node;
use serde_json::{Value, json};

use crate::json::{Members, members, name, value};
use crate::loss::Reason;
use crate::orders::Object;
use crate::put_back::{Converter, is_of_the_service};

/// Where the service keeps the settings of the endpoint.
const ENDPOINT: &str = "x-amazon-apigateway-endpoint-configuration";

impl<'d> Converter<'_, 'd> {
    /// Writes the addresses of the definition. Those of the export are made up; of them only the
    /// settings of the endpoint count.
    pub(crate) fn addresses(&mut self, exported: &mut Members, out: &mut Members) {
        for key in ["host", "basePath", "schemes"] {
            exported.shift_remove(key);
        }
        let servers = exported.shift_remove("servers");
        let endpoint = servers.and_then(|mut it| it.get_mut(0)?.get_mut(ENDPOINT).map(Value::take));
        match (self.definition.version, self.target) {
            (Version::Swagger20, Version::Swagger20) => self.same_host(out),
            (Version::Swagger20, Version::OpenApi30) => {
                let servers = self.servers_of_host();
                write_servers(servers, endpoint, out);
            }
            (Version::OpenApi30, Version::OpenApi30) => {
                let servers = self.same_servers();
                write_servers(servers, endpoint, out);
            }
            (Version::OpenApi30, Version::Swagger20) => self.host_of_servers(out),
        }
    }

    /// The base path as it is called when the import has made of it what it makes of it.
    fn base_path(&self, written: &str) -> String {
        let path = written.trim_matches('/');
        match self.basepath {
            BasepathMode::Ignore => path.to_owned(),
            BasepathMode::Prepend => String::new(),
            BasepathMode::Split => path.split('/').next().unwrap_or_default().to_owned(),
        }
    }

    fn same_host(&mut self, out: &mut Members) {
        for key in ["host", "basePath", "schemes"] {
            if let Some(at) = self.definition.root.get(key) {
                out.insert(key.to_owned(), value(at));
            }
        }
        if self.basepath != BasepathMode::Ignore
            && let Some(written) = &self.definition.base_path
        {
            out.insert("basePath".to_owned(), format!("/{}", self.base_path(written)).into());
        }
    }

    fn servers_of_host(&self) -> Vec<Value> {
        let root = self.definition.root;
        let host = root.get("host").and_then(Node::as_text).unwrap_or_default();
        let written = self.definition.base_path.as_deref().unwrap_or_default();
        let path = self.base_path(written);
        let schemes: Vec<_> = root.get("schemes").into_iter().flat_map(Node::items).collect();
        let schemes: Vec<&str> = schemes.into_iter().filter_map(Node::text).collect();
        if host.is_empty() {
            // An address of the place alone, which may be `/`.
            let is_given = self.definition.base_path.is_some();
            return if is_given { vec![json!({ "url": format!("/{path}") })] } else { Vec::new() };
        }
        let schemes = if schemes.is_empty() { vec!["https"] } else { schemes };
        let server = |scheme: &&str| {
            // As the service writes its own addresses; and a brace in an address is a variable.
            if (host.contains(".execute-api.") || path.contains('{')) && !path.is_empty() {
                return json!({
                    "url": format!("{scheme}://{host}/{{basePath}}"),
                    "variables": { "basePath": { "default": path } },
                });
            }
            let slash = if path.is_empty() { "" } else { "/" };
            json!({ "url": format!("{scheme}://{host}{slash}{path}") })
        };
        schemes.iter().map(server).collect()
    }

    fn same_servers(&self) -> Vec<Value> {
        let server = |server: &Server<'d>| {
            let mut out = members(server.at);
            out.retain(|key, _| !is_of_the_service(key));
            let default = out.get_mut("variables").and_then(|it| it.get_mut("basePath"));
            let default = default.and_then(|it| it.get_mut("default"));
            if self.basepath != BasepathMode::Ignore
                && let Some(default) = default
            {
                let path = self.base_path(default.as_str().unwrap_or_default());
                *default = path.into();
            }
            Value::Object(self.arrange(out, Object::Server))
        };
        self.definition.servers.iter().map(server).collect()
    }

    /// The first server; those that differ from it in their scheme alone are schemes.
    fn host_of_servers(&mut self, out: &mut Members) {
        let definition = self.definition;
        let mut first: Option<(String, String)> = None;
        let mut schemes: Vec<String> = Vec::new();
        for server in &definition.servers {
            let Some(url) = filled(server) else { continue };
            let (scheme, host, path) = parts(&url);
            let address = (host.to_owned(), self.base_path(path));
            match &first {
                None => first = Some(address),
                Some(known) if *known != address || scheme.is_none() => {
                    let message = format!("{} has one address", self.target_name());
                    self.lose(Reason::Several, server.at, format!("a server: {message}"));
                    continue;
                }
                Some(_) => {}
            }
            schemes.extend(scheme.map(str::to_owned));
            self.server_members(server);
        }
        let Some((host, path)) = first else { return };
        let is_bare = host.is_empty();
        if !is_bare {
            out.insert("host".to_owned(), host.into());
        }
        if is_bare || !path.is_empty() {
            out.insert("basePath".to_owned(), format!("/{path}").into());
        }
        if !schemes.is_empty() {
            out.insert("schemes".to_owned(), schemes.into());
        }
    }

    /// What a server says beyond its address.
    fn server_members(&mut self, server: &Server<'d>) {
        for (key, at) in server.at.entries() {
            match name(key) {
                "url" => {}
                "variables" => {
                    for (variable, at) in at.entries() {
                        let is_plain = at.entries().all(|(key, _)| name(key) == "default");
                        if !is_plain || name(variable) != "basePath" {
                            let what = format!("the variable `{}` of a server", name(variable));
                            self.no_place(variable, &what);
                        }
                    }
                }
                member if is_of_the_service(member) => {}
                member => self.no_place(key, &format!("`{member}` of a server")),
            }
        }
    }
}

fn write_servers(mut servers: Vec<Value>, endpoint: Option<Value>, out: &mut Members) {
    if let Some(endpoint) = endpoint {
        // The settings of the endpoint stand in a server, so that there must be one. This is
        // the one that a definition without servers has.
        if servers.is_empty() {
            servers.push(json!({ "url": "/" }));
        }
        if let Some(first) = servers[0].as_object_mut() {
            first.insert(ENDPOINT.to_owned(), endpoint);
        }
    }
    if !servers.is_empty() {
        out.insert("servers".to_owned(), Value::Array(servers));
    }
}

/// The address with the defaults of its variables.
fn filled(server: &Server<'_>) -> Option<String> {
    let mut url = server.url.as_ref()?.to_string();
    for (name, default) in &server.variables {
        let default = default.as_deref().unwrap_or_default();
        url = url.replace(&format!("{{{}}}", name.value), default);
    }
    Some(url)
}

/// Scheme, host and path.
fn parts(url: &str) -> (Option<&str>, &str, &str) {
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => match url.strip_prefix("//") {
            Some(rest) => (None, rest),
            None => return (None, "", url),
        },
    };
    let end = rest.find('/').unwrap_or(rest.len());
    (scheme, &rest[..end], &rest[end..])
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn an_address_has_parts() {
        let url = "https://a.example.com/v1/x";
        assert_eq!(parts(url), (Some("https"), "a.example.com", "/v1/x"));
        assert_eq!(parts("//a.example.com"), (None, "a.example.com", ""));
        assert_eq!(parts("/v1"), (None, "", "/v1"));
    }
}
