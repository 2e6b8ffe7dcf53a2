//! Credentials in addresses.

use gatewright_definition::ParameterIn;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Parameter;

declare_rule! {
    /// A parameter in the path or the query whose name is that of a credential.
    ///
    /// ## Why
    ///
    /// Addresses are written down: in logs of servers and proxies, in histories of browsers, in
    /// what pages send to others as `Referer`. A password or token in a header or a body is not.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       parameters: [{ name: access_token, in: query, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       parameters: [{ name: access_token, in: query, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       parameters: [{ name: page_token, in: query, schema: { type: string } }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    ///
    /// ```yaml,swagger
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       parameters: [{ name: page_token, in: query, type: string }]
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         { type: http_proxy, httpMethod: GET, uri: "https://api.example.com/pets" }
    /// ```
    SecurityCredentialsInUrl {
        name: "security-credentials-in-url",
        category: Security,
        severity: Warning,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Parameter],
    }
}

/// Names of credentials, without what parts their words. A `token` alone may be that of a page, or
/// of a mail that somebody confirms.
const CREDENTIALS: [&str; 18] = [
    "accesstoken",
    "apikey",
    "apitoken",
    "authtoken",
    "bearertoken",
    "clientsecret",
    "idtoken",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "refreshtoken",
    "secret",
    "secretkey",
    "sessiontoken",
    "userpassword",
    "xapikey",
];

impl Check<visit::Parameter> for SecurityCredentialsInUrl {
    fn check<'a>(parameter: &Parameter<'a>, cx: &mut Context<'a>) {
        let place = parameter.place;
        if !matches!(place, ParameterIn::Path | ParameterIn::Query) {
            return;
        }
        cx.judged();
        let name = &parameter.name;
        if CREDENTIALS.iter().any(|it| is_spelled(name, it)) {
            cx.report(name.at, format!("`{name}` in the {}", place.as_str()))
                .label("credentials in an address end up in logs")
                .help("take it in a header or in the body");
        }
    }
}

/// Whether the name is the word, whatever its case and what parts its words.
fn is_spelled(name: &str, word: &str) -> bool {
    if name.len() < word.len() {
        return false;
    }
    let letters = name.bytes().filter(|byte| !b"-_.".contains(byte));
    letters.map(|byte| byte.to_ascii_lowercase()).eq(word.bytes())
}
