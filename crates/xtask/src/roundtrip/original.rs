//! What a definition shows of the export that it came from: the parameters of the call, and the
//! values that only the service knew.

use gatewright_export::{
    DocumentationVersion, Domain, ExportOptions, ExportType, Extension, Extensions, Format, Stage,
};
use gatewright_source::{Document, Node};

/// An export as its text shows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Original {
    pub(super) options: ExportOptions,
    pub(super) address: Address,
}

/// Where a definition says that its API is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// At the service's own address, which has the identifier of the API.
    Service {
        /// The identifier.
        rest_api_id: String,
    },
    /// At a domain of somebody's own.
    Domain,
    /// Nowhere.
    None,
}

impl Original {
    /// Reads a definition.
    pub(super) fn of(document: &Document) -> Option<Self> {
        let root = document.root()?;
        let is_swagger = root.get("swagger").is_some();
        let (host, base_path) = if is_swagger { host(root) } else { server(root) };
        let endpoint = host.as_deref().and_then(Endpoint::parse);
        let (address, region) = match endpoint {
            Some(Endpoint { id, region }) => {
                (Address::Service { rest_api_id: id.to_owned() }, region)
            }
            None if host.as_deref().is_some_and(|host| !host.is_empty()) => {
                (Address::Domain, "us-east-1")
            }
            None => (Address::None, "us-east-1"),
        };
        let name = base_path.unwrap_or_default();
        let name = name.trim_start_matches('/');
        let domain = host.as_deref().filter(|_| address == Address::Domain);
        let stage = Stage {
            documentation: documentation(root),
            domain: domain.map(|host| Domain { name: host.into(), base_path: name.to_owned() }),
            ..Stage::new(name, region)
        };
        let options = ExportOptions {
            export_type: if is_swagger { ExportType::Swagger } else { ExportType::Oas30 },
            extensions: extensions(document),
            format: match document.format() {
                gatewright_source::Format::Json => Format::Json,
                gatewright_source::Format::Yaml => Format::Yaml,
            },
            stage,
        };
        Some(Self { options, address })
    }
}

/// The host of an API as the service names it.
struct Endpoint<'t> {
    id: &'t str,
    region: &'t str,
}

impl<'t> Endpoint<'t> {
    fn parse(host: &'t str) -> Option<Self> {
        let (id, rest) = host.split_once(".execute-api.")?;
        let region = rest.strip_suffix(".amazonaws.com");
        let region = region.or_else(|| rest.strip_suffix(".amazonaws.com.cn"))?;
        Some(Self { id, region })
    }
}

fn text(node: Node<'_>, key: &str) -> Option<String> {
    node.get(key)?.text().map(str::to_owned)
}

/// Host and base path of Swagger 2.0.
fn host(root: Node<'_>) -> (Option<String>, Option<String>) {
    (text(root, "host"), text(root, "basePath"))
}

/// The same of the first server of OpenAPI 3.0.
fn server(root: Node<'_>) -> (Option<String>, Option<String>) {
    let Some(server) = root.get("servers").and_then(|servers| servers.items().next()) else {
        return (None, None);
    };
    let url = text(server, "url").unwrap_or_default();
    let address = url.strip_prefix("https://").unwrap_or(&url);
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let variable = server.get("variables").and_then(|variables| variables.get("basePath"));
    let path = match path {
        "{basePath}" => variable.and_then(|variable| text(variable, "default")),
        path => Some(path.to_owned()),
    };
    (Some(host.to_owned()), path)
}

fn documentation(root: Node<'_>) -> Option<DocumentationVersion> {
    let extension = root.get("x-amazon-apigateway-documentation")?;
    Some(DocumentationVersion {
        version: text(extension, "version").unwrap_or_default(),
        created_date: text(extension, "createdDate"),
    })
}

