//! Addresses without encryption.

use gatewright_definition::values::HttpUri;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::fix::Fix;
use crate::rule::declare_rule;
use crate::target::{Definition, Operation};

declare_rule! {
    /// A definition that offers the API without encryption.
    ///
    /// ## Why
    ///
    /// API Gateway answers HTTPS only. A definition that names `http` promises what is not there,
    /// and clients that are made from it fail, or send their credentials in the clear before they
    /// are turned away.
    ///
    /// ## Bad
    ///
    /// ```yaml,openapi
    /// servers: [{ url: "http://api.example.com/v1" }]
    /// ```
    ///
    /// ```yaml,swagger
    /// host: api.example.com
    /// schemes: [http, https]
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml,openapi
    /// servers: [{ url: "https://abcdef1234.execute-api.eu-west-1.amazonaws.com/v1" }]
    /// ```
    ///
    /// ```yaml,swagger
    /// host: api.example.com
    /// schemes: [https]
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The API was not to be had in the other way.
    SecurityCleartext {
        name: "security-cleartext",
        category: Security,
        severity: Warning,
        preset: Strict,
        fix: Safe,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Definition, Operation],
    }
}

const LABEL: &str = "API Gateway answers HTTPS only";

/// Computers that serve for trying things out.
const LOCAL: [&str; 4] = ["localhost", "127.0.0.1", "0.0.0.0", "host.docker.internal"];

impl Check<visit::Definition> for SecurityCleartext {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        schemes(definition.root, cx);
        for server in &definition.servers {
            let Some(url) = &server.url else { continue };
            let Some(address) = HttpUri::parse(url.pieces()) else { continue };
            let is_local = address.host.known().is_some_and(|host| LOCAL.contains(&host));
            cx.judged();
            if address.is_encrypted() || is_local {
                continue;
            }
            let mut cured = url.as_str().to_owned();
            cured.replace_range(address.scheme.range(), "https");
            cx.report(url.at, "a server without encryption")
                .span(url.span_of(address.scheme.range()))
                .label(LABEL)
                .help("write `https://`")
                .fix(Fix::safe("write `https`").set(url.at, cured));
        }
    }
}

impl Check<visit::Operation> for SecurityCleartext {
    fn check<'a>(operation: &Operation<'a>, cx: &mut Context<'a>) {
        schemes(operation.at, cx);
    }
}

/// Looks at the `schemes` of Swagger 2.0.
fn schemes<'a>(owner: Node<'a>, cx: &mut Context<'a>) {
    let Some(list) = owner.get("schemes") else { return };
    cx.judged();
    let find = |wanted: &str| list.items().find(|item| item.as_str() == Some(wanted));
    if let Some(item) = find("http") {
        let fix = Fix::safe("offer `https` alone");
        let fix = if find("https").is_some() { fix.remove(item) } else { fix.set(item, "https") };
        cx.report(item, "a scheme without encryption").label(LABEL).help("write `https`").fix(fix);
    }
}