/// The extensions that the definition has the traces of. Integrations without the authorizers of
/// schemes that have one are `integrations` alone; all else is `apigateway`, of which nothing need
/// be seen but these two.
fn extensions(document: &Document) -> Extensions {
    let has = |name: &str| document.nodes().any(|it| it.is_key() && it.text() == Some(name));
    let has_setting = [
        "request-validators",
        "request-validator",
        "gateway-responses",
        "binary-media-types",
        "minimum-compression-size",
        "api-key-source",
        "security-policy",
        "endpoint-access-mode",
    ]
    .iter()
    .any(|name| has(&format!("x-amazon-apigateway-{name}")));
    let has_integrations = has("x-amazon-apigateway-integration");
    let has_authorizers = has("x-amazon-apigateway-authorizer");
    let has_schemes = document.nodes().any(is_authorizer_type);
    if has_setting || has_integrations && (has_authorizers || !has_schemes) {
        return Extensions::NONE.with(Extension::ApiGateway);
    }
    let traces = [
        (has_integrations, Extension::Integrations),
        (has_authorizers, Extension::Authorizers),
        (has("x-amazon-apigateway-documentation"), Extension::Documentation),
    ];
    traces.into_iter().filter(|(has, _)| *has).map(|(_, extension)| extension).collect()
}

/// Whether a node says of a scheme that an authorizer is behind it.
fn is_authorizer_type(node: Node<'_>) -> bool {
    let key = node.key().and_then(Node::text);
    key == Some("x-amazon-apigateway-authtype") && node.text() != Some("awsSigv4")
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::read;

    use super::*;

    fn original(text: &str) -> Original {
        // What begins with a brace is JSON otherwise.
        let text = format!("---\n{text}");
        Original::of(&read(SourceId(0), text.into()).value).expect("a definition")
    }

    #[test]
    fn the_address_gives_api_region_and_stage() {
        let swagger = original(
            "{swagger: '2.0', host: a1.execute-api.eu-west-1.amazonaws.com, basePath: /prod}",
        );
        assert_eq!(swagger.address, Address::Service { rest_api_id: "a1".to_owned() });
        let stage = &swagger.options.stage;
        assert_eq!((stage.region.as_str(), stage.name.as_str()), ("eu-west-1", "prod"));

        let oas30 = original(
            "{openapi: 3.0.1, servers: [{url: 'https://b2.execute-api.cn-north-1.amazonaws.com.cn/\
             {basePath}', variables: {basePath: {default: /test}}}]}",
        );
        assert_eq!(oas30.address, Address::Service { rest_api_id: "b2".to_owned() });
        let stage = &oas30.options.stage;
        assert_eq!((stage.region.as_str(), stage.name.as_str()), ("cn-north-1", "test"));

        let address = |text: &str| original(text).address;
        assert_eq!(address("{swagger: '2.0', host: api.example.com}"), Address::Domain);
        assert_eq!(address("{swagger: '2.0', host: ''}"), Address::None);
        assert_eq!(address("{openapi: 3.0.1}"), Address::None);
    }

    #[track_caller]
    fn check_extensions(text: &str, expected: &[Extension]) {
        let extensions = original(&format!("{{openapi: 3.0.1, {text}}}")).options.extensions;
        assert_eq!(extensions, expected.iter().copied().collect(), "{text}");
    }

    #[test]
    fn extensions_are_told_by_their_traces() {
        let scheme = "s: {x-amazon-apigateway-authtype: custom}";
        let integration = "i: {x-amazon-apigateway-integration: {}}";
        let authorizer = "a: {x-amazon-apigateway-authorizer: {}}";
        check_extensions(scheme, &[]);
        check_extensions(&format!("{scheme}, {authorizer}"), &[Extension::Authorizers]);
        check_extensions(&format!("{scheme}, {integration}"), &[Extension::Integrations]);
        check_extensions(integration, &[Extension::ApiGateway]);
        check_extensions("x-amazon-apigateway-binary-media-types: [a/b]", &[Extension::ApiGateway]);
        let version = "x-amazon-apigateway-documentation: {version: 'v 1', createdDate: now}";
        check_extensions(version, &[Extension::Documentation]);
        let documentation = original(&format!("{{openapi: 3.0.1, {version}}}"));
        let documentation = documentation.options.stage.documentation.expect("a version");
        assert_eq!(documentation.version, "v 1");
        assert_eq!(documentation.created_date.as_deref(), Some("now"));
    }
}
